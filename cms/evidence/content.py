"""What rules judge: the content of a page as plain data. Whoever has a page makes it (`cms.remarks.gather`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

__all__ = ["Block", "Link", "PageContent", "Panel", "Paragraph", "Picture", "Source"]


@dataclass(frozen=True)
class Source:
    """A reference of the library that the page cites, lists or summarises."""

    pk: int
    key: str
    """Citation key, such as zhou2020."""
    title: str
    authors: tuple[str, ...]
    """Family names, or the names of institutions, in order."""
    year: int | None
    integrity: str
    """A value of `cms.models.references.Integrity`."""
    verification: str
    """A value of `cms.models.references.Verification`."""
    design: str = ""
    """What the record says of its kind, such as "review"; empty if nothing."""
    can_be_checked: bool = True
    """Whether a registry can be asked about it: it has an identifier, and a record."""


@dataclass(frozen=True)
class Block:
    """A block of one of the page's streams. Those of a stream inside it follow it, and are not part of it."""

    id: str
    field: str
    """The page's field that holds it."""
    type: str
    label: str
    """What editors call it, in their language."""
    value: Any
    """As it is stored (`get_prep_value`)."""
    text: str = ""
    """Its words, without markup and citations: paragraphs are separated by line breaks."""
    cites: tuple[int, ...] = ()
    """Primary keys of the references that it cites, in order, repeats included."""
    lists: tuple[int, ...] = ()
    """Primary keys of the references that it names without citing them there."""
    paragraphs: tuple["Paragraph", ...] = ()
    """Its running text, with what each paragraph cites."""
    level: int | None = None
    """Of a heading: 2, 3 or 4."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    text: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True)
class Link:
    """A link to a page of this installation, in a block or in a formatted text that is a field of the page."""

    block: str | None
    target: int
    title: str
    """Of the page it leads to; empty if there is none."""
    state: str
    """"public", "unpublished", "restricted", "elsewhere" (on another site, or on none) or "missing"."""
    field: str = ""
    """The page's field that holds it."""


@dataclass(frozen=True)
class Panel:
    """A call to action on the page: placed in a block or a field (no block), or brought by a rule."""

    block: str | None
    pk: int
    kind: str
    heading: str
    text: str
    disclosure: str
    is_public: bool
    repeats: bool = False
    """Whether there is one of its kind before it."""
    by_rule: bool = False
    """Whether a rule of the site, or of a page above, brings it."""


@dataclass(frozen=True)
class Picture:
    """A picture on the page: in a block, or the lead image (no block)."""

    block: str | None
    alt: str
    decorative: bool
    """Whether the editor said that it tells nothing."""
    image: int | None = None
    """Its primary key; none for one within a text."""


@dataclass(frozen=True)
class PageContent:
    """A page as its rules see it."""

    type: str
    """The page's type on the wire, such as "research_summary"."""
    title: str
    language: str
    today: date
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Values of the page's own fields that are no streams, by name: texts (formatted ones without their markup), dates,
    numbers, names of people, titles of topics, and else primary keys."""
    kinds: frozenset[str] = frozenset()
    """The types of pages that its type is one of: a site's own research summary is a "research_summary" too."""
    blocks: tuple[Block, ...] = ()
    """Those of all streams, in the order of the document."""
    subject: Source | None = None
    """The publication that the page summarises."""
    sources: Mapping[int, Source] = field(default_factory=dict)
    """All references that the page cites, lists or summarises, by primary key."""
    acknowledged: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """(block id, reference) → the status that an editor acknowledged at all citations of it there."""
    links: tuple[Link, ...] = ()
    panels: tuple[Panel, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def of_type(self, *types: str) -> Iterator[Block]:
        """The blocks of these types in the page's body."""
        return (block for block in self.blocks if block.type in types)

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks of the body."""
        return tuple(block for block in self.blocks if block.field == "body")
