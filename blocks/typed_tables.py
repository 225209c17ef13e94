"""The adapter for typed tables: columns with headings, and rows of cells that say their types."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Literal

from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock, TypedTableBlock

from blocks.base import Adapter, Cluster, Key, Resolver, adapter_for, camel, register_adapter
from blocks.derived import by_type, derived_schema, value_name


@register_adapter(BaseTypedTableBlock)
class TypedTableAdapter(Adapter):
    """A table whose columns have types: each cell says its type, so that a frontend can align numbers."""

    def __init__(self, block: Any, name: str = "") -> None:
        super().__init__(block, value_name(block, name, TypedTableBlock))
        self.types = {
            child_name: adapter_for(child, camel(child_name))
            for child_name, child in block.child_blocks.items()
        }

    @cached_property
    def cells(self) -> dict[str, Any]:
        return {
            name: derived_schema(
                f"{self.name}{camel(name)}Cell",
                {"type": (Literal[name], ...), "value": (adapter.annotation, ...)},
                doc=f"A cell of a column of type “{name}”.",
            )
            for name, adapter in self.types.items()
        }

    @cached_property
    def column(self) -> Any:
        return derived_schema(
            f"{self.name}Column",
            {"type": (Literal[tuple(self.types)], ...), "heading": (str, ...)},
            doc="A column of a table.",
        )

    @cached_property
    def schema(self) -> Any:
        column, cell = self.column, by_type(tuple(self.cells.values()))
        return derived_schema(
            self.name,
            {
                "caption": (str | None, ...),
                "columns": (list[column], ...),  # type: ignore[valid-type]
                "rows": (list[list[cell]], ...),  # type: ignore[valid-type]
            },
            doc="Columns with their headings, and rows of cells in the same order.",
        )

    @property
    def annotation(self) -> Any:
        return self.schema

    def children(self) -> Iterator[Adapter]:
        return iter(self.types.values())

    def _columns(self, raw: Any) -> list[Any]:
        return raw.get("columns", []) if isinstance(raw, dict) else []

    def _cells(self, raw: Any) -> Iterator[tuple[str, Any]]:
        names = [column["type"] for column in self._columns(raw)]
        for row in raw.get("rows", ()) if isinstance(raw, dict) else ():
            yield from (
                (name, value) for name, value in zip(names, row["values"], strict=False) if name in self.types
            )

    def keys(self, raw: Any) -> Iterator[Key]:
        for name, value in self._cells(raw):
            yield from self.types[name].keys(value)

    def clusters(self, raw: Any, resolver: Resolver, block: str) -> Iterator[Cluster]:
        for name, value in self._cells(raw):
            yield from self.types[name].clusters(value, resolver, block)

    def panels(self, raw: Any) -> Iterator[Any]:
        for name, value in self._cells(raw):
            yield from self.types[name].panels(value)

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        columns = [column for column in self._columns(raw) if column["type"] in self.types]
        kept = [
            position for position, column in enumerate(self._columns(raw)) if column["type"] in self.types
        ]
        rows = [
            [
                self.cells[columns[n]["type"]](
                    type=columns[n]["type"],
                    value=self.types[columns[n]["type"]].wire(row["values"][position], resolver),
                )
                for n, position in enumerate(kept)
            ]
            for row in (raw or {}).get("rows", ())
        ]
        return self.schema(
            caption=(raw or {}).get("caption") or None,
            columns=[self.column(type=column["type"], heading=column["heading"]) for column in columns],
            rows=rows,
        )
