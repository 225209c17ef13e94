"""A line of text with marks, written so that every renderer sees the marks where the editor set them.

Emphasis in Markdown depends on the characters around it: `a**(b)**c` is no emphasis. Three rules make it hold anywhere:
white space is moved out of a mark; of two marks that touch or nest, one is written with `*` and the other with `_`;
and a letter that would spoil a mark is written as a character reference (`&#97;**(b)**&#99;`).

Markdown has no form for raised and lowered text: it becomes `10⁻³`, or `x^(a, b)` where Unicode lacks a character.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from cms.delivery.markdown.escapes import (
    SPACES,
    address,
    escaped,
    is_edge,
    is_loose,
    started,
    tidy,
)

__all__ = ["Link", "Run", "inline", "plain"]

_BACKTICKS = re.compile(r"`+")
_LINE_END = re.compile(r" *\n[ \n]*")

_PLAIN = "0123456789+-−=()"
_RAISED = dict(
    zip(_PLAIN + "abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
)
_LOWERED = dict(zip(_PLAIN + "aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


class Link(NamedTuple):
    """A link: where it leads, and a key that tells it from its neighbours."""

    href: str
    key: str = ""


class Run(NamedTuple):
    """Text with its marks: of `strong`, `em`, `code`, `sup` and `sub` those that apply. `source` stands for itself
    in the text's place, for `[^1]`."""

    text: str
    marks: frozenset[str] = frozenset()
    link: Link | None = None
    source: str = ""


_UNMARKED = Run("")[1:]


class _Piece(NamedTuple):
    """A part of a run that begins and ends with a visible character, or the white space between two of them."""

    text: str
    form: str
    path: tuple[Link | str, ...]
    """What is open around it, outermost first."""


def plain(value: object, *, breaks: bool = True) -> str:
    """A value without marks as inline source; null is empty."""
    return inline((Run(tidy(value)),), breaks=breaks)


def inline(runs: Iterable[Run], *, breaks: bool = True) -> str:
    """Runs as inline source that is safe at the start of a block. Without `breaks` a line end becomes a space."""
    given = list(runs)
    if len(given) == 1 and given[0][1:] == _UNMARKED:
        text = _LINE_END.sub("\n", tidy(given[0].text).strip(SPACES))
        return started(escaped(text).replace("\n", "\\\n" if breaks else " "))
    writer = _Writer(breaks)
    for piece in _arranged(given):
        writer.write(piece)
    writer.close_to(0)
    return started("".join(writer.out))


def _arranged(runs: Iterable[Run]) -> list[_Piece]:
    """The pieces of runs; white space has only the marks that go on after it, and none at the ends."""
    joined = [
        _Piece("".join(piece.text for piece in same), form, path)
        for (form, path), same in groupby(_pieces(runs), key=lambda piece: (piece.form, piece.path))
    ]
    arranged: list[_Piece] = []
    for before, piece, after in zip([None, *joined], joined, [*joined[1:], None], strict=False):
        if piece.form != "space":
            arranged.append(piece)
        elif before and after:
            shared = _shared(before.path, after.path)
            arranged.append(_Piece(_LINE_END.sub("\n", piece.text), "space", before.path[:shared]))
    return arranged


def _pieces(runs: Iterable[Run]) -> Iterator[_Piece]:
    for run in runs:
        text = tidy(run.text)
        if "\n" in text:
            text = _LINE_END.sub("\n", text)
        path: tuple[Link | str, ...] = (run.link,) if run.link else ()
        path += tuple(mark for mark in ("strong", "em") if mark in run.marks)
        if run.source:
            yield _Piece(run.source, "source", path)
            continue
        begun = text.lstrip(SPACES)
        start, end = len(text) - len(begun), len(text) - len(begun) + len(begun.rstrip(SPACES))
        if start:
            yield _Piece(text[:start], "space", ())
        if start < end:
            yield _Piece(text[start:end], _form(run, text), path)
        if end < len(text):
            yield _Piece(text[end:], "space", ())


def _form(run: Run, text: str) -> str:
    """How a text is written. What only joins raised citations, such as a dash, is not raised itself."""
    if "code" in run.marks:
        return "code"
    script = next((mark for mark in ("sup", "sub") if mark in run.marks), "text")
    return script if any(character.isalnum() for character in text) else "text"


def _shared(first: tuple[Link | str, ...], second: tuple[Link | str, ...]) -> int:
    """How many elements two paths share at their beginning."""
    pairs = zip(first, second, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))


class _Writer:
    """Source as it grows. `open` holds what is open with the source that closes it."""

    def __init__(self, breaks: bool) -> None:
        self.out: list[str] = []
        self.line_end = "\\\n" if breaks else " "
        self.open: list[tuple[Link | str, str]] = []
        self.guarded = False
        """Whether a letter that comes next would spoil the mark that was closed just now."""

    @property
    def last(self) -> str:
        return self.out[-1][-1] if self.out else " "

    def write(self, piece: _Piece) -> None:
        kept = _shared(tuple(mark for mark, _ in self.open), piece.path)
        self.close_to(kept)
        text, is_source = self._content(piece)
        opening = piece.path[kept:]
        for position, mark in enumerate(opening):
            inside = "*" if position + 1 < len(opening) else text[0]
            self._begin(mark, inside)
        if not is_source:
            self._put_text(text)
        elif text[0] == "[":
            self._put_bracket(text)
        else:
            self._put(f"\\{text}" if self._is_note(text) else text)

    def close_to(self, depth: int) -> None:
        """Close what is open deeper than this."""
        while len(self.open) > depth:
            mark, closing = self.open.pop()
            guarded = closing[0] == "_" or is_loose(self.last)
            self._put(closing)
            self.guarded = guarded and isinstance(mark, str)

    def _content(self, piece: _Piece) -> tuple[str, bool]:
        """(text, False), or (source, True)."""
        text = piece.text
        match piece.form:
            case "source":
                return text, True
            case "code" if self._may_be_code(piece):
                return self.line_end.join(_code(line) for line in text.split("\n")), True
            case "sup" | "sub" as script:
                known, sign = (_RAISED, "^") if script == "sup" else (_LOWERED, r"\_")
                if all(character in known for character in text):
                    return "".join(known[character] for character in text), False
                return f"{sign}({escaped(text).replace(chr(10), self.line_end)})", True
        return text, False

    def _may_be_code(self, piece: _Piece) -> bool:
        """Nothing is escaped in code. So no pipe may stand in it in a table, where renderers disagree about it, and
        no bracket in a link: `[`]:`](/x)` at the start of a paragraph is the definition of a link, not a link."""
        in_link = bool(piece.path) and isinstance(piece.path[0], Link)
        return not (in_link and "]" in piece.text) and not (self.line_end == " " and "|" in piece.text)

    def _begin(self, mark: Link | str, inside: str) -> None:
        """Open a mark before this character."""
        if isinstance(mark, Link):
            self._put_bracket("[")
            self.open.append((mark, f"]({address(mark.href)})"))
            return
        around = next((closing[0] for item, closing in self.open if isinstance(item, str)), "")
        sign = "_" if (around or self.last) == "*" else "*"
        if (sign == "_" or is_loose(inside)) and not is_edge(self.last):
            self.out[-1] = f"{self.out[-1][:-1]}&#{ord(self.last)};"
        closing = sign * (2 if mark == "strong" else 1)
        self._put(closing)
        self.open.append((mark, closing))

    def _put(self, source: str) -> None:
        self.out.append(source)
        self.guarded = False

    def _put_bracket(self, source: str) -> None:
        """What begins with `[`: after `!` it would be an image, after `^` a note to some renderers."""
        if self.out and self.last in "!^":
            self.out[-1] = f"{self.out[-1][:-1]}\\{self.last}"
        self._put(source)

    def _is_note(self, text: str) -> bool:
        """Whether `[^1](/x)` would be made of it, which some renderers take for a footnote."""
        return self.last == "[" and text[0] == "^"

    def _put_text(self, text: str) -> None:
        source = escaped(text).replace("\n", self.line_end)
        if self.guarded and not is_edge(text[0]):
            source = f"&#{ord(text[0])};{source[1:]}"
        elif self._is_note(text) or (self.last == "]" and text[0] in "(:"):
            source = f"\\{source}"
        self._put(source)


def _code(text: str) -> str:
    """Text as a code span, with more backticks around it than in it."""
    longest = max((len(ticks) for ticks in _BACKTICKS.findall(text)), default=0)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{'`' * (longest + 1)}{padding}{text}{padding}{'`' * (longest + 1)}"
