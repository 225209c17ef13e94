"""Names as BibTeX writes them: "von Last, Jr, First", "First von Last", {An Organisation}, joined by "and"."""

import re
from collections.abc import Iterable, Iterator

from cms.bibliography.exchange.bibtex.decode import decode_plain
from cms.bibliography.exchange.bibtex.encode import encode_plain
from cms.bibliography.exchange.reading import Csl
from cms.bibliography.names import Name

__all__ = ["from_bibtex", "to_bibtex"]

_MARK = re.compile(r"\\.|[{},]|\s+", re.DOTALL)
_PART = re.compile(r"\s*(family|given|prefix|suffix)\s*=\s*(.*)", re.DOTALL | re.IGNORECASE)
_PARTS = {"family": "family", "given": "given", "prefix": "non-dropping-particle", "suffix": "suffix"}


def from_bibtex(value: str) -> tuple[list[Csl], bool]:
    """The names of a value, and whether it says that there are others."""
    names: list[Csl] = []
    others = False
    for words in _names(value):
        if words == [["others"]]:
            others = True
        elif name := _name(words):
            names.append(name)
    return names, others


def _names(value: str) -> Iterator[list[list[str]]]:
    """Each name as the words between its commas; what stands in braces is a part of its word."""
    parts: list[list[str]] = [[]]
    for mark in _words(value):
        if mark == ",":
            parts.append([])
        elif mark.lower() == "and":
            if parts != [[]]:
                yield parts
            parts = [[]]
        else:
            parts[-1].append(mark)
    if parts != [[]]:
        yield parts


def _words(value: str) -> Iterator[str]:
    """The words and commas outside braces."""
    depth = start = 0
    for match in _MARK.finditer(value):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and (mark == "," or mark.isspace()):
            if match.start() > start:
                yield value[start : match.start()]
            if mark == ",":
                yield ","
            start = match.end()
    if start < len(value):
        yield value[start:]


def _name(parts: list[list[str]]) -> Csl | None:
    extended = [_PART.fullmatch(" ".join(words)) for words in parts]
    if all(extended):  # BibLaTeX: family=Donk, given=Wilfred, prefix=van der
        name = {_PARTS[match[1].lower()]: decode_plain(match[2].strip('"')) for match in extended if match}
    elif len(parts) == 1:
        if len(parts[0]) == 1 and _is_braced(parts[0][0]):
            literal = decode_plain(parts[0][0])
            return {"literal": literal} if literal else None
        name = _in_reading_order(parts[0])
    else:
        name = _surname(parts[0])
        given = parts[-1] if len(parts) < 4 else [word for part in parts[2:] for word in part]
        name["given"] = decode_plain(" ".join(given))
        if len(parts) > 2:
            name["suffix"] = decode_plain(" ".join(parts[1]))
    return {part: text for part, text in name.items() if text} or None


def _in_reading_order(words: list[str]) -> Csl:
    """First von Last: what begins with a small letter, and what follows, belongs to the family name."""
    small = next((index for index, word in enumerate(words[:-1]) if _is_small(word)), None)
    cut = len(words) - 1 if small is None else small
    return {"given": decode_plain(" ".join(words[:cut])), **_surname(words[cut:])}


def _surname(words: list[str]) -> Csl:
    """von Last: the particle ends with the last word that begins with a small letter, but one word is left."""
    count = max((index + 1 for index, word in enumerate(words[:-1]) if _is_small(word)), default=0)
    if count and not _is_small(words[0]):  # Ortega y Gasset
        count = 0
    return {
        "non-dropping-particle": decode_plain(" ".join(words[:count])),
        "family": decode_plain(" ".join(words[count:])),
    }


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter; what is protected by braces does not count."""
    return not _is_braced(word) and decode_plain(word)[:1].islower()


def _is_braced(word: str) -> bool:
    """Whether braces protect the whole word, and are not those of an accent."""
    if not (word.startswith("{") and word.endswith("}")) or word.startswith("{\\"):
        return False
    depth = 0
    for match in re.finditer(r"\\.|[{}]", word, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end() == len(word)
    return False


def to_bibtex(names: Iterable[Name], *, others: bool = False) -> str:
    """The names as one value, without its delimiters."""
    texts = [_text(name) for name in names]
    return " and ".join([*texts, "others"] if others else texts)


def _text(name: Name) -> str:
    if name.literal:
        return f"{{{encode_plain(name.literal)}}}"
    family = _protected(name.family)
    if name.family[:1].islower() and family[0] != "{":
        family = f"{{{family}}}"
    surname = " ".join(part for part in (encode_plain(name.non_dropping_particle), family) if part)
    given = _protected(" ".join(part for part in (name.given, name.dropping_particle) if part))
    if name.suffix:
        return f"{surname}, {_protected(name.suffix)}, {given}"
    return f"{surname}, {given}" if given or " " in surname or _is_braced(surname) else surname


def _protected(text: str) -> str:
    """The text as LaTeX, in braces if a comma or an "and" in it would be taken for a separator."""
    encoded = encode_plain(text)
    return f"{{{encoded}}}" if "," in text or re.search(r"\band\b", text, re.IGNORECASE) else encoded
