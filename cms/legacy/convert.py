"""A neutral item becomes the draft of a page here, and what is proposed or odd is said in notes.

Nothing is invented. A title is proposed from the article's own words; a reference holds what the source
line says.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from cms.bibliography.characters import clean
from cms.bibliography.identifiers import Identifier
from cms.legacy.drafts import CallToActionDraft, Conversion, ReferenceDraft, rich_text, stable_id
from cms.legacy.items import Item, SourceLine
from cms.legacy.notes import Note
from cms.legacy.observations import KnownRecords, observe

MAX_TITLE_WORDS = 12
MAX_TITLE_LENGTH = 200

_CSL_KEYS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID"}
_VERB = re.compile(r"\s(?:is|are|was|were)\s")
_NO_SUBJECT = re.compile(
    r"(?:it|this|that|there|these|those|they|he|she|we|i|what|here|which)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")


def convert(item: Item, *, known: KnownRecords | None = None) -> Conversion:
    """Convert the item. ``known`` finds records of the library, to check the authors named in the text."""
    references = tuple(_references(item))
    title, title_note = _title(item)
    calls_to_action = tuple(_calls_to_action(item))
    notes = [*([title_note] if title_note else []), *observe(item, references, known=known)]
    return Conversion(
        source=item.source,
        sha256=item.sha256,
        title=title,
        title_proposed=item.title is None,
        body=tuple(
            {"type": "paragraph", "value": rich_text(paragraph.text), "id": stable_id(item.sha256, position)}
            for position, paragraph in enumerate(item.paragraphs)
        ),
        references=references,
        calls_to_action=calls_to_action,
        notes=tuple(sorted(notes, key=lambda note: note.line or 0)),
    )


def propose_title(text: str) -> str:
    """Propose a title: what the first sentence of an article is about, at most twelve words.

    "Lupus (SLE) is a disease that …" gives "Lupus (SLE)". A sentence that begins with a pronoun, or says
    what it is about only later, gives its first words.
    """
    sentence = _SENTENCE_END.split(text, maxsplit=1)[0]
    subject = _VERB.split(sentence, maxsplit=1)[0]
    words = subject.split()
    if subject == sentence or len(words) > MAX_TITLE_WORDS or _NO_SUBJECT.match(subject):
        words = sentence.split()
    cut = len(words) > MAX_TITLE_WORDS
    title = " ".join(words[:MAX_TITLE_WORDS]).rstrip(" .,;:!?-–—")[:MAX_TITLE_LENGTH]
    return f"{title} …" if cut else title


def _title(item: Item) -> tuple[str, Note | None]:
    if item.title is not None:
        return item.title, Note("title_from_first_line", item.title_lines[0], {"title": item.title})
    if item.paragraphs:
        first = item.paragraphs[0]
        title = propose_title(first.text)
        if title:
            return title, Note("title_proposed", first.line, {"title": title})
    name = re.sub(r"[\W_]+", " ", item.source.rsplit(".", 1)[0]).strip().capitalize() or item.sha256[:12]
    return name[:MAX_TITLE_LENGTH], Note("title_from_file_name", None, {"title": name[:MAX_TITLE_LENGTH]})


def _references(item: Item) -> Iterator[ReferenceDraft]:
    """One draft a work; a line that names several works of one kind of identifier gives one for each."""
    seen = set[Identifier]()
    for line in item.source_lines:
        kinds = Counter(identifier.kind for identifier in line.identifiers)
        if kinds and max(kinds.values()) > 1:
            drafts = [
                _reference(SourceLine(line.raw, line.lines, identifiers=(one,))) for one in line.identifiers
            ]
        else:
            drafts = [_reference(line)]
        for draft in drafts:
            if not draft.identifiers or seen.isdisjoint(draft.identifiers):
                yield draft
            seen.update(draft.identifiers)


def _reference(line: SourceLine) -> ReferenceDraft:
    csl: dict[str, Any] = {"type": "article-journal" if line.identifiers else "webpage"}
    # A record needs a title. Where the source has none, the identifier stands in for it, and a note says so.
    csl["title"] = clean(line.title) or str(line.identifier or line.url or line.raw)
    for name, date in (("issued", line.date), ("accessed", line.accessed)):
        if date:
            csl[name] = {"date-parts": [[int(part) for part in date.split("-")]]}
    if line.url:
        csl["URL"] = line.url
    csl |= {_CSL_KEYS[identifier.kind]: identifier.value for identifier in line.identifiers}
    return ReferenceDraft(
        csl=csl,
        identifiers=line.identifiers,
        title_missing=not line.title,
        title_truncated=line.title_truncated,
        line=line.line,
        raw=line.raw,
    )


def _calls_to_action(item: Item) -> Iterator[CallToActionDraft]:
    seen: Counter[str] = Counter()
    for form in item.forms:
        seen[form.kind] += 1
        slug = form.kind.replace("_", "-")
        yield CallToActionDraft(
            kind=form.kind,
            slug=slug if seen[form.kind] == 1 else f"{slug}-{seen[form.kind]}",
            heading=form.heading,
            body=rich_text(form.text),
            success_message=form.success_message,
            button_label=form.button,
            occurrences=form.occurrences,
            line=form.line,
            placement_id=stable_id(item.sha256, f"{form.kind}-{seen[form.kind]}"),
        )
