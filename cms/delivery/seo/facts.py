"""What a document says that machines are told again, whatever parts the document has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from blocks.schemas import Image, PageLink
from cms.delivery.schemas import Alternate, Author, ReferenceEntry, ReferenceRecord, Reviewer, TopicLink

__all__ = ["Facts", "is_web", "moment"]


def is_web(address: str | None) -> bool:
    """Whether this is a whole address that a browser can open."""
    if not address or re.search(r"[\s<>\"]", address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname)


def moment(time: datetime) -> str:
    """A time as RFC 3339 in UTC, to the second."""
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Facts:
    """A document, as far as machines are told of it."""

    url: str
    title: str
    locale: str
    seo_title: str
    description: str | None
    publisher: str
    """Who publishes the site; empty if nobody has said so."""
    home: str
    """The address of the frontend."""
    logo: Image | None
    share_image: Image | None
    published_at: datetime | None
    updated_at: datetime | None
    image: Image | None
    parent: PageLink | None
    alternates: tuple[Alternate, ...]
    is_article: bool
    """Whether somebody is named as its author: it is a text in its own right, and not a page of a site."""
    authors: tuple[Author, ...] = ()
    reviewed_by: Reviewer | None = None
    last_reviewed: str | None = None
    topics: tuple[TopicLink, ...] = ()
    references: tuple[ReferenceEntry, ...] = ()
    subject: ReferenceRecord | None = None
    """The publication that the page summarises."""

    @classmethod
    def of(cls, values: Mapping[str, Any], **told: Any) -> "Facts":
        """From the values of a document; of the parts that it does not have there is nothing."""
        same = {field.name: values[field.name] for field in fields(cls) if field.name in values}
        references = tuple(values["references"])
        key = getattr(values.get("subject"), "reference", None)
        records: tuple[ReferenceRecord, ...] = (*references, *values.get("further_reading", ()))
        return cls(
            **same
            | told
            | {
                "image": values.get("image"),
                "parent": values["links"].parent,
                "alternates": tuple(values["links"].alternates),
                "is_article": "authors" in values,
                "references": references,
                "subject": next((record for record in records if record.id == key), None) if key else None,
            }
        )
