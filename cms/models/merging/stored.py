"""One reference in the place of another in stored content: in streams, in rich text, and in lists of sources.

The content is walked along its blocks, because a number in it says nothing by itself. Where both records stand in one
list, with the same place in the source, only the first of them is left.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from wagtail.blocks import ChooserBlock, ListBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.rich_text.rewriters import extract_attrs

from blocks.citation import CitationBlock
from blocks.stored_citations import CITATION, CITATION_LINK, StoredCitation, attributes_of, citation_of
from cms.models.references import Reference

__all__ = ["Swap"]

Item = Mapping[str, Any]
ACKNOWLEDGED = ("acknowledged_status", "acknowledged_reason")


@dataclass(frozen=True)
class Swap:
    """Puts the reference with the id `new` where the one with the id `old` was; the keys stand in labels."""

    old: int
    new: int
    old_key: str = ""
    new_key: str = ""

    def is_old(self, raw: Any) -> bool:
        """Whether a stored chooser value is the old reference."""
        return type(raw) in (int, str) and str(raw) == str(self.old)

    def in_block(self, block: Any, raw: Any) -> Any:
        """The stored value of a block; the very same object if nothing in it is to be changed."""
        if isinstance(raw, str) and CITATION in raw:
            return self.in_rich_text(raw)
        for kind, swapped in self._by_kind:
            if isinstance(block, kind):
                return swapped(block, raw)
        return raw

    @property
    def _by_kind(self) -> Sequence[tuple[type[Any], Callable[[Any, Any], Any]]]:
        return (
            (StreamBlock, self._in_stream),
            (ListBlock, self._in_list),
            (StructBlock, self._in_struct),
            (BaseTypedTableBlock, self._in_table),
            (ChooserBlock, self._in_chooser),
        )

    def _in_chooser(self, block: Any, raw: Any) -> Any:
        model = getattr(block, "target_model", None) if self.is_old(raw) else None
        return self.new if model is Reference else raw

    def _in_struct(self, block: Any, raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        children = block.child_blocks
        return _same_or(
            raw,
            {
                name: self.in_block(children[name], value) if name in children else value
                for name, value in raw.items()
            },
        )

    def _in_stream(self, block: Any, raw: Any) -> Any:
        if not isinstance(raw, list):
            return raw
        return self._once(
            raw, [self._in_item(item, block.child_blocks.get(_type_of(item))) for item in raw], block
        )

    def _in_list(self, block: Any, raw: Any) -> Any:
        """Items as Wagtail stores them now, or bare values as it did before."""
        if not isinstance(raw, list):
            return raw
        child = block.child_block
        swapped = [
            self._in_item(item, child) if _type_of(item) == "item" else self.in_block(child, item)
            for item in raw
        ]
        return self._once(raw, swapped, block)

    def _in_item(self, item: Any, child: Any) -> Any:
        if child is None or not isinstance(item, dict):  # a type that is no longer defined
            return item
        value = self.in_block(child, item.get("value"))
        return item if value is item.get("value") else {**item, "value": value}

    def _in_table(self, block: Any, raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        children = [block.child_blocks.get(_type_of(column)) for column in raw.get("columns") or ()]
        rows = [self._in_row(row, children) for row in raw.get("rows") or ()]
        unchanged = all(map(_is, rows, raw.get("rows") or ()))
        return raw if unchanged else {**raw, "rows": rows}

    def _in_row(self, row: Any, children: Sequence[Any]) -> Any:
        values = [
            value if child is None else self.in_block(child, value)
            for child, value in zip(children, row["values"], strict=False)
        ]
        unchanged = all(map(_is, values, row["values"]))
        return row if unchanged else {**row, "values": [*values, *row["values"][len(values) :]]}

    def _once(self, before: list[Any], after: list[Any], block: Any) -> list[Any]:
        """The items without those that now say of the new reference what another one says already."""
        if all(map(_is, before, after)):
            return before
        kept: list[Any] = []
        places: dict[Any, int] = {}
        for item in after:
            place = self._place(item, block)
            if place is not None and place in places:
                kept[places[place]] = _acknowledging(kept[places[place]], item)
                continue
            if place is not None:
                places[place] = len(kept)
            kept.append(item)
        return kept

    def _place(self, item: Any, block: Any) -> Any:
        """Which place in the new reference an item of a list points at; None if it is about something else."""
        wrapped = isinstance(item, dict) and "value" in item
        kind = _type_of(item) if wrapped else ""
        child = block.child_blocks.get(kind) if isinstance(block, StreamBlock) else block.child_block
        value = item["value"] if wrapped else item
        if isinstance(child, CitationBlock) and isinstance(value, dict):
            is_new = str(value.get("reference")) == str(self.new)
            return (kind, value.get("locator") or "") if is_new else None
        if isinstance(child, ChooserBlock) and child.target_model is Reference:
            return (kind,) if str(value) == str(self.new) else None
        return None

    def in_rich_text(self, stored: str) -> str:
        """Stored rich text; the labels of its citations name the new reference, too."""
        return CITATION_LINK.sub(self._link, stored) if CITATION in stored else stored

    def _link(self, match: re.Match[str]) -> str:
        attributes = extract_attrs(match.group(1))
        citation = citation_of(attributes)
        if not any(item["reference"] == self.old for item in citation.items):
            return match.group(0)
        items = self._cluster(citation.items)
        attributes |= attributes_of(StoredCitation(items, citation.mode))
        written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
        return f"<a {written}>{self._label(match.group(2))}</a>"

    def _cluster(self, items: Sequence[Item]) -> tuple[Item, ...]:
        kept: dict[Any, Item] = {}
        for number, item in enumerate(items):
            if item["reference"] not in (self.old, self.new):
                kept[number] = item
                continue
            place, swapped = item.get("locator") or "", {**item, "reference": self.new}
            kept[place] = _completed(kept[place], swapped) if place in kept else swapped
        return tuple(kept.values())

    def _label(self, text: str) -> str:
        if not self.old_key or not self.new_key:
            return text
        return re.sub(rf"(?<![\w-]){re.escape(self.old_key)}(?![\w-])", self.new_key, text)


def _type_of(item: Any) -> Any:
    return item.get("type") if isinstance(item, dict) else None


def _is(one: Any, other: Any) -> bool:
    return one is other


def _same_or(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return before if all(after[name] is before[name] for name in before) else after


def _acknowledging(item: Any, dropped: Any) -> Any:
    """The item that stays, with the notice that the other one acknowledged: nobody has to acknowledge it again."""
    if isinstance(item, dict) and isinstance(item.get("value"), dict):
        return {**item, "value": _completed(item["value"], dropped["value"])}
    return item


def _completed(item: Item, dropped: Item) -> dict[str, Any]:
    if item.get("acknowledged_status"):
        return dict(item)
    return {**item, **{name: dropped[name] for name in ACKNOWLEDGED if dropped.get(name)}}
