"""Puts the rows and cells of a table together, whatever order and company its tags come in."""

from collections.abc import Mapping

from blocks.markup.content import Attributes, Block, Cell, Row, Run, Runs, Table, Text
from blocks.markup.line import Line, Marks
from blocks.markup.policy import attributes

TAGS = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"})


class TableBuilder:
    """Takes the tags of one table while the line collects the text of the cell at hand.

    A cell holds a line of text: what is a block inside it, another table included, begins a new line.
    """

    def __init__(self, line: Line, marks: Marks) -> None:
        self._line = line
        self._marks = marks
        self._caption: Runs = ()
        self._head: list[Row] = []
        self._body: list[Row] = []
        self._rows = self._body
        self._row: list[Cell] = []
        self._cell: tuple[str, Attributes] | None = None
        self._in_caption = False
        self._nested = 0

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """A block begins inside the table."""
        self._nested += tag == "table"
        if self._nested or tag not in TAGS:
            self._line.soft_break()
        elif tag in {"td", "th"}:
            self._end_cell()
            self._cell = (tag, attributes(tag, given))
        elif tag == "caption":
            self._end_cell()
            self._in_caption = True
        else:
            self._end_row()
            if tag != "tr":
                self._rows = self._head if tag == "thead" else self._body

    def end(self, tag: str) -> bool:
        """A block ends; whether that was the table itself."""
        if self._nested or tag not in TAGS:
            self._nested -= tag == "table"
            self._line.soft_break()
        elif tag == "table":
            return True
        elif tag in {"td", "th", "caption"}:
            self._end_cell()
        else:
            self._end_row()
            if tag == "thead":
                self._rows = self._body
        return False

    def expect_words(self) -> None:
        """Words follow; outside any cell they make one, so that none is lost."""
        if self._cell is None and not self._in_caption:
            self._cell = ("td", ())

    def finish(self) -> Block | None:
        """The table; its caption as a paragraph if the cells hold no text; None if that is missing too."""
        self._end_row()
        if any(cell.runs for row in (*self._head, *self._body) for cell in row):
            return Table(self._caption, tuple(self._head), tuple(self._body))
        return Text("p", self._caption) if self._caption else None

    def _end_cell(self) -> None:
        runs = self._line.finish()
        if self._cell is not None:
            self._row.append(Cell(*self._cell, runs))
        elif runs:
            self._caption += (Run("\n", ()), *runs) if self._caption else runs
        self._cell, self._in_caption = None, False
        self._marks.clear()

    def _end_row(self) -> None:
        self._end_cell()
        if self._row:
            self._rows.append(tuple(self._row))
            self._row = []
