"""A citation key is what people and links call a reference, so it is short, plain and unique: "zhou2020"."""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from itertools import product
from string import ascii_lowercase

from cms.bibliography.characters import fold, scalar_text
from cms.bibliography.dates import DateValue
from cms.bibliography.names import Name, names_of
from cms.bibliography.styles.runs import parse_markup, plain_text

MAX_WORD = 40
_UNIMPORTANT = re.compile("a|an|and|at|by|de|der|des|die|du|el|for|from|in|la|le|les|of|on|or|the|to|with")
_ACRONYM_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z]*[A-Z]|[A-Z]{2,})\)")
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z]{3,}(?![A-Za-z])")


def citation_key(item: Mapping[str, object], taken: Callable[[str], bool] | Container[str]) -> str:
    """A free key for a record: first author's family name and year, "zhou2020", then "zhou2020a" and on.

    An organisation is called by its acronym, else by the initials of its name. Without a name (author, then
    editor) the first weighty word of the title counts; without a year, "nd". `taken` says which keys are in
    use: a container, or a function of the key. Raise LookupError when thousands of variants are taken.
    """
    is_taken = taken if callable(taken) else taken.__contains__
    date = DateValue.of(item.get("issued"))
    year = date.year if date else None
    stem = _word(item) + ("nd" if year is None else str(abs(year)))
    for suffix in _suffixes():
        if not is_taken(stem + suffix):
            return stem + suffix
    raise LookupError(f"Every citation key from {stem} on is taken.")


def _suffixes() -> Iterator[str]:
    """The empty one, then a … z, aa … zz, aaa … zzz."""
    yield ""
    for length in (1, 2, 3):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def _word(item: Mapping[str, object]) -> str:
    names = names_of(item, limit=1) or names_of(item, role="editor", limit=1)
    title = plain_text(parse_markup(scalar_text(item.get("title"))))
    word = _word_of_name(names[0]) if names else ""
    return (word or _first_word(title) or "ref")[:MAX_WORD]


def _word_of_name(name: Name) -> str:
    if not name.literal:
        return _fold(name.family or name.given)
    acronym = _ACRONYM_IN_BRACKETS.search(name.literal) or _ACRONYM.search(name.literal)
    if acronym:
        return _fold(acronym[acronym.lastindex or 0])
    initials = [word[0] for word in re.findall(r"\w+", name.literal) if word[0].isupper()]
    return _fold("".join(initials)) if len(initials) > 2 else _first_word(name.literal)


def _first_word(text: str) -> str:
    words = [_fold(word) for word in re.split(r"[\s/—–]+", text)]
    return next((word for word in words if word and not _UNIMPORTANT.fullmatch(word)), "")


def _fold(text: str) -> str:
    """Lower-case ASCII letters and digits; marks are dropped (García-López: garcialopez)."""
    return re.sub(r"[^a-z0-9]", "", fold(text))
