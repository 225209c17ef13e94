"""Turns the blocks of the demo's data into raw StreamField values: names become primary keys, ids are added.

In the data a list is a plain list, `{"$reference": "zhou2020"}` stands for the key of that reference (`$image`,
`$person`, `$panel` and `$page` likewise), `<a href="page:slug">` links to a page, and `<cite key="zhou2020"
locator="Table 2">` cites a reference in the text. Ids are derived from the place of
a block, so that the same data always gives the same stream.
"""

import html
import re
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from blocks.stored_citations import MODES, StoredCitation, stored_link
from cms.management.demo.data import DemoDataError

__all__ = ["IMPORTED", "Find", "expand", "merge", "stream"]

Find = Callable[[str, str], int]
"""(kind, name) -> primary key; DemoDataError for a name that is not known."""

IMPORTED = "$imported"
NAMESPACE = uuid.UUID("7d9a2c54-94d4-5d1c-9a7e-0f6c7a3f6c11")
CITATION = re.compile(r'<cite key="(?P<key>[a-z0-9_-]+)"(?: locator="(?P<locator>[^"]*)")?>')
PAGE_LINK = re.compile(r'href="page:([a-z0-9-]+)"')


def stream(items: Iterable[dict[str, Any]], find: Find, *, scope: str) -> list[dict[str, Any]]:
    """The raw value of a stream. `scope` names the stream (page and field) and goes into the ids."""
    return [
        {
            "type": item["type"],
            "value": expand(item["value"], find, scope=f"{scope}/{n}"),
            "id": _id(f"{scope}/{n}"),
        }
        for n, item in enumerate(items)
    ]


def expand(value: Any, find: Find, *, scope: str) -> Any:
    """The raw value of one block."""
    if isinstance(value, str):
        linked = PAGE_LINK.sub(lambda link: f'linktype="page" id="{find("page", link[1])}"', value)
        return CITATION.sub(lambda citation: _cited(citation["key"], citation["locator"], find), linked)
    if isinstance(value, list):
        return [
            {"type": "item", "value": expand(item, find, scope=f"{scope}/{n}"), "id": _id(f"{scope}/{n}")}
            for n, item in enumerate(value)
        ]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and next(iter(value)).startswith("$"):
        ((kind, name),) = value.items()
        return find(kind[1:], name)
    # A typed table is lists in lists of its own, without ids.
    return {
        key: inner if key == "table" else expand(inner, find, scope=f"{scope}/{key}")
        for key, inner in value.items()
    }


def _cited(key: str, locator: str | None, find: Find) -> str:
    item = {"reference": find("reference", key), **({"locator": locator} if locator else {})}
    return stored_link(StoredCitation((item,), MODES[0]), f"[{key}]")


def _id(place: str) -> str:
    return str(uuid.uuid5(NAMESPACE, place))


def merge(
    items: Iterable[dict[str, Any]], imported: Iterable[dict[str, Any]], find: Find, *, scope: str
) -> list[dict[str, Any]]:
    """The stream of `items`, in which `{"$imported": "First words"}` stands for the imported block that begins so.

    `{"$imported": "*"}` stands for all imported blocks that no other item names; without it they come last. No
    imported block is changed or lost. DemoDataError if no block begins with the words.
    """
    waiting = list(imported)
    places: list[list[dict[str, Any]]] = []
    rest: list[dict[str, Any]] | None = None
    for item in items:
        words = item.get(IMPORTED)
        if words is None:
            places.append([item])
        elif words == "*":
            rest = []
            places.append(rest)
        else:
            block = next((block for block in waiting if _text(block).startswith(words)), None)
            if block is None:
                raise DemoDataError(f"The imported article has no paragraph that begins with “{words}”.")
            waiting.remove(block)
            places.append([{IMPORTED: block}])
    if rest is None:
        places.append(rest := [])
    rest.extend({IMPORTED: block} for block in waiting)
    flat = [item for place in places for item in place]
    own = iter(stream((item for item in flat if IMPORTED not in item), find, scope=scope))
    return [item[IMPORTED] if IMPORTED in item else next(own) for item in flat]


def _text(block: dict[str, Any]) -> str:
    value = block.get("value")
    return html.unescape(re.sub(r"<[^>]+>", "", value)).strip() if isinstance(value, str) else ""
