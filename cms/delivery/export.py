"""All documents of a site, one after the other, without ever holding more than a few."""

from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When
from django.utils import timezone

from cms.delivery.settling import is_stale
from cms.delivery.store import rebuild
from cms.models import PageDocument

__all__ = ["documents_of_site"]

BATCH = 50


def documents_of_site(site_id: int) -> Iterator[bytes]:
    """The documents in the order of their pages' ids; stale ones are built when their turn comes."""
    last = 0
    while batch := _next(site_id, last):
        for page_id, pk, body, old in batch:
            last = page_id
            if not old:
                yield bytes(body)
            elif (stored := rebuild(pk)) is not None:
                yield stored.body


def _next(site_id: int, last: int) -> list[Any]:
    now = timezone.now()
    in_time = Q(expires_at__isnull=True) | Q(expires_at__gt=now)
    old = Case(When(is_stale(now), then=Value(True)), default=Value(False), output_field=BooleanField())
    documents = PageDocument.objects.filter(in_time, site=site_id, page__gt=last).annotate(old=old)
    return list(documents.order_by("page").values_list("page", "pk", "document", "old")[:BATCH])
