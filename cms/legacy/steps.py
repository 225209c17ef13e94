"""The steps of an import that somebody decides about: each is one conditional UPDATE, so that two clicks, or a click
and a worker, never both win.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cms.legacy.uploads import forget_uploads
from cms.models import LegacyRun, LegacyUpload

__all__ = [
    "ACTIVE",
    "EXAMINED_FIRST",
    "KEPT",
    "cancel",
    "confirm",
    "is_confirmed",
    "is_ours",
    "move",
    "no_worker",
    "ours",
    "refusal",
    "retry",
    "seen",
]

State, Phase = LegacyRun.State, LegacyRun.Phase

EXAMINED_FIRST = (State.UPLOADED, State.EXAMINING)
ACTIVE = (*EXAMINED_FIRST, State.WAITING, State.LOADING)
"""A worker has something to do."""
KEPT = timedelta(days=30)
"""Uploaded files that nobody decides about are deleted after so long, and the import with them."""
PATIENCE = timedelta(minutes=1)
"""After so long without any worker somebody has to be told."""
CONFIRMED, SEEN = "confirmed", "seen"
"""In the options: that somebody has seen what would happen, and said that it should; when a worker was seen last, or
something was asked of it."""


def ours() -> QuerySet[LegacyRun]:
    """Imports with files that were uploaded: those of the command are the command's own."""
    return LegacyRun.objects.filter(Exists(LegacyUpload.objects.filter(run=OuterRef("pk"))))


def is_ours(run: LegacyRun) -> bool:
    """Whether the import has files that were uploaded."""
    return ours().filter(pk=run.pk).exists()


def seen(now: datetime) -> dict[str, str]:
    """For the options: from now on a worker is waited for."""
    return {SEEN: now.isoformat()}


def move(run: LegacyRun, before: Iterable[str], after: str, **values: Any) -> bool:
    """Change the state if it is one of those; whether it was."""
    moved = LegacyRun.objects.filter(pk=run.pk, state__in=list(before)).update(state=after, **values) == 1
    run.refresh_from_db()
    return moved


def confirm(run: LegacyRun, *, user: Any, now: datetime) -> bool:
    """Have it imported, from its beginning, in the name of this user."""
    options = {**run.options, CONFIRMED: True, **seen(now)}
    values = {"user": user, "options": options, "phase": Phase.INDEX, "position": 0, "problem": ""}
    return is_ours(run) and move(run, [State.EXAMINED], State.WAITING, **values)


def is_confirmed(run: LegacyRun) -> bool:
    """Whether somebody has said that it should be imported."""
    return bool(run.options.get(CONFIRMED))


def cancel(run: LegacyRun, *, now: datetime) -> bool:
    """Stop it, or do without it: the uploaded files are deleted, what was imported before stays."""
    before = [*ACTIVE, State.EXAMINED, State.FAILED]
    if not is_ours(run) or not move(run, before, State.CANCELLED, finished_at=now):
        return False
    forget_uploads(run)
    return True


def retry(run: LegacyRun, *, now: datetime) -> bool:
    """Go on after a failure, where it stopped."""
    begun = run.phase != Phase.INDEX
    if is_confirmed(run):
        after = State.LOADING if begun else State.WAITING
    else:
        after = State.EXAMINING if begun else State.UPLOADED
    options = {**run.options, **seen(now)}
    values = {"problem": "", "touched_at": None, "finished_at": None, "options": options}
    return is_ours(run) and move(run, [State.FAILED], after, **values)


def no_worker(run: LegacyRun, *, now: datetime) -> bool:
    """Whether the import waits for so long that no worker seems to run."""
    moments = [run.created_at, run.touched_at, parse_datetime(str(run.options.get(SEEN, "")))]
    return run.state in ACTIVE and max(filter(None, moments)) < now - PATIENCE


def refusal(run: LegacyRun, user: Any) -> str:
    """Why this user may not do by hand what the import would do, for people to read; empty if he may."""
    parent = run.parent
    if parent is None:
        return _("The page that the drafts should go below does not exist any more.")
    if user is None or not user.is_active:
        return _("Whoever has begun the import has no account here any more.")
    rights = parent.specific.permissions_for_user(user)
    names = {"user": user.get_username(), "page": parent.get_admin_display_title()}
    if not rights.can_add_subpage():
        return _("%(user)s may not add pages below “%(page)s”.") % names
    if run.options.get("publish") and not rights.can_publish_subpage():
        return _("%(user)s may not publish pages below “%(page)s”.") % names
    return ""
