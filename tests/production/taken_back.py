"""What a new release may not do to an answer: take something back of it, or change it. To add is allowed."""

import json
from collections.abc import Iterator

__all__ = ["taken_back"]


def taken_back(path: str, before: str, after: str) -> list[str]:
    """Places of an answer that was at this path below `/api/v1/` which are gone or have another value.

    An object may have further members and a Markdown text further lines. The changes go on from the ones that there
    were. Everything else has to be equal.
    """
    if path.endswith(".md"):
        return list(_lines(before, after))
    if path == "export/":
        return list(_values([json.loads(line) for line in before.splitlines()],
                            [json.loads(line) for line in after.splitlines()]))  # fmt: skip
    if not before.startswith("{"):
        return [path] if before != after else []
    old, new = json.loads(before), json.loads(after)
    if path == "changes/":
        del old["next"]  # a cursor behind the last one
        new["items"] = new["items"][: len(old["items"])]
    return list(_values(old, new))


def _values(before: object, after: object, place: str = "") -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for name, value in before.items():
            yield from _values(value, after.get(name, ...), f"{place}.{name}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, pair in enumerate(zip(before, after, strict=True)):
            yield from _values(*pair, f"{place}[{number}]")
    elif before != after or type(before) is not type(after):
        yield place


def _lines(before: str, after: str) -> Iterator[str]:
    left = iter(after.splitlines())
    for number, line in enumerate(before.splitlines(), 1):
        if line not in left:  # which goes on behind the last one that was found
            yield f"line {number}"
