"""What an import did with one article, short for a terminal and whole as JSON; the counts add up to all of it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.legacy.drafts import Conversion
from cms.legacy.items import Item, Unit
from cms.legacy.notes import Note
from cms.legacy.places import LeftOut, LineCounts, left_out

Outcome = Literal["converted", "created", "updated", "unchanged", "conflict", "duplicate"]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was made of the source, and how many odd spaces became plain ones."""

    paragraphs: int
    forms: int
    repeats_merged: int
    references: int
    non_breaking_spaces: int
    double_spaces: int
    blocks: int = 0
    pictures: int = 0
    files: int = 0
    suggestions: int = 0


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
    unit: Unit = "line"
    line_of: tuple[int, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    panels: tuple[tuple[str, int], ...] = ()
    old_address: str = ""
    terms: tuple[str, ...] = ()

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
            lines=LineCounts.of(item),
            counts=Counts(
                paragraphs=sum(block["type"] == "paragraph" for block in conversion.body),
                forms=len(conversion.calls_to_action),
                repeats_merged=sum(panel.repeats for panel in conversion.calls_to_action),
                references=len(conversion.references),
                non_breaking_spaces=item.tidied.non_breaking,
                double_spaces=item.tidied.runs,
                blocks=len(conversion.body),
                pictures=len(conversion.pictures),
                files=len(conversion.files),
                suggestions=len(conversion.suggestions),
            ),
            notes=conversion.notes,
            unit=item.unit,
            line_of=item.line_of,
            left_out=left_out(item),
            panels=tuple((panel.slug, panel.occurrences) for panel in conversion.calls_to_action),
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
                "unit",
                "old_address",
            )
        }
        return values | {
            "lines": asdict(self.lines),
            "counts": asdict(self.counts),
            "notes": [self._note_as_dict(note) for note in self.notes],
            "left_out": [asdict(each) | {"file_line": self._file_line(each.line)} for each in self.left_out],
            "panels": [list(panel) for panel in self.panels],
            "terms": list(self.terms),
        }

    def _note_as_dict(self, note: Note) -> dict[str, Any]:
        return note.as_dict() | {"values": dict(note.values), "file_line": self._file_line(note.line)}

    def _file_line(self, place: int | None) -> int | None:
        """The line of the file on which the place begins."""
        if place is None or self.unit == "line":
            return place
        return self.line_of[place - 1] if place <= len(self.line_of) else None

    def as_text(self) -> str:
        """The report in a few lines."""
        return text_of(self.as_dict())


def text_of(report: Mapping[str, Any]) -> str:
    """The report of one article, as `Report.as_dict` gives it, in a few lines."""
    return "\n".join(_text_lines(report)) + "\n"


def message_of(note: Mapping[str, Any]) -> str:
    """The sentence of a stored note in the language of the moment; as it was stored if there is no such note."""
    try:
        return Note(note["code"], note["line"], note["values"]).message
    except (KeyError, TypeError, ValueError):
        return str(note.get("message", ""))


def place_of(place: Mapping[str, Any], unit: str) -> str:
    """Where it is in the source, for people; "" for what is about the whole."""
    if place.get("line") is None:
        return ""
    if unit == "line":
        return _("line %(line)s") % {"line": place["line"]}
    if place.get("file_line"):
        return _("piece %(piece)s, line %(line)s") % {"piece": place["line"], "line": place["file_line"]}
    return _("piece %(piece)s") % {"piece": place["line"]}


def outcome_label(outcome: str) -> str:
    """What became of an entry, in words."""
    return {
        "converted": _("converted"),
        "created": _("draft created"),
        "updated": _("draft updated"),
        "unchanged": _("unchanged"),
        "conflict": _("not updated"),
        "duplicate": _("same as another one"),
        "set_aside": _("no article: set aside"),
        "media": _("file"),
        "failed": _("could not be imported"),
    }[outcome]


def _text_lines(report: Mapping[str, Any]) -> Iterator[str]:
    outcome = outcome_label(report["outcome"])
    if report.get("dry_run"):
        outcome = _("%(outcome)s (dry run: nothing was written)") % {"outcome": outcome}
    where = f" → {report['path']}" if report.get("path") else ""
    yield f"{report['source']}: {outcome}{where}"
    if report["outcome"] in ("created", "updated", "converted"):
        yield from _made(report)
    for note in report["notes"]:
        mark = "!" if note["level"] == "warning" else "·"
        place = place_of(note, report.get("unit", "line"))
        yield f"  {mark} {place + ': ' if place else ''}{message_of(note)}"


def _made(report: Mapping[str, Any]) -> Iterator[str]:
    proposed = " " + _("(proposed)") if report["title_proposed"] else ""
    yield f"  {_('Title')}: {report['title']}{proposed}"
    yield "  " + ", ".join(_counted(report["counts"]))
    yield f"  {_places(report['lines'], report['unit'])}"
    odd, double = report["counts"]["non_breaking_spaces"], report["counts"]["double_spaces"]
    if odd or double:
        yield "  " + _("Made plain: %(odd)s non-breaking spaces, %(double)s double spaces") % {
            "odd": odd,
            "double": double,
        }


def _places(lines: Mapping[str, int], unit: str) -> str:
    if unit == "line":
        said = _(
            "Lines: %(total)s = %(title)s title + %(prose)s prose + "
            "%(source)s source + %(form)s form + %(blank)s blank"
        )
    else:
        said = _(
            "Pieces: %(total)s = %(title)s title + %(prose)s prose + %(source)s source + %(form)s form + "
            "%(media)s media + %(set_aside)s set aside + %(not_carried)s not carried over + %(blank)s blank"
        )
    return said % lines


def _counted(counts: Mapping[str, int]) -> Iterator[str]:
    yield ngettext("%(n)s paragraph", "%(n)s paragraphs", counts["paragraphs"]) % {"n": counts["paragraphs"]}
    yield ngettext("%(n)s form", "%(n)s forms", counts["forms"]) % {"n": counts["forms"]}
    repeats = counts["repeats_merged"]
    if repeats:
        yield ngettext("%(n)s repeat merged", "%(n)s repeats merged", repeats) % {"n": repeats}
    yield ngettext("%(n)s reference", "%(n)s references", counts["references"]) % {"n": counts["references"]}
    suggestions = counts.get("suggestions", 0)
    if suggestions:
        yield ngettext("%(n)s proposal", "%(n)s proposals", suggestions) % {"n": suggestions}
