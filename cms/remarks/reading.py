"""What a block holds, read from its raw (JSON) value without a query: its words, and what it refers to.

A stored value may be anything: what can not be read is left out.
"""

import re
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, TypeGuard

from wagtail.blocks import Block as WagtailBlock
from wagtail.blocks import RawHTMLBlock, RichTextBlock
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.rich_text.rewriters import extract_attrs

from blocks.base import Key, adapter_for
from blocks.call_to_action import CallToActionBlock
from blocks.citation import CitationsBlock
from blocks.clean import plain_text
from blocks.rich_text import keys_in
from blocks.stored_citations import CITATION, CITATION_LINK, ITEM_KEYS, citation_of
from cms.delivery.search.block_words import block_words
from cms.delivery.search.passages import text_lines
from cms.evidence import Paragraph

__all__ = ["Holds", "Placement", "is_key", "paragraphs_of", "read_block"]

_MARK: Final = "\ue000"
"""Stands for a citation while its text is turned into lines: a character that no text has."""
_MARKED: Final = re.compile(rf"\s*{_MARK}")
_EMBED: Final = re.compile(r"<embed(\b[^>]*?)/?>")


@dataclass(frozen=True)
class Placement:
    """A panel in a block, and what the block says instead of the panel."""

    panel: int
    heading: str = ""
    text: str = ""


@dataclass
class Holds:
    """What one block holds, in order."""

    lines: list[str] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    items: list[Mapping[str, Any]] = field(default_factory=list)
    """Cited references, as `blocks.stored_citations` has them."""
    keys: list[Key] = field(default_factory=list)
    pictures: list[tuple[int | None, str | None, bool]] = field(default_factory=list)
    """(image, alt text, whether it is decorative); without an alt text the library's counts."""
    placements: list[Placement] = field(default_factory=list)
    streams: list[tuple[Any, Any]] = field(default_factory=list)
    """(stream block, raw value) of the streams inside."""

    @property
    def cites(self) -> tuple[int, ...]:
        """The references that it cites."""
        return tuple(item["reference"] for item in self.items)

    @property
    def lists(self) -> tuple[int, ...]:
        """The references that it names otherwise."""
        named = [pk for kind, pk in self.keys if kind == "cms.reference" and is_key(pk)]
        return tuple(pk for pk in dict.fromkeys(named) if pk not in self.cites)


class _Everything(Container[Key]):
    """Words count whatever the public may see."""

    def __contains__(self, key: object) -> bool:
        return True


_EVERYTHING: Final = _Everything()


def is_key(value: Any) -> TypeGuard[int]:
    """Whether it can be a primary key."""
    return type(value) is int and 0 < value < 2**63


def read_block(block: WagtailBlock, raw: Any) -> Holds:
    """What the block holds."""
    holds = Holds()
    with suppress(Exception):
        _read(block, raw, holds)
    return holds


def _read(block: Any, raw: Any, holds: Holds) -> None:
    if raw in (None, ""):
        return
    if isinstance(block, BaseStreamBlock):
        holds.streams.append((block, raw))
    elif isinstance(block, CitationsBlock):
        holds.items += _cited(_values(raw))
    elif isinstance(block, RichTextBlock | RawHTMLBlock):
        _read_text(str(raw), holds)
    elif isinstance(block, CallToActionBlock):
        _read_placement(block, raw, holds)
    elif isinstance(block, ImageBlock | ImageChooserBlock):
        _read_picture(block, raw, holds)
    elif isinstance(block, BaseStructBlock):
        for name, child in block.child_blocks.items() if isinstance(raw, dict) else ():
            with suppress(Exception):  # one damaged field does not hide the others
                _read(child, raw.get(name), holds)
    elif isinstance(block, ListBlock):
        for value in _values(raw):
            with suppress(Exception):
                _read(block.child_block, value, holds)
    elif isinstance(block, BaseTypedTableBlock):
        _read_table(block, raw, holds)
    else:
        holds.keys += list(adapter_for(block).keys(raw))
        holds.lines += (passage.text for passage in block_words(block, raw, "C", _EVERYTHING))


def _values(raw: Any) -> Iterator[Any]:
    for item in raw if isinstance(raw, list | tuple) else ():
        wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
        yield item["value"] if wrapped else item


def _cited(values: Iterator[Any]) -> Iterator[Mapping[str, Any]]:
    for value in values:
        if isinstance(value, dict) and is_key(value.get("reference")):
            yield {name: value[name] for name in ITEM_KEYS if value.get(name)}


def paragraphs_of(stored: str) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """(text, cited references) of each paragraph and list item of a stored rich text."""
    found: list[tuple[Mapping[str, Any], ...]] = []

    def mark(match: re.Match[str]) -> str:
        found.append(citation_of(extract_attrs(match.group(1))).items)
        return _MARK

    text = stored.replace(_MARK, "")
    marked = CITATION_LINK.sub(mark, text) if CITATION in text else text
    citations = iter(found)
    paragraphs = []
    for passage in text_lines(plain_text(marked), "C"):
        cited = [item for _ in range(passage.text.count(_MARK)) for item in next(citations, ())]
        paragraphs.append((_MARKED.sub("", passage.text).strip(), cited))
    return paragraphs


def _read_text(stored: str, holds: Holds) -> None:
    for text, items in paragraphs_of(stored):
        holds.items += items
        if text:
            holds.lines.append(text)
        holds.paragraphs.append(Paragraph(text, tuple(item["reference"] for item in items)))
    holds.keys += (key for key in keys_in(stored) if key[0] != "cms.reference")
    for match in _EMBED.finditer(stored):
        attributes = extract_attrs(match.group(1))
        if attributes.get("embedtype") == "image":
            holds.pictures.append((None, attributes.get("alt", ""), False))


def _read_placement(block: Any, raw: Any, holds: Holds) -> None:
    """A page is not about its panels: their words are not the block's."""
    if not isinstance(raw, dict):
        return
    inside = Holds()
    _read_text(str(raw.get("text") or ""), inside)
    holds.keys += inside.keys
    panel = block.panel_of(raw)
    if is_key(panel):
        holds.placements.append(Placement(panel, str(raw.get("heading") or ""), "\n".join(inside.lines)))


def _read_picture(block: Any, raw: Any, holds: Holds) -> None:
    """A picture without an image is not shown, and nobody has to describe it."""
    stored = raw if isinstance(raw, dict) else {"image": raw}
    image = stored.get("image")
    if not is_key(image):
        return
    if isinstance(raw, dict):
        alt, decorative = str(stored.get("alt_text") or ""), bool(stored.get("decorative"))
        holds.pictures.append((image, alt, decorative))
        if alt and not decorative:
            holds.lines += (passage.text for passage in text_lines(alt, "C"))
    else:
        holds.pictures.append((image, None, False))


def _read_table(block: Any, raw: Any, holds: Holds) -> None:
    if not isinstance(raw, dict):
        return
    holds.lines += (passage.text for passage in text_lines(str(raw.get("caption") or ""), "C"))
    columns = [column for column in raw.get("columns") or () if isinstance(column, dict)]
    for column in columns:
        holds.lines += (passage.text for passage in text_lines(str(column.get("heading") or ""), "C"))
    for row in raw.get("rows") or ():
        for column, value in zip(columns, row["values"], strict=False):
            child = block.child_blocks.get(column.get("type"))
            if child is not None:
                with suppress(Exception):
                    _read(child, value, holds)
