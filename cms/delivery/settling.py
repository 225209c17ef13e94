"""Bring stored documents up to date before somebody asks for them, or before the feed says how things stand."""

import random
from collections.abc import Iterator
from datetime import datetime
from time import monotonic

from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.delivery.fingerprint import fingerprint
from cms.delivery.index import drop_expired
from cms.delivery.store import rebuild
from cms.models import PageDocument

__all__ = ["is_stale", "rebuild_all_stale", "rebuild_stale", "settle", "stale_documents"]

BATCH = 200


def is_stale(now: datetime) -> Q:
    """Condition for documents that have to be built again."""
    return Q(stale=True) | ~Q(fingerprint=fingerprint()) | Q(valid_until__lte=now)


def stale_documents(*, now: datetime, site_id: int | None = None) -> QuerySet[PageDocument]:
    """The documents that have to be built again, of one site or of all."""
    documents = PageDocument.objects.filter(is_stale(now))
    return documents if site_id is None else documents.filter(site=site_id)


def rebuild_stale(*, site_id: int | None = None) -> Iterator[int]:
    """Build all stale documents, and yield the id of each. Several processes can do so at once; each can be stopped.

    What cannot be stored (because a change takes too long, or pictures are still missing) is tried once.
    """
    _drop_expired()
    last = 0
    while batch := _some_stale(last, site_id=site_id):
        last = batch[-1]
        random.shuffle(batch)  # so that two processes seldom meet
        for pk in batch:
            rebuild(pk)
            yield pk


def rebuild_all_stale() -> None:
    """Build all stale documents, so that what is told to the outside in the next moment is all there is to tell."""
    for _ in rebuild_stale():
        pass


def _some_stale(after: int, *, site_id: int | None) -> list[int]:
    documents = stale_documents(now=timezone.now(), site_id=site_id).filter(pk__gt=after)
    return list(documents.order_by("pk").values_list("pk", flat=True)[:BATCH])


def _drop_expired() -> None:
    now = timezone.now()
    if PageDocument.objects.filter(expires_at__lte=now).exists():
        drop_expired(now=now)


def settle(site_id: int, *, seconds: float) -> bool:
    """Build the stale documents of a site for so long; whether none is left. One query if nothing is to be done."""
    deadline = monotonic() + seconds
    for _ in rebuild_stale(site_id=site_id):
        if monotonic() > deadline:
            return not stale_documents(now=timezone.now(), site_id=site_id).exists()
    return True
