"""Runs of text with their marks stand between the markup of a source and the rich text that a block stores.

A line is a tuple of runs, and every run says all that is true of its words; so what is written from them is
well-formed, whatever the source nests, and a marker of a citation can be cut out of the middle of a sentence.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import groupby

MARKS = ("b", "i", "sup", "sub", "code")
"""The marks that are kept, the outermost first."""

MAX_DEPTH = 5
"""How deep lists may be nested; what is deeper stands at this depth."""

_MARK_OF = {"strong": "b", "em": "i", "b": "b", "i": "i", "sup": "sup", "sub": "sub", "code": "code"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words with their marks. ``link`` is an address or "", ``cites`` indexes of references: such a run is a marker.
    The text "\\n" is a line break."""

    text: str
    marks: frozenset[str] = frozenset()
    link: str = ""
    cites: tuple[int, ...] = ()


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """An entry of a list; ``depth`` begins at 0, ``start`` is the number at which its list begins."""

    line: Line
    depth: int
    ordered: bool
    start: int = 1


def plain_line(text: str) -> Line:
    """A text without any markup; its line ends are line breaks."""
    pieces = text.split("\n")
    runs = [Run(piece) for piece in pieces]
    return joined(run for place, run in enumerate(runs) for run in ((Run("\n"), run) if place else (run,)))


def read_line(markup: str) -> Line:
    """The markup of a line of text."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return joined(run for item in reader.items for run in item.line)


def read_items(markup: str) -> list[ListItem]:
    """The entries of a list, in order; what stands outside of an entry is one of its own."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    items = (replace(item, line=trimmed(joined(item.line))) for item in reader.items)
    return [item for item in items if item.line]


def text_of(line: Sequence[Run]) -> str:
    """The words alone."""
    return "".join(run.text for run in line)


def trimmed(line: Sequence[Run]) -> Line:
    """The line without blanks and breaks at its ends."""
    runs = list(line)
    while runs and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(runs)


def paragraphs_of(line: Sequence[Run]) -> list[Line]:
    """The line, cut where two breaks follow each other: there a paragraph was meant to end."""
    found: list[list[Run]] = [[]]
    breaks = 0
    for run in line:
        breaks = breaks + 1 if run.text == "\n" else breaks if not run.text.strip() else 0
        if breaks == 2:
            found.append([])
        found[-1].append(run)
    return [kept for kept in (trimmed(runs) for runs in found) if kept]


def line_html(line: Sequence[Run]) -> str:
    """The line as rich text stores it."""
    pieces = []
    for (link, cites), runs in groupby(line, key=lambda run: (run.link, run.cites)):
        inner = _marked(tuple(runs), MARKS)
        if cites:
            inner = f'<a data-legacy-cites="{" ".join(map(str, cites))}">{inner}</a>'
        elif link:
            inner = f'<a href="{html.escape(link)}">{inner}</a>'
        pieces.append(inner)
    return "".join(pieces)


def list_html(items: Sequence[ListItem]) -> str:
    """The list with what is nested in it, as rich text stores it."""
    pieces: list[str] = []
    open_lists: list[str] = []
    for item in items:
        tag = "ol" if item.ordered else "ul"
        depth = min(item.depth, len(open_lists), MAX_DEPTH - 1)
        while len(open_lists) > depth + 1:
            pieces.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == depth + 1:
            pieces.append("</li>")
            if open_lists[-1] != tag:
                pieces.append(f"</{open_lists.pop()}>")
        if len(open_lists) == depth:
            open_lists.append(tag)
            pieces.append(f"<{tag}>")
        pieces.append(f"<li>{line_html(item.line)}")
    while open_lists:
        pieces.append(f"</li></{open_lists.pop()}>")
    return "".join(pieces)


def _marked(runs: Line, marks: Sequence[str]) -> str:
    if not marks:
        return "".join("<br/>" if run.text == "\n" else html.escape(run.text, quote=False) for run in runs)
    mark, inner = marks[0], marks[1:]
    pieces = []
    for is_marked, group in groupby(runs, key=lambda run: mark in run.marks):
        text = _marked(tuple(group), inner)
        pieces.append(f"<{mark}>{text}</{mark}>" if is_marked else text)
    return "".join(pieces)


def joined(runs: Iterable[Run]) -> Line:
    """Neighbours that say the same of their words become one."""
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        last = found[-1] if found else None
        if last and "\n" not in (last.text, run.text) and replace(last, text="") == replace(run, text=""):
            found[-1] = replace(last, text=last.text + run.text)
        else:
            found.append(run)
    return tuple(found)


class _Reader(HTMLParser):
    """Reads the markup of an item; elements that it does not know are passed through."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.items: list[ListItem] = [ListItem((), 0, ordered=False)]
        self._runs: list[Run] = []
        self._open: list[tuple[str, str]] = []
        self._lists: list[tuple[bool, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._add("\n")
        elif tag in ("ul", "ol"):
            self._end_item()
            start = given.get("start", "")
            self._lists.append((tag == "ol", int(start) if start.isdecimal() and len(start) < 7 else 1))
        elif tag == "li":
            self._end_item()
        elif tag in _MARK_OF:
            self._open.append((_MARK_OF[tag], ""))
        elif tag == "a":
            self._open.append(("a", given.get("href", "").strip()))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._end_item()
            if self._lists:
                self._lists.pop()
        elif tag == "li":
            self._end_item()
        else:
            name = _MARK_OF.get(tag, tag)
            for place in range(len(self._open) - 1, -1, -1):
                if self._open[place][0] == name:
                    del self._open[place]
                    break

    def handle_data(self, data: str) -> None:
        self._add(" ".join(data.split("\n")))

    def close(self) -> None:
        super().close()
        self._end_item()

    def _add(self, text: str) -> None:
        link = next((href for name, href in reversed(self._open) if name == "a"), "")
        marks = frozenset(name for name, _ in self._open if name != "a")
        self._runs.append(Run(text) if text == "\n" else Run(text, marks, link))

    def _end_item(self) -> None:
        if self._runs:
            ordered, start = self._lists[-1] if self._lists else (False, 1)
            depth = max(len(self._lists) - 1, 0)
            self.items.append(ListItem(tuple(self._runs), depth, ordered, start))
            self._runs = []


def items_of_text(text: str) -> Iterator[ListItem]:
    """The entries of a list of which only the text is known, one a line."""
    return (ListItem((Run(line.strip()),), 0, ordered=False) for line in text.split("\n") if line.strip())
