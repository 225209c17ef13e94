"""The entries of an import, one by one: one that fails is written down as failed, and costs no other."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.legacy.convert import convert
from cms.legacy.drafts import Conversion, FileDraft, PictureDraft
from cms.legacy.entries import Entry
from cms.legacy.lease import Lease, RunCancelled, RunLost
from cms.legacy.library import known_record
from cms.legacy.load import known_source, load_article
from cms.legacy.look_ups import look_up_all
from cms.legacy.media import Shelf
from cms.legacy.mishaps import mishap
from cms.legacy.notes import Note
from cms.legacy.options import RunOptions
from cms.legacy.page_fields import linked_files
from cms.legacy.scratch import Scratch
from cms.legacy.supply import MediaIndex, Supply
from cms.legacy.target import LoadRefused
from cms.legacy.totals import added
from cms.models.changes import one_change
from cms.models.legacy_runs import LegacyOutcome, LegacyRun

__all__ = ["EntryWork"]

Report = dict[str, Any]
Outcome = LegacyOutcome.Outcome

_OF_THE_RUN = (OperationalError, InterfaceError, RunLost, RunCancelled)
"""What is no fault of the entry: the run stops, and may go on later."""


class _TakenBack(Exception):
    """Ends a transaction that is not to be kept; carries what was found out in it."""

    def __init__(self, report: Report) -> None:
        self.report = report


class EntryWork:
    """Goes through the entries of a run from its position on."""

    def __init__(
        self, lease: Lease, supply: Supply, index: MediaIndex, options: RunOptions, *, dry_run: bool
    ) -> None:
        self.lease, self.run, self.supply, self.dry_run = lease, lease.run, supply, dry_run
        self.options = options
        order = options.order(now=self.run.created_at, run=self.run, dry_run=dry_run)
        self.order = replace(order, is_gone=supply.is_gone)
        self.shelf = Shelf(supply, index, folder=options.folder, download=options.download and not dry_run)

    def steps(self) -> Iterator[None]:
        """One entry a step."""
        with ExitStack() as stack:
            seen = stack.enter_context(Scratch())
            if self.dry_run:
                seen.add_all(_seen_by(self.run))
            deleted = stack.enter_context(Scratch())
            deleted.add_all((key, "") for key in _deleted_since(self.run))
            self.order = replace(self.order, deleted=deleted)
            for position, entry in enumerate(
                self.supply.entries(start=self.run.position), start=self.run.position
            ):
                self._one(entry, position, seen)
                yield

    def _one(self, entry: Entry, position: int, seen: Scratch) -> None:
        try:
            conversion, notes, problem = self._prepared(entry, seen)
            with one_change():
                report = problem or self._report(entry, conversion, notes, seen)
                self._write(entry, position, report)
        except BaseException:
            self.shelf.drop()
            raise
        if self.dry_run or report["outcome"] == Outcome.FAILED:
            self.shelf.drop()
        self.shelf.keep()
        if self.dry_run and entry.kind == "article":
            seen.add(entry.sha256, entry.label)

    def _prepared(self, entry: Entry, seen: Scratch) -> tuple[Conversion | None, list[Note], Report | None]:
        """Everything that takes its time, outside of transactions. The third is the report of what failed."""
        if not self._is_loaded(entry, seen):
            return None, [], None
        try:
            assert entry.item is not None
            conversion = convert(entry.item, known=known_record, about=entry.about)
            known, twin = known_source(entry, self.order)
            changed = twin is None and (known is None or known.sha256 != entry.sha256)
            notes: list[Note] = []
            if changed and not self.dry_run:
                if self.options.look_up:
                    notes = look_up_all(conversion.references, now=timezone.now(), beat=self.lease.step)
                    conversion = convert(entry.item, known=known_record, about=entry.about)
                if self.options.download:
                    self.shelf.fetch(entry, self._to_fetch(entry, conversion))
                    self.lease.step()
        except _OF_THE_RUN:
            raise
        except Exception as error:  # noqa: BLE001 - one bad entry never stops the others
            return None, [], _failed(entry, error)
        return conversion, notes, None

    def _to_fetch(self, entry: Entry, conversion: Conversion) -> Sequence[PictureDraft | FileDraft]:
        lead = [self.shelf.lead_picture(entry)] if entry.about.picture else []
        linked = linked_files(entry, conversion.body, self.order.names)
        return [*conversion.pictures, *conversion.files, *linked, *lead]

    def _is_loaded(self, entry: Entry, seen: Scratch) -> bool:
        return (
            entry.kind == "article"
            and entry.about.status != "trashed"
            and self.order.types.get(entry.about.type, entry) is not None
            and seen.get(entry.sha256) is None
        )

    def _report(
        self, entry: Entry, conversion: Conversion | None, notes: Sequence[Note], seen: Scratch
    ) -> Report:
        if conversion is None:
            return self._not_loaded(entry, seen)
        try:
            with transaction.atomic():
                made = load_article(entry, conversion, order=self.order, shelf=self.shelf).as_dict()
                made["notes"] += [_as_stored(note) for note in notes]
                if self.dry_run:
                    raise _TakenBack(made)
        except _TakenBack as taken:
            return taken.report
        except _OF_THE_RUN:
            raise
        except Exception as error:  # noqa: BLE001 - one bad entry never stops the others
            return _failed(entry, error)
        return made

    def _not_loaded(self, entry: Entry, seen: Scratch) -> Report:
        if entry.kind == "media":
            return _plain(entry, Outcome.MEDIA, [Note("media_waits")])
        if entry.kind == "unreadable":
            return _plain(entry, Outcome.FAILED, [Note("failed", None, {"reason": entry.problem})])
        twin = seen.get(entry.sha256) if entry.kind == "article" else None
        if twin is not None:
            return _plain(entry, Outcome.DUPLICATE, [Note("duplicate_of", None, {"other": twin})])
        reason = entry.problem
        if not reason:
            trashed = entry.about.status == "trashed"
            reason = _("it was in the old site's bin") if trashed else _("the mapping leaves out its type")
        return _plain(entry, Outcome.SET_ASIDE, [Note("left_aside", None, {"reason": reason})])

    def _write(self, entry: Entry, position: int, report: Report) -> None:
        LegacyOutcome.objects.update_or_create(
            run=self.run,
            position=position,
            defaults={
                "key": entry.key[:500],
                "label": entry.label[:500],
                "title": (report.get("title") or "")[:255],
                "outcome": report["outcome"],
                "page_id": report.get("page"),
                "warnings": sum(note["level"] == "warning" for note in report["notes"]),
                "report": report | {"dry_run": self.dry_run},
            },
        )
        self.lease.step(position=position + 1, counts=added(self.run.counts, report))


def _seen_by(run: LegacyRun) -> Iterator[tuple[str, str]]:
    """What a dry run that was interrupted has seen already."""
    rows = run.outcomes.exclude(report__sha256=None).values_list("report__sha256", "label")
    for sha256, label in rows.iterator():
        if sha256:
            yield sha256, label


def _deleted_since(run: LegacyRun) -> Iterator[str]:
    """The keys of what earlier imports made and somebody has deleted."""
    made = LegacyOutcome.objects.filter(page=None, outcome__in=(Outcome.CREATED, Outcome.UPDATED))
    return made.exclude(run=run).exclude(report__dry_run=True).values_list("key", flat=True).iterator()


def _plain(entry: Entry, outcome: str, notes: Sequence[Note]) -> Report:
    """The report of what is no article."""
    return {
        "source": entry.label,
        "sha256": entry.sha256,
        "size": len(entry.original),
        "outcome": str(outcome),
        "page": None,
        "path": "",
        "title": (entry.item.title if entry.item else "") or (entry.media.title if entry.media else ""),
        "old_address": entry.about.address or (entry.media.address if entry.media else ""),
        "unit": "line",
        "line": entry.line,
        "notes": [_as_stored(note) for note in notes],
        "left_out": [],
    }


def _as_stored(note: Note) -> dict[str, Any]:
    return note.as_dict() | {"values": dict(note.values), "file_line": note.line}


def _failed(entry: Entry, error: Exception) -> Report:
    if isinstance(error, ValidationError):
        reason = " ".join(error.messages)
    elif isinstance(error, LoadRefused):
        reason = str(error)
    else:
        reason = mishap(error, entry.label)
    return _plain(entry, Outcome.FAILED, [Note("failed", entry.line or None, {"reason": reason})])
