"""Tables in the form of GitHub Flavored Markdown; a cell has one line there, and the first row is always a heading."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from cms.delivery.markdown.context import Context, dicts
from cms.delivery.markdown.inline import Run, inline, plain
from cms.delivery.markdown.layout import Block, Paragraph, Verbatim
from cms.delivery.markdown.prose import strong
from cms.delivery.markdown.single import flat

__all__ = ["is_table", "table"]

_KEYS = {"caption", "columns", "rows"}


def is_table(value: Any) -> bool:
    """Whether this is a typed table, with its columns and the rows of its cells."""
    return isinstance(value, dict) and value.keys() == _KEYS


def table(value: Any, context: Context, *, row_headers: bool = False) -> list[Block]:
    """A typed table below its caption; with `row_headers` the first cell of each row is strong, as headings are."""
    if not isinstance(value, dict) or not (columns := dicts(value.get("columns"))):
        return []
    caption = value.get("caption")
    rows = given if isinstance(given := value.get("rows"), list) else []
    signs = ("---:" if column.get("type") == "number" else "---" for column in columns)
    lines = [
        _row(plain(column.get("heading"), breaks=False) for column in columns),
        _row(signs),
        *(_row(_cells(dicts(row), len(columns), context, row_headers)) for row in rows),
    ]
    above: list[Block] = [Paragraph(inline([strong(caption)], breaks=False))] if caption else []
    return [*above, Verbatim("\n".join(lines))]


def _cells(row: list[Any], width: int, context: Context, row_headers: bool) -> Iterable[str]:
    for position, cell in enumerate(row[:width]):
        runs: Iterable[Run] = flat(cell.get("value"), context)
        if row_headers and position == 0:
            runs = [run._replace(marks=run.marks | {"strong"}) for run in runs]
        yield inline(runs, breaks=False)


def _row(cells: Iterable[str]) -> str:
    return " ".join(chain(["|"], *((cell, "|") if cell else ("|",) for cell in cells)))
