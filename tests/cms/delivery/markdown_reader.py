"""Markdown as an independent parser reads it: what a reader sees, character by character, with its marks."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_MARKS = {"strong", "em", "s"}


class Seen(NamedTuple):
    """A visible character, and what it is marked with; a link is `("link", address)`."""

    character: str
    marks: frozenset[Any]


def is_blank(character: str) -> bool:
    """White space, and the mark that has no width."""
    return character.isspace() or character == "\ufeff"


def tokens(source: str) -> list[Token]:
    """The blocks of a text; a definition of a link, which nobody sees, is refused, and so is raw HTML."""
    environment: dict[str, Any] = {}
    found = _PARSER.parse(source, environment)
    assert not environment.get("references"), environment
    every = [*found, *(child for token in found for child in token.children or ())]
    assert not [token for token in every if token.type.startswith("html")]
    return found


def shape(source: str) -> list[str]:
    """The elements in order: `["h1", "p", "ul", "li", "p", …]`."""
    return [token.tag for token in tokens(source) if token.nesting >= 0 and token.type != "inline"]


def seen(found: Iterable[Token]) -> list[Seen]:
    """The visible characters of inline tokens' children, without white space."""
    open_marks: list[Any] = []
    characters: list[Seen] = []
    for token in (child for block in found for child in block.children or ()):
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _MARKS or name == "link":
            if token.nesting > 0:
                href = unquote(str(token.attrs.get("href")))
                open_marks.append(("link", href) if name == "link" else name)
            else:
                open_marks.pop()
            continue
        assert token.type in ("text", "code_inline", "softbreak", "hardbreak", "image"), token.type
        marks = frozenset([*open_marks, *(["code"] if token.type == "code_inline" else [])])
        text = token.content if token.type in ("text", "code_inline") else ""
        characters += [Seen(character, marks) for character in text if not is_blank(character)]
    return characters


def text_of(source: str) -> str:
    """All that is visible, words between single spaces, a space between blocks."""
    lines = []
    for token in tokens(source):
        if token.type in ("fence", "code_block"):
            lines.append(token.content)
        for child in token.children or ():
            lines.append(" " if child.type in ("softbreak", "hardbreak") else child.content)
        lines.append(" ")
    return " ".join("".join(lines).split())


def html(source: str) -> str:
    """The same as HTML."""
    rendered: str = _PARSER.render(source)
    return rendered
