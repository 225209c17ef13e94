"""After an import everybody can read what became of every entry, and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

__all__ = ["OUTCOMES", "Line", "Outcome", "Report"]

Outcome = Literal["new", "completed", "known", "refused"]

OUTCOMES: dict[Outcome, Any] = {
    "new": gettext_lazy("New"),
    "completed": gettext_lazy("Completed"),
    "known": gettext_lazy("Known"),
    "refused": gettext_lazy("Refused"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What became of an entry: what it is called in the file and where it stands, its reference, and why."""

    outcome: Outcome
    name: str
    line: int
    key: str = ""
    title: str = ""
    reason: str = ""
    warnings: tuple[str, ...] = ()
    reference_id: int | None = None

    @property
    def label(self) -> str:
        """The outcome in words."""
        return str(OUTCOMES[self.outcome])

    @property
    def details(self) -> list[str]:
        """Reason and warnings."""
        return [text for text in (self.reason, *self.warnings) if text]


@dataclass(slots=True)
class Report:
    """All lines of one file in its order, and what is to be said about the file itself as (line, remark)."""

    source: str
    format: str
    dry_run: bool
    lines: list[Line] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many entries had each outcome."""
        counted = Counter(line.outcome for line in self.lines)
        return {outcome: counted[outcome] for outcome in OUTCOMES}

    @property
    def is_useless(self) -> bool:
        """Whether not one entry is in the library now."""
        return all(line.outcome == "refused" for line in self.lines)

    @property
    def changes(self) -> int:
        """How many references are new or completed, or would be."""
        return self.counts["new"] + self.counts["completed"]

    def summary(self) -> str:
        """One sentence with the numbers."""
        total = len(self.lines)
        entries = ngettext("%(count)d entry", "%(count)d entries", total) % {"count": total}
        numbers = ", ".join(
            f"{str(OUTCOMES[outcome]).lower()}: {number}" for outcome, number in self.counts.items()
        )
        return f"{entries} ({numbers})."

    def as_text(self) -> Iterable[str]:
        """The report, line by line."""
        for number, remark in self.remarks:
            yield f"{_where(self.source, number)}: {remark}"
        for line in self.lines:
            target = f" → {line.key}" if line.key else ""
            yield f"{line.label:<10} {_where(self.source, line.line)}: {line.name}{target}"
            for detail in line.details:
                yield f"{'':<10} {detail}"
        yield self.summary()
        if self.dry_run:
            yield _("This was a trial: nothing was written.")


def _where(source: str, number: int) -> str:
    return f"{source}:{number}" if number else source
