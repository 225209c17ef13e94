"""Adapters for the blocks that hold other blocks: struct, list and stream."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Literal

from pydantic import Field
from wagtail import blocks
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock

from blocks.base import Adapter, Cluster, Key, Resolver, adapter_for, camel, register_adapter
from blocks.derived import by_type, derived_schema, item_name, value_name
from blocks.schemas import Schema

__all__ = ["ListAdapter", "struct_values"]

logger = logging.getLogger(__name__)

ID = Field(description="Stable as long as the editor keeps the block.")


@contextmanager
def _left_out_if_unfit(name: str, block_id: str) -> Iterator[None]:
    """What was published was complete; a value that does not fit is older than the code, or was stored around it. It
    costs its block: the rest is still worth reading."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - a stored value may be anything, so anything may happen
        logger.error("Block %s (%s) is left out, its stored value does not fit: %s", block_id, name, error)


def _field(adapter: Adapter) -> Any:
    """The type of a struct's field: null where the block in it may have nothing to show, such as a panel that has
    ended. The rest of the struct is still delivered."""
    decides = any(hasattr(adapter.block, name) for name in ("to_schema", "is_shown"))
    return adapter.annotation | None if decides else adapter.annotation


@register_adapter(BaseStructBlock)
class StructAdapter(Adapter):
    """Named values. A block with a `Schema` uses it; for any other one a Schema is derived from its fields."""

    def __init__(self, block: Any, name: str = "") -> None:
        super().__init__(block, value_name(block, name, blocks.StructBlock))
        self.fields = {
            child_name: adapter_for(child, self.name + camel(child_name))
            for child_name, child in block.child_blocks.items()
        }

    @cached_property
    def schema(self) -> type[Schema]:
        declared: type[Schema] | None = getattr(self.block, "Schema", None)
        if declared is not None:
            return declared
        fields: dict[str, Any] = {name: (_field(adapter), ...) for name, adapter in self.fields.items()}
        kind = type(self.block)
        return derived_schema(self.name, fields, doc=kind.__doc__, module=kind.__module__)

    @property
    def annotation(self) -> Any:
        return self.schema

    def children(self) -> Iterator[Adapter]:
        return iter(self.fields.values())

    def _raw(self, raw: Any, name: str) -> Any:
        return raw.get(name) if isinstance(raw, dict) else None

    def _shown(self, raw: Any, resolver: Resolver) -> bool:
        shown = getattr(self.block, "is_shown", None)
        return shown is None or bool(shown(raw or {}, resolver))

    def keys(self, raw: Any) -> Iterator[Key]:
        for name, adapter in self.fields.items():
            yield from adapter.keys(self._raw(raw, name))

    def clusters(self, raw: Any, resolver: Resolver, block: str) -> Iterator[Cluster]:
        if self._shown(raw, resolver):
            for name, adapter in self.fields.items():
                yield from adapter.clusters(self._raw(raw, name), resolver, block)

    def panels(self, raw: Any) -> Iterator[Any]:
        placed = getattr(self.block, "panel_of", None)
        if placed is not None and (pk := placed(raw or {})) is not None:
            yield pk
        for name, adapter in self.fields.items():
            yield from adapter.panels(self._raw(raw, name))

    def values(self, raw: Any, resolver: Resolver) -> dict[str, Any]:
        return {name: adapter.wire(self._raw(raw, name), resolver) for name, adapter in self.fields.items()}

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        if not self._shown(raw, resolver):
            return None
        to_schema = getattr(self.block, "to_schema", None)
        if to_schema is not None:
            return to_schema(raw or {}, resolver)
        return self.schema(**self.values(raw, resolver))


def struct_values(block: BaseStructBlock, raw: Any, resolver: Resolver) -> dict[str, Any]:
    """The wire values of a struct block's fields by name, for a `to_schema` that rearranges them."""
    adapter = adapter_for(block)
    assert isinstance(adapter, StructAdapter)
    return adapter.values(raw, resolver)


@register_adapter(ListBlock)
class ListAdapter(Adapter):
    """A list of one type; items that may not be shown are left out."""

    def __init__(self, block: Any, name: str = "") -> None:
        super().__init__(block, name)
        self.item = adapter_for(block.child_block, self.name + "Item")

    @property
    def annotation(self) -> Any:
        return list[self.item.annotation]  # type: ignore[name-defined]

    def children(self) -> Iterator[Adapter]:
        yield self.item

    @staticmethod
    def _values(raw: Any) -> Iterator[Any]:
        for item in raw or ():
            # Lists stored by Wagtail before 2.16 hold bare values.
            wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
            yield item["value"] if wrapped else item

    def keys(self, raw: Any) -> Iterator[Key]:
        for value in self._values(raw):
            yield from self.item.keys(value)

    def clusters(self, raw: Any, resolver: Resolver, block: str) -> Iterator[Cluster]:
        for value in self._values(raw):
            yield from self.item.clusters(value, resolver, block)

    def panels(self, raw: Any) -> Iterator[Any]:
        for value in self._values(raw):
            yield from self.item.panels(value)

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        values = (self.item.wire(value, resolver) for value in self._values(raw))
        return [value for value in values if value is not None]


@register_adapter(BaseStreamBlock)
class StreamAdapter(Adapter):
    """A sequence of blocks: a union discriminated by `type`."""

    def __init__(self, block: Any, name: str = "") -> None:
        super().__init__(block, name)
        self.types = {
            child_name: adapter_for(child, camel(child_name))
            for child_name, child in block.child_blocks.items()
        }

    @cached_property
    def items(self) -> dict[str, Any]:
        """The wire type of each block type: `{"type": …, "id": …, "value": …}`."""
        return {name: self._item(name, adapter) for name, adapter in self.types.items()}

    @staticmethod
    def _item(name: str, adapter: Adapter) -> type[Schema]:
        annotation = adapter.annotation
        return derived_schema(
            item_name(name, annotation, adapter.block),
            {"type": (Literal[name], ...), "id": (str, ID), "value": (annotation, ...)},
            doc=f"A block of type “{name}”.",
        )

    @property
    def annotation(self) -> Any:
        item = by_type(tuple(self.items.values()))
        return list[item]  # type: ignore[valid-type]

    def children(self) -> Iterator[Adapter]:
        return iter(self.types.values())

    def _know(self, position: int, item: Any) -> tuple[str, str, Any, Adapter] | None:
        adapter = self.types.get(item["type"])
        if adapter is None:  # a type that is no longer defined is kept in the database, not delivered
            return None
        return item["type"], item.get("id") or f"{position}", item["value"], adapter

    def _known(self, raw: Any) -> Iterator[tuple[str, str, Any, Adapter]]:
        for position, item in enumerate(raw or ()):
            if (known := self._know(position, item)) is not None:
                yield known

    def keys(self, raw: Any) -> Iterator[Key]:
        for name, block_id, value, adapter in self._known(raw):
            with _left_out_if_unfit(name, block_id):
                yield from list(adapter.keys(value))

    def clusters(self, raw: Any, resolver: Resolver, block: str = "") -> Iterator[Cluster]:
        for name, block_id, value, adapter in self._known(raw):
            with _left_out_if_unfit(name, block_id):
                yield from list(adapter.clusters(value, resolver, block_id))

    def panels(self, raw: Any) -> Iterator[Any]:
        for name, block_id, value, adapter in self._known(raw):
            with _left_out_if_unfit(name, block_id):
                yield from list(adapter.panels(value))

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        wired = (self.wire_item(position, item, resolver) for position, item in enumerate(raw or ()))
        return [item for item in wired if item is not None]

    def wire_item(self, position: int, item: Any, resolver: Resolver) -> Any:
        """One block of the stream with its type and id, or None if it is not delivered."""
        if (known := self._know(position, item)) is None:
            return None
        name, block_id, value, adapter = known
        with _left_out_if_unfit(name, block_id):
            shown = adapter.wire(value, resolver)
            if shown is not None:
                return self.items[name](type=name, id=block_id, value=shown)
        return None
