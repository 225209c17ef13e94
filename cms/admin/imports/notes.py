"""The notes of a report as an editor reads them: warnings first, each with its place in the source."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.legacy.report import message_of, place_of

__all__ = ["left_out_of", "notes_of"]


def notes_of(report: Any) -> list[dict[str, Any]]:
    """Dicts with level, line, place and message. What is no report has none."""
    found = [note for note in _list(report, "notes") if note.get("message")]
    placed = [{**note, "place": _place(report, note), "message": message_of(note)} for note in found]
    return sorted(placed, key=lambda note: note.get("level") != "warning")


def left_out_of(report: Any) -> list[dict[str, Any]]:
    """Dicts with name, line, place and text: what the draft does not have of the source."""
    return [{**each, "place": _place(report, each)} for each in _list(report, "left_out")]


def _list(report: Any, name: str) -> list[dict[str, Any]]:
    values = report.get(name) if isinstance(report, dict) else None
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _place(report: Any, note: Mapping[str, Any]) -> str:
    place = place_of(note, str(report.get("unit", "line")))
    return _("%(place)s:") % {"place": place[:1].upper() + place[1:]} if place else ""
