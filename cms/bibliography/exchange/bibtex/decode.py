"""LaTeX becomes text with the marks that CSL-JSON allows: accents, symbols, emphasis, simple formulas.

Nothing is executed and nothing is expanded. One pass, whatever is in it; groups are followed to MAX_DEPTH.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from cms.bibliography.characters import clean
from cms.bibliography.exchange.bibtex.symbols import COMBINING, SWITCHES, SYMBOLS, TRANSPARENT, WRAPPERS

__all__ = ["decode", "decode_plain"]

MAX_DEPTH = 100
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?[ \t]*\n?[ \t]*|\\(?P<sign>[^A-Za-z])|(?P<open>\{)|(?P<close>\})"
    r"|(?P<math>\$\$?)|(?P<nbsp>~)|(?P<dash>---?)|(?P<quote>``|'')|(?P<script>[\^_])|(?P<blank>[ \t\n]+)"
    r"|(?P<text>[^\\{}$~^_\-`' \t\n]+|.)",
    re.DOTALL,
)
_SPECIAL = re.compile(r"[\\{}$~\n\t]|--|``|''|  ")
_DASHES = {"--": "–", "---": "—"}
_SIGNS = {
    "\\": "\n",
    " ": " ",
    ",": "\u2009",
    "/": "",
    "-": "",
    "@": "",
    "!": "",
    ";": " ",
    ":": " ",
    "\n": " ",
}
_BARE_ACCENTS = {"^": "^", "~": "~", "`": "`", "'": "´", '"': "¨"}
_TAG = re.compile("</?(?:i|b|sup|sub|span)(?: style=[^>]*)?>")


@dataclass(slots=True)
class _Group:
    """An open group: what waits to be applied to it, its parts, and what closes it."""

    wrap: tuple[str, str] | str | None = None
    parts: list[str] = field(default_factory=list)
    closers: str = ""
    waiting: tuple[str, str] | str | None = None
    math: bool = False


class _Decoder:
    def __init__(self, unknown: set[str]) -> None:
        self.stack = [_Group()]
        self.too_deep = 0
        self.unknown = unknown

    def put(self, text: str) -> None:
        """Text into the open group; what waits is applied to its first character."""
        group = self.stack[-1]
        waiting, group.waiting = group.waiting, None
        if waiting is None or not text:
            group.parts.append(text)
        else:
            group.parts.append(_applied(waiting, text[0]) + text[1:])

    def open(self) -> None:
        if len(self.stack) > MAX_DEPTH:
            self.too_deep += 1
            return
        group = self.stack[-1]
        self.stack.append(_Group(group.waiting, math=group.math))
        group.waiting = None

    def close(self) -> None:
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.stack) > 1:
            group = self.stack.pop()
            text = "".join(group.parts) + group.closers
            self.stack[-1].parts.append(_applied(group.wrap, text) if group.wrap else text)

    def word(self, name: str) -> None:
        group = self.stack[-1]
        if name in SYMBOLS:
            self.put(SYMBOLS[name])
        elif name in COMBINING:
            group.waiting = COMBINING[name]
        elif name in WRAPPERS:
            group.waiting = WRAPPERS[name]
        elif name in SWITCHES:
            start, end = SWITCHES[name]
            if end not in group.closers:
                group.parts.append(start)
                group.closers = end + group.closers
        elif name not in TRANSPARENT:
            self.unknown.add(name)
            self.put(f"\\{name} ")

    def sign(self, name: str) -> None:
        if name in COMBINING:
            self.stack[-1].waiting = COMBINING[name]
        elif name in "()":
            self.stack[-1].math = name == "("
        else:
            self.put(_SIGNS.get(name, name))

    def text(self) -> str:
        while len(self.stack) > 1:
            self.close()
        group = self.stack[0]
        return "".join(group.parts) + group.closers


def decode(latex: str, unknown: set[str] | None = None) -> str:
    """The text of a LaTeX value without its delimiters; `unknown` gains the commands that were kept as they stand."""
    if _SPECIAL.search(latex) is None:
        return latex
    decoder = _Decoder(set() if unknown is None else unknown)
    signs = latex.count("$") - latex.count("\\$")
    for kind, mark in _tokens(latex):
        group = decoder.stack[-1]
        if kind == "open":
            decoder.open()
        elif kind == "close":
            decoder.close()
        elif kind == "word":
            decoder.word(mark)
        elif kind == "sign":
            decoder.sign(mark)
        elif kind == "math":
            if group.math or signs > len(mark):
                group.math = not group.math
            else:  # it has no partner
                decoder.put(mark)
            signs -= len(mark)
        elif kind == "script" and group.math:
            group.waiting = ("<sup>", "</sup>") if mark == "^" else ("<sub>", "</sub>")
        elif kind == "blank":
            group.parts.append("\n\n" if mark.count("\n") > 1 else " ")
        elif kind == "nbsp":
            decoder.put("\u00a0")
        elif kind == "quote":
            decoder.put("“" if mark == "``" else "”")
        else:
            decoder.put(_DASHES.get(mark, mark))
    return decoder.text()


def decode_plain(latex: str) -> str:
    """The text on one line and without marks, as in names and addresses."""
    text = decode(latex)
    return clean(_TAG.sub("", text).replace("\u00a0", " "))


def _tokens(latex: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(latex):
        kind = match.lastgroup or "text"
        yield kind, match[kind]


def _applied(wrap: tuple[str, str] | str, text: str) -> str:
    if isinstance(wrap, tuple):
        return f"{wrap[0]}{text}{wrap[1]}" if text else ""
    if not text.strip():
        name = next(name for name, combining in COMBINING.items() if combining == wrap)
        return _BARE_ACCENTS.get(name, "") + text
    letter = {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
    return normalize("NFC", letter + wrap) + text[1:]
