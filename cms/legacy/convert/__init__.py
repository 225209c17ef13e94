"""A neutral item becomes the draft of a page here, and what is proposed or odd is said in notes.

Nothing is invented. A title is proposed from the article's own words; a reference holds what the source
line says; facts of the study are proposed for a person to accept.
"""

from collections.abc import Iterator
from typing import Any

from cms.legacy.convert.draft import Draft, anchors_of
from cms.legacy.convert.elements import blocks_of
from cms.legacy.convert.outline import without_empty_headings
from cms.legacy.convert.panels import panels_of
from cms.legacy.convert.references import references_of, sources_of
from cms.legacy.convert.standfirst import standfirst_of
from cms.legacy.convert.titles import propose_title, title_of
from cms.legacy.drafts import Conversion, stable_id
from cms.legacy.entries import About
from cms.legacy.items import Heading, Item
from cms.legacy.notes import Note, is_code
from cms.legacy.observations import KnownRecords, observe
from cms.legacy.proposals import propose

__all__ = ["convert", "propose_title"]


def convert(item: Item, *, known: KnownRecords | None = None, about: About | None = None) -> Conversion:
    """Convert the item. ``known`` finds records of the library, to check the authors named in the text; ``about`` is
    what the old site knew of the article besides its text."""
    references = references_of(item)
    title, title_notes = title_of(item, about)
    elements, dropped = without_empty_headings(item, title)
    headings = [element for element in elements if isinstance(element, Heading)]
    draft = Draft(
        sources=sources_of(item, references),
        anchors=anchors_of(headings),
        address=about.address if about else "",
    )
    body: list[dict[str, Any]] = []
    for element in elements:
        for kind, value in blocks_of(element, draft):
            body.append({"type": kind, "value": value, "id": stable_id(item.sha256, len(body))})
    drafts = references.mark_cited(draft.cited_places)
    notes = [*title_notes, *dropped, *draft.notes, *_mended(item), *observe(item, drafts, known=known)]
    return Conversion(
        source=item.source,
        sha256=item.sha256,
        title=title,
        title_proposed=not (item.title and item.title.strip()),
        body=tuple(body),
        references=drafts,
        calls_to_action=tuple(panels_of(item)),
        notes=tuple(sorted(notes, key=lambda note: note.line or 0)),
        pictures=tuple(draft.pictures),
        files=tuple(draft.files),
        suggestions=propose(item),
        standfirst=standfirst_of(about, title, item),
    )


def _mended(item: Item) -> Iterator[Note]:
    """What the reader had to mend, in its own words where they are known."""
    for code in item.mended:
        yield Note(code) if is_code(code) else Note("mended", None, {"what": code})
