"""CSL-JSON (CSL 1.0.2): what the library itself keeps, so everything is held.

The file is a list of records, or one record. It is read item by item, so that a broken one costs no other.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from cms.bibliography.characters import scalar_text
from cms.bibliography.exchange.reading import Reading
from cms.bibliography.exchange.soundness import accept

__all__ = ["looks_like", "read", "write"]

_NEXT_ITEM = re.compile(r"[,\n][ \t]*(?=\{)")
_BETWEEN = re.compile(r"[\s,]*")
_PLAIN = json.JSONDecoder()


def looks_like(text: str) -> bool:
    """Whether the text begins as JSON does."""
    return text.lstrip()[:1] in ("[", "{")


def read(text: str, reading: Reading) -> None:
    """Add the records and problems of a file. Raise TooMuch."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    position = _BETWEEN.match(text).end()  # type: ignore[union-attr] # it matches anything
    in_list = text[position : position + 1] == "["
    position += in_list
    number = 0
    while True:
        position = _BETWEEN.match(text, position).end()  # type: ignore[union-attr]
        if position >= len(text):
            if in_list:
                reading.refuse(
                    "",
                    bisect_right(starts, len(text)),
                    "The list is not closed; the end of it may be missing.",
                )
            return
        if text[position] == "]" and in_list:
            if text[position + 1 :].strip():
                line = bisect_right(starts, position + 1)
                reading.refuse("", line, "What stands behind the end of the list was not read.")
            return
        number += 1
        line = bisect_right(starts, position)
        try:
            item, position = _PLAIN.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            at, reason = position, "It is nested too deeply, or a number is too long"
            if isinstance(error, json.JSONDecodeError):
                at, reason = error.pos, error.msg
            where = bisect_right(starts, at)
            reading.refuse(f"item {number}", line, f"This is not JSON (line {where}): {reason}.")
            found = _NEXT_ITEM.search(text, max(at, position + 1))
            if found is None:
                return
            position = found.end()
            continue
        _take(item, number, line, reading)


def _take(item: object, number: int, line: int, reading: Reading) -> None:
    if isinstance(item, Mapping):
        accept(reading, item, name=scalar_text(item.get("id")) or f"item {number}", line=line)
    else:
        reading.refuse(f"item {number}", line, "This is no record: a record is a JSON object.")


def write(records: Iterable[Mapping[str, Any]]) -> str:
    """A list of records, indented, one field a line."""
    return json.dumps(list(records), ensure_ascii=False, indent=2) + "\n"
