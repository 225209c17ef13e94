"""What a conversion notices about an item: an editor hears of it, and nothing is changed because of it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cms.bibliography.identifiers import Identifier
from cms.bibliography.names import names_of
from cms.legacy.drafts import ReferenceDraft
from cms.legacy.items import Form, Item, ListElement, Paragraph, Quote, Table
from cms.legacy.notes import Note
from cms.legacy.sources import label_length

Record = Mapping[str, Any]
"""A CSL-JSON item."""

KnownRecords = Callable[[Sequence[Identifier]], Record | None]
"""Looks identifiers up in the library; None when the work is not there."""

PROMOTIONAL_KINDS = frozenset({"information_packet", "download", "donate"})
"""Kinds of call to action that usually promote something, so that a disclosure is asked for."""

MOST_WORKS = 3
"""So many works are named in one note."""

_PROSE = Paragraph | ListElement | Quote | Table

_NAMED = re.compile(
    r"\b([A-ZÀ-ÖØ-Þ][\w’'-]{1,40})(?:,? et\.? a[lt]\b|(?:,? and| &) (?:colleagues|co-?workers)\b)"
)
_SLIPS = (
    (re.compile(r"\bet\.? at\.", re.IGNORECASE), "et al."),
    (re.compile(r"\bet\. al\b\.?", re.IGNORECASE), "et al."),
)


def observe(
    item: Item, references: Sequence[ReferenceDraft], *, known: KnownRecords | None = None
) -> Iterator[Note]:
    """Notes on text, sources, named authors and forms. ``known`` finds records of the library."""
    yield from _notes_on_text(item)
    yield from _notes_on_sources(item)
    yield from _notes_on_authors(item, references, known)
    yield from _notes_on_forms(item)


def _notes_on_text(item: Item) -> Iterator[Note]:
    if item.encoding_guessed:
        yield Note("encoding_guessed", None, {"encoding": item.encoding})
    if item.tidied.controls:
        yield Note("control_characters_removed", None, {"count": item.tidied.controls})
    if not any(isinstance(element, _PROSE) for element in item.elements):
        yield Note("no_prose")
    for paragraph in item.paragraphs:
        if label_length(paragraph.text):
            yield Note("source_not_found", paragraph.line)
        for pattern, meant in _SLIPS:
            for match in pattern.finditer(paragraph.text):
                yield Note("possible_slip", paragraph.line, {"found": match.group(), "meant": meant})


def _notes_on_sources(item: Item) -> Iterator[Note]:
    for line in item.source_lines:
        work = str(line.identifier or line.url)
        if not line.identifiers:
            yield Note("source_without_identifier", line.line, {"work": work})
        elif len({identifier.kind for identifier in line.identifiers}) < len(line.identifiers):
            yield Note("several_works", line.line)
        if not line.title:
            yield Note("source_title_missing", line.line, {"work": work})
        elif line.title_truncated:
            yield Note("source_title_truncated", line.line, {"title": line.title})
        elif not line.title_quoted and not line.parts:
            yield Note("source_title_unclear", line.line, {"title": line.title})


def _notes_on_authors(
    item: Item, references: Sequence[ReferenceDraft], known: KnownRecords | None
) -> Iterator[Note]:
    """Compare the names before "et al." with the authors of the cited works."""
    if not references:
        return
    records = [(known(reference.identifiers) if known else None) or reference.csl for reference in references]
    families = [[name.family or name.literal for name in names_of(record)] for record in records]
    works = ", ".join(reference.work for reference in references[:MOST_WORKS])
    works += " …" if len(references) > MOST_WORKS else ""
    for name, line in _named_authors(item.paragraphs).items():
        if any(name.casefold() == family.casefold() for names in families for family in names):
            continue
        if any(
            re.search(rf"\b{re.escape(name)}\b", reference.raw, re.IGNORECASE) for reference in references
        ):
            continue
        if all(families):
            authors = ", ".join(family for names in families for family in names)
            yield Note(
                "named_author_not_among_authors", line, {"named": name, "work": works, "authors": authors}
            )
        else:
            yield Note("named_author_unchecked", line, {"named": name, "work": works})


def _named_authors(paragraphs: Sequence[Paragraph]) -> dict[str, int]:
    found: dict[str, int] = {}
    for paragraph in paragraphs:
        for match in _NAMED.finditer(paragraph.text):
            found.setdefault(match.group(1), paragraph.line)
    return found


def _notes_on_forms(item: Item) -> Iterator[Note]:
    for form in item.forms:
        yield from _notes_on_form(form)
    for remnant in item.remnants:
        yield Note("form_remnant", remnant.line, {"text": remnant.text})


def _notes_on_form(form: Form) -> Iterator[Note]:
    if form.repeats:
        yield Note("repeats_merged", form.line, {"heading": form.heading, "count": form.repeats})
    if not form.text and not form.success_message:
        yield Note("form_incomplete", form.line, {"heading": form.heading})
    if form.labels:
        yield Note(
            "form_lines_set_aside", form.line, {"heading": form.heading, "labels": "; ".join(form.labels)}
        )
    if form.kind in PROMOTIONAL_KINDS:
        yield Note("disclosure_needed", form.line, {"heading": form.heading})
