"""Notes that stand in the middle of a text, as plugins for footnotes want them, move below it; a number stays."""

import json
import re
from html import escape

_NAMES = "ref|efn_note|footnote|fn|mfn"
_NOTE = re.compile(
    rf"(?:\[(?P<name>{_NAMES})\b[^\]\n]{{0,200}}\]"
    rf"(?P<enclosed>(?:[^\[]|\[(?!/?(?:{_NAMES})\b)){{1,5000}})\[/(?P=name)\]"
    r"|\(\((?P<parenthesised>[^()]{8,3000})\)\))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def take_notes(html: str) -> tuple[str, list[str]]:
    """Return the text with numbers that lead to the notes, and the notes in order, as HTML."""
    notes: list[str] = []

    def numbered(found: re.Match[str]) -> str:
        text = found["enclosed"] or found["parenthesised"]
        # Formulas have double parentheses too.
        if not found["enclosed"] and len(_WORD.findall(text)) < 3:
            return found[0]
        notes.append(text.strip())
        number = len(notes)
        return f'<sup><a href="#note-{number}" id="mark-{number}">{number}</a></sup>'

    # A mark stands at its word.
    return _NOTE.sub(numbered, html).replace(' <sup><a href="#note-', '<sup><a href="#note-'), notes


def list_of_notes(notes: list[str]) -> str:
    """Return the notes as the list that stands below an article, or "" if there are none."""
    items = [f'<li id="note-{number}">{text}</li>' for number, text in enumerate(notes, start=1)]
    return f'\n<ol class="wp-block-footnotes">\n{chr(10).join(items)}\n</ol>' if items else ""


def stored_notes(stored: str) -> str:
    """Return the list of the notes that WordPress itself keeps beside a post, as JSON, or "" if there are none."""
    try:
        notes = json.loads(stored)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(notes, list):
        return ""
    items = [
        f'<li id="{escape(str(note["id"]))}">{note["content"]}</li>'
        for note in notes
        if isinstance(note, dict) and note.get("id") and isinstance(note.get("content"), str)
    ]
    return f'<ol class="wp-block-footnotes">\n{chr(10).join(items)}\n</ol>' if items else ""
