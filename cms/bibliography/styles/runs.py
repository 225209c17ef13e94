"""A formatted entry is a row of runs, text with marks, so that plain text and HTML cannot disagree.

The marks are those that CSL-JSON allows inside a title: <i>, <b>, <sup>, <sub>. A <span class="nocase"> or a
span of small capitals loses its tags and keeps its text; any other tag is text, and is escaped in HTML.
"""

import re
from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

Marks = tuple[str, ...]

_TAG = re.compile(
    r"<(?P<close>/?)(?P<tag>i|b|sub|sup)>"
    r"|<(?P<span>span)\s+(?:class=\"nocase\"|style=\"font-variant:\s?small-caps;?\")>|<(?P<endspan>/span)>",
    re.IGNORECASE,
)
_TERMINAL = ".?!…"
_CLOSING_QUOTES = "”’\"'»"
_OPENS_AFTER = " \u00a0\u2009\u202f([{—–/“‘"


class Run(NamedTuple):
    """A piece of text with its marks ("i", "b", "sup", "sub"), the outermost first."""

    text: str
    marks: Marks = ()


Runs = tuple[Run, ...]


def plain(text: str) -> Runs:
    """Text without marks; no run for the empty text."""
    return (Run(text),) if text else ()


def plain_text(runs: Iterable[Run]) -> str:
    """The text without its marks."""
    return "".join(run.text for run in runs)


def html(runs: Iterable[Run]) -> str:
    """HTML with only i, b, sup and sub; everything else escaped."""
    runs = tuple(runs)
    if not any(run.marks for run in runs):
        return escape(plain_text(runs), quote=False)
    pieces: list[str] = []
    opened: Marks = ()
    for run in runs:
        if run.marks != opened:
            pieces.append(_change(opened, run.marks))
            opened = run.marks
        pieces.append(escape(run.text, quote=False))
    pieces.append(_change(opened, ()))
    return "".join(pieces)


def _change(old: Marks, new: Marks) -> str:
    """The tags that lead from one set of open marks to another."""
    common = 0
    while common < min(len(old), len(new)) and old[common] == new[common]:
        common += 1
    closing = "".join(f"</{mark}>" for mark in reversed(old[common:]))
    return closing + "".join(f"<{mark}>" for mark in new[common:])


def parse_markup(text: str) -> Runs:
    """Read CSL's inline markup. A tag without its partner is text, as in "p<i>0.05"."""
    if "<" not in text:
        return plain(text)
    matches = list(_TAG.finditer(text))
    paired = _paired(matches)
    runs: list[Run] = []
    depth: Counter[str] = Counter()
    marks: list[str] = []
    position = 0
    for index, match in enumerate(matches):
        if index not in paired:
            continue
        _append(runs, text[position : match.start()], marks)
        position = match.end()
        tag = (match["tag"] or "").lower()
        if not tag:
            continue
        depth[tag] += -1 if match["close"] else 1
        if not match["close"] and depth[tag] == 1:
            marks.append(tag)
        elif match["close"] and depth[tag] == 0:
            marks.remove(tag)
    _append(runs, text[position:], marks)
    return tuple(runs)


def _append(runs: list[Run], text: str, marks: list[str]) -> None:
    if text:
        runs.append(Run(text, tuple(marks)))


def _paired(matches: list[re.Match[str]]) -> set[int]:
    """The indices of the tags that open and close each other properly."""
    paired: set[int] = set()
    waiting: list[tuple[str, int]] = []
    open_now: Counter[str] = Counter()
    for index, match in enumerate(matches):
        tag = (match["tag"] or "span").lower()
        if not (match["close"] or match["endspan"]):
            waiting.append((tag, index))
            open_now[tag] += 1
        elif open_now[tag]:
            while True:
                opener, position = waiting.pop()
                open_now[opener] -= 1
                if opener == tag:
                    paired |= {position, index}
                    break
    return paired


def typographic(runs: Runs) -> Runs:
    """The runs with straight quotation marks and apostrophes made curly, read across the runs."""
    if not any("'" in run.text or '"' in run.text for run in runs):
        return runs
    before = ""
    curled: list[Run] = []
    for run in runs:
        characters: list[str] = []
        for character in run.text:
            opens = not before or before in _OPENS_AFTER
            if character == '"':
                character = "“" if opens else "”"
            elif character == "'":
                character = "‘" if opens else "’"
            characters.append(character)
            before = character
        curled.append(Run("".join(characters), run.marks))
    return tuple(curled)


def italic(runs: Runs) -> Runs:
    """The runs in italics; what was in italics before (the name of a species) is upright in them."""
    return tuple(
        Run(
            run.text,
            tuple(mark for mark in run.marks if mark != "i") if "i" in run.marks else ("i", *run.marks),
        )
        for run in runs
    )


def quoted(runs: Runs) -> Runs:
    """The runs in double quotation marks; those inside become single."""
    inside = (Run(run.text.replace("“", "‘").replace("”", "’"), run.marks) for run in runs)
    return (Run("“"), *inside, Run("”"))


def typeset(text: str) -> Runs:
    """Text without markup, with typographic quotation marks and apostrophes."""
    return typographic(plain(text))


def join(parts: Iterable[Runs], delimiter: str) -> Runs:
    """The parts that are not empty, with a delimiter between them."""
    joined: list[Run] = []
    for part in parts:
        if part:
            if joined:
                joined.append(Run(delimiter))
            joined.extend(part)
    return tuple(joined)


def sentences(parts: Iterable[Runs]) -> Runs:
    """The parts as sentences: each ends with one period, unless it ends with ., ?, ! or … already."""
    return join((ended(part) for part in parts if part), " ")


def ended(runs: Runs) -> Runs:
    """The runs with a period at the end where one is wanted; inside closing quotes, as in US usage."""
    last = runs[-1]
    bare = last.text.rstrip(_CLOSING_QUOTES)
    if bare.endswith(tuple(_TERMINAL)):
        return runs
    quotes = last.text[len(bare) :]
    if bare and quotes and quotes[0] in '”"':
        return (*runs[:-1], Run(f"{bare}.{quotes}", last.marks))
    return (*runs, Run("."))
