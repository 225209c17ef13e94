"""What a source holds, one entry after the other: articles, files, and what could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from cms.legacy.items import Item

Kind = Literal["article", "media", "set_aside", "unreadable"]
Status = Literal["published", "draft", "pending", "scheduled", "private", "trashed"]


@dataclass(frozen=True, slots=True)
class Term:
    """A category, a tag, an author: ``slug`` is what the old site knew it by, ``name`` what people read."""

    slug: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What the old site knew of an article besides its text. Empty is what it did not say.

    ``address`` is where it was to be read, ``old_addresses`` further paths that led to it (``?p=12``, former slugs).
    ``picture`` is the id or address of its lead image.
    """

    slug: str = ""
    address: str = ""
    old_addresses: tuple[str, ...] = ()
    type: str = ""
    status: Status = "draft"
    password: str = ""
    date: datetime | None = None
    modified: datetime | None = None
    language: str = ""
    excerpt: str = ""
    description: str = ""
    authors: tuple[Term, ...] = ()
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    picture: str = ""
    parent: str = ""
    comments: int = 0
    meta: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Media:
    """A file of the old site: its addresses (the original first), and, if the source brings them, its bytes' place."""

    address: str
    id: str = ""
    alt: str = ""
    caption: str = ""
    title: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a source holds.

    ``key`` names it from one import to the next, whatever the order ("post:123", a relative path). ``label`` names it
    for people ("export.xml, post 123"). ``original`` are its bytes as they were found. ``item`` is there for an
    article, ``media`` for a file; ``problem`` says, in words for people, why something is set aside or unreadable.
    ``line`` is where in the file it begins.
    """

    key: str
    label: str
    kind: Kind
    original: bytes = b""
    sha256: str = ""
    media_type: str = ""
    file_name: str = ""
    line: int = 0
    about: About = About()
    item: Item | None = None
    media: Media | None = None
    problem: str = ""
    document: str = ""
    """Names the file of the source that the entry is in; what lies beside it is found by that."""
