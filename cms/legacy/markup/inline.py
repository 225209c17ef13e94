"""Collects a line of text with its markup; text and markup are tidied alike, so that they cannot disagree."""

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from cms.legacy.tidy import Tidied, tidy

_SPACES = re.compile(r"[ \t\n\f\r]+")


class Mark(NamedTuple):
    """``tag`` with, of a link, where it leads; ``serial`` tells two links to one place apart."""

    tag: str
    href: str = ""
    serial: int = 0


class Written(NamedTuple):
    """A finished line. ``markup`` is "" where it would say no more than ``text``; ``br`` is a newline in ``text``."""

    text: str
    markup: str
    tidied: Tidied
    line: int


class _Run(NamedTuple):
    text: str
    marks: tuple[Mark, ...]
    anchor: str = ""


class Line:
    """What has been read of a line so far."""

    def __init__(self) -> None:
        self._runs: list[_Run] = []
        self._last = ""
        self._line = 0

    def __bool__(self) -> bool:
        return bool(self._line)

    @property
    def broken(self) -> bool:
        """Whether the line has just been broken, with nothing since."""
        return bool(self) and self._last == "\n"

    def words(self, text: str, marks: tuple[Mark, ...], line: int, *, preformatted: bool = False) -> None:
        """Text follows, which begins on that line of the source."""
        if not self._line and text.strip():
            self._line = line + text.count("\n", 0, len(text) - len(text.lstrip()))
        if preformatted:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        else:
            text = _SPACES.sub(" ", text)
            if text[:1] == " " and self._last in ("", " ", "\n"):
                text = text[1:]
        if text:
            self._runs.append(_Run(text, marks))
            self._last = text[-1]

    def break_(self) -> None:
        """A line break follows."""
        self._runs.append(_Run("\n", ()))
        self._last = "\n"

    def anchor(self, name: str) -> None:
        """A place that something leads to."""
        self._runs.append(_Run("", (), name))

    def finish(self) -> Written | None:
        """The line, or None if nothing of it can be seen; the next one begins."""
        runs, line = self._runs, self._line
        # A place that is led to, with nothing to see yet, is that of the next line.
        self._runs = [] if line else [run for run in runs if run.anchor]
        self._last, self._line = "", 0
        if not line:
            return None
        raw = "".join(run.text for run in runs)
        lines, tidied = [], Tidied()
        for part in raw.split("\n"):
            text, done = tidy(part)
            lines.append(text)
            tidied += done
        text = "\n".join(lines).strip("\n")
        if not text:
            return None
        plain = not any(run.marks or run.anchor for run in runs) and "\n" not in text
        return Written(text, "" if plain else _markup(runs, text), tidied, line)


def joined(parts: Sequence[Written], *, between: str = "\n") -> tuple[str, str]:
    """Several lines as one text and one markup."""
    text = between.join(part.text for part in parts)
    return text, "<br>".join(part.markup or html.escape(part.text, quote=False) for part in parts)


def escaped(written: Written) -> str:
    """Its markup, also where that says no more than the text."""
    return written.markup or html.escape(written.text, quote=False)


def _markup(runs: Sequence[_Run], text: str) -> str:
    """Write the runs as far as their characters are in the tidied text."""
    out: list[str] = []
    open_marks: tuple[Mark, ...] = ()
    position = 0
    for run in runs:
        kept: list[str] = []
        for character in run.text:
            if position < len(text) and (
                character == text[position] or (text[position] == " " and character.isspace())
            ):
                kept.append(text[position])
                position += 1
        if not kept and not run.anchor:
            continue
        if kept:
            shared = 0
            for one, other in zip(open_marks, run.marks, strict=False):
                if one != other:
                    break
                shared += 1
            out.extend(f"</{mark.tag}>" for mark in reversed(open_marks[shared:]))
            out.extend(_start(mark) for mark in run.marks[shared:])
            open_marks = run.marks
            out.append(html.escape("".join(kept), quote=False).replace("\n", "<br>"))
        if run.anchor:
            # No link holds another, so the place stands before the link that is open.
            inside = next((n for n, mark in enumerate(open_marks) if mark.tag == "a"), None)
            if inside is not None:
                out.extend(f"</{mark.tag}>" for mark in reversed(open_marks[inside:]))
                open_marks = open_marks[:inside]
            out.append(f'<a id="{html.escape(run.anchor)}"></a>')
    out.extend(f"</{mark.tag}>" for mark in reversed(open_marks))
    return "".join(out)


def _start(mark: Mark) -> str:
    return f'<a href="{html.escape(mark.href)}">' if mark.tag == "a" else f"<{mark.tag}>"
