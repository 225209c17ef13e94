"""From a page to what rules judge. A number of queries that does not depend on how long the page is."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from itertools import count
from typing import Any

from django.db.models import ForeignKey
from django.utils import timezone
from wagtail.fields import RichTextField
from wagtail.models import Page

from blocks.base import Key
from blocks.rich_text import keys_in
from blocks.text import HeadingBlock
from cms.conf import conf
from cms.evidence import Block, Link, PageContent, Picture
from cms.fields import StreamField
from cms.models import CallToAction, Person, Reference
from cms.models.page_mixins import IllustratedMixin
from cms.models.paths import SiteMap
from cms.models.repeated_panels import fields_in_order
from cms.remarks.panels import Placed, panels_of
from cms.remarks.reading import Holds, Placement, is_key, paragraphs_of, read_block
from cms.remarks.targets import MISSING, alt_texts_of, link_targets, sources_of

__all__ = ["content_of"]

Read = tuple[Block, Holds, int]
"""A block, what it holds, and where in the page's field it stands (or the block that it is in)."""


def content_of(page: Any, *, today: date) -> PageContent:
    """The content of a page in its own class, saved or not, as it stands in the object."""
    now = timezone.now()
    sites = SiteMap.load()
    read = list(_blocks(page))
    blocks = tuple(block for block, _, _ in read)
    subject = getattr(page, "subject_reference_id", None)
    sources = sources_of(
        {*_named_references(page), *(pk for block in blocks for pk in (*block.cites, *block.lists))}
    )
    return PageContent(
        type=page.wire_type,
        kinds=frozenset(vars(base)["wire_type"] for base in type(page).__mro__ if "wire_type" in vars(base)),
        title=page.title or "",
        language=page.locale.language_code if page.locale_id else conf.content_languages[0],
        today=today,
        fields=_fields(page),
        blocks=blocks,
        subject=sources.get(subject or 0),
        sources=sources,
        acknowledged=_acknowledged(read),
        links=_links(page, read, sites, now),
        panels=panels_of(page, list(_placed(page, read)), blocks, sites=sites, now=now),
        pictures=_pictures(page, read),
    )


def _streams(page: Any) -> Iterator[Any]:
    return (field for field in fields_in_order(page) if isinstance(field, StreamField))


def _blocks(page: Any) -> Iterator[Read]:
    """Those of all streams, in the order of the document."""
    for field in _streams(page):
        with suppress(Exception):  # a stored value may be anything
            for position, item in enumerate(field.raw(page)):
                yield from _block(field.stream_block, item, field.name, position, count())


def _block(
    stream: Any, item: Any, field: str, position: int, numbers: Iterator[int], within: str = ""
) -> Iterator[Read]:
    """The block of a stream, and those of the streams inside it. One that is no longer defined is not shown."""
    name = item.get("type") if isinstance(item, Mapping) else None
    block = stream.child_blocks.get(name) if isinstance(name, str) else None
    if block is None:
        return
    raw, number = item.get("value"), next(numbers)
    holds = read_block(block, raw)
    level = str(raw.get("level")) if isinstance(block, HeadingBlock) and isinstance(raw, dict) else ""
    made = Block(
        id=str(item.get("id") or f"{within or field}-{position}-{number}"),
        field=field,
        type=str(name),
        label=str(block.label),
        value=raw,
        text="\n".join(holds.lines),
        cites=holds.cites,
        lists=holds.lists,
        paragraphs=tuple(holds.paragraphs),
        level=int(level) if level in ("2", "3", "4") else None,
    )
    yield made, holds, position
    for inner, values in holds.streams:
        for each in values if isinstance(values, list | tuple) else ():
            yield from _block(inner, each, field, position, numbers, made.id)


def _named_references(page: Any) -> Iterator[int]:
    """The references that fields of the page name."""
    fields = (field for field in page._meta.concrete_fields if isinstance(field, ForeignKey))
    values = (getattr(page, field.attname) for field in fields if field.related_model is Reference)
    yield from filter(is_key, values)


def _own_fields(page: Any) -> list[Any]:
    """The page's fields that are its type's, and no streams."""
    wagtails = set(Page._meta.concrete_fields)
    return [
        field
        for field in page._meta.concrete_fields
        if field not in wagtails and not field.primary_key and not isinstance(field, StreamField)
    ]


def _fields(page: Any) -> dict[str, Any]:
    """See `PageContent.fields`. Up to two queries."""
    found: dict[str, Any] = {name: getattr(page, name) or "" for name in ("search_description", "seo_title")}
    people: dict[str, Any] = {}
    for field in _own_fields(page):
        value = getattr(page, field.attname)
        if isinstance(field, RichTextField):
            value = "\n".join(text for text, _ in paragraphs_of(str(value or "")))
        elif isinstance(field, ForeignKey) and field.related_model is Person:
            people[field.name] = value
        found[field.name] = value
    if ids := {value for value in people.values() if is_key(value)}:
        names = {person.pk: person.name for person in Person.objects.filter(pk__in=ids)}
        people = {name: names.get(value) for name, value in people.items()}
    if hasattr(page, "topics"):
        found["topics"] = tuple(topic.title for topic in page.topics.all())
    return {**found, **people}


def _acknowledged(read: Iterable[Read]) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], set[str]] = {}
    for block, holds, _ in read:
        for item in holds.items:
            reason, status = item.get("acknowledged_reason"), item.get("acknowledged_status")
            said = status if reason and isinstance(status, str) else ""
            found.setdefault((block.id, item["reference"]), set()).add(said)
    return {place: said.pop() for place, said in found.items() if len(said) == 1 and "" not in said}


def _links(page: Any, read: Iterable[Read], sites: SiteMap, now: datetime) -> tuple[Link, ...]:
    places: list[tuple[str, str | None, Key]] = [
        (field.name, None, key)
        for field in _own_fields(page)
        if isinstance(field, RichTextField)
        for key in keys_in(str(getattr(page, field.attname) or ""))
    ]
    places += [(block.field, block.id, key) for block, holds, _ in read for key in holds.keys]
    linked = [(field, block, pk) for field, block, (kind, pk) in places if kind == "page" and is_key(pk)]
    targets = link_targets((pk for _, _, pk in linked), page=page, sites=sites, now=now)
    found = ((field, block, pk, targets.get(pk, MISSING)) for field, block, pk in linked)
    return tuple(Link(block, pk, to.title, to.state, field) for field, block, pk, to in found)


def _placed(page: Any, read: Iterable[Read]) -> Iterator[Placed]:
    """The panels that editors placed, in the order of the document."""
    by_field: dict[str, list[Placed]] = {}
    for block, holds, position in read:
        for placement in holds.placements:
            by_field.setdefault(block.field, []).append(Placed(block.field, block.id, position, placement))
    for field in fields_in_order(page):
        if isinstance(field, ForeignKey):
            if field.related_model is CallToAction and is_key(pk := getattr(page, field.attname)):
                yield Placed(field.name, None, None, Placement(pk))
        else:
            yield from by_field.get(field.name, ())


def _pictures(page: Any, read: Iterable[Read]) -> tuple[Picture, ...]:
    found: list[tuple[str | None, int | None, str | None, bool]] = []
    if isinstance(page, IllustratedMixin) and page.image_id:
        found.append((None, page.image_id, page.image_alt or "", False))
    found += [(block.id, *picture) for block, holds, _ in read for picture in holds.pictures]
    unsaid = alt_texts_of(image for _, image, alt, _ in found if alt is None and image is not None)
    return tuple(
        Picture(block, unsaid.get(image or 0, "") if alt is None else alt, decorative, image)
        for block, image, alt, decorative in found
    )
