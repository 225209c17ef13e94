"""An editor fills in plain fields, a record is CSL-JSON; what nobody changed in the form stays as it was."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, TypedDict, cast

from cms.bibliography import csl_validation
from cms.bibliography.characters import clean, scalar_text
from cms.bibliography.dates import DateValue, InvalidDate, parse_date
from cms.bibliography.identifiers import (
    InvalidIdentifier,
    normalise_doi,
    normalise_pmcid,
    normalise_pmid,
    recognise,
)
from cms.bibliography.name_lines import UnreadableName, from_line, split_line, to_line
from cms.bibliography.names import Name

Csl = dict[str, Any]


class FormValues(TypedDict):
    """The fields of the form, all text. `authors` and `editors` hold one name a line (see `name_lines`)."""

    type: str
    title: str
    authors: str
    editors: str
    container_title: str
    container_title_short: str
    collection_title: str
    event_title: str
    genre: str
    issued: str
    edition: str
    volume: str
    issue: str
    page: str
    number: str
    publisher: str
    publisher_place: str
    accessed: str
    url: str
    doi: str
    pmid: str
    pmcid: str
    isbn: str
    issn: str


# Which CSL field a field of the form stands for. A new field is entered in FormValues and here.
CSL_FIELDS: Mapping[str, str] = {
    "type": "type",
    "title": "title",
    "authors": "author",
    "editors": "editor",
    "container_title": "container-title",
    "container_title_short": "container-title-short",
    "collection_title": "collection-title",
    "event_title": "event-title",
    "genre": "genre",
    "issued": "issued",
    "edition": "edition",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "number": "number",
    "publisher": "publisher",
    "publisher_place": "publisher-place",
    "accessed": "accessed",
    "url": "URL",
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "isbn": "ISBN",
    "issn": "ISSN",
}
_FORM_FIELDS = {csl: field for field, csl in CSL_FIELDS.items()}
_NAMES = frozenset(["authors", "editors"])
_DATES = frozenset(["issued", "accessed"])


def _isbn(text: str) -> str:
    """With the hyphens that were typed: where they stand says something."""
    value = recognise(text, expected="isbn").value
    return text if re.fullmatch(r"[0-9][0-9 -]*[0-9Xx]", text) else value


def _issn(text: str) -> str:
    return recognise(text, expected="issn").value


def _several(one: Callable[[str], str]) -> Callable[[str], str]:
    """Reads one identifier, or several with commas or semicolons between them, as of the print and the online form."""

    def normalise(text: str) -> str:
        try:
            return one(text)
        except InvalidIdentifier:
            pieces = [piece.strip() for piece in re.split("[,;]", text) if piece.strip()]
            if len(pieces) < 2:
                raise
            return ", ".join(map(one, pieces))

    return normalise


_NORMALISED: Mapping[str, Callable[[str], str]] = {
    "doi": normalise_doi,
    "pmid": normalise_pmid,
    "pmcid": normalise_pmcid,
    "isbn": _several(_isbn),
    "issn": _several(_issn),
}


class FormError(ValueError):
    """The form cannot become a record. `errors`: field of the form → message."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{field}: {message}" for field, message in errors.items()))
        self.errors = dict(errors)


def to_form(item: Mapping[str, object]) -> FormValues:
    """The values with which the form for a record begins. Any record will do, an empty one too."""
    values = {field: _to_text(field, item.get(csl)) for field, csl in CSL_FIELDS.items()}
    return cast("FormValues", values)


def from_form(values: Mapping[str, object], *, base: Mapping[str, object]) -> Csl:
    """The record that the form describes: `base` with what the editor changed.

    A field whose text is the one that `to_form(base)` gave, or that is absent from `values`, leaves the value
    of `base` as it is; an emptied field removes it; keys unknown to the form are kept. Raise FormError.
    """
    item: Csl = dict(base)
    before = cast("Mapping[str, str]", to_form(base))
    errors: dict[str, str] = {}
    for field, csl in CSL_FIELDS.items():
        text = _tidy(field, values[field]) if field in values else before[field]
        if text == before[field]:
            continue
        if not text:
            item.pop(csl, None)
            continue
        try:
            item[csl] = _to_csl(field, text, base.get(csl))
        except (InvalidDate, InvalidIdentifier, UnreadableName) as error:
            errors[field] = _sentence(error.message)
    for problem in csl_validation.validate(item):
        known = _FORM_FIELDS.get(problem.top_level)
        if known:
            errors.setdefault(known, problem.message)
    if errors:
        raise FormError(errors)
    return item


def _to_text(field: str, value: object) -> str:
    if field in _NAMES:
        names = [Name.of(one) for one in value] if isinstance(value, (list, tuple)) else []
        return "\n".join(to_line(name) for name in names if name)
    if field in _DATES:
        return str(DateValue.of(value) or "")
    return scalar_text(value)


def _tidy(field: str, value: object) -> str:
    if field in _NAMES and isinstance(value, str):
        return "\n".join(line for line in map(clean, value.splitlines()) if line)
    return scalar_text(value)


def _to_csl(field: str, text: str, old: object) -> object:
    if field in _NAMES:
        return _names(text, old)
    if field in _DATES:
        circa = old.get("circa") if isinstance(old, Mapping) else None  # not shown, so it was not taken back
        return parse_date(text).to_csl() | ({"circa": circa} if circa else {})
    return _NORMALISED[field](text) if field in _NORMALISED else text


def _names(text: str, old: object) -> list[object]:
    """The names of the lines; a line that was there before stands for the very name it came from."""
    known: defaultdict[str, list[object]] = defaultdict(list)
    for one in reversed(old) if isinstance(old, (list, tuple)) else ():
        name = Name.of(one)
        if name:
            known[to_line(name)].append(one)
    names: list[object] = []
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            if known.get(line):
                names.append(known[line].pop())
            else:
                names += [from_line(piece) for piece in split_line(line)]
        except UnreadableName as error:
            raise UnreadableName(f"line {number}, {line[:60]!r}: {error.message}") from error
    return names


def _sentence(message: str) -> str:
    message = message[:1].upper() + message[1:]
    return message if message.endswith(".") else f"{message}."
