"""Reads tables of data, spans resolved; a table that only arranges what is in it is taken apart."""

from dataclasses import dataclass, replace

from cms.legacy.items import Cell, Table
from cms.legacy.markup.inline import Written, joined
from cms.legacy.markup.tree import Node, Text
from cms.legacy.markup.vocabulary import CELLS, FORM, HEADING, MEDIA, QUOTE, ROW_GROUPS, TABLE
from cms.legacy.markup.walker import Walker
from cms.legacy.tidy import Tidied

MAX_COLUMNS = 60
MAX_CELLS = 20_000
LONG_CELL = 700
"""A cell with more characters, in a table without header cells, is a column of a page."""


@dataclass(slots=True)
class _Found:
    """The rows of a table as they were written. ``stray`` is what stands in it outside of any cell."""

    rows: list[list[Node]]
    heads: list[bool]
    captions: list[Node]
    stray: list[Node | Text]


def table(walker: Walker, node: Node) -> None:
    """A table."""
    walker.flush()
    found = _rows(node)
    if walker.sink is not None or _only_arranges(node, found):
        walker.walk(node)
        walker.flush()
        return
    if found.stray:
        walker.walk(Node("div", line=node.line, children=found.stray))
        walker.flush()
    caption, walker.caption = walker.caption, None
    with walker.held():
        made = _table(walker, found, caption)
    if made is not None:
        rows = (" ".join(cell.text for cell in row) for row in made.rows)
        walker.put(made, "\n".join([made.caption, *rows]))
    walker.settle()


def _table(walker: Walker, found: _Found, caption: Written | None) -> Table | None:
    """The table with its spans resolved; None if nothing is in it."""
    captions = [line for each in found.captions for line in walker.gather(each)]
    captions += [caption] if caption else []
    places = [walker.place(line.line) for line in captions]
    tidied = sum((line.tidied for line in captions), Tidied())
    grid: list[dict[int, Cell]] = [{} for _ in found.rows]
    width = 0
    for number, (row, head) in enumerate(zip(found.rows, found.heads, strict=True)):
        column = 0
        for cell in row:
            while column in grid[number]:
                column += 1
            if column >= MAX_COLUMNS and not cell.size:
                continue
            lines = walker.gather(cell)
            places += [walker.place(line.line) for line in lines]
            tidied += sum((line.tidied for line in lines), Tidied())
            header = head or cell.tag == "th"
            across = min(_span(cell, "colspan"), max(1, MAX_COLUMNS - column))
            down = min(_span(cell, "rowspan") or len(grid), len(grid) - number) if column < MAX_COLUMNS else 1
            for below in range(number, number + max(1, down)):
                for beside in range(column, column + max(1, across)):
                    grid[below].setdefault(beside, Cell("", header=header))
            grid[number][column] = _cell(lines, header)
            column += max(1, across)
        width = max(width, *(at + 1 for at in grid[number]), 0) if grid[number] else width
    if not places:
        return None
    rows = tuple(tuple(row.get(column, Cell("")) for column in range(width)) for row in grid)
    text = " ".join(" ".join(line.text.split()) for line in captions)
    return Table(rows, text, lines=tuple(places), tidied=tidied)


def _cell(lines: list[Written], header: bool) -> Cell:
    text, markup = joined(lines)
    plain = len(lines) <= 1 and not any(line.markup for line in lines)
    return Cell(text, "" if plain else markup, header)


def _rows(table: Node) -> _Found:
    found = _Found([], [], [], [])
    waiting: list[tuple[Node | Text, bool]] = [(child, False) for child in reversed(table.children)]
    open_row = False
    while waiting:
        child, head = waiting.pop()
        if isinstance(child, Text):
            if child.text.strip():
                found.stray.append(child)
        elif child.tag == "caption":
            found.captions.append(child)
        elif child.tag in CELLS:
            if not open_row:
                found.rows.append([])
                found.heads.append(head)
                open_row = True
            found.rows[-1].append(child)
        elif child.tag == "tr":
            found.rows.append([])
            found.heads.append(head)
            open_row = True
            waiting.append((Node("/tr"), head))
            waiting += [(inner, head) for inner in reversed(child.children)]
        elif child.tag == "/tr":
            open_row = False
        elif child.tag in ROW_GROUPS:
            open_row = False
            waiting += [(inner, child.tag == "thead") for inner in reversed(child.children)]
        elif child.tag not in ("colgroup", "col"):
            found.stray.append(child)
    kept = [(row, head) for row, head in zip(found.rows, found.heads, strict=True) if row]
    return replace(found, rows=[row for row, _ in kept], heads=[head for _, head in kept])


def _only_arranges(node: Node, found: _Found) -> bool:
    if node.get("role") in ("presentation", "none") or node.holds & (TABLE | FORM | MEDIA | HEADING | QUOTE):
        return True
    cells = [cell for row in found.rows for cell in row]
    widest = max((len(row) for row in found.rows), default=0)
    if widest <= 1 or widest > MAX_COLUMNS or len(found.rows) * widest > MAX_CELLS:
        return True
    headers = any(found.heads) or any(cell.tag == "th" for cell in cells) or bool(found.captions)
    return not headers and (len(found.rows) == 1 or any(cell.size > LONG_CELL for cell in cells))


def _span(cell: Node, name: str) -> int:
    value = cell.get(name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1


Walker.handlers["table"] = table
