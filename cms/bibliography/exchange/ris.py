"""RIS, as reference managers and publishers write it (specification of 2011, with what came before and after).

RIS can not hold: a type that is not in RIS_TYPES; the CSL fields that `write` does not name; that particles were not
split from a family name; more than year, month, day, season or range
of a date; blank lines in a note; a short title of a journal without its full one; what is under `custom`, but for the
tags that a RIS file brought along; one page (without a last one) of a book.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cms.bibliography.characters import scalar_text
from cms.bibliography.dates import DateValue
from cms.bibliography.exchange.reading import MAX_LINES, Csl, Reading
from cms.bibliography.exchange.ris_dates import date_from, date_text
from cms.bibliography.exchange.ris_types import BOOKS, CSL_TYPES, NAMES, RIS_TYPES, TEXTS
from cms.bibliography.exchange.soundness import accept, scalar_lines
from cms.bibliography.exchange.tagged import Tagged, kept_values, name_from, name_line, page_of, unused
from cms.bibliography.names import names_of

__all__ = ["looks_like", "read", "write"]

_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|)", re.DOTALL)
_START = re.compile(r"^TY {1,2}-", re.MULTILINE)
_RANGE = re.compile(r"([^\s,;–-]+)-([^\s,;–-]+)")
_PUBMED = re.compile("pubmed|medline", re.IGNORECASE)


def looks_like(text: str) -> bool:
    """Whether a line begins an entry."""
    return _START.search(text) is not None


def read(text: str, reading: Reading) -> None:
    """Add the records and problems of a file. Raise TooMuch."""
    for number, (entry, complete) in enumerate(_entries(text, reading), start=1):
        if len(entry.fields) > MAX_LINES:
            reading.refuse(f"entry {number}", entry.line, f"The entry has more than {MAX_LINES} lines.")
            continue
        csl = _record(entry)
        warnings = [] if complete else ["The end of the entry (ER) is missing."]
        kind = entry.first("TY").upper()
        if kind not in CSL_TYPES:
            warnings.append(f"The type {kind[:20]!r} is not one of RIS; it became “document”.")
        name = csl.get("id") or csl.get("title") or f"entry {number}"
        left = unused(entry, ignored=("TY", "ER"))
        if left:
            csl["custom"] = {"ris": left}
        accept(reading, csl, name=str(name), line=entry.line, warnings=warnings)


def _entries(text: str, reading: Reading) -> Iterator[tuple[Tagged, bool]]:
    entry: Tagged | None = None
    outside = 0
    for number, line in enumerate(text.split("\n"), start=1):
        match = _TAG.fullmatch(line.rstrip(" \t")) if line[2:3] == " " else None
        tag = match[1] if match else ""
        if tag == "TY":
            if entry is not None:
                yield entry, False
            entry = Tagged(number, [("TY", [(match[2] or "") if match else ""])])
        if entry is None:
            if line.strip() and tag != "ER" and not outside:
                outside = number
                reading.refuse(
                    "", number, "Text outside an entry was not read; an entry begins with “TY  - ”."
                )
        elif tag == "ER":
            yield entry, True
            entry = None
        elif match:
            entry.fields.append((tag, [match[2] or ""]))
        elif entry.fields:
            entry.fields[-1][1].append(line.strip(" \t"))
    if entry is not None:
        yield entry, False


def _record(entry: Tagged) -> Csl:
    csl: Csl = {"type": CSL_TYPES.get(entry.first("TY").upper(), "document")}
    for field, tags in TEXTS.items():
        found = [value for tag in tags for value in entry.all(tag)]
        if found:
            csl[field] = found[0]
            if len(found) > 1:  # kept as they are
                entry.used.difference_update(tags)
                entry.fields = [
                    (tag, lines) for tag, lines in entry.fields if not _is(tag, lines, tags, found[0])
                ]
    for field, tags in NAMES.items():
        csl[field] = [name_from(text) for text in entry.all(*tags)]
    _put_container(entry, csl)
    _put_pages(entry, csl)
    _put_numbers(entry, csl)
    csl["abstract"] = entry.lines("AB", "N2")
    csl["note"] = entry.lines("N1", "RN")
    csl["keyword"] = "; ".join(entry.all("KW"))
    csl["issued"] = next(
        (date for text in entry.all("DA") + entry.all("Y1", "PY") if (date := date_from(text))), None
    )
    csl["accessed"] = next((date for text in entry.all("Y2") if (date := date_from(text))), None)
    return csl


def _is(tag: str, lines: list[str], tags: tuple[str, ...], value: str) -> bool:
    return tag in tags and scalar_text(" ".join(lines)) == value


def _put_container(entry: Tagged, csl: Csl) -> None:
    """The full title of a journal stands in T2, JF or JO, a short one in J2, JA or J1, or in JO beside a full one."""
    series = entry.first("T2") if csl["type"] in BOOKS else ""
    full = [*([] if series else entry.all("T2")), *entry.all("JF"), *entry.all("JO")]
    book = entry.first("BT")
    if book and "title" in csl:
        full.append(book)
    elif book:
        csl["title"] = book
    short = [*entry.all("J2", "JA", "J1"), *(text for text in full[1:] if text != full[0])]
    if series:
        csl.setdefault("collection-title", series)
    csl["container-title"] = next(iter([*full, *short]), "")
    csl["container-title-short"] = next(iter(short), "")


def _put_pages(entry: Tagged, csl: Csl) -> None:
    first, last = entry.first("SP"), entry.first("EP")
    if csl["type"] in BOOKS and first and not last and not _RANGE.fullmatch(first):
        csl["number-of-pages"] = first
    else:
        csl["page"] = page_of(first, last) or entry.first("C7")


def _put_numbers(entry: Tagged, csl: Csl) -> None:
    """Identifiers: SN by its shape; AN and C2 are what PubMed and EndNote write a PMID and a PMCID into."""
    for text in entry.all("SN"):
        length = len(re.sub("[^0-9Xx]", "", text.split(" ")[0]))
        is_issn = length == 8 if length in (8, 10, 13) else csl["type"].startswith("article")
        field = "ISSN" if is_issn else "ISBN"
        csl[field] = f"{csl[field]}, {text}" if csl.get(field) else text
    number, source = entry.first("AN"), entry.first("DB")
    labelled = re.fullmatch(r"(?:PMID|PubMed ID)?[: ]*([0-9]{1,9})", number, re.IGNORECASE)
    bare = number.isdecimal()
    if labelled and (not bare or _PUBMED.search(source)):
        csl["PMID"] = labelled[1]
        source = "" if bare else source
    elif number:
        entry.used.discard("AN")
    csl["source"] = source
    if re.fullmatch("PMC[0-9]+", entry.first("C2")):
        csl["PMCID"] = entry.first("C2")
    else:
        entry.used.discard("C2")
    if "DOI" not in csl and str(csl.get("genre", "")).startswith("10."):  # where RIS had it before DO
        csl["DOI"] = csl.pop("genre")


def write(records: Iterable[Mapping[str, Any]]) -> str:
    """The records, one after the other, each closed by ER."""
    return "".join("\n".join([*_lines(csl), "ER  - ", ""]) for csl in records)


def _lines(csl: Mapping[str, Any]) -> Iterator[str]:
    for tag, value in _fields(csl):
        lines = value.split("\n")
        yield f"{tag}  - {lines[0]}"
        for line in lines[1:]:
            yield f"  {line}" if _TAG.match(line) else line


def _fields(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = scalar_text(csl.get("type"))
    yield "TY", RIS_TYPES.get(kind, "GEN")
    for role, tags in NAMES.items():
        for name in names_of(csl, role=role):
            yield tags[0], name_line(name)
    for field, tags in TEXTS.items():
        if text := scalar_text(csl.get(field)):
            yield tags[0], text
    if text := scalar_text(csl.get("container-title")):
        yield "JF" if kind in BOOKS else "T2", text
    if text := scalar_text(csl.get("container-title-short")):
        yield "J2", text
    yield from _date_fields(csl)
    page = scalar_text(csl.get("page"))
    parts = _RANGE.fullmatch(page)
    if parts and parts[1] != parts[2]:
        yield "SP", parts[1]
        yield "EP", parts[2]
    elif page or (kind in BOOKS and csl.get("number-of-pages")):
        yield "SP", page or scalar_text(csl["number-of-pages"])
    yield from _number_fields(csl)
    for line in scalar_lines(csl.get("note")).split("\n"):
        if line:
            yield "N1", line
    for word in scalar_text(csl.get("keyword")).split("; "):
        if word:
            yield "KW", word
    if text := scalar_lines(csl.get("abstract")):
        yield "AB", text
    yield from kept_values(csl, "ris")


def _date_fields(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    issued = DateValue.of(csl.get("issued"))
    if issued is not None:
        if issued.start is not None:
            yield "PY", str(issued.start.year)
        yield "DA", date_text(issued)
    accessed = DateValue.of(csl.get("accessed"))
    if accessed is not None:
        yield "Y2", date_text(accessed)


def _number_fields(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field in ("ISSN", "ISBN"):
        if text := scalar_text(csl.get(field)):
            yield "SN", text
    pmid, source = scalar_text(csl.get("PMID")), scalar_text(csl.get("source"))
    if pmid:
        yield "AN", f"PMID: {pmid}" if source else pmid
    if source or pmid:
        yield "DB", source or "PubMed"
    if pmcid := scalar_text(csl.get("PMCID")):
        yield "C2", pmcid
