"""Text with CSL's marks becomes LaTeX that BibTeX and BibLaTeX read alike; letters that have no command stay UTF-8."""

import re

from cms.bibliography.exchange.bibtex.symbols import latex_letter
from cms.bibliography.styles.runs import parse_markup

__all__ = ["encode", "encode_plain", "encode_title"]

_COMMANDS = {"i": "\\emph{", "b": "\\textbf{", "sup": "\\textsuperscript{", "sub": "\\textsubscript{"}
_ESCAPES = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "&": "\\&",
    "%": "\\%",
    "$": "\\$",
    "#": "\\#",
    "_": "\\_",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
    "\u00a0": "~",
    "\n": "\\newline ",
}
_TO_ESCAPE = re.compile(r"[\\{}&%$#_~^\n\u00a0“”]|[–—]|-(?=[-–—])|`(?=`)|'(?=')|[^\x00-\x7f]")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_INNER_CAPITAL = re.compile(r"\w+?[A-Z]")
_ANY_CAPITAL = re.compile(r"\w*?[A-Z]")
_SMALL_WORDS = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "per", "the",
    "to", "versus", "via", "vs", "with",
})  # fmt: skip


def encode_plain(text: str) -> str:
    """The text as LaTeX; marks are text."""
    return _TO_ESCAPE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in "-`'":
        return character + "{}"
    return _ESCAPES.get(character) or latex_letter(character) or character


def encode(text: str) -> str:
    """The text as LaTeX, its marks as commands."""
    return _marked(text, protect=None)


def encode_title(text: str) -> str:
    """A title as LaTeX: words whose capitals BibTeX would make small are protected by braces.

    In a title in sentence case these are all words with a capital but the first one, in Title Case those with a capital
    inside.
    """
    telling = (word for word in _WORD.findall(text) if word.lower() not in _SMALL_WORDS and word[0].isalpha())
    words = [word for word in telling if not _INNER_CAPITAL.match(word)]
    capital = sum(word[0].isupper() for word in words[1:])
    in_title_case = len(words) > 2 and capital * 2 > len(words) - 1
    return _marked(text, protect=_INNER_CAPITAL if in_title_case else _ANY_CAPITAL)


def _marked(text: str, *, protect: re.Pattern[str] | None) -> str:
    pieces: list[str] = []
    opened: tuple[str, ...] = ()
    for run in parse_markup(text):
        common = 0
        while common < min(len(opened), len(run.marks)) and opened[common] == run.marks[common]:
            common += 1
        pieces.append("}" * (len(opened) - common))
        pieces.extend(_COMMANDS[mark] for mark in run.marks[common:])
        opened = run.marks
        pieces.append(
            _protected(run.text, protect, first=len(pieces) < 2) if protect else encode_plain(run.text)
        )
    pieces.append("}" * len(opened))
    return "".join(pieces)


def _protected(text: str, pattern: re.Pattern[str], *, first: bool) -> str:
    """The words of a text, those with capitals to keep in braces; the first word keeps its own first letter anyway."""
    pieces: list[str] = []
    for index, word in enumerate(re.split(r"(\W+)", text)):
        own = _INNER_CAPITAL if first and index == 0 else pattern
        encoded = encode_plain(word)
        pieces.append(f"{{{encoded}}}" if index % 2 == 0 and own.match(word) else encoded)
    return "".join(pieces)
