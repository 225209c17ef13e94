"""Blocks one below the other, so that no block runs into its neighbour and none is taken for another kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = [
    "Block",
    "Item",
    "Listing",
    "Paragraph",
    "Quotation",
    "Verbatim",
    "bullets",
    "cited",
    "laid_out",
    "with_sources",
]


DEEPEST = 10
"""Items of deeper lists stand on this level, as in the nodes of formatted text."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Inline source of one paragraph, as `inline` writes it."""

    source: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Source of a block that is complete in itself: a heading, table, image, rule or code."""

    source: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; it belongs to the item before it that has a lower level."""

    source: str
    level: int = 1
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Items that follow one another: the lists that their levels and kinds describe."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Blocks that are set apart."""

    blocks: tuple["Block", ...]


Block = Paragraph | Verbatim | Listing | Quotation


def bullets(sources: Iterable[str]) -> Listing:
    """A bulleted list; empty items are left out."""
    return Listing(tuple(Item(source) for source in sources if source))


def laid_out(blocks: Iterable[Block]) -> str:
    """Blocks as source, an empty line between each two of them; empty ones are left out."""
    written: list[str] = []
    other = False
    for block in blocks:
        if isinstance(block, Listing):
            # Two lists with the same signs would be one.
            other = not other
            source = "\n".join(_lines(block.items, signs=("-", ".") if other else ("*", ")")))
        else:
            source = _quoted(block) if isinstance(block, Quotation) else block.source
            other = other and not source
        if source:
            written.append(source)
    return "\n\n".join(written)


def with_sources(blocks: Sequence[Block], markers: str) -> list[Block]:
    """Blocks with the markers of their citations, behind the last word if they end with a paragraph."""
    if not markers:
        return list(blocks)
    if blocks and isinstance(last := blocks[-1], Paragraph) and last.source:
        return [*blocks[:-1], Paragraph(cited(last.source, markers))]
    return [*blocks, Paragraph(markers)]


def cited(source: str, markers: str) -> str:
    """Inline source with markers behind it."""
    if not source or not markers:
        return source or markers
    if markers.startswith("("):
        return f"{source} {markers}"
    return f"{source[:-1]}\\{source[-1]}{markers}" if source[-1] in "!^" else source + markers


def _quoted(block: Quotation) -> str:
    source = laid_out(block.blocks)
    return "\n".join(f"> {line}" if line else ">" for line in source.split("\n")) if source else ""


def _lines(items: Iterable[Item], *, signs: tuple[str, str]) -> Iterator[str]:
    """Each item's lines, indented to the text of the item that it belongs to: the last one of a lower level."""
    bullet, stop = signs
    open_items: list[tuple[int, bool, int, int]] = []
    for item in items:
        level, number = min(max(item.level, 1), DEEPEST), 1
        while open_items and open_items[-1][0] >= level:
            known, ordered, count, _ = open_items.pop()
            number = count + 1 if known == level and ordered is item.ordered else 1
        sign = f"{number}{stop}" if item.ordered else bullet
        outer = open_items[-1][3] if open_items else 0
        inner = outer + len(sign) + 1
        open_items.append((level, item.ordered, number, inner))
        begin, *rest = (item.source or "&#32;").split("\n")
        yield f"{' ' * outer}{sign} {begin}"
        yield from (f"{' ' * inner}{line}" for line in rest)
