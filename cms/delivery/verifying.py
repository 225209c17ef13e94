"""Compare everything that is stored with what it would be if it were made now, and mend what differs.

Changes that send no signal (`queryset.update`, bulk loads, other programs) are found here and nowhere else.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.delivery.index import sync_some
from cms.delivery.store import differs_from_fresh_build, rebuild
from cms.models import ChangeSequence, PageDocument

__all__ = ["Checked", "verify"]

BATCH = 200


class Checked(NamedTuple):
    """A page or a document that was compared."""

    what: str
    """Of which kind the comparison was: "index" or "document"."""
    page_id: int
    wrong: bool


def verify() -> Iterator[Checked]:
    """Compare all rows of the index, then all documents. Each batch is a transaction of its own."""
    last = 0
    while ids := list(Page.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        last = ids[-1]
        wrong = sync_some(ids, now=timezone.now())
        yield from (Checked("index", page, page in wrong) for page in ids)
    last = 0
    while rows := list(_some_documents(last)):
        for pk, page in rows:
            last = pk
            yield Checked("document", page, _mend(pk))


def _some_documents(after: int) -> list[tuple[int, int]]:
    documents = PageDocument.objects.filter(pk__gt=after).order_by("pk")
    return list(documents.values_list("pk", "page_id")[:BATCH])


def _mend(document_id: int) -> bool:
    """Whether the stored bytes, though not known to be stale, were not those of a fresh build."""
    if not differs_from_fresh_build(document_id):
        return False
    with (
        transaction.atomic()
    ):  # it may have been changed at this very moment: look again while nothing can change
        ChangeSequence.hold()
        if not differs_from_fresh_build(document_id):
            return False
        PageDocument.objects.filter(pk=document_id).update(stale=True, card_stale=True)
    rebuild(document_id)
    return True
