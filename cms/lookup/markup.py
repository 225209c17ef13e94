"""Titles arrive with the markup of whoever deposited them: JATS, HTML, MathML, escaped once or twice. The library keeps
text with CSL's four marks, <i> <b> <sup> <sub>; what is no known tag, such as <script>, is text like any other.
"""

import re
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from cms.bibliography.characters import clean

__all__ = ["csl_text", "element_text", "plain_line"]

MARKS: Final = {
    "i": "i", "italic": "i", "em": "i", "b": "b", "bold": "b", "strong": "b", "sup": "sup", "sub": "sub",
}  # fmt: skip
"""Tags with an equivalent in CSL."""
DROPPED: Final = frozenset(
    {
        "a", "abbr", "break", "br", "center", "div", "ext-link", "fn", "font", "h1", "h2", "h3", "h4", "inf",
        "inline-formula", "inline-graphic", "label", "list", "list-item", "monospace", "named-content", "p",
        "overline", "roman", "sans-serif", "sc", "scp", "sec", "small", "span", "strike", "styled-content", "title",
        "tt", "u", "underline", "xref", "alternatives", "inline-supplementary-material", "subtitle",
    }
)  # fmt: skip
"""Tags of which only the text is kept."""
MATH: Final = frozenset(
    {
        "math", "mi", "mn", "mo", "ms", "mspace", "mtext", "mrow", "mfrac", "msqrt", "mroot", "mstyle",
        "merror", "mpadded", "mphantom", "mfenced", "menclose", "msub", "msup", "msubsup", "munder", "mover",
        "munderover", "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "maction", "semantics",
    }
)  # fmt: skip
"""Elements of MathML, which are often there without a prefix."""
APART: Final = frozenset({"break", "br", "p", "div", "title", "subtitle", "list-item", "sec"})
"""Tags that part words."""
MOST_UNESCAPED: Final = 3
DEEPEST: Final = 50
LONGEST: Final = 10_000
"""Characters of a deposited title that are read; a record has room for half of them."""

_ATTRIBUTES = r"(?:\s+[\w:.-]{1,60}\s*=\s*(?:\"[^\"<>]{0,500}\"|'[^'<>]{0,500}'))*"
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>[a-zA-Z][\w:.-]{{0,40}}){_ATTRIBUTES}\s*(?P<empty>/?)>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TWICE = re.compile(
    # A formula is often there a second time, as TeX.
    r"<(?:\w+:)?(annotation(?:-xml)?|tex-math)(?:\s[^<>]{0,500})?>.{0,5000}?</(?:\w+:)?\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.{0,5000}?-->|<!\[CDATA\[|\]\]>", re.DOTALL)


def csl_text(value: object) -> str:
    """A deposited title as CSL-JSON has it, on one line; empty for anything but text."""
    if not isinstance(value, str):
        return ""
    text = value[:LONGEST]
    for _round in range(MOST_UNESCAPED):
        before, text = text, _ENTITY.sub(lambda match: unescape(match.group()), text)
        if text == before:
            break
    text = _TWICE.sub("", _COMMENT.sub("", text))
    return clean(_TAG.sub(_replaced, text).replace("\N{NO-BREAK SPACE}", " "))


def plain_line(value: object) -> str:
    """Text of a field that has no marks, such as the name of a journal."""
    return re.sub(r"</?(?:i|b|sup|sub)>", "", csl_text(value))


def element_text(element: Element | None) -> str:
    """The same for an element of an XML answer, whose children are its markup."""
    return "" if element is None else clean("".join(_pieces(element)))


def _replaced(match: re.Match[str]) -> str:
    prefix, _, local = match["name"].lower().rpartition(":")
    mark = MARKS.get(local) if prefix in ("", "jats") else None
    if mark and not match["empty"]:
        return f"<{match['close']}{mark}>"
    if mark or local in DROPPED or prefix in ("mml", "jats", "m", "math") or local in MATH:
        return " " if local in APART else ""
    return match.group()


def _pieces(element: Element, depth: int = 0) -> list[str]:
    """A title is shallow: what is deeper than `DEEPEST` is none."""
    pieces = [element.text or ""]
    for child in element if depth < DEEPEST else ():
        local = child.tag.rpartition("}")[2].rpartition(":")[2].lower()
        if local not in ("annotation", "annotation-xml", "tex-math"):
            mark = MARKS.get(local)
            inner = _pieces(child, depth + 1)
            pieces += [f"<{mark}>", *inner, f"</{mark}>"] if mark else [*inner, " " if local in APART else ""]
        pieces.append(child.tail or "")
    return pieces
