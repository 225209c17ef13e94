"""Mark what was built from something that changes, in the same transaction, so that both are seen at once."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from cms.delivery.keys import TREE
from cms.delivery.purging import forget_documents, forget_lists
from cms.models import ChangedKey, ChangeSequence, Dependency, PageDocument

__all__ = ["in_batches", "mark", "mark_everything", "mark_tree"]

BATCH = 500
"""Keys or rows in one statement; SQLite takes at most 999 parameters on old systems."""


def in_batches(items: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    """The items, some at a time."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


@transaction.atomic
def mark(keys: Collection[str], *, now: datetime) -> None:
    """What depends on these objects is stale; a build that began before now is not stored."""
    number = ChangeSequence.take()
    ChangedKey.objects.bulk_create(
        [ChangedKey(key=key, sequence=number) for key in sorted(keys)],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["sequence"],
        batch_size=BATCH,
    )
    _mark_dependents(keys, now=now)
    forget_lists(now=now)


@transaction.atomic
def mark_tree(pages: QuerySet[Any], *, now: datetime) -> None:
    """As `mark`, for many pages whose places or visibility have changed: links to them, and their translations."""
    mark([TREE], now=now)
    rows = pages.values_list("pk", "translation_key").iterator()
    _mark_dependents(
        (key for pk, translation in rows for key in (f"page:{pk}", f"translation:{translation}")), now=now
    )


@transaction.atomic
def mark_everything(*, now: datetime) -> None:
    """All documents are stale."""
    mark([TREE], now=now)
    _mark(Q(), now=now)


def _mark_dependents(keys: Iterable[str], *, now: datetime) -> None:
    for batch in in_batches(keys):
        _mark(Q(pk__in=Dependency.objects.filter(key__in=batch).values("document")), now=now)


def _mark(which: Q, *, now: datetime) -> None:
    fresh = PageDocument.objects.filter(which).filter(Q(stale=False) | Q(card_stale=False))
    forget_documents(((row, row.path) for row in fresh.only("page", "site", "path")), now=now)
    fresh.update(stale=True, card_stale=True)
