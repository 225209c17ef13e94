"""An import from its first entry to its last, however often it is interrupted: it goes on where it stopped.

An entry, its outcome and the place that the import has come to are written in one transaction. So whatever happens,
each entry is done once, and a second process finds out that it is not alone before it has written anything.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.legacy.entry_work import EntryWork
from cms.legacy.lease import Lease, RunBusy, RunCancelled
from cms.legacy.links import LinkWork
from cms.legacy.mapping import WrongNames
from cms.legacy.options import RunOptions
from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.supply import Supply
from cms.legacy.target import LoadRefused
from cms.models.legacy_runs import LegacyRun

__all__ = ["Progress", "RunBusy", "RunOptions", "carry_out", "examine", "start_run"]

logger = logging.getLogger(__name__)

Progress = Callable[[LegacyRun], None]
"""Called after each step, with the run as it is."""

State, Phase = LegacyRun.State, LegacyRun.Phase


def start_run(
    supply: Supply, options: RunOptions, *, user: Any = None, dry_run: bool = False
) -> tuple[LegacyRun, bool]:
    """The run for these files and options, and whether it is one that was interrupted and goes on."""
    fingerprint = options.fingerprint(supply.fingerprint())
    state = State.EXAMINING if dry_run else State.LOADING
    unfinished = LegacyRun.objects.filter(fingerprint=fingerprint, state=state).order_by("-pk").first()
    if unfinished is not None:
        return unfinished, unfinished.position > 0 or unfinished.phase == Phase.LINKS
    run = LegacyRun.objects.create(
        label=supply.label[:255],
        fingerprint=fingerprint,
        state=State.UPLOADED,
        options=options.to_json(),
        parent=options.parent,
        locale=options.locale,
        user=user,
    )
    return run, False


def examine(
    run: LegacyRun, sources: Supply, *, until: datetime | None = None, progress: Progress | None = None
) -> bool:
    """Say of every entry what would become of it, and write nothing but that. Whether all of it is done: see the run's
    state (``EXAMINED``, ``FAILED`` with its ``problem``, ``CANCELLED``). Raises ``RunBusy``."""
    return _Work(run, sources, dry_run=True, until=until, progress=progress).go()


def carry_out(
    run: LegacyRun, sources: Supply, *, until: datetime | None = None, progress: Progress | None = None
) -> bool:
    """Import, from where it stopped until all is done or the time has come. Whether all of it is done: see the run's
    state (``FINISHED``, ``FAILED`` with its ``problem``, ``CANCELLED``). Raises ``RunBusy``, and what a database says
    that is gone; then the run can be gone on with."""
    return _Work(run, sources, dry_run=False, until=until, progress=progress).go()


class _Work:
    def __init__(
        self,
        run: LegacyRun,
        supply: Supply,
        *,
        dry_run: bool,
        until: datetime | None,
        progress: Progress | None,
    ) -> None:
        self.run, self.supply, self.dry_run, self.until = run, supply, dry_run, until
        self.progress = progress or (lambda run: None)
        self.at_work = State.EXAMINING if dry_run else State.LOADING

    def go(self) -> bool:
        self.run.refresh_from_db()
        if self.run.state == State.CANCELLED:
            return True
        anew = self.run.state != self.at_work
        values: dict[str, Any] = {"state": self.at_work}
        if anew:
            values |= {"phase": Phase.INDEX, "position": 0, "total": None, "counts": {}, "problem": ""}
        lease = Lease.take(self.run, **values)
        try:
            return self._work(lease, anew=anew)
        except RunCancelled:
            self.run.refresh_from_db()
            return True
        except (UnreadableSource, LoadRefused, WrongNames) as error:
            lease.release(state=State.FAILED, problem=str(error), finished_at=timezone.now())
            return True
        finally:
            _release(lease)

    def _work(self, lease: Lease, *, anew: bool) -> bool:
        options = RunOptions.from_json(self.run.options)
        if anew:
            self.run.outcomes.all().delete()
        with self.supply.index() as index:
            if self.run.phase == Phase.INDEX:
                lease.step(phase=Phase.ENTRIES, total=index.total)
                self.progress(self.run)
            if self.run.phase == Phase.ENTRIES:
                entries = EntryWork(lease, self.supply, index, options, dry_run=self.dry_run)
                if not self._all(entries.steps):
                    return False
                lease.step(phase=Phase.DONE if self.dry_run else Phase.LINKS)
        if self.run.phase == Phase.LINKS and not self._all(LinkWork(lease, options).steps):
            return False
        ended = State.EXAMINED if self.dry_run else State.FINISHED
        lease.release(state=ended, phase=Phase.DONE, finished_at=timezone.now())
        self.progress(self.run)
        return True

    def _all(self, steps: Callable[[], Any]) -> bool:
        """Whether there was time for all of them."""
        for _step in steps():
            self.progress(self.run)
            if self.until is not None and timezone.now() >= self.until:
                return False
        return True


def _release(lease: Lease) -> None:
    """Let others go on at once; if the database is gone they will have to wait a little."""
    try:
        if lease.run.touched_at is not None:
            lease.release()
    except (OperationalError, InterfaceError):
        logger.warning(_("The import could not be released: the database is gone."))
