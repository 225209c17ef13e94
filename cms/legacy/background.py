"""Imports that editors have begun are worked on by `deliver_outbox`, a turn before each of its rounds.

A turn ends after some seconds, so that no mail waits for long, and the next one goes on. Several workers may run: an
import is taken by one of them, and if that one dies, another goes on after two minutes.
"""

import logging
import re
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from cms.legacy.lease import FRESH, RunBusy, RunLost
from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.opening import Sources
from cms.legacy.reading import reading_options
from cms.legacy.run import carry_out, examine
from cms.legacy.steps import ACTIVE, EXAMINED_FIRST, KEPT, move, ours, refusal, seen
from cms.legacy.uploads import forget_uploads, write_back
from cms.models import LegacyRun, LegacyUpload

__all__ = ["TURN", "work_on_imports"]

logger = logging.getLogger(__name__)

TURN = 10.0
"""Seconds of one turn; it ends after the article that is under way then."""

State = LegacyRun.State
_FOLDER = re.compile(rf"{re.escape(tempfile.gettempdir())}/import-[^/]*/")
"""Where the worker has put the files is nothing that an editor knows."""


def work_on_imports(*, seconds: float = TURN) -> None:
    """Before each round of `deliver_outbox`: work on the import that waits longest, for some seconds."""
    now = timezone.now()
    _forget_files(now)
    for run in ours().filter(state__in=ACTIVE).order_by("created_at", "pk"):
        if run.touched_at is not None and run.touched_at > now - FRESH:
            continue  # somebody is at work on it
        try:
            _work(run, until=now + timedelta(seconds=seconds))
        except (RunBusy, RunLost):
            continue  # somebody was faster
        return


def _work(run: LegacyRun, *, until: datetime) -> None:
    with override(_language(run)):
        problem = refusal(run, run.user)
        if not problem:
            try:
                _turn(run, until)
            except UnreadableSource as error:
                problem = _FOLDER.sub("", str(error))
            except LegacyUpload.DoesNotExist as error:  # somebody has stopped it while its files were written
                raise RunLost from error
            except (InterfaceError, OperationalError, RunBusy, RunLost):
                raise
            except Exception as error:
                logger.exception("The import %s failed.", run.pk)
                message = _("Something unexpected happened (%(error)s). The log of the worker says more.")
                problem = message % {"error": type(error).__name__}
    now = timezone.now()
    if problem:
        move(run, ACTIVE, State.FAILED, problem=problem, finished_at=now)
    else:
        run.refresh_from_db()
        free = LegacyRun.objects.filter(pk=run.pk, state__in=ACTIVE, touched_at=None)
        free.update(options={**run.options, **seen(now)})
        if run.state == State.FINISHED:
            forget_uploads(run)


def _turn(run: LegacyRun, until: datetime) -> None:
    work = examine if run.state in EXAMINED_FIRST else carry_out
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        paths = write_back(run, Path(folder))
        work(run, Sources(paths, options=reading_options(), patient=True), until=until)


def _language(run: LegacyRun) -> str:
    """That in which whoever has begun the import reads what becomes of it."""
    return UserProfile.get_for_user(run.user).get_preferred_language() if run.user else get_language() or "en"


def _forget_files(now: datetime) -> None:
    """Of imports that are over, and of those that nobody has decided about for long."""
    for run in ours().filter(state__in=[State.FINISHED, State.CANCELLED]):
        forget_uploads(run)
    undecided = [State.EXAMINED, State.FAILED]
    for run in ours().filter(state__in=undecided, created_at__lt=now - KEPT):
        if move(run, undecided, State.CANCELLED, finished_at=now):
            forget_uploads(run)
