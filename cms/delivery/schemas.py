"""The wire types of documents, cards and what they consist of."""

from typing import Any, Literal

from pydantic import AwareDatetime, Field

from blocks.evidence import Study
from blocks.schemas import Image, PageLink, Schema
from blocks.vocabulary import AcknowledgedStatus, StudyDesign
from cms.models.references import Integrity

__all__ = [
    "Acknowledgement",
    "Alternate",
    "Author",
    "Card",
    "Citation",
    "CitationItem",
    "Identifiers",
    "Links",
    "Meta",
    "Notice",
    "OutlineEntry",
    "ReferenceEntry",
    "ReferenceIntegrity",
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


class Acknowledgement(Schema):
    """Why a source is cited although there is a notice about it, in the editor's words."""

    status: AcknowledgedStatus = Field(description="What the notice was when the editor wrote this.")
    reason: str


class CitationItem(Schema):
    """One reference within a citation."""

    reference: str = Field(description="Id in the document's `references`.")
    number: int
    prefix: str | None
    locator: str | None
    suffix: str | None
    suppress_author: bool
    acknowledged: Acknowledgement | None


class Citation(Schema):
    """A place that cites: one cluster with its label."""

    id: str
    block: str = Field(description="Id of the block that cites.")
    label: str = Field(
        description="Collapsed numbers, such as 1–3,5; in an author–date style the same as `text`."
    )
    text: str = Field(description="The citation as the style prints it: (1–3,5) or (Altman & Bland, 1995).")
    html: str = Field(description="The same with i, b, sub and sup.")
    mode: Literal["parenthetical", "narrative"]
    items: list[CitationItem]


class Identifiers(Schema):
    """Normalised identifiers of a publication."""

    doi: str | None
    pmid: str | None
    pmcid: str | None


class Notice(Schema):
    """What a publisher made known about a publication after it appeared."""

    kind: str = Field(description="Such as retraction, expression_of_concern or correction.")
    label: str | None
    date: str | None = Field(description="As exactly as it is known: 2021-03-04, 2021-03 or 2021.")
    doi: str | None
    url: str | None = Field(description="Where the notice can be read.")
    sources: list[str] = Field(description="Which registries say so.")


class ReferenceIntegrity(Schema):
    """What the registries say has become of a publication."""

    status: Integrity = Field(description="Unchecked: nobody has asked yet. That is not the same as clean.")
    checked_at: AwareDatetime | None = Field(
        description="A registry was asked then, or at most a month later with the same result."
    )
    notices: list[Notice]


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
    integrity: ReferenceIntegrity
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


class Meta(Schema):
    """A `<meta>` element: either `name` or `property` says what it is about."""

    name: str | None
    property: str | None
    content: str = Field(description="Plain text: escape it as an attribute.")


class Seo(Schema):
    """For search engines and other machines."""

    title: str
    description: str | None
    no_index: bool
    meta: list[Meta] = Field(
        description="Open Graph, X (Twitter), and for summaries Highwire's citation tags."
    )
    json_ld: dict[str, Any] = Field(
        description="Structured data in the words of schema.org. Escape “<” where it goes into a script element."
    )


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
    integrity: Integrity | None = Field(
        description="The gravest status of what the page cites, lists or summarises; null if there is nothing."
    )


class Subject(Schema):
    """What the page summarises."""

    reference: str | None = Field(description="Citation key of the publication.")
    study: Study | None = Field(description="The facts of the study: the body's first study block.")
