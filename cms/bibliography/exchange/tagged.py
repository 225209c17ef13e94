"""RIS and NBIB are lines that begin with a tag; what they have in common is read and written here."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.bibliography.characters import clean, clean_lines, scalar_text
from cms.bibliography.exchange.reading import Csl
from cms.bibliography.name_lines import UnreadableName, from_line
from cms.bibliography.names import Name

__all__ = ["Tagged", "kept_values", "name_from", "name_line", "page_of", "unused"]


@dataclass(slots=True)
class Tagged:
    """An entry: where it begins, and its (tag, lines of the value), in order. `used`: the tags that were asked for."""

    line: int
    fields: list[tuple[str, list[str]]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def all(self, *tags: str) -> list[str]:
        """Every value of the tags, each on one line, in the order of the file."""
        self.used.update(tags)
        return [text for tag, lines in self.fields if tag in tags and (text := clean(" ".join(lines)))]

    def first(self, *tags: str) -> str:
        """The first value of the first tag that has any, on one line; "" if there is none."""
        return next((text for tag in tags for text in self.all(tag)[:1]), "")

    def lines(self, *tags: str) -> str:
        """All values of the tags with their line ends, one below the other."""
        self.used.update(tags)
        texts = (clean_lines("\n".join(lines)) for tag, lines in self.fields if tag in tags)
        return "\n".join(text for text in texts if text)


def unused(entry: Tagged, ignored: Iterable[str] = ()) -> dict[str, list[str]]:
    """What nothing in CSL stands for: tag → values. A further value of a tag that holds one only is there too."""
    left: dict[str, list[str]] = {}
    for tag, lines in entry.fields:
        text = clean(" ".join(lines))
        if text and tag not in entry.used and tag not in ignored:
            left.setdefault(tag, []).append(text)
    return left


def kept_values(csl: Mapping[str, Any], format: str) -> Iterator[tuple[str, str]]:  # noqa: A002 - what it is called
    """(tag, value) of what `unused` kept under custom when the record came from this format."""
    custom = csl.get("custom")
    kept = custom.get(format) if isinstance(custom, Mapping) else None
    for tag, values in kept.items() if isinstance(kept, Mapping) else ():
        for value in values if isinstance(values, list) else ():
            if re.fullmatch("[A-Z][A-Z0-9]{1,3}", str(tag)) and scalar_text(value):
                yield str(tag), scalar_text(value)


def name_from(text: str) -> Csl:
    """The name of "Family, Given, Suffix"; without a comma, or with a double one, an organisation.

    The double comma is EndNote's, for organisations with a comma in their name. What can not be split stays whole.
    """
    if ",," in text:
        return {"literal": text.replace(",,", ",", 1)}
    try:
        return dict(from_line(text))
    except UnreadableName:
        return {"literal": text}


def name_line(name: Name) -> str:
    """A name as `name_from` reads it, with its particles."""
    if name.literal:
        return name.literal.replace(",", ",,", 1)
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    return ", ".join([name.surname, given, name.suffix] if name.suffix else [name.surname, given]).rstrip(" ")


def page_of(first: str, last: str) -> str:
    """The pages of a first and a last one."""
    return f"{first}-{last}" if first and last and first != last else first or last
