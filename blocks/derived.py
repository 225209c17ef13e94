"""Schemas that follow from block definitions: one for each shape, named the same whoever asks first."""

import types
from collections.abc import Mapping
from functools import reduce
from operator import or_
from threading import Lock
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import Field, create_model

from blocks.base import camel
from blocks.schemas import Schema

__all__ = ["by_type", "derived_schema", "item_name", "value_name"]

_known: dict[str, list[tuple[Any, type[Schema]]]] = {}
_lock = Lock()
_BY_TYPE = Field(discriminator="type")

_WORDS = {str: "Text", int: "Integer", float: "Float", bool: "Boolean"}


def derived_schema(
    name: str, fields: Mapping[str, Any], *, doc: str | None, module: str = __name__
) -> type[Schema]:
    """The Schema of this name with these fields (name → pydantic's field definition).

    Whoever asks again for the same gets the same: a block that stands in two streams has one Schema.
    """
    shape = (module, doc, dict(fields))
    with _lock:
        for known, schema in _known.setdefault(name, []):
            if known == shape:
                return schema
        made: type[Schema] = create_model(name, __base__=Schema, __doc__=doc, __module__=module, **fields)
        _known[name].append((shape, made))
        return made


def by_type(models: tuple[type[Schema], ...]) -> Any:
    """One of these Schemas, told apart by their `type`."""
    return Annotated[reduce(or_, models), _BY_TYPE] if len(models) > 1 else models[0]


def value_name(block: Any, name: str, anonymous: type) -> str:
    """The name of a block's Schema: its class's, or its place's for a block without a class of its own."""
    return f"{name}Value" if type(block) is anonymous else type(block).__name__.removesuffix("Block")


def item_name(block_type: str, annotation: Any, block: Any) -> str:
    """The name of a stream's item: the block's type, and the word for its value unless that says the same.

    A heading with a Schema `Heading` is a `HeadingBlock`, one of plain text a `HeadingTextBlock`: streams of one
    site may use one block type for different things.
    """
    natural, word = camel(block_type), _word(annotation)
    if word.startswith(natural) or (word == "RichText" and type(block).__name__ == f"{natural}Block"):
        return f"{natural}Block" if word == "RichText" else f"{word}Block"
    return f"{natural}{word}Block"


def _word(annotation: Any) -> str:
    """What a value is, in a word."""
    if isinstance(annotation, type):
        return _WORDS.get(annotation, annotation.__name__)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return "Mark" if arguments == (True,) else "Choice"
    if origin is Annotated:
        return _word(arguments[0])
    if origin is list:
        inner = _word(arguments[0])
        return "List" if inner == "Value" else f"{inner}List"
    if origin in (Union, types.UnionType):
        inside = [argument for argument in arguments if argument is not type(None)]
        if len(inside) == 1:
            return _word(inside[0])
    return "Value"
