"""What an import did, short for a terminal and whole as JSON; the counts add up to every line of the file."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.legacy.drafts import Conversion
from cms.legacy.items import Item
from cms.legacy.notes import Note

Outcome = Literal["converted", "created", "updated", "unchanged", "conflict"]


@dataclass(frozen=True, slots=True)
class LineCounts:
    """Where each line of the source went; every line is counted once."""

    total: int
    title: int
    prose: int
    source: int
    form: int
    blank: int

    @property
    def add_up(self) -> bool:
        return self.total == self.title + self.prose + self.source + self.form + self.blank


@dataclass(frozen=True, slots=True)
class Counts:
    """What was made of the source, and how many odd spaces became plain ones."""

    paragraphs: int
    forms: int
    repeats_merged: int
    references: int
    non_breaking_spaces: int
    double_spaces: int


@dataclass(frozen=True, slots=True)
class Report:
    """The report on one file. ``page`` and ``path`` name the draft, once there is one."""

    source: str
    sha256: str
    size: int
    encoding: str
    encoding_guessed: bool
    title: str
    title_proposed: bool
    lines: LineCounts
    counts: Counts
    notes: tuple[Note, ...]
    outcome: Outcome = "converted"
    dry_run: bool = False
    page: int | None = None
    path: str = ""

    @classmethod
    def of(cls, item: Item, conversion: Conversion) -> "Report":
        """Count; nothing is loaded yet."""
        return cls(
            source=item.source,
            sha256=item.sha256,
            size=item.size,
            encoding=item.encoding,
            encoding_guessed=item.encoding_guessed,
            title=conversion.title,
            title_proposed=conversion.title_proposed,
            lines=LineCounts(
                total=item.line_count,
                title=len(item.title_lines),
                prose=sum(len(paragraph.lines) for paragraph in item.paragraphs),
                source=sum(len(line.lines) for line in item.source_lines),
                form=sum(len(form.lines) for form in item.forms),
                blank=item.blank_lines,
            ),
            counts=Counts(
                paragraphs=len(conversion.body),
                forms=len(conversion.calls_to_action),
                repeats_merged=sum(panel.repeats for panel in conversion.calls_to_action),
                references=len(conversion.references),
                non_breaking_spaces=item.tidied.non_breaking,
                double_spaces=item.tidied.runs,
            ),
            notes=conversion.notes,
        )

    def as_dict(self) -> dict[str, Any]:
        """The report as plain values for JSON; messages are in the language of the moment."""
        values = {
            name: getattr(self, name)
            for name in (
                "source",
                "sha256",
                "size",
                "encoding",
                "encoding_guessed",
                "outcome",
                "dry_run",
                "page",
                "path",
                "title",
                "title_proposed",
            )
        }
        return values | {
            "lines": asdict(self.lines),
            "counts": asdict(self.counts),
            "notes": [note.as_dict() for note in self.notes],
        }

    def as_text(self) -> str:
        """The report in a few lines."""
        return "\n".join(self._text_lines()) + "\n"

    def _text_lines(self) -> Iterator[str]:
        outcomes = {
            "converted": _("converted"),
            "created": _("draft created"),
            "updated": _("draft updated"),
            "unchanged": _("unchanged"),
            "conflict": _("not updated"),
        }
        outcome = outcomes[self.outcome]
        if self.dry_run:
            outcome = _("%(outcome)s (dry run: nothing was written)") % {"outcome": outcome}
        where = f" → {self.path}" if self.path else ""
        yield f"{self.source}: {outcome}{where}"
        if self.outcome in ("created", "updated", "converted"):
            yield from self._made()
        for note in self.notes:
            mark = "!" if note.level == "warning" else "·"
            place = _("line %(line)s: ") % {"line": note.line} if note.line else ""
            yield f"  {mark} {place}{note.message}"

    def _made(self) -> Iterator[str]:
        proposed = " " + _("(proposed)") if self.title_proposed else ""
        yield f"  {_('Title')}: {self.title}{proposed}"
        yield "  " + ", ".join(self._counted())
        lines = _(
            "Lines: %(total)s = %(title)s title + %(prose)s prose + "
            "%(source)s source + %(form)s form + %(blank)s blank"
        )
        yield f"  {lines % asdict(self.lines)}"
        spaces = self.counts.non_breaking_spaces, self.counts.double_spaces
        if any(spaces):
            yield "  " + _("Made plain: %(odd)s non-breaking spaces, %(double)s double spaces") % {
                "odd": spaces[0],
                "double": spaces[1],
            }

    def _counted(self) -> Iterator[str]:
        counts = self.counts
        yield ngettext("%(n)s paragraph", "%(n)s paragraphs", counts.paragraphs) % {"n": counts.paragraphs}
        yield ngettext("%(n)s form", "%(n)s forms", counts.forms) % {"n": counts.forms}
        if counts.repeats_merged:
            yield ngettext("%(n)s repeat merged", "%(n)s repeats merged", counts.repeats_merged) % {
                "n": counts.repeats_merged
            }
        yield ngettext("%(n)s reference", "%(n)s references", counts.references) % {"n": counts.references}
