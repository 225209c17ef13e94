"""The resolver as one document sees it: with its citations numbered, its outline and its anchors."""

import itertools
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from django.utils.text import slugify

from blocks.base import Cluster, PrintedCitation, adapter_for
from blocks.schemas import PageLink
from cms.bibliography.styles import NLM
from cms.delivery.citing import DocumentCitations
from cms.delivery.loading import PageTopic
from cms.delivery.parts import parts_of
from cms.delivery.placing.document import DocumentPanels
from cms.delivery.placing.policy import Policy
from cms.delivery.records import record_of, record_values
from cms.delivery.resolver import Resolver
from cms.delivery.schemas import (
    Alternate,
    Citation,
    Links,
    OutlineEntry,
    ReferenceEntry,
    ReferenceRecord,
    TopicLink,
)
from cms.delivery.sources import FoundPage

__all__ = ["DocumentResolver", "key_of"]

KEYS = uuid.UUID("6f1d0a3e-3c53-5b0e-9a51-6d2a1f0d8c11")
"""Namespace of the documents' keys (version 5 UUIDs)."""


class DocumentResolver:
    """The resolver as one document sees it: with its numbering, its outline and its anchors."""

    def __init__(self, shared: Resolver, page: Any, policy: Policy, topics: Sequence[PageTopic]) -> None:
        self.shared, self.page, self.policy, self._topics = shared, page, policy, topics
        self.panels = DocumentPanels(page, policy, topics=(topic.key for topic in topics), get=self.get)
        self.outline: list[OutlineEntry] = []
        self._anchors: set[str] = set()
        self._raw: dict[str, Any] = {}
        self._set_anchors = set(self._anchors_of(page))
        # The raw values live as long as this resolver does: `DocumentCitations` knows them by their identity.
        self.cited = DocumentCitations(
            self._clusters(page), partial(self.get, "cms.reference"), self._style()
        )

    @cached_property
    def _places(self) -> set[str]:
        """The anchors of citations, and of the entries of the list."""
        entries = {f"ref-{number}" for number in self.cited.numbers.values()}
        return entries | {citation.id for citation in self.cited.citations.values()}

    def _anchors_of(self, page: Any) -> Iterator[str]:
        """The anchors that editors set to keep old links alive: no heading gets one of them by itself."""
        for part in parts_of(type(page)):
            for name in part.streams():
                headings = (each["value"] for each in self.raw(name) if each["type"] == "heading")
                yield from (
                    str(value["anchor"])
                    for value in headings
                    if isinstance(value, dict) and value.get("anchor")
                )

    def _style(self) -> str:
        """The page's citation style, or its site's."""
        own: str = self.page.citation_style
        return own or self.policy.style or NLM

    def _clusters(self, page: Any) -> Iterator[Cluster]:
        for part in parts_of(type(page)):
            for name in part.streams():
                field = page._meta.get_field(name)
                yield from adapter_for(field.stream_block).clusters(self.raw(name), self, "")

    def raw(self, name: str) -> Any:
        """The stored value of one of the page's streams: the same object each time, whatever happens to the page."""
        if name not in self._raw:
            self._raw[name] = self.page._meta.get_field(name).raw(self.page)
        return self._raw[name]

    # What blocks ask (`blocks.base.Resolver`)

    def get(self, kind: str, pk: int | str) -> Any:
        """The wire form of a public object, or None."""
        return self.shared.get(kind, pk)

    def cite(self, raw: Sequence[Mapping[str, Any]]) -> list[str]:
        """The id of the citation that stands for a raw list of cited references, if any of them exists."""
        return [citation.id for citation in self.cited.of(raw, 1) if citation]

    def citations_in(self, stored: str, count: int) -> Sequence[PrintedCitation | None]:
        """How the citations of a rich text are printed."""
        return self.cited.printed(stored, count)

    def heading(self, text: str, *, level: int, anchor: str) -> str:
        """Take a heading into the outline; an anchor that is taken gets a number."""
        wanted = anchor or slugify(text) or "section"
        taken = self._anchors if anchor else self._anchors | self._set_anchors | self._places
        unique = next(name for name in _numbered(wanted) if name not in taken)
        self._anchors.add(unique)
        self.outline.append(OutlineEntry(level=level, text=text, anchor=unique))
        return unique

    def panel(self, pk: int | str) -> Any:
        """Take a panel that stands in the text into the document, if it is public and there is room for it."""
        return self.panels.take(pk)

    # What parts ask

    @property
    def key(self) -> str:
        """The key of the document."""
        return key_of(self.page)

    def place(self, page: Any) -> PageLink:
        """The page's own link."""
        link: PageLink = self.shared.get("page", page.pk)
        return link

    def topics(self) -> list[TopicLink]:
        """The topics of the page."""
        return [topic.link for topic in self._topics]

    def stream(self, name: str, adapter: Any) -> list[Any]:
        """One of the page's streams on the wire."""
        return self.panels.wire(name, adapter, self.raw(name), self)

    def body(self, name: str, adapter: Any) -> list[Any]:
        """The same with the panels that rules bring into it."""
        return self.panels.bring(name, adapter, self.raw(name), self.stream(name, adapter))

    def links(self, page: Any) -> Links:
        """The parent and the other languages, as far as they are public."""
        pages: Iterable[FoundPage] = self.shared.found("page").values()
        parent = next((found.link for found in pages if found.tree_path == page.path[: -page.steplen]), None)
        alternates = sorted(
            (
                found.link
                for found in pages
                if found.translation_key == page.translation_key and found.tree_path != page.path
            ),
            key=lambda link: link.locale,
        )
        return Links(
            parent=parent,
            alternates=[
                Alternate(locale=link.locale, id=link.id, path=link.path, url=link.url) for link in alternates
            ],
        )

    def uncited(self, listed: Iterable[int], *, keys: Iterable[str] = ()) -> list[ReferenceRecord]:
        """Those of the references, given by id or by citation key, that the text does not cite; each once."""
        by_key = {entry.key: entry for entry in self.shared.found("cms.reference").values()}
        named = [entry.key for pk in listed if (entry := self.get("cms.reference", pk)) is not None]
        wanted = dict.fromkeys([*named, *keys])
        return [record_of(by_key[key], self.cited.style) for key in wanted if key not in self.cited.numbers]

    def citations(self) -> list[Citation]:
        """All citations in document order."""
        return list(self.cited.citations.values())

    def references(self) -> list[ReferenceEntry]:
        """The list in the order of the style."""
        by_key = {reference.key: reference for reference in self.shared.found("cms.reference").values()}
        return [
            ReferenceEntry(
                **record_values(by_key[key], entry),
                number=self.cited.numbers[key],
                cited_in=list(self.cited.cited_in[key]),
            )
            for key, entry in self.cited.entries.items()
        ]


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{count}" for count in itertools.count(2))


def key_of(page: Any) -> str:
    """The document's key: follows from the page's place among its translations, so nothing has to be stored."""
    return str(uuid.uuid5(KEYS, f"{page.translation_key}:{page.locale_id}"))
