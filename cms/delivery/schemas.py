"""The wire types of documents, cards and what they consist of."""

from typing import Any, Literal

from pydantic import AwareDatetime, Field

from blocks.evidence import Study
from blocks.schemas import Image, PageLink, Schema
from blocks.vocabulary import StudyDesign

__all__ = [
    "Alternate",
    "Author",
    "Card",
    "Citation",
    "CitationItem",
    "Identifiers",
    "Links",
    "OutlineEntry",
    "ReferenceEntry",
    "ReferenceRecord",
    "Reviewer",
    "Seo",
    "Subject",
    "TopicLink",
]


class OutlineEntry(Schema):
    """A heading of the body."""

    level: int
    text: str
    anchor: str


class Author(Schema):
    """Somebody who wrote the page."""

    id: int = Field(description="What the parameter `author` of lists takes.")
    name: str
    role: str | None
    credentials: str | None
    job_title: str | None
    orcid: str | None
    url: str | None
    photo: Image | None


class Reviewer(Schema):
    """Who checked the page."""

    name: str
    credentials: str | None
    job_title: str | None
    orcid: str | None
    url: str | None


class TopicLink(Schema):
    """A topic of the page."""

    slug: str
    title: str


class CitationItem(Schema):
    """One reference within a citation."""

    reference: str = Field(description="Id in the document's `references`.")
    number: int
    prefix: str | None
    locator: str | None
    suffix: str | None


class Citation(Schema):
    """A place that cites: one cluster with its label."""

    id: str
    block: str = Field(description="Id of the block that cites.")
    label: str = Field(description="Collapsed numbers, such as 1–3,5.")
    items: list[CitationItem]


class Identifiers(Schema):
    """Normalised identifiers of a publication."""

    doi: str | None
    pmid: str | None
    pmcid: str | None


class ReferenceRecord(Schema):
    """A bibliographic record."""

    id: str = Field(description="Citation key, such as zhou2020.")
    text: str = Field(description="The formatted entry as plain text.")
    html: str = Field(description="The same with i, b, sub and sup.")
    url: str | None = Field(description="Where to read it: the DOI's address if there is one.")
    identifiers: Identifiers
    verification: Literal["unverified", "verified"] = Field(
        description="Unverified: nobody has yet compared the record with its source."
    )
    csl: dict[str, Any] = Field(description="The record as CSL-JSON.")


class ReferenceEntry(ReferenceRecord):
    """A reference of the page's numbered list."""

    number: int
    cited_in: list[str] = Field(description="Ids of the citations that point here.")


class Alternate(Schema):
    """The page in another language."""

    locale: str
    id: int
    path: str
    url: str


class Links(Schema):
    """How the page is connected."""

    parent: PageLink | None
    alternates: list[Alternate]


class Seo(Schema):
    """For search engines."""

    title: str
    description: str | None
    no_index: bool


class Card(Schema):
    """The short form of a document, for lists."""

    id: int
    key: str
    type: str
    locale: str
    path: str
    url: str
    title: str
    standfirst: str | None
    published_at: AwareDatetime | None
    updated_at: AwareDatetime | None
    last_reviewed: str | None
    authors: list[str]
    topics: list[TopicLink]
    image: Image | None
    study_design: StudyDesign | None


class Subject(Schema):
    """What the page summarises."""

    reference: str | None = Field(description="Citation key of the publication.")
    study: Study | None = Field(description="The facts of the study: the body's first study block.")
