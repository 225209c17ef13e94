"""Collects one line of text: white space folded as HTML folds it, marks nested as they were opened."""

import re
from collections import Counter
from collections.abc import Mapping

from blocks.markup.content import Mark, Run, Runs, shared_length
from blocks.markup.policy import link_attributes

_SPACE = re.compile(r"[ \t\n\f\r]+")


class Marks:
    """The marks open at a place of the text. A mark inside its like adds nothing; links do not nest."""

    def __init__(self) -> None:
        self.current: tuple[Mark, ...] = ()
        self._depths: Counter[str] = Counter()
        self._links = 0
        self._ids: set[str] = set()

    def start(self, tag: str) -> None:
        """A decorator begins."""
        self._depths[tag] += 1
        if self._depths[tag] == 1:
            self.current += (Mark(tag),)

    def start_link(self, given: Mapping[str, str]) -> None:
        """A link begins, and so ends the one before it; one that leads nowhere is no link."""
        self._remove("a")
        attributes = link_attributes(given)
        if attributes is None:
            return
        name = dict(attributes).get("id")
        if name in self._ids:
            attributes = tuple(pair for pair in attributes if pair[0] != "id")
        elif name is not None:
            self._ids.add(name)
        self._links += 1
        self.current += (Mark("a", attributes, self._links),)

    def end(self, tag: str) -> None:
        """A mark ends."""
        if tag != "a" and self._depths[tag]:
            self._depths[tag] -= 1
        if not self._depths[tag]:
            self._remove(tag)

    def clear(self) -> None:
        """All marks end: none reaches beyond a cell of a table."""
        self.current = ()
        self._depths.clear()

    def split(self, begin: int = 0) -> None:
        """A link that goes on after an interruption is another one; an id names only the first."""
        self.current = tuple(
            self._again(mark) if position >= begin and mark.tag == "a" else mark
            for position, mark in enumerate(self.current)
        )

    def _again(self, link: Mark) -> Mark:
        self._links += 1
        return Mark("a", tuple(pair for pair in link.attributes if pair[0] != "id"), self._links)

    def _remove(self, tag: str) -> None:
        for position, mark in enumerate(self.current):
            if mark.tag == tag:
                self.current = self.current[:position] + self.current[position + 1 :]
                self.split(position)
                return


class Line:
    """The runs of one paragraph, item, quotation or cell."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._last = ""
        self._pending = False

    def words(self, text: str, marks: tuple[Mark, ...]) -> None:
        """Text follows."""
        text = _SPACE.sub(" ", text)
        if text[:1] == " " and (self._pending or self._last in {"", " ", "\n"}):
            text = text[1:]
        if text:
            self._settle(marks)
            self._add(text, marks)

    def new_line(self, marks: tuple[Mark, ...]) -> None:
        """A line break follows; at the very beginning it would show nothing."""
        self._settle(marks)
        if self._last == " ":
            self._drop_last(" ")
        if self._last:
            self._add("\n", marks)

    def soft_break(self) -> None:
        """Whatever follows begins on a line of its own."""
        self._pending = True

    def finish(self) -> Runs:
        """The runs, trimmed; the next line begins."""
        while self._last in {" ", "\n"}:
            self._drop_last(" \n")
        runs, self._runs, self._last, self._pending = self._runs, [], "", False
        if any(mark.tag == "a" for run in runs for mark in run.marks):
            runs = _without_blank_links(runs)
        return _merged(runs)

    def _settle(self, marks: tuple[Mark, ...]) -> None:
        if not self._pending:
            return
        self._pending = False
        if self._last not in {"", "\n"}:
            self.new_line(marks[: shared_length(self._runs[-1].marks, marks)])

    def _add(self, text: str, marks: tuple[Mark, ...]) -> None:
        self._runs.append(Run(text, marks))
        self._last = text[-1]

    def _drop_last(self, characters: str) -> None:
        run = self._runs.pop()
        text = run.text.rstrip(characters)
        if text:
            self._runs.append(Run(text, run.marks))
        self._last = self._runs[-1].text[-1] if self._runs else ""


def _without_blank_links(runs: list[Run]) -> list[Run]:
    """Runs without the links that show nothing: nobody could follow them."""
    shown = {mark for run in runs if run.text.strip(" \n") for mark in run.marks}
    blank = {mark for run in runs for mark in run.marks if mark.tag == "a"} - shown
    return [Run(run.text, tuple(mark for mark in run.marks if mark not in blank)) for run in runs]


def _merged(runs: list[Run]) -> Runs:
    merged: list[Run] = []
    texts: list[str] = []
    for run in runs:
        if merged and merged[-1].marks == run.marks:
            texts.append(run.text)
            continue
        if merged:
            merged[-1] = Run("".join(texts), merged[-1].marks)
        merged.append(run)
        texts = [run.text]
    if merged:
        merged[-1] = Run("".join(texts), merged[-1].marks)
    return tuple(merged)
