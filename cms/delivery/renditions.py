"""The files behind images: a preset list of renditions, and the dominant colour.

They are made when a document is built for the first time after an upload, an image at a time and for a few seconds at
most, so that a page with many new photographs is answered and catches up; all later builds read them in one query. What
can not be made is remembered for an hour, so that a broken file is not tried again with every request.
"""

import logging
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any

from django.core.cache import cache
from PIL import Image as Pillow
from wagtail.images.models import Filter

from cms.conf import conf
from cms.models.images import ImageColor

__all__ = [
    "FAILURE_IS_REMEMBERED",
    "dominant_color_of",
    "formats_of",
    "has_failed",
    "has_failed_in_part",
    "make_renditions",
    "specs_of",
]

logger = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds after which no further image is begun in one build."""
FAILURE_IS_REMEMBERED = 3600
"""Seconds before a broken file is tried again."""


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


def dominant_color_of(image: Any) -> str | None:
    """The stored colour, if it is of the present file."""
    color = getattr(image, "cms_color", None)
    return color.value if color is not None and color.file_hash == image.file_hash else None


def _failure(image: Any, what: str) -> str:
    return f"cms-rendition-failed:{image.pk}:{image.file_hash}:{what}"


def has_failed(image: Any) -> bool:
    """Whether the image's renditions in the format that every browser reads could not be made."""
    return _any_failed(image, specs_of(image).get(formats_of(image)[-1], []))


def has_failed_in_part(image: Any) -> bool:
    """Whether any of the image's renditions could not be made."""
    return _any_failed(image, [spec for specs in specs_of(image).values() for spec in specs])


def _any_failed(image: Any, specs: Sequence[str]) -> bool:
    return bool(cache.get_many([_failure(image, spec) for spec in specs]))


def make_renditions(missing: Mapping[Any, Sequence[str]]) -> None:
    """Make the renditions of these specs, and store each image's before the next is begun."""
    deadline = monotonic() + PATIENCE
    for image, specs in missing.items():
        if monotonic() > deadline:
            break
        known = cache.get_many([_failure(image, spec) for spec in specs])
        for spec in specs:
            if _failure(image, spec) not in known:
                _attempt(image, spec, lambda image=image, spec=spec: _make(image, spec))
        if dominant_color_of(image) is None and not known:
            _attempt(image, "colour", lambda image=image: _remember_color(image))


def _attempt(image: Any, what: str, make: Any) -> None:
    try:
        make()
    except Exception:
        logger.error("Image %s can not be delivered as %s", image.pk, what, exc_info=True)
        cache.set(_failure(image, what), True, FAILURE_IS_REMEMBERED)


def _make(image: Any, spec: str) -> None:
    rule = Filter(spec)
    file = image.generate_rendition_file(rule)
    try:
        image.get_rendition_model().objects.get_or_create(
            image=image, filter_spec=spec, focal_point_key=rule.get_cache_key(image), defaults={"file": file}
        )
    finally:
        file.close()  # it was in memory or in a temporary file until now


def _remember_color(image: Any) -> None:
    color, _ = ImageColor.objects.update_or_create(
        image=image, defaults={"file_hash": image.file_hash, "value": dominant_color(image)}
    )
    color.image = image  # so that the image knows its colour without another query
