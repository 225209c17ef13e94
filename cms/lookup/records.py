"""Builds a CSL-JSON record out of what a registry gives: only what is sound gets in, the rest is left out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from cms.bibliography.characters import clean
from cms.bibliography.csl import validate
from cms.bibliography.csl_validation import MAX_NAME_PART, MAX_NAMES, MAX_TEXT
from cms.bibliography.dates import DateValue, InvalidDate, PartialDate
from cms.bibliography.names import Name
from cms.bibliography.styles.runs import plain, plain_text
from cms.bibliography.styles.title_case import title_case

__all__ = [
    "as_list",
    "as_mapping",
    "date",
    "journal_title",
    "language",
    "name",
    "partial_text",
    "record",
    "text",
]

_PLACE = re.compile(r"\s+\([^()]*\)$")
REQUIRED: Final = frozenset({"type", "title"})


def record(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The record without what is empty or not valid. It may lack a title; then it is not valid yet."""
    made = {field: _fitting(value) for field, value in fields.items() if value not in (None, "", [], {})}
    for problem in validate(made):
        if problem.top_level not in REQUIRED:
            made.pop(problem.top_level, None)
    return made


def _fitting(value: Any) -> Any:
    """Too many names lose their middle, since the last author is one that styles print; a text loses its end."""
    if isinstance(value, list) and len(value) > MAX_NAMES:
        return [*value[: MAX_NAMES - 1], value[-1]]
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return value[: MAX_TEXT - 1].rstrip() + "…"
    return value


def as_list(value: object) -> Sequence[Any]:
    """The list that should be there; empty for anything else."""
    return value if isinstance(value, list) else ()


def as_mapping(value: object) -> Mapping[str, Any]:
    """The object that should be there; empty for anything else."""
    return value if isinstance(value, dict) else {}


def text(value: object) -> str:
    """A string or number as clean text; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return clean(str(value)[:MAX_TEXT])


def name(*, family: str = "", given: str = "", suffix: str = "", literal: str = "") -> dict[str, str] | None:
    """A CSL name: an organisation, or a person; somebody with one name only is a literal. None for nobody."""
    if not literal and not family:
        literal, given = given, ""
    parts = {"literal": literal} if literal else {"family": family, "given": given, "suffix": suffix}
    made = {part: clean(value)[:MAX_NAME_PART] for part, value in parts.items() if clean(value)}
    return made if Name.of(made) else None


def journal_title(title: str) -> str:
    """A journal's title as it is printed: the NLM writes it like a sentence, and a place behind it ("Lancet (London,
    England)") that tells it from others of its name."""
    whole = _PLACE.sub("", title) or title
    return plain_text(title_case(plain(whole)))


def language(code: str) -> str:
    """The code of a language (of two letters, or PubMed's of three), unless it is English, which need not be said."""
    return "" if code.casefold().partition("-")[0] in ("en", "eng", "english") else code


def date(*candidates: object) -> dict[str, object] | None:
    """The first of the date-parts, such as [2020, 4, 3], that is a date, as CSL has it. [[null]] is none."""
    for parts in candidates:
        found = _partial(parts)
        if found is not None:
            return DateValue(found).to_csl()
    return None


def partial_text(parts: object) -> str | None:
    """Date-parts as "YYYY-MM-DD", "YYYY-MM" or "YYYY"; None if they are no date."""
    found = _partial(parts)
    return str(DateValue(found)) if found is not None else None


def _partial(parts: object) -> PartialDate | None:
    """The longest beginning that is a date: registries fill in zeros and nulls."""
    known: Iterable[Any] = parts if isinstance(parts, (list, tuple)) else ()
    numbers = [int(part) if isinstance(part, str) and part.isdecimal() else part for part in known][:3]
    for length in range(len(numbers), 0, -1):
        try:
            return PartialDate.of(numbers[:length])
        except InvalidDate:
            continue
    return None
