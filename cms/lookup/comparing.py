"""Whether two values of a CSL field come to the same for a reader, and how a value is shown to one."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from cms.bibliography.characters import fold, scalar_text
from cms.bibliography.dates import DateValue
from cms.bibliography.names import Name, names_of
from cms.bibliography.styles.runs import parse_markup, plain_text

__all__ = ["is_same", "shown"]

NAMES: Final = frozenset({"author", "editor", "translator", "container-author", "collection-editor"})
DATES: Final = frozenset({"issued", "available-date", "submitted", "original-date", "event-date"})
MOST_NAMES_SHOWN: Final = 50
MOST_INITIALS: Final = 4

_DASHES = re.compile("[‐‑‒–—−]")
_APART = re.compile(r"[^\w]+")
_RANGE = re.compile(r"([a-z]*)(\d+)-([a-z]*)(\d+)")


def shown(field: str, value: Any) -> str:
    """The value as text for people; a long list of names is cut."""
    if not value:
        return ""
    if field in NAMES:
        names = names_of({field: value}, role=field)
        text = "; ".join(map(str, names[:MOST_NAMES_SHOWN]))
        return f"{text}; … ({len(names)})" if len(names) > MOST_NAMES_SHOWN else text
    if field in DATES:
        return str(DateValue.of(value) or "")
    return scalar_text(value)


def is_same(field: str, ours: Any, theirs: Any) -> bool:
    """Whether a reader would see no difference, or ours says the same in more detail."""
    if field in NAMES:
        return _same_names(names_of({field: ours}, role=field), names_of({field: theirs}, role=field))
    if field in DATES:
        return _same_date(DateValue.of(ours), DateValue.of(theirs))
    if field == "ISSN" and ours:
        return True  # of print and online, each registry names the one it likes
    normal = NORMAL.get(field, _words)
    return normal(scalar_text(ours)) == normal(scalar_text(theirs))


def _words(text: str) -> str:
    """Letters and digits only, without marks and markup; of a text that has none, the text itself."""
    plain = plain_text(parse_markup(text))
    return _APART.sub(" ", fold(plain).replace("&", " and ")).strip() or plain


def _pages(text: str) -> str:
    """Page ranges written out: 217-64 is 217-264."""
    joined = _DASHES.sub("-", text.casefold()).replace(" ", "").replace("--", "-")
    match = _RANGE.fullmatch(joined)
    if match is None:
        return joined
    prefix, first, again, last = match.groups()
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{prefix}{first}" if (last == first) else f"{prefix}{first}-{again or prefix}{last}"


NORMAL: Final[Mapping[str, Callable[[str], str]]] = {
    "page": _pages,
    "issue": _pages,
    "DOI": str.casefold,
    "PMID": str,
    "PMCID": str.casefold,
    "URL": lambda text: text.casefold().removeprefix("https://").removeprefix("http://").rstrip("/"),
}


def _same_date(ours: DateValue | None, theirs: DateValue | None) -> bool:
    if ours is None or theirs is None:
        return theirs is None
    if ours.start is None or theirs.start is None:
        return str(ours).casefold() == str(theirs).casefold()
    mine, other = (
        (date.start.year, date.start.month, date.start.day) for date in (ours, theirs) if date.start
    )
    return all(known is None or known == here for here, known in zip(mine, other, strict=True))


def _same_names(ours: tuple[Name, ...], theirs: tuple[Name, ...]) -> bool:
    if len(ours) != len(theirs):
        return False
    return all(_same_name(mine, other) for mine, other in zip(ours, theirs, strict=True))


def _same_name(mine: Name, other: Name) -> bool:
    if mine.literal or other.literal:
        return _words(str(mine)) == _words(str(other))
    if _words(mine.surname) != _words(other.surname):
        return False
    here, there = _given_names(mine.given), _given_names(other.given)
    return len("".join(here)) >= len("".join(there)) and [one[0] for one in here] == [one[0] for one in there]


def _given_names(text: str) -> list[str]:
    """Each given name or initial; capitals written together, as PubMed does, are initials."""
    found: list[str] = []
    for word in filter(None, _APART.split(text)):
        is_initials = word.isupper() and len(word) <= MOST_INITIALS
        found.extend(fold(word) if is_initials else [fold(word)])
    return list(filter(None, found))
