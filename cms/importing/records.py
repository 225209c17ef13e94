"""Takes the entries of a file into the library, each on its own, so that one that fails costs no other.

Importing a file again changes nothing: an entry is known by its identifiers, else by title, year and first author.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.bibliography.characters import scalar_text
from cms.bibliography.csl import identifiers_of
from cms.bibliography.exchange import Reading, Record
from cms.importing.report import Line, Report
from cms.importing.twins import Twins
from cms.models import Origin, Reference
from cms.models.intake import (
    Contradiction,
    SeveralRecords,
    TakenIn,
    completed,
    find_references,
    foresee,
    take_in,
)

__all__ = ["import_reading"]

LOG_ACTIONS = {"new": "wagtail.create", "completed": "wagtail.edit"}


def import_reading(
    reading: Reading,
    *,
    source: str,
    at: datetime,
    dry_run: bool = False,
    user: Any = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Report:
    """Take in all records of a reading at the moment `at`, and say what became of each; a dry run writes nothing.

    The history of each reference names `user`; `progress` is told how many entries are done. Nothing is raised for
    what is in the file.
    """
    report = Report(source=source, format=reading.format, dry_run=dry_run)
    library = _Library(at=at, dry_run=dry_run, user=user)
    lines: list[Line] = []
    for record in reading.records:
        lines.append(library.take(record))
        progress(len(lines))
    for problem in reading.problems:
        if problem.entry:
            lines.append(Line("refused", problem.entry, problem.line, reason=problem.message))
        else:
            report.remarks.append((problem.line, problem.message))
    report.lines = sorted(lines, key=lambda line: line.line)
    return report


class _Library:
    """The library while a file is imported; in a dry run, with what the entries before would have made of it."""

    def __init__(self, *, at: datetime, dry_run: bool, user: Any) -> None:
        self.at = at
        self.dry_run = dry_run
        self.user = user
        self.twins = Twins()
        self.foreseen: dict[tuple[str, str], Reference] = {}

    def take(self, record: Record) -> Line:
        try:
            with transaction.atomic():
                taken, reason = self._taken(record.csl)
        except ValidationError as error:
            return _refused(record, " ".join(error.messages))
        except Contradiction as error:
            return _refused(record, error.message)
        except SeveralRecords as error:
            keys = ", ".join(f"“{reference.key}”" for reference in error.references)
            return _refused(
                record, _("Its identifiers belong to several references: %(keys)s.") % {"keys": keys}
            )
        except DatabaseError:
            return _refused(
                record, _("The database does not take it: a value is too long, or was taken meanwhile.")
            )
        reference = taken.reference
        return Line(
            taken.outcome,
            record.name,
            record.line,
            key=reference.key,
            title=reference.title,
            reason=reason or _reason(taken),
            warnings=record.warnings,
            reference_id=reference.pk,
        )

    def _taken(self, csl: Mapping[str, Any]) -> tuple[TakenIn, str]:
        identifiers = identifiers_of(csl)
        before = next((found for each in identifiers.items() if (found := self.foreseen.get(each))), None)
        if before is not None:
            return self._learned(completed(before, csl, origin=Origin.FILE, at=self.at)), ""
        if not find_references(identifiers) and (twin := self.twins.of(csl)) is not None:
            return TakenIn(twin, "known"), _twin_reason(twin, csl)
        take = foresee if self.dry_run else take_in
        taken = take(csl, origin=Origin.FILE, at=self.at, key=scalar_text(csl.get("id")))
        if not self.dry_run and taken.outcome != "known":
            log(taken.reference, LOG_ACTIONS[taken.outcome], user=self.user)
        return self._learned(taken), ""

    def _learned(self, taken: TakenIn) -> TakenIn:
        if taken.outcome == "new":
            self.twins.learn(taken.reference)
        if self.dry_run:
            reference = taken.reference
            for kind, value in identifiers_of(reference.csl).items():
                self.foreseen[kind, value] = reference
        return taken


def _refused(record: Record, reason: str) -> Line:
    title = scalar_text(record.csl.get("title"))
    return Line("refused", record.name, record.line, title=title, reason=reason, warnings=record.warnings)


def _reason(taken: TakenIn) -> str:
    if taken.outcome == "completed":
        return _("Added: %(fields)s.") % {"fields": ", ".join(taken.added)}
    return _("It is in the library, and nothing was missing there.") if taken.outcome == "known" else ""


def _twin_reason(twin: Reference, csl: Mapping[str, Any]) -> str:
    """Nothing is changed on a guess; but what an editor may want to add is said."""
    known = identifiers_of(twin.csl)
    more = [f"{kind.upper()} {value}" for kind, value in identifiers_of(csl).items() if kind not in known]
    reason = _("Possibly the same: title, year and first author are those of “%(key)s”, so it was not added.")
    text = reason % {"key": twin.key}
    if not more:
        return text
    added = _("Only the file has %(identifiers)s.") % {"identifiers": ", ".join(more)}
    return f"{text} {added}"
