"""The shape that prose has here, and the one way to write it as HTML: flat blocks made of runs of text.

Flat, because both forms that leave are made from it: HTML and Portable Text cannot disagree about a structure
that neither of them can deepen. In the text of a run a newline is a line break; there is no other white space
than single spaces (a no-break space is a character like any other).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a run of text is marked with: a decorator such as `strong`, or one particular link."""

    tag: str
    attributes: Attributes = ()
    serial: int = 0
    """Tells two links apart that lead to the same place; 0 for decorators, which have no identity."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text with its marks, outermost first."""

    text: str
    marks: tuple[Mark, ...]


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, heading or quotation; `tag` is its element."""

    tag: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """A list item; `path` holds the elements of its lists, its own last. Their number is its level."""

    path: tuple[str, ...]
    runs: Runs


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Text whose white space counts. It has no marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image between the paragraphs."""

    attributes: Attributes


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `tag` is th or td."""

    tag: str
    attributes: Attributes
    runs: Runs


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; it has at least one row."""

    caption: Runs
    head: tuple[Row, ...]
    body: tuple[Row, ...]


Block = Text | Item | Preformatted | Rule | Image | Table


def escaped(text: str) -> str:
    """Text as it stands in HTML, with the escapes that the HTML Standard's own serialisation makes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\xa0", "&nbsp;")


def start_tag(tag: str, attributes: Attributes = ()) -> str:
    """A start tag as it stands in HTML."""
    written = (f' {name}="{escaped(value).replace(chr(34), "&quot;")}"' for name, value in attributes)
    return f"<{tag}{''.join(written)}>"


def inline_html(runs: Iterable[Run]) -> str:
    """Runs as HTML: a mark stays open from run to run for as long as it and all around it go on."""
    out: list[str] = []
    open_marks: tuple[Mark, ...] = ()
    for run in runs:
        kept = shared_length(open_marks, run.marks)
        out.extend(f"</{mark.tag}>" for mark in reversed(open_marks[kept:]))
        out.extend(start_tag(mark.tag, mark.attributes) for mark in run.marks[kept:])
        out.append(escaped(run.text).replace("\n", "<br>"))
        open_marks = run.marks
    out.extend(f"</{mark.tag}>" for mark in reversed(open_marks))
    return "".join(out)


def block_html(blocks: Iterable[Block]) -> str:
    """Blocks as HTML; items that follow one another make up the lists that their paths describe."""
    out: list[str] = []
    lists: tuple[str, ...] = ()
    for block in blocks:
        path = block.path if isinstance(block, Item) else ()
        kept = shared_length(lists, path)
        out.extend(f"</li></{tag}>" for tag in reversed(lists[kept:]))
        if path:
            out.append("</li><li>" if kept == len(path) else "".join(f"<{tag}><li>" for tag in path[kept:]))
        lists = path
        out.append(_one(block))
    out.extend(f"</li></{tag}>" for tag in reversed(lists))
    return "".join(out)


def plain(runs: Iterable[Run]) -> str:
    """The text of runs, without marks."""
    return "".join(run.text for run in runs)


def plain_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """The text of each paragraph, item and preformatted block, in order."""
    for block in blocks:
        if isinstance(block, Text | Item):
            yield plain(block.runs)
        elif isinstance(block, Preformatted):
            yield block.text


def _one(block: Block) -> str:
    match block:
        case Text(tag, runs):
            return f"<{tag}>{inline_html(runs)}</{tag}>"
        case Item(_, runs):
            return inline_html(runs)
        case Preformatted(text):
            return f"<pre>{escaped(text)}</pre>"
        case Rule():
            return "<hr>"
        case Image(attributes):
            return start_tag("img", attributes)
        case Table(caption, head, body):
            parts = [f"<caption>{inline_html(caption)}</caption>"] if caption else []
            parts += [f"<thead>{_rows(head)}</thead>"] if head else []
            parts += [f"<tbody>{_rows(body)}</tbody>"] if body else []
            return f"<table>{''.join(parts)}</table>"


def _rows(rows: Iterable[Row]) -> str:
    return "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)


def _cell(cell: Cell) -> str:
    return f"{start_tag(cell.tag, cell.attributes)}{inline_html(cell.runs)}</{cell.tag}>"


def shared_length(first: Sequence[object], second: Sequence[object]) -> int:
    """How many elements two sequences share at their beginning."""
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        length += 1
    return length
