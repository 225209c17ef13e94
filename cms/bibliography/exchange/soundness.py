"""A record of a file is made sound before anybody sees it: what the library can not hold as it stands is kept in the
note, and said, so that one odd field never costs an entry."""

import json
from collections.abc import Mapping
from typing import Any

from cms.bibliography.characters import clean, clean_lines, scalar_text
from cms.bibliography.csl_fields import (
    DATE_FIELDS,
    FIELDS,
    LONG_TEXT_FIELDS,
    NAME_FIELDS,
    NAME_FLAGS,
    NAME_PARTS,
    NUMBER_FIELDS,
    TEXT_FIELDS,
    TYPES,
)
from cms.bibliography.csl_validation import MAX_CUSTOM, MAX_LONG_TEXT, validate
from cms.bibliography.exchange.reading import Csl, Reading, Record
from cms.bibliography.identifiers.dois import printed_doi
from cms.bibliography.names import Name

__all__ = ["accept"]

_REQUIRED = ("type", "title")


def accept(
    reading: Reading, csl: Mapping[str, Any], *, name: str, line: int, warnings: list[str] | None = None
) -> None:
    """Add a record to the reading, made sound, or the problem that makes it none. Raise TooMuch."""
    said = list(warnings or ())
    record = _tidied(csl, said)
    if record.get("type") not in TYPES:
        if record.get("type"):
            said.append(f"The type {scalar_text(record['type'])[:60]!r} is not known; it became “document”.")
            _keep(record, "type", record["type"], said)
        record["type"] = "document"
    for problem in validate(record):
        field = problem.top_level
        if field in _REQUIRED or field not in record:
            continue
        said.append(f"{problem.message} It was moved to the note.")
        _keep(record, field, record.pop(field), said)
    left = validate(record)
    if left:
        reading.refuse(name, line, " ".join(problem.message for problem in left[:5]))
    else:
        reading.add(Record(record, name, line, tuple(said)))


def _tidied(csl: Mapping[str, Any], said: list[str]) -> Csl:
    record: Csl = {}
    unknown: Csl = {}
    for field, value in csl.items():
        if field in LONG_TEXT_FIELDS and isinstance(value, str):
            value = clean_lines(value)
        elif field in TEXT_FIELDS | NUMBER_FIELDS | {"id", "type"} and isinstance(value, str):
            value = clean(value)
        elif field in NAME_FIELDS and isinstance(value, list):
            value = _names(field, value, said)
        elif field in DATE_FIELDS and isinstance(value, Mapping):
            value = {part: clean(text) if isinstance(text, str) else text for part, text in value.items()}
        if field not in FIELDS:
            unknown[field] = value
        elif value not in ("", None, [], {}):
            record[field] = value
    if unknown:
        said.append(f"Not known to CSL, and kept under custom: {', '.join(map(str, unknown))[:200]}.")
        custom = record.get("custom")
        record["custom"] = {**custom, **unknown} if isinstance(custom, Mapping) else unknown
    if isinstance(record.get("DOI"), str):
        record["DOI"] = printed_doi(record["DOI"])
    if len(json.dumps(record.get("custom"), default=str)) > MAX_CUSTOM:
        said.append("What only this format knows is too long to be kept, and was left out.")
        del record["custom"]
    return record


def _names(field: str, names: list[Any], said: list[str]) -> list[Any]:
    """The names without empty parts; what is none is left out, and said."""
    kept: list[Any] = []
    for name in names:
        if isinstance(name, Mapping):
            name = {
                part: clean(text) if isinstance(text, str) else text
                for part, text in name.items()
                if text not in ("", None) and (part in NAME_PARTS or part in NAME_FLAGS)
            }
        if Name.of(name) is None:
            said.append(f"{field}: an empty name was left out.")
        else:
            kept.append(name)
    return kept


def _keep(record: Csl, field: str, value: object, said: list[str]) -> None:
    """A line of the note for what has no other place."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    note = "\n".join(part for part in (scalar_lines(record.get("note")), f"{field}: {clean(text)}") if part)
    if len(note) > MAX_LONG_TEXT:
        said.append("The note is too long now, and was cut off.")
    record["note"] = note[:MAX_LONG_TEXT]


def scalar_lines(value: object) -> str:
    """A text of several lines, or nothing."""
    return clean_lines(value) if isinstance(value, str) else ""
