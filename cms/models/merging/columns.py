"""The columns of all models in which a reference can stand: streams and rich text, of the host's models too.

They are searched for the number of the reference as text, once a model, and only what is found is walked and written.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField

from cms.models.merging.stored import Swap

__all__ = [
    "BATCH",
    "Found",
    "changed_rows",
    "in_batches",
    "mentioning",
    "owners_of",
    "parental_key",
    "write_rows",
]

BATCH = 100
"""Rows that are held in memory, and written by one statement."""

Found = tuple[type[models.Model], Any]
"""A model and the primary key of one of its objects."""


def in_batches(items: Sequence[Any]) -> Iterator[list[Any]]:
    """The items, some at a time."""
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def mentioning(queryset: Any, names: Sequence[str], number: int) -> list[Any]:
    """Primary keys of the rows of which one of the columns holds the number, standing by itself. One query."""
    alone = rf"(^|[^0-9A-Za-z-]){number}($|[^0-9A-Za-z-])"
    texts = {f"text_of_{name}": Cast(name, models.TextField()) for name in names}
    found = models.Q()
    for text in texts:
        found |= models.Q(**{f"{text}__contains": str(number)}) & models.Q(**{f"{text}__regex": alone})
    return list(queryset.alias(**texts).filter(found).order_by("pk").values_list("pk", flat=True))


@cache
def _columns() -> Sequence[tuple[Any, Sequence[Any]]]:
    """The models with their own columns of stored content."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        own = model._meta.local_concrete_fields
        fields = [field for field in own if isinstance(field, StreamField | RichTextField)]
        if fields and model._meta.managed and not model._meta.proxy:
            found.append((model, fields))
    return found


def changed_rows(swap: Swap) -> Iterator[list[Any]]:
    """The objects of one model whose content is another one after the swap, some at a time, with the new content."""
    for model, fields in _columns():
        names = [field.attname for field in fields]
        numbers = mentioning(model._base_manager.all(), names, swap.old)
        for batch in in_batches(numbers):
            above = parental_key(model)
            rows = model._base_manager.filter(pk__in=batch).only(
                "pk", *names, *([above.attname] if above else [])
            )
            changed = [row for row in rows if _change_any(row, fields, swap)]
            if changed:
                yield changed


def parental_key(model: type[models.Model]) -> Any:
    """The field that says to which object the rows of a model belong, if they are a part of another one."""
    return next((field for field in model._meta.concrete_fields if isinstance(field, ParentalKey)), None)


def owners_of(rows: Sequence[Any]) -> set[Found]:
    """The objects that an editor knows: the rows themselves, or what they are a part of."""
    above = parental_key(type(rows[0]))
    if above is None:
        return {(type(row), row.pk) for row in rows}
    return {(above.related_model, getattr(row, above.attname)) for row in rows}


def write_rows(rows: Sequence[Any]) -> None:
    """Store the content of objects of one model. One query; neither their dates nor their revisions change."""
    model: Any = type(rows[0])
    names = next([field.attname for field in fields] for known, fields in _columns() if known is model)
    model._base_manager.bulk_update(rows, names, batch_size=BATCH)


def _change_any(row: Any, fields: Sequence[Any], swap: Swap) -> bool:
    """Swap in all columns; whether anything was to be done in one."""
    return sum(_change(row, field, swap) for field in fields) > 0


def _change(row: Any, field: Any, swap: Swap) -> bool:
    """Swap in one column; whether anything was to be done."""
    stored = getattr(row, field.attname)
    if isinstance(field, RichTextField):
        text = swap.in_rich_text(stored) if isinstance(stored, str) else stored
        setattr(row, field.attname, text)
        return bool(text != stored)
    raw = field.stream_block.get_prep_value(stored)
    swapped = swap.in_block(field.stream_block, raw)
    if swapped is raw:
        return False
    setattr(row, field.attname, StreamValue(field.stream_block, swapped, is_lazy=True))
    return True
