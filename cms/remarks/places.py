"""Where in a page's streams its blocks are, those inside others included."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cms.fields import StreamField

__all__ = ["Place", "places_in"]


class Place(NamedTuple):
    """The block of a stream of the page that a block is in, or is itself."""

    field: StreamField
    position: int
    item: Mapping[str, Any]
    """As it is stored."""


def places_in(page: Any) -> dict[str, Place]:
    """By the id of a block. No query."""
    found: dict[str, Place] = {}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for position, item in enumerate(field.raw(page)):
                for name in _ids_in(item):
                    found.setdefault(name, Place(field, position, item))
    return found


def _ids_in(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get("id"), str) and "type" in value:
            yield value["id"]
        for inner in value.values():
            yield from _ids_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _ids_in(inner)
