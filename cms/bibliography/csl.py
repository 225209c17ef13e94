"""A record is kept as CSL-JSON; this is what the rest of the code reads out of it, and asks about it."""

from collections.abc import Mapping

from cms.bibliography.characters import scalar_text
from cms.bibliography.citation_keys import citation_key
from cms.bibliography.csl_fields import TYPES
from cms.bibliography.csl_validation import IDENTIFIER_FIELDS, Problem, validate
from cms.bibliography.dates import DateValue
from cms.bibliography.identifiers import InvalidIdentifier, Kind
from cms.bibliography.names import Name, names_of
from cms.bibliography.styles.runs import parse_markup, plain_text

__all__ = [
    "TYPES",
    "Problem",
    "authors_of",
    "citation_key",
    "identifiers_of",
    "title_of",
    "validate",
    "year_of",
]


def title_of(item: Mapping[str, object]) -> str:
    """The title without markup; empty when there is none."""
    return plain_text(parse_markup(scalar_text(item.get("title"))))


def year_of(item: Mapping[str, object]) -> int | None:
    """The year of publication: the first year of `issued`."""
    date = DateValue.of(item.get("issued"))
    return date.year if date else None


def identifiers_of(item: Mapping[str, object]) -> dict[Kind, str]:
    """The valid identifiers in canonical form, by kind ("doi", "pmid", "pmcid"); others are left out."""
    found: dict[Kind, str] = {}
    for field, (kind, normalise) in IDENTIFIER_FIELDS.items():
        text = scalar_text(item.get(field))
        if text:
            try:
                found[kind] = normalise(text)
            except InvalidIdentifier:
                continue
    return found


def authors_of(item: Mapping[str, object]) -> tuple[Name, ...]:
    """The authors in order; `str(name)` is the reading order, `name.surname` and `name.literal` are parts."""
    return names_of(item)
