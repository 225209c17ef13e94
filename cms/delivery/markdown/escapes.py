"""What a reader typed must come out as typed: text and addresses as Markdown source that means nothing else.

Source of the rules: the CommonMark Spec 0.31, 2.4 (backslash escapes), 2.5 (references), 6.3 (links); GitHub Flavored
Markdown for tables, strikethrough and footnotes. `$` is escaped too, because many renderers read it as mathematics.
A bare web address stays bare: whether a renderer makes a link of it changes no word.
"""

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

__all__ = [
    "SPACES",
    "address",
    "autolink",
    "escaped",
    "is_edge",
    "is_loose",
    "started",
    "tidy",
    "visible",
]

# What is no text becomes the replacement character, as CommonMark has it for NUL: controls, noncharacters (no reference
# can name them) and lone surrogates (no encoding has them).
_NONCHARACTERS = "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_TEXT = re.compile(rf"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
_LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# `<` and `&` only where they may begin a tag, an address or a reference; `p < 0.05` can be read as it is.
_SPECIAL = re.compile(r"[\\`*_\[\]|~$]|<(?=[A-Za-z/!?]|\Z)|&(?=[#\w]|\Z)", re.ASCII)
SPACES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff"
"""White space to any renderer: no such character may touch the inner side of a mark."""
_BLANKS = re.compile(r"[ \t]+")
_LINE_START = re.compile(
    r"(?m)^(?:(?=>|#{1,6}(?:\s|$)|[-+](?:\s|$)|--|=+\s*$|:[-\s])|(\d{1,9})(?=[.)](?:\s|$)))"
)
_BLOCK_SIGNS = tuple("#>-+=:0123456789")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\x9f<>\\^`{|}\"\s\ud800-\udfff]")
_ENTITY = re.compile(r"&(?=#?\w+;)", re.ASCII)


def visible(value: Any) -> str:
    """A value as text with `\\n` as its only line end and nothing in it that is no text; null is empty."""
    text = "" if value is None else str(value)
    return text if text.isprintable() else _NO_TEXT.sub("\ufffd", _LINE_END.sub("\n", text))


def tidy(value: Any) -> str:
    """The same with single spaces instead of tabs and runs of spaces."""
    text = visible(value)
    return _BLANKS.sub(" ", text) if "  " in text or "\t" in text else text


def escaped(text: str) -> str:
    """Tidy text as inline source; its line starts are not safe yet, see `started`."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def started(source: str) -> str:
    """Inline source in which no line begins like a block: a heading, quotation, list, rule or definition."""
    if "\n" in source or source[:1] in _BLOCK_SIGNS:
        return _LINE_START.sub(r"\1\\", source)
    return source


def address(url: str) -> str:
    """An address as the destination of a link; in angle brackets if parentheses stand in it."""
    plain = _ENTITY.sub("&amp;", _percent(url))
    return f"<{plain}>" if not plain or "(" in plain or ")" in plain else plain


def autolink(url: str) -> str:
    """An absolute web address that links to itself; an empty string for any other one."""
    plain = _percent(url)
    try:
        is_web = urlsplit(plain).scheme in ("http", "https") and bool(urlsplit(plain).netloc)
    except ValueError:
        is_web = False
    return f"<{plain}>" if is_web else ""


def _percent(url: str) -> str:
    def encode(match: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))

    return _NOT_IN_ADDRESS.sub(encode, url.strip())


def is_edge(character: str) -> bool:
    """White space or punctuation to every renderer: beside it a mark may begin and end, whatever stands inside."""
    category = unicodedata.category(character)
    return (
        character == "\n"
        or category == "Zs"
        or category[0] == "P"
        or (category[0] == "S" and character.isascii())
    )


def is_loose(character: str) -> bool:
    """Punctuation to some renderer: CommonMark counts symbols beyond ASCII as punctuation since version 0.31."""
    return unicodedata.category(character)[0] in "PS"
