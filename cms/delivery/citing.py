"""The citations of one document: numbered in the order of the text, and printed as its style wants them.

Blocks are met twice: to collect what they cite, and to be put on the wire. What a value cited is found again by the
value's identity, which holds as long as the document is being built; a value that stands in several places is handed
out place by place, in the order in which it was collected.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from blocks.base import Cluster, PrintedCitation
from blocks.vocabulary import AcknowledgedStatus
from cms.bibliography import numbering
from cms.bibliography.styles import NLM, STYLES, Citations, Formatted
from cms.bibliography.styles.locators import split_locator
from cms.delivery.schemas import Acknowledgement, Citation, CitationItem
from cms.models import Reference

__all__ = ["DocumentCitations"]

ReferenceOf = Callable[[Any], Reference | None]


@dataclass(frozen=True, slots=True)
class _Cited:
    """A cited reference with what the editor wrote around it."""

    reference: Reference
    raw: Mapping[str, Any]

    def text(self, name: str) -> str | None:
        return str(self.raw[name]) if self.raw.get(name) else None

    def for_style(self) -> dict[str, object]:
        """The item as `cms.bibliography.styles` reads it."""
        label, locator = split_locator(self.text("locator") or "")
        return {
            "id": self.reference.key,
            "locator": locator,
            "label": label,
            "prefix": self.text("prefix") or "",
            "suffix": self.text("suffix") or "",
            "suppress-author": bool(self.raw.get("suppress_author")),
        }


class DocumentCitations:
    """The numbered and printed citations of a document.

    `clusters`: in document order. `reference_of`: the public reference of a primary key, or None. `style`: a citation
    style; one that this installation does not know (any more) is replaced by NLM.
    """

    def __init__(self, clusters: Iterable[Cluster], reference_of: ReferenceOf, style: str) -> None:
        self.style = style if style in STYLES else NLM
        self._clusters = list(clusters)
        self._cited = [list(_cited(cluster, reference_of)) for cluster in self._clusters]
        self._numbering = numbering.number(
            numbering.Cluster(position, tuple(numbering.Item(item.reference.key) for item in items))
            for position, items in enumerate(self._cited)
        )
        records = {
            item.reference.key: {**item.reference.csl, "id": item.reference.key}
            for items in self._cited
            for item in items
        }
        self._style = Citations(records.values(), style=self.style)
        self.entries: Mapping[str, Formatted] = self._style.entries() if records else {}
        """The formatted list by citation key, in the order of the style."""
        self.numbers = {key: place for place, key in enumerate(self.entries, start=1)}
        """Citation key → number in that list."""
        self.cited_in = self._numbering.cited_in
        """Citation key → ids of the citations that point at it."""
        self.citations = {
            position: self._citation(numbered)
            for position, numbered in self._numbering.by_key.items()
            if isinstance(position, int)
        }
        self._places: defaultdict[int, list[int]] = defaultdict(list)
        for position, cluster in enumerate(self._clusters):
            self._places[id(cluster.source)].append(position)
        self._handed_out: defaultdict[int, int] = defaultdict(int)

    def _citation(self, numbered: numbering.NumberedCluster[str]) -> Citation:
        assert isinstance(numbered.key, int)
        cluster, items = self._clusters[numbered.key], self._cited[numbered.key]
        mode = "narrative" if cluster.mode == "narrative" else "parenthetical"
        printed = self._style.format([item.for_style() for item in items], mode=mode)  # type: ignore[arg-type]
        return Citation(
            id=numbered.id,
            block=cluster.block,
            label=numbering.collapse([self.numbers[item.reference.key] for item in items])
            if STYLES[self.style].numeric
            else printed.text,
            text=printed.text,
            html=printed.html,
            mode=mode,
            items=[
                CitationItem(
                    reference=item.reference.key,
                    number=self.numbers[item.reference.key],
                    prefix=item.text("prefix"),
                    locator=item.text("locator"),
                    suffix=item.text("suffix"),
                    suppress_author=bool(item.raw.get("suppress_author")),
                    acknowledged=_acknowledgement(item),
                )
                for item in items
            ],
        )

    def of(self, source: Any, count: int) -> list[Citation | None]:
        """The citations of the next place where this raw value stands, which cites `count` times; None for each
        whose references are all gone, and nothing for a value that was not collected."""
        places = self._places.get(id(source), [])
        if not places:
            return []
        start = self._handed_out[id(source)] % len(places)
        self._handed_out[id(source)] = start + count
        return [self.citations.get(position) for position in places[start : start + count]]

    def printed(self, source: Any, count: int) -> list[PrintedCitation | None]:
        """The same, as running text shows them."""
        return [self._print(citation) if citation else None for citation in self.of(source, count)]

    def _print(self, citation: Citation) -> PrintedCitation:
        first = min(item.number for item in citation.items)
        return PrintedCitation(
            id=citation.id,
            html=citation.html,
            href=f"#ref-{first}",
            attached=citation.html.startswith("<sup>"),
        )


def _cited(cluster: Cluster, reference_of: ReferenceOf) -> Iterator[_Cited]:
    for item in cluster.raw if isinstance(cluster.raw, list | tuple) else ():
        raw = item.get("value", item) if isinstance(item, dict) else None
        reference = reference_of(raw.get("reference") or 0) if isinstance(raw, dict) else None
        if reference is not None and isinstance(raw, dict):
            yield _Cited(reference, raw)


def _acknowledgement(item: _Cited) -> Acknowledgement | None:
    """What the editor said about a notice, as far as it is about what the reference is now."""
    status, reason = item.text("acknowledged_status"), item.text("acknowledged_reason")
    if reason is None or status not in AcknowledgedStatus.values:
        return None
    return Acknowledgement(status=AcknowledgedStatus(status), reason=reason)
