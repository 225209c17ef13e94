"""Judges structured data by what schema.org says of its terms, of which a copy stands in `golden/schema_org.json`."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

__all__ = ["nodes_in", "problems_of"]

TYPES: dict[str, Any] = json.loads((settings.BASE_DIR / "tests" / "golden" / "schema_org.json").read_text())[
    "types"
]
KEYWORDS = {"@type", "@id"}


def nodes_in(data: Any) -> Iterator[dict[str, Any]]:
    """All nodes, however deep."""
    if isinstance(data, list):
        for item in data:
            yield from nodes_in(item)
    elif isinstance(data, dict):
        if "@type" in data:
            yield data
        for value in data.values():
            yield from nodes_in(value)


def problems_of(data: Any) -> list[str]:
    """What is wrong with a JSON-LD document; each problem names the place."""
    found = [] if data.get("@context") == "https://schema.org" else ["@context"]
    top = data["@graph"] if "@graph" in data else [{k: v for k, v in data.items() if k != "@context"}]
    known = {node["@id"]: node["@type"] for node in nodes_in(top) if "@id" in node}
    for node in top:
        found += _of_node(node, str(node.get("@type")), known)
    return found


def kinds_of(name: str) -> set[str]:
    """A type and all that it is a kind of."""
    if name not in TYPES:
        return {name}
    return {name}.union(*(kinds_of(parent) for parent in TYPES[name]["parents"]))


def _of_node(node: dict[str, Any], where: str, known: dict[str, str]) -> Iterator[str]:
    kind = node.get("@type")
    if kind not in TYPES:
        yield f"{where}: there is no type {kind}"
        return
    if "@id" in node and not is_url(node["@id"]):
        yield f"{where}: @id {node['@id']} is no address"
    for name, value in node.items():
        if name in KEYWORDS:
            continue
        ranges = next(
            (own for each in kinds_of(kind) if (own := TYPES.get(each, {}).get("properties", {}).get(name))),
            None,
        )
        if ranges is None:
            yield f"{where}: {kind} has no {name}"
            continue
        values = value if isinstance(value, list) else [value]
        if not values:
            yield f"{where}.{name}: an empty list"
        for each in values:
            yield from _of_value(each, set(ranges), f"{where}.{name}", known)


def _of_value(value: Any, ranges: set[str], where: str, known: dict[str, str]) -> Iterator[str]:
    if isinstance(value, dict):
        kind = known.get(value.get("@id", "")) if value.keys() == {"@id"} else value.get("@type")
        if kind is None:
            yield f"{where}: {value} is no node"
        elif not kinds_of(kind) & ranges:
            yield f"{where}: {kind} is none of {sorted(ranges)}"
        elif "@type" in value:
            yield from _of_node(value, where, known)
    elif not any(fits(value) for name, fits in DATA.items() if name in ranges):
        yield f"{where}: {value!r} is none of {sorted(ranges)}"


def is_url(value: Any) -> bool:
    """A whole web address."""
    if not isinstance(value, str) or re.search(r"\s", value):
        return False
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def is_date(value: Any) -> bool:
    """ISO 8601: a day, a month or a year."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        return False
    year, month, day = [*value.split("-"), "01", "01"][:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def is_time(value: Any) -> bool:
    """ISO 8601: a day with a time and its zone."""
    try:
        return "T" in value and datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


DATA = {
    "Text": lambda value: isinstance(value, str) and bool(value.strip()),
    "URL": is_url,
    "Date": is_date,
    "DateTime": is_time,
    "Number": is_number,
    "Integer": lambda value: is_number(value) and value == int(value),
}
