"""A value of BibTeX is made of strings in braces or quotes, numbers and macros; here they are put together."""

import re
from collections.abc import Iterator

from cms.bibliography.exchange.bibtex.dates import MONTHS
from cms.bibliography.exchange.reading import MAX_BYTES, TooMuch

__all__ = ["Macros"]

MAX_STRING = 20_000
MAX_EXPANDED = 2 * MAX_BYTES
_MARK = re.compile(r'\\.|[{}"#]', re.DOTALL)


class Macros:
    """The `@string` definitions of a file; names of months stand for themselves. Expansion is bounded (TooMuch)."""

    def __init__(self) -> None:
        self._values = {name: name for name in MONTHS}
        self._expanded = 0

    def define(self, name: str, raw: str) -> None:
        """Define a macro by its raw value. Raise TooMuch."""
        self._values[name.lower()] = self.value(raw)[:MAX_STRING]

    def value(self, raw: str, unknown: set[str] | None = None) -> str:
        """The value without delimiters; a macro that is not defined stands for its name, and is put in `unknown`."""
        raw = raw.strip()
        if raw[:1] == "{" and raw[-1:] == "}" and "#" not in raw:
            return raw[1:-1]
        return "".join(self._piece(piece, unknown) for piece in _pieces(raw))

    def _piece(self, piece: str, unknown: set[str] | None) -> str:
        if piece[:1] in ("{", '"') and len(piece) > 1:
            return piece[1:-1]
        if piece.isdecimal() or not piece:
            return piece
        found = self._values.get(piece.lower())
        if found is None:
            if unknown is not None:
                unknown.add(piece[:40])
            return piece
        self._expanded += len(found)
        if self._expanded > MAX_EXPANDED:
            raise TooMuch("The macros (@string) of the file stand for too much text; the rest was not read.")
        return found


def _pieces(raw: str) -> Iterator[str]:
    """What stands between the # outside braces and quotes."""
    depth = start = 0
    quoted = False
    for match in _MARK.finditer(raw):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(0, depth - 1)
        elif mark == '"' and depth == 0:
            quoted = not quoted
        elif mark == "#" and depth == 0 and not quoted:
            yield raw[start : match.start()].strip()
            start = match.end()
    yield raw[start:].strip()
