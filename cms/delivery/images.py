"""Images for frontends: a preset list of renditions in several formats and sizes, focal point, dominant colour."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from wagtail.images import get_image_model
from wagtail.images.models import Filter

from blocks.schemas import FocalPoint, Image, ImageSource, SrcSetEntry
from cms.delivery.renditions import (
    FAILURE_IS_REMEMBERED,
    dominant_color_of,
    formats_of,
    has_failed,
    has_failed_in_part,
    make_renditions,
    specs_of,
)
from cms.delivery.resolver import Resolver, Scope, Source, register_source
from cms.delivery.sources import absolute, whole_numbers
from cms.models.public import in_public_collection

__all__ = ["ImageSourceOfSite"]

logger = logging.getLogger(__name__)


@register_source("image")
class ImageSourceOfSite(Source):
    """Images of public collections, with their renditions."""

    schema = Image

    def load(self, ids: set[Any], scope: Scope) -> Mapping[Any, Any]:
        public = get_image_model().objects.filter(in_public_collection(), pk__in=whole_numbers(ids))
        images = list(public.select_related("cms_color"))
        if not images:
            return {}
        renditions = self._stored(images)
        missing = {image: list(_missing(image, renditions)) for image in images}
        if any(missing.values()):
            make_renditions({image: specs for image, specs in missing.items() if specs})
            renditions = self._stored(images)
            for image in missing:
                if any(_missing(image, renditions)):
                    _come_back(image, scope)
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

    def wire(self, found: tuple[Any, Mapping[str, Any]], resolver: Resolver) -> Image | None:
        image, renditions = found
        if image.is_svg():
            return _plain(image)
        fallbacks = _present(specs_of(image)[formats_of(image)[-1]], renditions)
        if not fallbacks:
            # A file that is missing or broken can not be shown; one whose turn has not come can, as it is.
            return None if has_failed(image) else _plain(image)
        largest = renditions[fallbacks[-1]]
        return Image(
            alt=image.default_alt_text or "",
            src=absolute(largest.url),
            width=largest.width,
            height=largest.height,
            focal_point=_focal_point(image),
            sources=list(_sources(image, renditions)),
            dominant_color=dominant_color_of(image),
        )


def _come_back(image: Any, scope: Scope) -> None:
    """What could not be made is tried again later; what had no time yet is made by the next build."""
    if has_failed_in_part(image):
        scope.ends_at(scope.now + timedelta(seconds=FAILURE_IS_REMEMBERED))
    else:
        scope.complete = False


def _present(specs: Sequence[str], renditions: Mapping[str, Any]) -> list[str]:
    return [spec for spec in specs if spec in renditions]


def _missing(image: Any, renditions: Mapping[int, Mapping[str, Any]]) -> Iterator[str]:
    stored = renditions.get(image.pk, {})
    return (spec for group in specs_of(image).values() for spec in group if spec not in stored)


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
