"""From a stream definition to JSON Schema, for frontends that want the types of a body without the whole API."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter
from wagtail.blocks import Block

from blocks.base import adapter_for

__all__ = ["schemas_in", "stream_json_schema"]


def schemas_in(annotation: Any, seen: set[Any] | None = None) -> Iterator[type[BaseModel]]:
    """Every Schema that a type consists of, each once."""
    seen = set() if seen is None else seen
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen.add(annotation)
            yield annotation
            for field in annotation.model_fields.values():
                yield from schemas_in(field.annotation, seen)
        return
    for inner in get_args(annotation):
        yield from schemas_in(inner, seen)


def stream_json_schema(block: Block) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a block's or a stream's value on the wire."""
    return TypeAdapter(adapter_for(block).annotation).json_schema(mode="serialization")
