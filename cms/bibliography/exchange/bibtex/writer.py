"""Writes a record as an entry that BibTeX and BibLaTeX read, and beside it, as JSON, what such an entry can not say."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cms.bibliography.characters import scalar_text
from cms.bibliography.citation_keys import citation_key
from cms.bibliography.csl_fields import LONG_TEXT_FIELDS
from cms.bibliography.dates import DateValue
from cms.bibliography.exchange.bibtex import dates, fields
from cms.bibliography.exchange.bibtex.encode import encode, encode_plain, encode_title
from cms.bibliography.exchange.bibtex.entry import OWN, record_of
from cms.bibliography.exchange.bibtex.names import to_bibtex
from cms.bibliography.exchange.soundness import scalar_lines
from cms.bibliography.names import names_of

__all__ = ["write"]

_KEY = re.compile(r"[^\s,{}()\"#%'=~\\@]{1,120}")
_FIELD = re.compile(r"[a-z][a-z0-9_+-]{0,40}")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_RANGE = re.compile(r"(?<=[0-9A-Za-z])-(?=[0-9A-Za-z])")


def write(records: Iterable[Mapping[str, Any]]) -> str:
    """The records as entries, an empty line between them."""
    taken: set[str] = set()
    return "\n".join(_entry(csl, taken) for csl in records)


def _entry(csl: Mapping[str, Any], taken: set[str]) -> str:
    key = scalar_text(csl.get("id"))
    if not _KEY.fullmatch(key) or key in taken:
        key = citation_key(csl, taken)
    taken.add(key)
    kind = _kind(csl)
    values = dict(_values(csl, kind))
    said = record_of(kind, key, {name: _bare(value) for name, value in values.items()}, set())
    for field in sorted({*csl, *said}):
        if said.get(field) != csl.get(field):
            values[f"{OWN}{field}"] = f"{{{_json(csl.get(field))}}}"
    lines = "".join(f",\n  {name} = {value}" for name, value in values.items())
    return f"@{kind}{{{key}{lines}\n}}\n"


def _kind(csl: Mapping[str, Any]) -> str:
    kept = scalar_text(_kept(csl).get("entrytype"))
    if kept and csl.get("type") == "document" and re.fullmatch("[a-z]{1,40}", kept):
        return kept
    genre = csl.get("genre")
    if csl.get("type") == "thesis" and genre in fields.THESES.values():
        return next(kind for kind, words in fields.THESES.items() if words == genre)
    return fields.ENTRY_TYPES.get(scalar_text(csl.get("type")), "misc")


def _values(csl: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """(field, value with its delimiters)."""
    kept = _kept(csl)
    incomplete = scalar_text(kept.get("and-others")).split()
    if csl.get("type") in ("article-magazine", "article-newspaper"):
        yield "entrysubtype", f"{{{csl['type'].removeprefix('article-')}}}"
    for name, role in fields.NAMES.items():
        if names := names_of(csl, role=role):
            yield name, f"{{{to_bibtex(names, others=name in incomplete)}}}"
    if title := scalar_text(csl.get("title")):
        yield "title", f"{{{encode_title(title)}}}"
    if text := scalar_text(csl.get("container-title")):
        yield fields.CONTAINERS.get(kind, "booktitle"), f"{{{encode(text)}}}"
    yield from dates.date_fields(csl)
    yield from _numbers(csl, kind)
    if text := scalar_text(csl.get("publisher")):
        yield fields.PUBLISHERS.get(kind, "publisher"), f"{{{encode(text)}}}"
    for field, (name, *_others) in fields.TEXTS.items():
        if field == "genre" and kind in fields.THESES:
            continue
        if text := (scalar_lines if field in LONG_TEXT_FIELDS else scalar_text)(csl.get(field)):
            yield name, f"{{{encode(text)}}}"
    for field, (name, *_others) in fields.VERBATIM.items():
        if text := scalar_text(csl.get(field)):
            # A backslash at the end would take the closing brace away.
            yield name, f"{{{re.sub('[{}]', '', text).rstrip(chr(92))}}}"
    for field, name in (("accessed", "urldate"), ("original-date", "origdate")):
        if date := DateValue.of(csl.get(field)):
            yield name, f"{{{encode_plain(dates.to_edtf(date))}}}"
    for name, value in kept.items():
        if _FIELD.fullmatch(str(name)) and name not in ("and-others", "entrytype") and scalar_text(value):
            yield str(name), f"{{{encode(scalar_text(value))}}}"


def _numbers(csl: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    number = "number" if kind in fields.NUMBER_IS_NUMBER else "collection-number"
    for field, name in ((number, "number"), ("issue", "issue")):
        if kind in fields.NUMBER_IS_ISSUE:
            field, name = "issue", "number"
        if text := scalar_text(csl.get(field)):
            yield name, f"{{{encode(text)}}}"
    if page := scalar_text(csl.get("page")):
        yield "pages", f"{{{_RANGE.sub('--', encode(page).replace('-{}-', '--'))}}}"


def _kept(csl: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields that CSL has no place for."""
    custom = csl.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, Mapping) else None
    return kept if isinstance(kept, Mapping) else {}


def _bare(value: str) -> str:
    return value[1:-1] if value.startswith("{") else value


def _json(value: Any) -> str:
    """JSON on one line whose braces are balanced and which holds nothing that LaTeX or a reader of it would take up."""
    text = json.dumps(value, ensure_ascii=True)
    return _STRING.sub(lambda match: re.sub(r"[{}@%#$&_~^]|(?<= ) ", _escaped, match[0]), text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
