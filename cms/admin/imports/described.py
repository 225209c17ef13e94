"""The stored value of a block in the words of its form, for people who decide about it without a form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.encoding import force_str
from django.utils.html import strip_tags
from wagtail.blocks import Block, ChoiceBlock, ListBlock, StructBlock

__all__ = ["Fact", "facts_of"]

NOT_SHOWN = ("citations", "reference")
"""What an import does not read from prose."""


@dataclass(frozen=True)
class Fact:
    """A line of a list: a name with a text, or with further lines."""

    label: str
    text: str = ""
    facts: list["Fact"] = field(default_factory=list)


def facts_of(block: Block, value: Any) -> list[Fact]:
    """What is filled in, in the order of the form. Left out is what the form does not have, and a choice that an empty
    form has made already: nobody has read that."""
    return list(_of_struct(block, value)) if isinstance(block, StructBlock) else []


def _of_struct(block: StructBlock, value: Any) -> Iterator[Fact]:
    values = value if isinstance(value, Mapping) else {}
    for name, child in block.child_blocks.items():
        if name not in NOT_SHOWN and values.get(name) not in (None, "", [], _as_empty(child)):
            yield from _of(child, values[name])


def _as_empty(block: Block) -> Any:
    return block.get_default() if isinstance(block, ChoiceBlock) else None


def _of(block: Block, value: Any) -> Iterator[Fact]:
    label = force_str(block.label)
    if isinstance(block, StructBlock):
        yield Fact(label, facts=list(_of_struct(block, value)))
    elif isinstance(block, ListBlock):
        items = [_item(each) for each in value] if isinstance(value, list) else []
        if isinstance(block.child_block, StructBlock):
            name = force_str(block.child_block.label)
            yield from (Fact(name, facts=list(_of_struct(block.child_block, each))) for each in items)
        else:
            yield Fact(label, ", ".join(_text(block.child_block, each) for each in items))
    else:
        yield Fact(label, _text(block, value))


def _item(value: Any) -> Any:
    """The value of an item of a list, whether it is stored with an id or not."""
    return value["value"] if isinstance(value, dict) and value.get("type") == "item" else value


def _text(block: Block, value: Any) -> str:
    if isinstance(block, ChoiceBlock):
        return dict(_flat(block.field.choices)).get(force_str(value), force_str(value))
    return strip_tags(force_str(value))


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield force_str(value), force_str(label)
