"""Blocks by their type, and a readable form of what is not known here: a host's own blocks, fields and structures."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cms.delivery.markdown.context import Context, dicts
from cms.delivery.markdown.inline import Run, inline, plain
from cms.delivery.markdown.layout import Block, Item, Listing, Paragraph
from cms.delivery.markdown.prose import prose, strong
from cms.delivery.markdown.single import DEPTH, flat, is_rich, label_of, single
from cms.delivery.markdown.tables import is_table, table

__all__ = ["KNOWN_BLOCKS", "described", "renders", "stream"]

Renderer = Callable[[Mapping[str, Any], Context], list[Block]]


class _Known(NamedTuple):
    keys: frozenset[str]
    render: Renderer


KNOWN_BLOCKS: dict[str, _Known] = {}
"""Block type → how it is written."""


def renders(block_type: str, *keys: str) -> Callable[[Renderer], Renderer]:
    """Decorator: so a block of this type is written, if its value has these keys. What else it has is described."""

    def register(render: Renderer) -> Renderer:
        KNOWN_BLOCKS[block_type] = _Known(frozenset(keys), render)
        return render

    return register


def stream(items: Any, context: Context, *, level: int = 1) -> list[Block]:
    """The blocks of a stream (`[{"type": …, "id": …, "value": …}]`) in order."""
    blocks: list[Block] = []
    unknown: list[tuple[str, Any]] = []
    for item in dicts(items):
        name, value = str(item.get("type") or ""), item.get("value")
        known = KNOWN_BLOCKS.get(name)
        if known and isinstance(value, dict) and known.keys <= value.keys():
            blocks += [*described(unknown, context, level=level), *known.render(value, context)]
            unknown = [(key, value[key]) for key in value if key not in known.keys]
        else:
            unknown.append((name, value))
    return [*blocks, *described(unknown, context, level=level)]


def described(values: Iterable[tuple[str, Any]], context: Context, *, level: int = 1) -> list[Block]:
    """“Label: value” for each named value that is not null or empty; structures below their label."""
    blocks: list[Block] = []
    items: list[Item] = []
    for name, value in values:
        for part in _parts(label_of(name), value, context, level):
            if isinstance(part, Item):
                items.append(part)
                continue
            if items:
                blocks.append(Listing(tuple(items)))
                items = []
            blocks.append(part)
    return [*blocks, Listing(tuple(items))] if items else blocks


def _parts(label: str, value: Any, context: Context, level: int) -> Iterator[Item | Block]:
    """List items, or blocks of their own for what no item can hold."""
    paragraphs = prose(value, context) if is_rich(value) else []
    runs = single(value, context) if len(paragraphs) < 2 else None
    if runs is None and level > DEPTH:
        runs = flat(value, context)
    if runs is not None:
        if runs:
            yield Item(inline([Run(f"{label}: "), *runs]), level)
        return
    if own := paragraphs or _own(value, context, level):
        yield Paragraph(inline([strong(label)]))
        yield from own
        return
    inner = list(_inner(label, value, context, level + 1))
    if inner:
        yield Item(plain(f"{label}:"), level)
        yield from inner


def _own(value: Any, context: Context, level: int) -> list[Block]:
    """The blocks of a table or a stream."""
    if is_table(value):
        return table(value, context)
    items = dicts(value)
    is_stream = (
        bool(items) and len(items) == len(value) and all({"type", "value"} <= item.keys() for item in items)
    )
    return stream(items, context, level=level + 1) if is_stream else []


def _inner(label: str, value: Any, context: Context, level: int) -> Iterator[Item | Block]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _parts(label_of(str(name)), part, context, level)
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            if (runs := single(part, context)) is not None:
                if runs:
                    yield Item(inline(runs), level)
            else:
                yield from _parts(f"{label} {number}", part, context, level)
