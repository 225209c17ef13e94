"""Stored documents: read in one statement; a stale one is built by who asks, stored if nothing changed meanwhile."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic, sleep
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from cms.delivery import feed
from cms.delivery.asked_sites import AskedSite, as_moment
from cms.delivery.build import Built, build_whole
from cms.delivery.fingerprint import fingerprint
from cms.delivery.index import remove
from cms.delivery.keys import TREE
from cms.delivery.pages import specific_pages
from cms.delivery.turns import Busy, no_changes, only_builder
from cms.models import ChangedKey, ChangeSequence, Dependency, PageDocument
from cms.models.changes import one_change
from cms.models.page_documents import path_key
from cms.models.paths import SiteMap

__all__ = [
    "Stored",
    "changed_since",
    "differs_from_fresh_build",
    "etag_of",
    "read_by_id",
    "read_by_path",
    "rebuild",
]

ATTEMPTS = 3
"""Builds that may be overtaken by a change before one is made while nothing can change."""
WAIT = 2.0
"""Seconds to wait for somebody else's build of the same document."""


@dataclass(frozen=True)
class Stored:
    """A finished document."""

    page_id: int
    etag: str
    body: bytes
    """Empty if the caller has these bytes already."""
    changed_at: datetime
    valid_until: datetime | None
    path: str
    locale: str


class _Row(NamedTuple):
    """What `COLUMNS` selects, as the database's driver gives it."""

    id: int
    page_id: int
    etag: str
    body: Any
    changed_at: Any
    valid_until: Any
    path: str
    locale: str
    old: bool


COLUMNS = """SELECT d.id, d.page_id, d.etag, CASE WHEN d.etag = %s THEN NULL ELSE d.document END, d.changed_at,
 d.valid_until, d.path, d.locale, d.stale OR d.fingerprint <> %s OR COALESCE(d.valid_until <= %s, FALSE)
 FROM cms_pagedocument d WHERE """


def etag_of(body: bytes) -> str:
    """The strong validator of some bytes, without quotes."""
    return hashlib.sha256(body).hexdigest()[:32]


def read_by_id(page_id: int, site: AskedSite, *, now: datetime, known: str = "") -> Stored | None:
    """The document of a page; without its bytes if `known` is its entity tag. One query while it is not stale."""
    return _read("d.page_id = %s", [page_id], site, now=now, known=known)


def read_by_path(path: str, site: AskedSite, *, now: datetime, known: str = "") -> Stored | None:
    """The document of the page at a path. Where a page has the path of a language's home, the home is meant."""
    return _read("d.path_key = %s", [path_key(path)], site, now=now, known=known, locale=path.split("/")[1])


def _read(
    condition: str, values: list[Any], site: AskedSite, *, now: datetime, known: str, locale: str = ""
) -> Stored | None:
    site_sql, site_values = site.subquery()
    moment = connection.ops.adapt_datetimefield_value(now)
    sql = f"{COLUMNS} {condition} AND d.site_id = ({site_sql}) AND COALESCE(d.expires_at > %s, TRUE)"
    with connection.cursor() as cursor:
        cursor.execute(sql, [known, fingerprint(), moment, *values, *site_values, moment])
        rows = [_Row(*row) for row in cursor.fetchall()]
    if not rows:
        return None
    # Sorted here: there is hardly ever a second one, and for PostgreSQL it is a third of the work.
    row = min(rows, key=lambda row: (row.locale != locale, row.id))
    if row.old:
        return rebuild(row.id)
    return Stored(
        page_id=row.page_id,
        etag=row.etag,
        body=bytes(row.body or b""),
        changed_at=as_moment(row.changed_at),
        valid_until=row.valid_until and as_moment(row.valid_until),
        path=row.path,
        locale=row.locale,
    )


class Overtaken(Exception):
    """Something that the build used has changed since it began."""


def rebuild(document_id: int, *, wait: float = WAIT) -> Stored | None:
    """The document, built again if it is stale; None if the public may not see the page any more.

    While somebody else builds it, this waits for that, so many seconds.
    """
    deadline, attempt = monotonic() + wait, 0
    while True:
        with only_builder(document_id) as mine:
            if mine or monotonic() > deadline:
                attempt += 1
                try:
                    return _build_in_turn(document_id) if attempt > ATTEMPTS else _build(document_id)
                except Overtaken:
                    continue
        sleep(0.02)


def _build_in_turn(document_id: int) -> Stored | None:
    """Build while nothing can change; if a change takes too long for that, send what is built without storing it."""
    try:
        with no_changes():
            return _build(document_id)
    except Busy:
        return _build(document_id, store=False)


def _build(document_id: int, *, store: bool = True) -> Stored | None:
    """Raises `Overtaken`."""
    began, now = ChangeSequence.current(), timezone.now()
    row = PageDocument.objects.filter(pk=document_id).defer("card").first()
    if row is None:
        return None
    if is_right(row, now=now):  # somebody else has been quicker
        return _stored(
            row, etag=row.etag, body=bytes(row.document or b""), valid_until=row.valid_until, now=now
        )
    built = _built(row, now=now)
    if built is None:
        _remove_if_still_there(row)
        return None
    body = built.document.model_dump_json().encode()
    etag = etag_of(body)
    if store and built.complete:
        with suppress(Busy):
            _store(row, built, body=body, etag=etag, began=began)
    return _stored(row, etag=etag, body=body, valid_until=built.valid_until, now=now)


def is_right(row: PageDocument, *, now: datetime) -> bool:
    """Whether the stored bytes may be sent."""
    in_time = row.valid_until is None or row.valid_until > now
    return in_time and not row.stale and row.fingerprint == fingerprint()


def differs_from_fresh_build(document_id: int) -> bool:
    """Whether bytes that would be sent as they are stored are not those of a build now, or depend on other things."""
    now = timezone.now()
    row = PageDocument.objects.filter(pk=document_id).first()
    if row is None or not is_right(row, now=now):
        return False
    built = _built(row, now=now)
    if built is None:
        return True
    card = built.card.model_dump_json().encode()
    keys = set(Dependency.objects.filter(document=document_id).values_list("key", flat=True))
    same_card = row.card_stale or bytes(row.card or b"") == card
    return not (
        bytes(row.document or b"") == built.document.model_dump_json().encode()
        and same_card
        and built.keys <= keys
    )


def _stored(
    row: PageDocument, *, etag: str, body: bytes, valid_until: datetime | None, now: datetime
) -> Stored:
    changed_at = row.changed_at if row.etag == etag and row.changed_at else now
    return Stored(row.page_id, etag, body, changed_at, valid_until, row.path, row.locale)


def _built(row: PageDocument, *, now: datetime) -> Built | None:
    sites = SiteMap.load()
    site = next((site for site in sites.sites if site.id == row.site_id), None)
    found = Page.objects.filter(pk=row.page_id).values_list(
        "pk", "content_type__app_label", "content_type__model"
    )
    pages = specific_pages(list(found))
    return build_whole(pages[0], site=site, sites=sites, now=now) if pages and site else None


def _remove_if_still_there(row: PageDocument) -> None:
    """A row without a public page: its time is over, or somebody changed the page behind everybody's back."""
    with one_change():
        rows = PageDocument.objects.filter(pk=row.pk).defer("document", "card")
        still = [each for each in rows if _built(each, now=timezone.now()) is None]
        remove(still, now=timezone.now())


def changed_since(began: int, keys: Iterable[str]) -> bool:
    """Whether one of these objects has changed since the change sequence stood there."""
    return ChangedKey.objects.filter(key__in=[*keys, TREE], sequence__gt=began).exists()


def _store(row: PageDocument, built: Built, *, body: bytes, etag: str, began: int) -> None:
    """Raises `Overtaken` and `Busy`."""
    with no_changes():
        if changed_since(began, built.keys):
            raise Overtaken
        now = timezone.now()
        version = fingerprint()
        values: dict[str, Any] = {
            "stale": False,
            "valid_until": built.valid_until,
            "fingerprint": version,
            "card_stale": False,
            "card_valid_until": built.valid_until,
            "card_fingerprint": version,
            "card": built.card.model_dump_json().encode(),
        }
        stored = PageDocument.objects.filter(pk=row.pk).values_list("etag", "changed_at").first()
        if stored is None:  # removed meanwhile
            return
        if stored[0] != etag:
            values |= {"document": body, "etag": etag, "changed_at": _later_than(stored[1], now)}
            feed.append([feed.upsert(row, etag=etag, now=now)], now=now)
        PageDocument.objects.filter(pk=row.pk).update(**values)
        _depend(row.pk, built.keys)


def _later_than(before: datetime | None, now: datetime) -> datetime:
    """A moment for `Last-Modified`, which knows whole seconds only: no two versions of a document share one."""
    return now if before is None else max(now, before.replace(microsecond=0) + timedelta(seconds=1))


def _depend(document_id: int, keys: frozenset[str]) -> None:
    stored = set(Dependency.objects.filter(document=document_id).values_list("key", flat=True))
    if stored - keys:
        Dependency.objects.filter(document=document_id, key__in=stored - keys).delete()
    if keys - stored:
        Dependency.objects.bulk_create(
            [Dependency(document_id=document_id, key=key) for key in sorted(keys - stored)], batch_size=200
        )
