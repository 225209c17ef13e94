"""One process at a time works on an import, and what it has done is written down together with how far it has come."""

import os
import socket
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models.legacy_runs import LegacyRun

__all__ = ["FRESH", "Lease", "RunBusy", "RunCancelled", "RunLost"]

FRESH = timedelta(minutes=2)
"""Whoever has not said anything for so long is not at work any more."""


class RunBusy(Exception):
    """Another process is at work on the import. The message is for people."""


class RunLost(Exception):
    """Another process has taken the import over, because this one said nothing for too long."""


class RunCancelled(Exception):
    """Somebody has cancelled the import."""


class Lease:
    """The right to work on a run. Every step is an UPDATE that succeeds only for whoever made the last one."""

    def __init__(self, run: LegacyRun) -> None:
        self.run = run

    @classmethod
    def take(cls, run: LegacyRun, **values: Any) -> "Lease":
        """Take it, and write the values down. Raises ``RunBusy``."""
        run.refresh_from_db()
        now = timezone.now()
        free = Q(touched_at=None) | Q(touched_at__lt=now - FRESH)
        if _has_ended(run.options.get("worker")):
            free |= Q(touched_at=run.touched_at)
        options = {**run.options, "worker": _me()}
        changes = {**values, "touched_at": now, "options": options}
        if not LegacyRun.objects.filter(free, pk=run.pk, state=run.state).update(**changes):
            said = _(
                "Another process is at work on this import. If it was stopped by force, try again in two minutes."
            )
            raise RunBusy(said)
        _set(run, changes)
        return cls(run)

    def step(self, **values: Any) -> None:
        """Write the values down; inside the transaction of what they tell of. Raises ``RunLost``, ``RunCancelled``."""
        changes = {**values, "touched_at": self._now()}
        mine = LegacyRun.objects.filter(pk=self.run.pk, touched_at=self.run.touched_at, state=self.run.state)
        if not mine.update(**changes):
            state = LegacyRun.objects.filter(pk=self.run.pk).values_list("state", flat=True).first()
            raise RunCancelled if state in (None, LegacyRun.State.CANCELLED) else RunLost
        _set(self.run, changes)

    def release(self, **values: Any) -> None:
        """Give it back, if it is still there, and write the values down."""
        changes = {**values, "touched_at": None}
        mine = LegacyRun.objects.filter(pk=self.run.pk, touched_at=self.run.touched_at, state=self.run.state)
        if mine.update(**changes):
            _set(self.run, changes)

    def _now(self) -> datetime:
        """Later than the step before, whatever the clock says."""
        earliest = (self.run.touched_at or timezone.now()) + timedelta(microseconds=1)
        return max(timezone.now(), earliest)


def _set(run: LegacyRun, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(run, name, value)


def _me() -> dict[str, Any]:
    return {"host": socket.gethostname(), "pid": os.getpid()}


def _has_ended(worker: Any) -> bool:
    """Whether it was a process of this machine that is no more: then nobody has to wait."""
    try:
        if worker["host"] != socket.gethostname():
            return False
        os.kill(int(worker["pid"]), 0)
    except ProcessLookupError:
        return True
    except (TypeError, KeyError, ValueError, OverflowError, PermissionError):
        return False
    return False
