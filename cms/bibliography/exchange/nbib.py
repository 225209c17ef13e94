"""NBIB, the format that PubMed's "Send to: Citation manager" saves (tags of MEDLINE/PubMed data).

NBIB can not hold: a type that is not in PUBLICATION_TYPES; the CSL fields that `write` does not name, nor citation keys
(the PMID is the key); suffixes of names other than Jr, Sr, 2nd to 4th, II to IV; names of organisations but as authors;
that particles were not split from a family name; circa dates; several lines in an abstract; what is under `custom`, but
for the tags that an NBIB file brought along. What PubMed notes about its own work (when a record was entered, revised,
indexed) and the line of text that repeats the source (SO) are left out on purpose.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from typing import Any

from cms.bibliography.characters import scalar_text
from cms.bibliography.dates import DateValue
from cms.bibliography.exchange import nbib_values as values
from cms.bibliography.exchange.reading import MAX_LINES, Csl, Reading
from cms.bibliography.exchange.soundness import accept
from cms.bibliography.exchange.tagged import Tagged, kept_values, unused
from cms.bibliography.identifiers.dois import printed_doi
from cms.bibliography.names import Name, names_of

__all__ = ["looks_like", "read", "write"]

_TAG = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*)|)", re.DOTALL)
_START = re.compile(r"^PMID ?-", re.MULTILINE)
_QUALIFIER = re.compile(r" \((?:Electronic|Print|Linking|Undetermined|[a-z ]{1,40})\)$")
_PROCESSING = frozenset(["CRDT", "DCOM", "EDAT", "LR", "MHDA", "OWN", "PHST", "SB", "SO", "STAT"])
_CSL_TYPES = {words: kind for kind, words in values.PUBLICATION_TYPES.items()}
_LANGUAGES = {medline: csl for csl, medline in values.LANGUAGES.items()}

# What is one text in both; a further value of such a tag is kept as it is.
_TEXTS: Mapping[str, str] = {
    "PMID": "PMID",
    "volume": "VI",
    "issue": "IP",
    "page": "PG",
    "container-title": "JT",
    "container-title-short": "TA",
    "publisher": "PB",
    "publisher-place": "PL",
    "edition": "EN",
    "collection-title": "CTI",
    "original-title": "TT",
    "PMCID": "PMC",
    "abstract": "AB",
    "note": "GN",
}
_WIDTH = 81


def looks_like(text: str) -> bool:
    """Whether a line begins an entry."""
    return _START.search(text) is not None


def read(text: str, reading: Reading) -> None:
    """Add the records and problems of a file. Raise TooMuch."""
    for number, entry in enumerate(_entries(text, reading), start=1):
        if len(entry.fields) > MAX_LINES:
            reading.refuse(f"entry {number}", entry.line, f"The entry has more than {MAX_LINES} lines.")
            continue
        csl = _record(entry)
        left = unused(entry, ignored=_PROCESSING)
        if left:
            csl["custom"] = {"nbib": left}
        pmid = csl.get("PMID")
        name = f"PMID {pmid}" if pmid else csl.get("title") or f"entry {number}"
        accept(reading, csl, name=str(name), line=entry.line)


def _entries(text: str, reading: Reading) -> Iterator[Tagged]:
    """An entry begins with its PMID, or after an empty line."""
    entry: Tagged | None = None
    after_blank = True
    outside = 0
    for number, line in enumerate(text.split("\n"), start=1):
        match = _TAG.fullmatch(line.rstrip(" \t")) if line[4:5] in ("-", "") or line[:5].count("-") else None
        if match and (after_blank or match[1] == "PMID"):
            if entry is not None:
                yield entry
            entry = Tagged(number)
        if match and entry is not None:
            entry.fields.append((match[1], [match[2] or ""]))
        elif line.strip() and entry is not None and line.startswith(" "):
            entry.fields[-1][1].append(line.strip(" \t"))
        elif line.strip() and not outside:
            outside = number
            reading.refuse("", number, "This line is not of an entry: it has no tag such as “PMID- ”.")
        after_blank = not line.strip()
    if entry is not None:
        yield entry


def _record(entry: Tagged) -> Csl:
    csl: Csl = {}
    for field, tag in _TEXTS.items():
        csl[field] = _only(entry, tag)
    title, book = _only(entry, "TI"), _only(entry, "BTI")
    csl["title"] = (title or book).removesuffix(".")
    if title and book:
        csl["container-title"] = csl["container-title"] or book.removesuffix(".")
    csl["author"] = _authors(entry)
    csl["editor"] = [values.full_name(text) for text in entry.all("FED")] or [
        values.short_name(text) for text in entry.all("ED")
    ]
    entry.used.add("ED")
    issued, day = values.date_from(_only(entry, "DP")), values.day_from(_only(entry, "DEP"))
    csl["issued"], csl["available-date"] = issued or day, day if issued else None
    csl["DOI"] = next(
        (printed_doi(text[:-6]) for text in entry.all("AID", "LID") if text.endswith(" [doi]")), ""
    )
    _drop(
        entry, ("AID", "LID"), lambda text: text.endswith(" [doi]") and printed_doi(text[:-6]) == csl["DOI"]
    )
    for field, tag in (("ISSN", "IS"), ("ISBN", "ISBN")):
        csl[field] = _QUALIFIER.sub("", _only(entry, tag))
    language = _only(entry, "LA")
    csl["language"] = _LANGUAGES.get(language, language)
    csl["keyword"] = "; ".join(entry.all("OT"))
    csl["type"] = _type(entry, csl, is_book=bool(book))
    return csl


def _only(entry: Tagged, tag: str) -> str:
    """The first value of a tag, which is taken away, so that others of that tag are kept."""
    for index, (one, lines) in enumerate(entry.fields):
        text = " ".join(lines).strip(" \t")
        if one == tag and text:
            del entry.fields[index]
            return text
    return ""


def _drop(entry: Tagged, tags: tuple[str, ...], known: Any) -> None:
    entry.used.difference_update(tags)
    entry.fields = [
        (tag, lines) for tag, lines in entry.fields if not (tag in tags and known(" ".join(lines)))
    ]


def _authors(entry: Tagged) -> list[Csl]:
    """People and groups in the order of the file. A short form (AU) counts where no full one (FAU) stands before it."""
    authors: list[Csl] = []
    has_full = False
    entry.used.update(("FAU", "AU", "CN"))
    for tag, lines in entry.fields:
        text = " ".join(lines).strip(" \t")
        if not text:
            continue
        if tag == "FAU":
            authors.append(values.full_name(text))
        elif tag == "CN":
            authors.append({"literal": text})
        elif tag == "AU" and not has_full:
            authors.append(values.short_name(text))
        if tag in ("FAU", "AU", "CN"):
            has_full = tag == "FAU"
    return authors


def _type(entry: Tagged, csl: Csl, *, is_book: bool) -> str:
    kinds = [_CSL_TYPES[text] for text in entry.all("PT") if text in _CSL_TYPES]
    _drop(entry, ("PT",), lambda text: text in _CSL_TYPES)
    other = next((kind for kind in kinds if kind != "article-journal"), None)
    if is_book:
        return "chapter" if csl["container-title"] else "book"
    return other or (kinds[0] if kinds else "article-journal" if csl["container-title"] else "document")


def write(records: Iterable[Mapping[str, Any]]) -> str:
    """The records, each after an empty line as PubMed has it."""
    return "".join("\n".join(["", *_lines(csl), ""]) for csl in records)


def _lines(csl: Mapping[str, Any]) -> Iterator[str]:
    for tag, value in _fields(csl):
        pieces = wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
        yield f"{tag:<4}- {pieces[0]}"
        yield from (f"      {piece}" for piece in pieces[1:])


def _fields(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = scalar_text(csl.get("type"))
    texts = {field: scalar_text(csl.get(field)) for field in _TEXTS}
    yield "PMID", texts["PMID"]  # every entry begins with it, also where there is none
    for field, tag in (("ISSN", "IS"), ("ISBN", "ISBN")):
        if text := scalar_text(csl.get(field)):
            yield tag, text
    issued, day = DateValue.of(csl.get("issued")), DateValue.of(csl.get("available-date"))
    if issued is not None:
        yield "DP", values.date_text(issued)
    title = scalar_text(csl.get("title"))
    yield "TI", title if title.endswith(("?", "!")) else f"{title}."
    if doi := scalar_text(csl.get("DOI")):
        yield "AID", f"{doi} [doi]"
    if day is not None and (text := values.day_text(day)):
        yield "DEP", text
    for name in names_of(csl):
        yield from _name_fields(name, "FAU", "AU")
    for name in names_of(csl, role="editor"):
        yield from _name_fields(name, "FED", "ED")
    if language := scalar_text(csl.get("language")):
        yield "LA", values.LANGUAGES.get(language, language)
    if kind in values.PUBLICATION_TYPES:
        yield "PT", values.PUBLICATION_TYPES[kind]
    for word in scalar_text(csl.get("keyword")).split("; "):
        if word:
            yield "OT", word
    for field, tag in _TEXTS.items():
        if field != "PMID" and texts[field]:
            yield tag, texts[field]
    yield from kept_values(csl, "nbib")


def _name_fields(name: Name, full: str, short: str) -> Iterator[tuple[str, str]]:
    if name.literal:
        yield "CN" if full == "FAU" else full, name.literal
    else:
        yield full, values.full_name_text(name)
        yield short, values.short_name_text(name)
