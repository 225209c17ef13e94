"""Source lines become drafts of references: one a work, with every marker and anchor that leads to it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cms.bibliography.characters import clean
from cms.bibliography.identifiers import Identifier
from cms.legacy.convert.markers import Sources, uses_round_markers
from cms.legacy.drafts import ReferenceDraft
from cms.legacy.items import Footnote, Item, SourceLine

_CSL_KEYS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID"}
_MAX_TITLE = 1000


@dataclass(slots=True)
class ReferenceList:
    """The drafts in order, and which of them each source line became."""

    drafts: list[ReferenceDraft] = field(default_factory=list)
    of_line: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _known: dict[Identifier | str, int] = field(default_factory=dict)

    def add(self, draft: ReferenceDraft) -> int:
        """The index of the draft, or of the one of the same work."""
        keys: Sequence[Identifier | str] = draft.identifiers or (
            str(draft.csl.get("URL") or " ".join(draft.raw.casefold().split())),
        )
        place = next((self._known[key] for key in keys if key in self._known), None)
        if place is None:
            place = len(self.drafts)
            self.drafts.append(draft)
        for key in keys:
            self._known.setdefault(key, place)
        return place

    def mark_cited(self, cited: set[int]) -> tuple[ReferenceDraft, ...]:
        """The drafts, with those that the text refers to in place marked."""
        return tuple(replace(draft, cited=place in cited) for place, draft in enumerate(self.drafts))


def references_of(item: Item) -> ReferenceList:
    """The works that the source lines name; a line with several of one kind of identifier names several."""
    found = ReferenceList()
    for line in item.source_lines:
        places = [found.add(draft) for draft in _drafts(line)]
        found.of_line[line.line] = tuple(dict.fromkeys(places))
    return found


def sources_of(item: Item, references: ReferenceList) -> Sources:
    """What markers in the text of the item can lead to."""
    markers: dict[str, tuple[int, ...]] = {}
    anchors: dict[str, tuple[int, ...]] = {}
    for line in item.source_lines:
        places = references.of_line[line.line]
        if line.marker:
            markers.setdefault(line.marker, places)
        for anchor in line.anchors:
            anchors.setdefault(anchor, places)
    notes = [element for element in item.elements if isinstance(element, Footnote)]
    numbered = len(markers) > 1 and all(marker.isdecimal() for marker in markers)
    texts = [paragraph.text for paragraph in item.paragraphs]
    return Sources(
        markers=markers,
        anchors=anchors,
        footnotes={note.marker for note in notes if note.marker},
        footnote_anchors={anchor for note in notes for anchor in note.anchors},
        round_ones=numbered and uses_round_markers(texts, markers),
    )


def _drafts(line: SourceLine) -> Iterator[ReferenceDraft]:
    kinds = Counter(identifier.kind for identifier in line.identifiers)
    if kinds and max(kinds.values()) > 1:
        for one in line.identifiers:
            yield _draft(SourceLine(line.raw, lines=line.lines, identifiers=(one,)))
    else:
        yield _draft(line)


def _draft(line: SourceLine) -> ReferenceDraft:
    csl: dict[str, Any] = {"type": "article-journal" if line.identifiers or line.parts else "webpage"}
    # A record needs a title. Where the source has none, the identifier stands in for it, and a note says so.
    csl["title"] = clean(line.title)[:_MAX_TITLE] or str(line.identifier or line.url or line.raw)[:_MAX_TITLE]
    for name, date in (("issued", line.date), ("accessed", line.accessed)):
        if date:
            csl[name] = {"date-parts": [[int(part) for part in date.split("-")]]}
    if line.url:
        csl["URL"] = line.url
    csl |= line.parts
    csl |= {_CSL_KEYS[identifier.kind]: identifier.value for identifier in line.identifiers}
    return ReferenceDraft(
        csl=csl,
        identifiers=line.identifiers,
        title_missing=not line.title,
        title_truncated=line.title_truncated,
        line=line.line,
        raw=line.raw,
    )
