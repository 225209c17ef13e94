"""Keyset paging: a cursor names the item it stands beside, so a page costs the same however far down the list it is.

A cursor is signed together with what it belongs to (the list, its filters, its order): one that was changed, or that is
used with other parameters, is refused. It carries no time stamp, so that the same page has the same bytes.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson
from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from cms.api.problems import FieldError, InvalidParameters

__all__ = ["Ordering", "Position", "Reader", "Slice", "ordered", "reader_of", "slice_of"]


@dataclass(frozen=True, kw_only=True)
class Ordering:
    """What a list is sorted by: a field that is never null, and a unique key where it is equal."""

    field: str
    key: str = "pk"
    descending: bool = False
    parse: Callable[[str], Any] = str
    """From the text in a cursor to the field's value."""
    as_text: bool = False
    """Whether the database is to write the value as text, where to parse it for each item takes long."""

    def by(self, *, forward: bool) -> list[str]:
        """Arguments for `order_by`, to read the list forward or backward."""
        sign = "-" if self.descending == forward else ""
        return [f"{sign}{self.field}", f"{sign}{self.key}"]

    def beyond(self, value: Any, key: int, *, forward: bool) -> Q:
        """The items that come after the one with this value and key, when read forward or backward.

        Written so that an index on both finds the place: a bound for the field alone, and the rest as a filter.
        """
        operator = "lt" if self.descending == forward else "gt"
        further = Q(**{f"{self.field}__{operator}": value}) | Q(**{f"{self.key}__{operator}": key})
        return Q(**{f"{self.field}__{operator}e": value}) & further


class Position(NamedTuple):
    """A place in a list, and the direction to read from there. Without an item, the end where that direction begins."""

    forward: bool
    value: Any = None
    pk: Any = None


Reader = Callable[[Position, int], list[tuple[Any, ...]]]
"""Reads at most so many items that come after a position, in the direction of reading, as `ordered` has them."""


@dataclass(frozen=True)
class Slice:
    """Some rows of a list in its order, and the cursors of what comes before and after."""

    rows: list[tuple[Any, ...]]
    next: str | None
    previous: str | None


class _Compact:
    """JSON as short as it gets; titles may be long and in any script."""

    def dumps(self, value: Any) -> bytes:
        return orjson.dumps(value)

    def loads(self, data: bytes) -> Any:
        return orjson.loads(data)


def _signer(belongs_to: Mapping[str, Any]) -> Signer:
    digest = hashlib.sha256(orjson.dumps(belongs_to, option=orjson.OPT_SORT_KEYS)).hexdigest()
    return Signer(salt=f"cms.api.pagination:{digest}")


def _written(position: Position, signer: Signer) -> str:
    return signer.sign_object(list(position), serializer=_Compact)


def _read(cursor: str, ordering: Ordering, signer: Signer) -> Position:
    """Raises `InvalidParameters`."""
    try:
        forward, value, pk = signer.unsign_object(cursor, serializer=_Compact)
    except (BadSignature, ValueError):
        detail = "This cursor is not one of this list with these filters and this order."
        raise InvalidParameters(FieldError(field="cursor", code="invalid", detail=detail)) from None
    return Position(forward, None if pk is None else ordering.parse(value), pk)


def ordered(
    queryset: QuerySet[Any],
    ordering: Ordering,
    position: Position,
    *,
    columns: Sequence[str] = (),
) -> QuerySet[Any, Any]:
    """What comes after a position, as rows of the ordering's key, the sort value, and the columns."""
    if position.pk is not None:
        queryset = queryset.filter(ordering.beyond(position.value, position.pk, forward=position.forward))
    place = ordering.field
    if ordering.as_text:
        queryset, place = queryset.annotate(place=Cast(place, TextField())), "place"
    by = ordering.by(forward=position.forward)
    return queryset.order_by(*by).values_list(ordering.key, place, *columns)


def reader_of(queryset: QuerySet[Any], ordering: Ordering, *, columns: Sequence[str] = ()) -> Reader:
    """Reads a queryset."""
    return lambda position, most: list(ordered(queryset, ordering, position, columns=columns)[:most])


def slice_of(
    read: Reader, *, ordering: Ordering, limit: int, cursor: str | None, belongs_to: Mapping[str, Any]
) -> Slice:
    """One page of a list in one query.

    `belongs_to` is whatever a cursor has to be used with again. Raises `InvalidParameters` for a cursor that was not.
    """
    signer = _signer(belongs_to)
    position = _read(cursor, ordering, signer) if cursor else Position(forward=True)
    forward = position.forward
    rows = read(position, limit + 1)
    more = len(rows) > limit
    rows = rows[:limit] if forward else rows[:limit][::-1]
    # On the side it was read from there is something, if only the item that the cursor named, unless reading began
    # at that end. A page that has become empty points back to the end of what is left.
    before, after = (position.pk is not None, more) if forward else (more, position.pk is not None)
    return Slice(
        rows,
        next=_written(_end(rows, forward=True), signer) if after else None,
        previous=_written(_end(rows, forward=False), signer) if before else None,
    )


def _end(rows: list[tuple[Any, ...]], *, forward: bool) -> Position:
    if not rows:
        return Position(forward)
    pk, value, *_ = rows[-1 if forward else 0]
    return Position(forward, value, pk)
