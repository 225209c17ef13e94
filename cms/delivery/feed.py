"""The change feed of each site: what became of documents, numbered without gaps in the order of commits."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Max

from cms.models import Change, PageDocument, SiteFeed
from cms.models.changes import one_change
from cms.outbox import NewEvent, record_many

__all__ = ["Gone", "append", "deletion", "entries_after", "oldest", "position", "prune", "upsert"]


def upsert(document: PageDocument, *, etag: str, now: datetime) -> Change:
    """The entry of a document that is new or different."""
    return _entry(document, Change.Kind.UPSERT, document.path, etag, now)


def deletion(document: PageDocument, *, path: str, now: datetime) -> Change:
    """The entry of a document that is gone from a path."""
    return _entry(document, Change.Kind.DELETE, path, "", now)


def _entry(document: PageDocument, kind: Change.Kind, path: str, etag: str, now: datetime) -> Change:
    return Change(
        site_id=document.site_id,
        kind=kind,
        page_id=document.page_id,
        type=document.type,
        path=path,
        etag=etag,
        at=now,
    )


def append(entries: Iterable[Change], *, now: datetime) -> None:
    """Number the entries and keep them. The change sequence has been taken."""
    by_site: dict[int, list[Change]] = defaultdict(list)
    for entry in entries:
        by_site[entry.site_id].append(entry)
    for site_id, of_site in by_site.items():
        last = _advance(site_id, len(of_site), now)
        for number, entry in enumerate(of_site, start=last - len(of_site) + 1):
            entry.sequence = number
        Change.objects.bulk_create(of_site)
        record_many((_event(entry) for entry in of_site), now=now)


class Gone(Exception):
    """A position of which the feed does not know any more what came after it."""


def position(site_id: int) -> int:
    """The number of the newest entry of a site."""
    return SiteFeed.objects.filter(site=site_id).values_list("sequence", flat=True).first() or 0


def entries_after(site_id: int, after: int, *, limit: int) -> list[Change]:
    """The entries after a position, the oldest first. Raises `Gone`."""
    feed = SiteFeed.objects.filter(site=site_id).first() or SiteFeed(sequence=0, pruned=0)
    if not feed.pruned <= after <= feed.sequence:
        raise Gone
    return list(Change.objects.filter(site=site_id, sequence__gt=after).order_by("sequence")[:limit])


def oldest(site_id: int) -> int:
    """The position before the oldest entry that is kept."""
    return SiteFeed.objects.filter(site=site_id).values_list("pruned", flat=True).first() or 0


def prune(*, before: datetime) -> int:
    """Forget the entries from before a moment; how many there were."""
    forgotten = 0
    for site_id in SiteFeed.objects.values_list("site_id", flat=True):
        with one_change():
            old = Change.objects.filter(site=site_id, at__lt=before)
            last = old.aggregate(last=Max("sequence"))["last"]
            if last is not None:
                forgotten += Change.objects.filter(site=site_id, sequence__lte=last).delete()[0]
                SiteFeed.objects.filter(site=site_id).update(pruned=last)
    return forgotten


def _event(entry: Change) -> NewEvent:
    """What webhooks are told: the entry as the feed has it."""
    return NewEvent(
        f"page.{entry.kind}",
        {
            "sequence": entry.sequence,
            "kind": entry.kind,
            "id": entry.page_id,
            "type": entry.type,
            "path": entry.path,
            "etag": f'"{entry.etag}"' if entry.etag else None,
            "at": entry.at,
        },
        site_id=entry.site_id,
    )


def _advance(site_id: int, count: int, now: datetime) -> int:
    """The number of the last of so many new entries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cms_sitefeed (site_id, sequence, pruned, changed_at) VALUES (%s, %s, 0, %s) "
            "ON CONFLICT (site_id) DO UPDATE SET sequence = cms_sitefeed.sequence + excluded.sequence, "
            "changed_at = excluded.changed_at RETURNING sequence",
            [site_id, count, connection.ops.adapt_datetimefield_value(now)],
        )
        return int(cursor.fetchone()[0])
