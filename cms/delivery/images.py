"""Images for frontends: a preset list of renditions in several formats and sizes, focal point, dominant colour.

Renditions that are missing are made when a document is built for the first time after an upload; all later builds read
them in one query.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from PIL import Image as Pillow
from wagtail.images import get_image_model
from wagtail.images.models import Filter, SourceImageIOError

from blocks.schemas import FocalPoint, Image, ImageSource, SrcSetEntry
from cms.conf import conf
from cms.delivery.resolver import Resolver, Scope, Source, register_source
from cms.delivery.sources import absolute
from cms.models.images import ImageColor
from cms.models.public import in_public_collection

__all__ = ["ImageSourceOfSite"]

logger = logging.getLogger(__name__)


def widths_of(image: Any) -> list[int]:
    """The preset widths that are smaller than the image, and its own width or the largest preset one."""
    presets = sorted(conf.image_widths)
    return sorted({*(width for width in presets if width < image.width), min(image.width, presets[-1])})


def formats_of(image: Any) -> list[str]:
    """Best format first; the last one is read by every browser."""
    fallback = "png" if image.filename.lower().endswith((".png", ".gif")) else "jpeg"
    return [*conf.image_formats, fallback]


def specs_of(image: Any) -> dict[str, list[str]]:
    """Filter specs of the preset renditions by format; none for a vector image."""
    if image.is_svg():
        return {}
    return {
        name: [f"width-{width}|format-{name}" for width in widths_of(image)] for name in formats_of(image)
    }


def dominant_color(image: Any) -> str:
    """The most frequent of eight colours to which the image is reduced, as #rrggbb."""
    with image.open_file() as file, Pillow.open(file) as opened:
        opened.draft("RGB", (128, 128))
        small = opened.convert("RGB").resize((64, 64)).quantize(8)
    counts = small.getcolors() or [(0, 0)]
    index = max(counts)[1]
    red, green, blue = (small.getpalette() or [0, 0, 0])[3 * index : 3 * index + 3]  # type: ignore[operator]
    return f"#{red:02x}{green:02x}{blue:02x}"


@register_source("image")
class ImageSourceOfSite(Source):
    """Images of public collections, with their renditions."""

    schema = Image

    def load(self, ids: set[Any], scope: Scope) -> Mapping[Any, Any]:
        images = list(
            get_image_model().objects.filter(in_public_collection(), pk__in=ids).select_related("cms_color")
        )
        if not images:
            return {}
        renditions = self._stored(images)
        missing = [(image, spec) for image in images for spec in _missing(image, renditions)]
        colorless = [image for image in images if not image.is_svg() and not _color(image)]
        if missing or colorless:
            self._make(missing, colorless)
            renditions = self._stored(images)
        return {image.pk: (image, renditions.get(image.pk, {})) for image in images}

    def _stored(self, images: Sequence[Any]) -> dict[int, dict[str, Any]]:
        """Renditions by image and spec, those of the present focal point only."""
        specs = {spec for image in images for group in specs_of(image).values() for spec in group}
        model = get_image_model().get_rendition_model()
        found: dict[int, dict[str, Any]] = {}
        focal = {image.pk: image for image in images}
        for rendition in model.objects.filter(image__in=list(focal), filter_spec__in=specs):
            if rendition.focal_point_key == Filter(rendition.filter_spec).get_cache_key(
                focal[rendition.image_id]
            ):
                found.setdefault(rendition.image_id, {})[rendition.filter_spec] = rendition
        return found

    def _make(self, missing: Sequence[tuple[Any, str]], colorless: Sequence[Any]) -> None:
        model = get_image_model().get_rendition_model()
        made, colors = [], []
        for image, spec in missing:
            rule = Filter(spec)
            try:
                made.append(
                    model(
                        image=image,
                        filter_spec=spec,
                        focal_point_key=rule.get_cache_key(image),
                        file=image.generate_rendition_file(rule),
                    )
                )
            except (SourceImageIOError, OSError) as error:
                logger.error("No rendition %s of image %s: %s", spec, image.pk, error)
        for image in colorless:
            try:
                colors.append(ImageColor(image=image, file_hash=image.file_hash, value=dominant_color(image)))
            except (SourceImageIOError, OSError) as error:
                logger.error("No colour of image %s: %s", image.pk, error)
        files = [rendition.file.file for rendition in made]
        with transaction.atomic():
            model.objects.bulk_create(made, ignore_conflicts=True)
            ImageColor.objects.bulk_create(
                colors, update_conflicts=True, unique_fields=["image"], update_fields=["file_hash", "value"]
            )
        for file in files:  # they were in memory or in a temporary file until now
            file.close()

    def wire(self, found: tuple[Any, Mapping[str, Any]], resolver: Resolver) -> Image | None:
        image, renditions = found
        if image.is_svg():
            return _plain(image)
        fallbacks = _present(specs_of(image)[formats_of(image)[-1]], renditions)
        if not fallbacks:  # the file is missing or broken: it has been logged
            return None
        largest = renditions[fallbacks[-1]]
        return Image(
            alt=image.default_alt_text or "",
            src=absolute(largest.url),
            width=largest.width,
            height=largest.height,
            focal_point=_focal_point(image),
            sources=list(_sources(image, renditions)),
            dominant_color=_color(image),
        )


def _present(specs: Sequence[str], renditions: Mapping[str, Any]) -> list[str]:
    return [spec for spec in specs if spec in renditions]


def _missing(image: Any, renditions: Mapping[int, Mapping[str, Any]]) -> Iterator[str]:
    stored = renditions.get(image.pk, {})
    return (spec for group in specs_of(image).values() for spec in group if spec not in stored)


def _color(image: Any) -> str | None:
    color = getattr(image, "cms_color", None)
    return color.value if color is not None and color.file_hash == image.file_hash else None


def _sources(image: Any, renditions: Mapping[str, Any]) -> Iterator[ImageSource]:
    for name, specs in specs_of(image).items():
        present = _present(specs, renditions)
        if present:
            entries = [
                SrcSetEntry(src=absolute(renditions[spec].url), width=renditions[spec].width)
                for spec in present
            ]
            yield ImageSource(type=f"image/{name}", srcset=entries)


def _focal_point(image: Any) -> FocalPoint | None:
    if not image.has_focal_point():
        return None
    x, y = image.focal_point_x / image.width, image.focal_point_y / image.height
    return FocalPoint(x=round(min(x, 1.0), 4), y=round(min(y, 1.0), 4))


def _plain(image: Any) -> Image:
    return Image(
        alt=image.default_alt_text or "",
        src=absolute(image.file.url),
        width=image.width,
        height=image.height,
        focal_point=_focal_point(image),
        sources=[],
        dominant_color=None,
    )
