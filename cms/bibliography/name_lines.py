"""Editors write one name a line; a line and a CSL name are made from each other here.

"Donk, Wilfred A" is a person, "Donk, Wilfred A, Jr" one with a suffix, "van der Donk, Wilfred A" one whose
particle goes with the family name, and "Goethe, Johann von" one whose particle is dropped. A line without a
comma is an organisation; braces protect a comma: "{Task Group, European Federation}".
"""

import re

from cms.bibliography.characters import clean
from cms.bibliography.names import Name

_PARTICLES = re.compile(
    "af|al|auf|av|bin|ben|da|das|de|degli|dei|del|della|den|der|des|di|do|dos|du|e|el|ibn|la|las|le|les|lo|los"
    "|of|op|ten|ter|thoe|tot|van|vom|von|y|zu|zum|zur|['’][st]"
)
_BETWEEN_SEMICOLONS = re.compile(r"\{[^{}]*\}|;|[^;{}]+|[{}]")
_INITIALS_LAST = re.compile(r"([^,{}]*[^\W\d_]{2}[^,{}]*) ((?:[A-Z]\.?[ -]?){1,4})")
MAX_SPLIT = 200
"""A longer name is not looked through for initials."""
_PIECES = re.compile(r"\{([^{}]*)\}|([^{},]+)|(,)|([{}])")


class UnreadableName(ValueError):
    """A line that is no name. `message` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def to_line(name: Name) -> str:
    """The line an editor sees for a name."""
    if name.literal:
        return _protected(name.literal)
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    family = _protected(name.family)
    if name.non_dropping_particle:
        spaced = name.surname.startswith(f"{name.non_dropping_particle} ")
        family = f"{name.non_dropping_particle} {family}" if spaced else _protected(name.surname)
    parts = [family, _protected(given), _protected(name.suffix)]
    return ", ".join(parts if name.suffix else parts[:2]).strip(" ") if given or name.suffix else f"{family},"


def from_line(line: str) -> dict[str, str]:
    """The CSL name that a line means; raise UnreadableName."""
    parts = _parts(clean(line))
    if len(parts) > 3:
        raise UnreadableName(
            "too many commas; write Family, Given or Family, Given, Suffix, and an organisation in braces"
        )
    texts = [text for text, _ in parts]
    if not any(texts):
        raise UnreadableName("there is no name")
    if len(parts) == 1:
        return {"literal": texts[0]}
    family, given, suffix = (*texts, "")[:3]
    name: dict[str, str] = {}
    if not family and not given:
        raise UnreadableName("there is a suffix but no name")
    words = family.split(" ")
    count = 0 if parts[0][1] else _leading_particles(words)
    if count:
        name["non-dropping-particle"] = " ".join(words[:count])
    name["family"] = " ".join(words[count:])
    words = given.split(" ")
    count = 0 if parts[1][1] else _leading_particles(words[::-1])
    name["given"] = " ".join(words[: len(words) - count])
    if count:
        name["dropping-particle"] = " ".join(words[len(words) - count :])
    name["suffix"] = suffix
    return {part: text for part, text in name.items() if text}


def split_line(line: str) -> list[str]:
    """The lines of a line into which a whole list was pasted: "Zhou T; Li H" and "Zhou T, Li H" are two names each.

    Without a comma, capitals at the end of a name of such a list are initials: "Zhou T" is "Zhou, T". A single name is
    left as it is: a group may well end in a capital.
    """
    pieces = [""]
    for piece in _BETWEEN_SEMICOLONS.findall(line):
        if piece == ";":
            pieces.append("")
        else:
            pieces[-1] += piece
    pieces = list(filter(None, map(clean, pieces)))
    if len(pieces) < 2:
        pieces = list(filter(None, map(clean, line.split(","))))
        if len(pieces) < 2 or not all(map(_initials_last, pieces)):
            return [line]
    return [_with_comma(piece) for piece in pieces]


def _initials_last(name: str) -> re.Match[str] | None:
    return _INITIALS_LAST.fullmatch(name) if len(name) <= MAX_SPLIT else None


def _with_comma(name: str) -> str:
    found = _initials_last(name)
    return f"{found.group(1)}, {found.group(2).strip()}" if found else name


def _leading_particles(words: list[str]) -> int:
    """How many words at the beginning are particles, always leaving one word for the name."""
    count = 0
    while count < len(words) - 1 and _PARTICLES.fullmatch(words[count]):
        count += 1
    return count


def _parts(line: str) -> list[tuple[str, bool]]:
    """The pieces between the commas that stand outside braces, each with whether braces protect it whole."""
    parts: list[tuple[str, bool]] = [("", False)]
    for inside, outside, comma, brace in _PIECES.findall(line):
        text, protected = parts[-1]
        if brace:
            raise UnreadableName("a brace { or } has no partner")
        if comma:
            parts.append(("", False))
        elif outside:
            parts[-1] = (text + outside, protected and not outside.strip())
        else:
            parts[-1] = (text + inside, not text.strip())
    return [(clean(text), protected) for text, protected in parts]


def _protected(text: str) -> str:
    """The text, in braces if it has a comma; its own braces become parentheses, as braces do not nest."""
    text = text.replace("{", "(").replace("}", ")")
    return f"{{{text}}}" if "," in text else text
