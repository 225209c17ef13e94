"""A table of a source becomes a typed table: its first row of headings, and columns that hold text or numbers."""

from typing import Any

from blocks.numbers import canonical_number
from cms.legacy.convert.draft import Draft
from cms.legacy.convert.runs import line_html, plain_line, trimmed
from cms.legacy.items import Cell, Table

_MAX_NUMBER = 40


def table_value(table: Table, draft: Draft) -> dict[str, Any]:
    """The raw value of the block of the table. A column is of numbers when each is written as it will be printed."""
    first, rest = table.rows[0], table.rows[1:]
    has_headings = bool(rest) and all(cell.header or not cell.text for cell in first)
    has_headings = has_headings and any(cell.text for cell in first)
    rows = rest if has_headings else table.rows
    kinds = [_kind([row[place] for row in rows]) for place in range(len(first))]
    columns = [
        {"type": kind, "heading": _one_line(cell.text) if has_headings else ""}
        for kind, cell in zip(kinds, first, strict=True)
    ]
    values = [
        {"values": [_value(cell, kind, draft, table.line) for cell, kind in zip(row, kinds, strict=True)]}
        for row in rows
    ]
    named = [row[0] for row in rows if row[0].text]
    return {
        "table": {"caption": _one_line(table.caption), "columns": columns, "rows": values},
        "row_headers": bool(named) and all(cell.header for cell in named) and len(first) > 1,
        "note": "",
        "citations": [],
    }


def _kind(cells: list[Cell]) -> str:
    if any(cell.markup or "\n" in cell.text for cell in cells):
        return "rich_text"
    numbers = [cell.text.strip() for cell in cells if cell.text.strip()]
    if numbers and all(canonical_number(text) == text and len(text) <= _MAX_NUMBER for text in numbers):
        return "number"
    return "text"


def _value(cell: Cell, kind: str, draft: Draft, line: int) -> str:
    if kind != "rich_text":
        return _one_line(cell.text)
    runs = draft.line_of(cell.markup, cell.text, line) if cell.markup else plain_line(cell.text)
    return line_html(trimmed(runs))


def _one_line(text: str) -> str:
    return " ".join(text.split())
