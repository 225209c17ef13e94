"""An entry of BibTeX is a type and fields of LaTeX; this is the record that they say."""

import json
import re
from collections.abc import Mapping
from typing import Any

from cms.bibliography.characters import clean, clean_lines
from cms.bibliography.csl_fields import FIELDS, LONG_TEXT_FIELDS
from cms.bibliography.exchange.bibtex import dates, fields
from cms.bibliography.exchange.bibtex.decode import decode, decode_plain
from cms.bibliography.exchange.bibtex.names import from_bibtex
from cms.bibliography.exchange.reading import Csl

__all__ = ["OWN", "record_of"]

OWN = "csl-"
"""How a field begins that holds a CSL field as JSON."""

_URL_COMMAND = re.compile(r"\\(?:url|path)\s*\{([^{}]*)\}")
_PUBMED = frozenset({"pubmed", "pmid", "medline"})
_CSL_NAMES = {name.lower(): name for name in FIELDS}
_DASHES = re.compile("\\s*(?:-{2,3}|–|—)\\s*")


class _Entry:
    """The fields that nobody has asked for yet."""

    def __init__(self, values: Mapping[str, str], unknown: set[str]) -> None:
        self.left = dict(values)
        self.unknown = unknown

    def take(self, *names: str) -> str:
        """The raw value of the first of the fields that is there; it is taken away, the others stay."""
        for name in names:
            if value := self.left.pop(name, "").strip():
                return value
        return ""

    def text(self, *names: str) -> str:
        return clean(decode(self.take(*names), self.unknown))

    def lines(self, *names: str) -> str:
        return clean_lines(decode(self.take(*names), self.unknown))

    def plain(self, *names: str) -> str:
        return decode_plain(self.take(*names))


def record_of(kind: str, key: str, values: Mapping[str, str], unknown: set[str]) -> Csl:
    """The record of an entry type, a key and fields (lower case → raw value without delimiters).

    `unknown` gains the names of LaTeX commands that were kept as text.
    """
    entry = _Entry(values, unknown)
    own = {name: entry.left.pop(name) for name in list(entry.left) if name.startswith(OWN)}
    csl: Csl = {"id": key, "type": _type(kind, entry)}
    others = _put_names(entry, csl)
    title, subtitle = entry.text("title"), entry.text("subtitle")
    csl["title"] = f"{title}: {subtitle}" if title and subtitle else title or subtitle
    _put_container(kind, entry, csl)
    _put_numbers(kind, entry, csl)
    for field, names in fields.TEXTS.items():
        csl[field] = entry.lines(*names) if field in LONG_TEXT_FIELDS else entry.text(*names)
    if kind in fields.THESES and not csl["genre"]:
        csl["genre"] = fields.THESES[kind]
    _put_identifiers(entry, csl)
    _put_dates(entry, csl)
    kept = {name: text for name, value in entry.left.items() if (text := clean(decode(value, unknown)))}
    if others:
        kept["and-others"] = others
    if kind not in fields.CSL_TYPES:
        kept["entrytype"] = kind
    if kept:
        csl["custom"] = {"bibtex": kept}
    _put_own(own, csl)
    return {field: value for field, value in csl.items() if value not in ("", None, [])}


def _type(kind: str, entry: _Entry) -> str:
    subtype = entry.left.get("entrysubtype", "").strip()
    if kind == "article" and subtype in ("magazine", "newspaper"):
        return f"article-{entry.take('entrysubtype')}"
    return fields.CSL_TYPES.get(kind, "document")


def _put_names(entry: _Entry, csl: Csl) -> str:
    """The people; returns for which field the file says that there are others."""
    incomplete = []
    for name, role in fields.NAMES.items():
        csl[role], others = from_bibtex(entry.take(name))
        if others:
            incomplete.append(name)
    return " ".join(incomplete)


def _put_container(kind: str, entry: _Entry, csl: Csl) -> None:
    names = ("journal", "journaltitle") if kind in fields.CONTAINERS else ("booktitle",)
    title = entry.text(*names, "journal", "journaltitle", "booktitle", "maintitle")
    subtitle = entry.text("journalsubtitle", "booksubtitle") if title else ""
    csl["container-title"] = f"{title}: {subtitle}" if subtitle else title
    own = fields.PUBLISHERS.get(kind, "publisher")
    csl["publisher"] = entry.text(own, "publisher", "institution", "school", "organization")


def _put_numbers(kind: str, entry: _Entry, csl: Csl) -> None:
    number = entry.text("number")
    if kind in fields.NUMBER_IS_ISSUE:
        csl["issue"] = number or entry.text("issue")
    else:
        csl["number" if kind in fields.NUMBER_IS_NUMBER else "collection-number"] = number
        csl["issue"] = entry.text("issue")
    csl["page"] = _DASHES.sub("-", entry.text("pages") or entry.text("eid"))


def _put_identifiers(entry: _Entry, csl: Csl) -> None:
    for field, names in fields.VERBATIM.items():
        csl[field] = _verbatim(entry.take(*names))
    link = _URL_COMMAND.search(entry.left.get("howpublished", ""))
    if link and not csl["URL"]:
        rest = _URL_COMMAND.sub("", entry.take("howpublished"))
        csl["URL"] = link[1].strip()
        if rest.strip(" ,.;"):
            entry.left["howpublished"] = rest
    source = entry.left.get("eprinttype") or entry.left.get("archiveprefix") or ""
    if source.strip().lower() in _PUBMED and not csl["PMID"]:
        csl["PMID"] = entry.plain("eprint")
        entry.take("eprinttype")
        entry.take("archiveprefix")


def _verbatim(raw: str) -> str:
    """An address or a number, where most programs do not mind LaTeX: what is escaped there is unescaped."""
    raw = match[1] if (match := _URL_COMMAND.fullmatch(raw)) else raw
    raw = raw.replace("{\\_}", "_").replace("{\\textunderscore}", "_").replace("$<$", "<").replace("$>$", ">")
    return clean(re.sub(r"\\([_%&#~$^{}])(\{\})?", r"\1", raw).replace("{", "").replace("}", ""))


def _put_dates(entry: _Entry, csl: Csl) -> None:
    date = entry.take("date").strip("{} ")  # a ~ in it is a sign of EDTF
    year, month, day = (
        entry.plain("year"),
        decode(entry.take("month")).replace("\u00a0", " "),
        entry.plain("day"),
    )
    csl["issued"] = dates.from_edtf(date) or dates.from_year(year, month, day)
    csl["accessed"] = dates.from_edtf(entry.plain("urldate"))
    csl["original-date"] = dates.from_edtf(entry.plain("origdate"))


def _put_own(own: Mapping[str, str], csl: Csl) -> None:
    """What was written as JSON goes before everything; null says that there is no such field."""
    for name, raw in own.items():
        field = _CSL_NAMES.get(name.removeprefix(OWN))
        try:
            value: Any = json.loads(raw)
        except (ValueError, RecursionError):
            field = None
        if field is None:
            custom = csl.setdefault("custom", {"bibtex": {}})
            custom.setdefault("bibtex", {})[name] = clean(decode(raw))
        elif value is None:
            csl.pop(field, None)
        else:
            csl[field] = value
