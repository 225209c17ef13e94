"""Opens previews: a code becomes a bearer token, which shows its snapshot. Whoever is refused learns nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.crypto import constant_time_compare

from cms.conf import conf
from cms.delivery.previewing.frontends import has_frontend
from cms.delivery.previewing.rights import may_preview, session_lasts
from cms.delivery.previewing.secret_keys import hash_of, is_secret, new_secret, seal, unseal
from cms.models.paths import SiteMap
from cms.models.previews import PreviewKey, PreviewSnapshot

__all__ = ["Granted", "Opened", "exchange", "open_preview"]

SLIDES = timedelta(seconds=30)
"""A use within that time of the last one is not written down."""


@dataclass(frozen=True)
class Granted:
    """A bearer token, and until when it is good if nobody uses it."""

    token: str
    expires_at: datetime


@dataclass(frozen=True)
class Opened:
    """A snapshot for whoever holds its token; the user is who made it."""

    snapshot: PreviewSnapshot
    user: Any
    ends_at: datetime

    @property
    def shared(self) -> bool:
        """Whether it was opened by a link that somebody shared."""
        return self.snapshot.kind == PreviewSnapshot.Kind.SHARE


def exchange(code: str, *, origin: str, frontend_origin: Any, now: datetime) -> Granted | None:
    """The bearer token for a code, which is then used up, or for the token of a link; None if it is refused.

    `frontend_origin` makes the origin of a site's frontend from its address.
    """
    if not is_secret(code):
        return None
    with transaction.atomic():
        key = _keys().filter(purpose=PreviewKey.Purpose.CODE, hash=hash_of("code", code)).first()
        if key is None:
            snapshot = _snapshots().filter(share_hash=hash_of("share", code), expires_at__gt=now).first()
            session = ""
        else:
            snapshot, session = key.snapshot, unseal(key.session, code)
        if snapshot is None or not _may_open(snapshot, session):
            return None
        if origin != _frontend_of(snapshot, frontend_origin):
            return None
        return _grant(snapshot, key, session=session, origin=origin, now=now)


def _grant(
    snapshot: PreviewSnapshot, code: PreviewKey | None, *, session: str, origin: str, now: datetime
) -> Granted | None:
    token = new_secret()
    ends_at = min(snapshot.expires_at, now + timedelta(hours=conf.preview_hours))
    expires_at = min(ends_at, now + timedelta(minutes=conf.preview_minutes))
    values = {
        "purpose": PreviewKey.Purpose.BEARER,
        "hash": hash_of("bearer", token),
        "session": seal(session, token),
        "origin": origin,
        "expires_at": expires_at,
        "ends_at": ends_at,
    }
    if code is None:
        PreviewKey.objects.create(snapshot=snapshot, **values)
    # The row of the code becomes that of the token: of two who come at the same moment only one finds it.
    elif not PreviewKey.objects.filter(pk=code.pk, hash=code.hash, expires_at__gt=now).update(**values):
        return None
    return Granted(token, expires_at)


def open_preview(token: str, *, origin: str, frontend_origin: Any, now: datetime) -> Opened | None:
    """What a bearer token shows to pages of its origin, which is that of the site's frontend still; None if it is
    refused. A use prolongs its life."""
    if not is_secret(token):
        return None
    found = _keys().filter(
        purpose=PreviewKey.Purpose.BEARER,
        hash=hash_of("bearer", token),
        expires_at__gt=now,
        ends_at__gt=now,
        snapshot__expires_at__gt=now,
    )
    key = found.first()
    if key is None or not constant_time_compare(key.origin, origin):
        return None
    if not _may_open(key.snapshot, unseal(key.session, token)):
        return None
    if origin != _frontend_of(key.snapshot, frontend_origin):
        return None
    expires_at = min(key.ends_at, now + timedelta(minutes=conf.preview_minutes))
    if expires_at - key.expires_at > SLIDES:
        PreviewKey.objects.filter(pk=key.pk).update(expires_at=expires_at)
    return Opened(key.snapshot, key.snapshot.user, key.ends_at)


def _may_open(snapshot: PreviewSnapshot, session: str) -> bool:
    if not may_preview(snapshot.user, snapshot):
        return False
    return snapshot.kind == PreviewSnapshot.Kind.SHARE or session_lasts(session, snapshot.user)


def _frontend_of(snapshot: PreviewSnapshot, frontend_origin: Any) -> str | None:
    """The origin of the frontend of the site; None if it has none any more."""
    site = next((site for site in SiteMap.load().sites if site.id == snapshot.site_id), None)
    return frontend_origin(site.base_url) if site is not None and has_frontend(site) else None


def _keys() -> Any:
    return PreviewKey.objects.select_related("snapshot__user", "snapshot__content_type")


def _snapshots() -> Any:
    return PreviewSnapshot.objects.filter(kind=PreviewSnapshot.Kind.SHARE).select_related(
        "user", "content_type"
    )
