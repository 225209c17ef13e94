"""A notice about a source, such as its retraction, is told at once, with the pages that rest on it.

The pages themselves follow as `page.upsert`, when they have been built again: a frontend needs those. This event is for
people: a newsroom that wants to know that something it has published rests on a retracted study.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.db.models.signals import post_save, pre_save
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.delivery.records import integrity_of
from cms.models import DocumentReference, Integrity, Reference
from cms.outbox import NewEvent, record_many, register_kind

__all__ = ["KIND", "connect"]

KIND = "reference.integrity"
NOTICED = frozenset(Integrity) - {Integrity.UNCHECKED, Integrity.CLEAN}
"""The statuses that people have to hear of. That a source was found clean for the first time is no news."""
MAX_PAGES = 100
"""So many pages are named in an event; `page_count` says how many there are."""


def before_save(sender: type[Reference], instance: Reference, raw: bool = False, **kwargs: Any) -> None:
    """Remember what the status was."""
    if not raw and instance.pk:
        stored = Reference.objects.filter(pk=instance.pk)
        instance._integrity_before = stored.values_list("integrity", flat=True).first()


def after_save(sender: type[Reference], instance: Reference, raw: bool = False, **kwargs: Any) -> None:
    """Write down that there is a notice, another one or none any more: once for each site that cites it in public."""
    before = getattr(instance, "_integrity_before", None)
    if (
        raw
        or before is None
        or before == instance.integrity
        or NOTICED.isdisjoint((before, instance.integrity))
    ):
        return
    now = timezone.now()
    record_many(_events(instance, before, now), now=now)


def _events(reference: Reference, before: str, now: datetime) -> list[NewEvent]:
    ended = Q(document__expires_at__lte=now)
    uses = DocumentReference.objects.exclude(ended).filter(reference=reference).order_by("document__page")
    by_site: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for site, page, path in uses.values_list("document__site", "document__page", "document__path"):
        by_site[site].append({"id": page, "path": path})
    told = integrity_of(reference).model_dump(mode="json")
    return [
        NewEvent(
            KIND,
            {
                "reference": reference.key,
                "title": reference.title,
                "doi": reference.doi,
                "pmid": reference.pmid,
                "previous_status": before,
                **told,
                "page_count": len(pages),
                "pages": pages[:MAX_PAGES],
            },
            site_id=site,
        )
        for site, pages in by_site.items()
    ]


def connect() -> None:
    """Called when the app is ready."""
    register_kind(KIND, _("There is a notice about a source that pages cite, or none any more"))
    pre_save.connect(before_save, sender=Reference, dispatch_uid="cms.integrity.before_save")
    post_save.connect(after_save, sender=Reference, dispatch_uid="cms.integrity.after_save")
