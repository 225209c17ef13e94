"""What lists of pages are sorted by, and how their rows are read in one prepared statement."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from cms.api.filters import FILTERS, UNPREPARED, filtered
from cms.api.pagination import Ordering, Position, ordered
from cms.delivery.asked_sites import CHANGED, AskedSite, FoundSite, as_moment
from cms.delivery.card_store import with_cards
from cms.delivery.fingerprint import fingerprint
from cms.delivery.prepared import Given, Rows, prepared
from cms.delivery.search.expressions import Beyond
from cms.delivery.search.matching import Wanted, matching, ranked
from cms.models import PageDocument

__all__ = ["NEWEST", "ORDERS", "RELEVANCE", "PageRow", "can_be_prepared", "columns_of", "read_rows"]


class _Relevance(Ordering):
    """By rank; equally good pages by their ids, the newest first."""

    def beyond(self, value: Any, key: int, *, forward: bool) -> Any:
        return Beyond(value, key, forward=forward)


_PUBLISHED = Ordering(field="published_order", key="page_id", parse=as_moment, as_text=True)
_UPDATED = Ordering(field="updated_order", key="page_id", parse=as_moment, as_text=True)
_TITLE = Ordering(field="title", key="page_id")
RELEVANCE, NEWEST = "relevance", "-published_at"
ORDERS = {
    NEWEST: replace(_PUBLISHED, descending=True),
    "published_at": _PUBLISHED,
    "-updated_at": replace(_UPDATED, descending=True),
    "updated_at": _UPDATED,
    "title": _TITLE,
    "-title": replace(_TITLE, descending=True),
    RELEVANCE: _Relevance(field="rank", key="page_id", descending=True, parse=int),
}
COLUMNS = ("id", "card", "card_is_old")
TEXTS = ("search_text__language", "search_text__text")
"""Read as well where words are sought: the excerpts show them."""


class PageRow(NamedTuple):
    """What is read of an item of a list."""

    page_id: int
    place: Any
    """Its value in the order."""
    id: int
    card: bytes | None
    card_is_old: bool
    language: str | None = None
    text: str | None = None


class _Shape(NamedTuple):
    """What two questions have in common that differ in nothing but values."""

    order: str
    forward: bool
    begins: bool
    """Whether reading begins at an end of the list."""
    most: int
    by_name: bool
    """How the site is asked for."""
    has_words: bool
    """Whether words are sought."""
    filters: tuple[tuple[str, type | tuple[type, ...]], ...]
    """Name of a filter → type of its value, or of each of its values."""


def columns_of(*, has_words: bool) -> tuple[str, ...]:
    """The columns of a `PageRow` after its place."""
    return (*COLUMNS, *TEXTS) if has_words else COLUMNS


def can_be_prepared(values: Mapping[str, Any]) -> bool:
    """Whether `read_rows` knows all filters of these values."""
    return all(values[name] is None for name in UNPREPARED)


def read_rows(
    values: Mapping[str, Any],
    *,
    site: AskedSite,
    now: datetime,
    words: Wanted | None,
    order: str,
    position: Position,
    most: int,
) -> tuple[FoundSite | None, Rows]:
    """The site that is asked, if anything of it was found, and rows as `PageRow` has them. `values` as
    `filters.looked_up` has them. One query."""
    if words and not words.everywhere:
        return None, []
    chosen = {name: values[name] for name in FILTERS if values[name] is not None}
    shape = _Shape(
        order=order,
        forward=position.forward,
        begins=position.pk is None,
        most=most,
        by_name=site.by_name,
        has_words=words is not None,
        filters=tuple((name, _kinds(value)) for name, value in chosen.items()),
    )
    given = {"now": now, "version": fingerprint(), "value": position.value, "pk": position.pk}
    for name, value in (*chosen.items(), ("site", tuple(site.subquery()[1])), ("words", words)):
        if isinstance(value, tuple):
            given |= {f"{name} {number}": each for number, each in enumerate(value)}
        else:
            given[name] = value
    rows = _rows_of(shape, given)
    return (FoundSite.of(*rows[0][-2:]), [row[:-2] for row in rows]) if rows else (None, rows)


@prepared
def _rows_of(shape: _Shape) -> QuerySet[PageDocument, Any]:
    values = {name: _given(name, kinds) for name, kinds in shape.filters}
    now, version = Given("now", datetime), Given("version", str)
    sql, parts = AskedSite("", None, by_name=shape.by_name).subquery()
    site = RawSQL(sql, _given("site", (object,) * len(parts)))  # noqa: S611 - no text but our own
    documents: QuerySet[Any] = filtered(values, site_id=site, now=now)
    if shape.has_words:
        words = Wanted(*_given("words", (str,) * len(Wanted._fields)))
        documents = (ranked if shape.order == RELEVANCE else matching)(documents, words)
    documents = documents.annotate(
        of_site=F("site_id"),
        changed=RawSQL(CHANGED, []),  # noqa: S611 - as above
    )
    place = () if shape.begins else (Given("value", object), Given("pk", int))
    return ordered(
        with_cards(documents, now=now, version=version),
        ORDERS[shape.order],
        Position(shape.forward, *place),
        columns=(*columns_of(has_words=shape.has_words), "of_site", "changed"),
    )[: shape.most]


def _kinds(value: Any) -> type | tuple[type, ...]:
    return tuple(map(type, value)) if isinstance(value, tuple) else type(value)


def _given(name: str, kinds: type | tuple[type, ...]) -> Any:
    if isinstance(kinds, type):
        return Given(name, kinds)
    return tuple(Given(f"{name} {number}", kind) for number, kind in enumerate(kinds))
