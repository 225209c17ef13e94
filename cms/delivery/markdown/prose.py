"""Formatted text from its Portable Text nodes; the HTML beside them says the same and is not read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from cms.delivery.markdown.context import Context, dicts
from cms.delivery.markdown.escapes import address, tidy, visible
from cms.delivery.markdown.inline import Link, Run, inline, plain
from cms.delivery.markdown.layout import Block, Item, Listing, Paragraph, Quotation, Verbatim

__all__ = ["heading", "image", "labelled", "line", "prose", "rich_runs", "section", "strong"]

_HEADINGS = {f"h{level}": level for level in range(2, 7)}
_CLOSING = re.compile(r"(?<!\\)((?:\\\\)*)#$")
_FENCES = re.compile(r"`{3,}")


def prose(rich: Any, context: Context) -> list[Block]:
    """The blocks of a formatted text (`{"html": …, "nodes": …}`)."""
    blocks: list[Block] = []
    items: list[Item] = []
    for node in _nodes(rich):
        if node.get("_type") == "block" and "listItem" in node:
            level = node.get("level")
            source = inline(_runs(node, context))
            items.append(Item(source, level if isinstance(level, int) else 1, node["listItem"] == "number"))
            continue
        if items:
            blocks.append(Listing(tuple(items)))
            items = []
        blocks.extend(_block(node, context))
    return [*blocks, Listing(tuple(items))] if items else blocks


def line(rich: Any, context: Context, *, before: Iterable[Run] = ()) -> str:
    """A formatted text as one line of inline source, for a list item or a cell of a table."""
    return inline(chain(before, rich_runs(rich, context)), breaks=False)


def rich_runs(rich: Any, context: Context) -> list[Run]:
    """The runs of a formatted text, a space between two of its paragraphs."""
    runs: list[Run] = []
    for node in _nodes(rich):
        text = (
            _runs(node, context)
            if node.get("_type") == "block"
            else [Run(tidy(node.get("alt") or node.get("code")))]
        )
        runs += [Run(" "), *text] if runs else text
    return runs


def heading(level: int, source: str) -> Verbatim:
    """A heading of inline source without line ends; none without words."""
    safe = _CLOSING.sub(r"\1\\#", source)
    return Verbatim(f"{'#' * level} {safe}" if source else "")


def section(title: Any, blocks: Sequence[Block], *, level: int = 2) -> list[Block]:
    """Blocks below a heading; nothing if there are none."""
    return [heading(level, plain(title, breaks=False)), *blocks] if blocks else []


def strong(value: Any) -> Run:
    """A value in strong letters."""
    return Run(tidy(value), frozenset({"strong"}))


def labelled(label: Any, value: Any) -> str:
    """`label: value` as inline source; empty without a value."""
    text = tidy(value)
    return inline([Run(f"{tidy(label)}: {text}")], breaks=False) if text.strip() else ""


def image(picture: Any, context: Context) -> str:
    """An image (`src`, `alt`) as inline source; its words alone if it may come from nowhere."""
    if not isinstance(picture, dict):
        return ""
    words, source = plain(picture.get("alt"), breaks=False), context.address(picture.get("src"))
    return f"![{words}]({address(source)})" if source else words


def _nodes(rich: Any) -> list[Mapping[str, Any]]:
    return dicts(rich.get("nodes")) if isinstance(rich, dict) else []


def _block(node: Mapping[str, Any], context: Context) -> Iterator[Block]:
    match node.get("_type"), node.get("style"):
        case "block", "blockquote":
            yield Quotation((Paragraph(inline(_runs(node, context))),))
        case "block", str(style) if style in _HEADINGS:
            yield heading(_HEADINGS[style], inline(_runs(node, context), breaks=False))
        case "block", _:
            yield Paragraph(inline(_runs(node, context)))
        case "image", _:
            yield Verbatim(image(node, context))
        case "break", _:
            yield Verbatim("---")
        case "code", _:
            yield Verbatim(_fenced(visible(node.get("code"))))


def _fenced(code: str) -> str:
    fence = "`" * max((len(found) + 1 for found in _FENCES.findall(code)), default=3)
    return f"{fence}\n{code}\n{fence}" if code.strip() else ""


def _runs(node: Mapping[str, Any], context: Context) -> list[Run]:
    """The runs of a paragraph; a citation in it is one run, whatever text it has."""
    links = {str(definition.get("_key")): definition for definition in dicts(node.get("markDefs"))}
    runs: list[Run] = []
    cited: Any = None
    for span in dicts(node.get("children")):
        given = span.get("marks")
        marks = [mark for mark in given if isinstance(mark, str)] if isinstance(given, list) else []
        key = next((mark for mark in marks if mark in links), None)
        markers = context.marker_of_link(links[key]) if key else ""
        if markers:
            if key != cited:
                runs.append(Run("", source=markers))
        else:
            href = context.address(links[key].get("href")) if key else ""
            link = Link(href, str(key)) if href else None
            runs.append(Run(tidy(span.get("text")), frozenset(marks) - {key}, link))
        cited = key if markers else None
    return runs
