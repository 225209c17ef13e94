"""Feeds for readers: the newest pages as JSON Feed 1.1, RSS 2.0 and Atom (RFC 4287).

They carry the standfirst, not the text. An entry is known by its page's key, which stays whatever becomes of its path.
"""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Literal

from django.utils.encoding import iri_to_uri
from pydantic import Field

from blocks.schemas import Schema
from cms.delivery.xml import document, element

__all__ = ["MAX_ENTRIES", "Feed", "FeedEntry", "JsonFeed", "atom", "entry_of", "json_feed", "rss"]

MAX_ENTRIES = 50
RSS, ATOM = "application/rss+xml", "application/atom+xml"
ATOM_NAMES = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """A page in a feed."""

    key: str
    url: str
    title: str
    text: str
    locale: str
    published_at: datetime
    updated_at: datetime
    authors: Sequence[str]
    topics: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed, and where it is."""

    title: str
    description: str
    home_url: str
    feed_url: str
    """Where the frontend has it."""
    locale: str
    updated_at: datetime
    """When there is no entry that says so."""
    entries: Sequence[FeedEntry]

    @property
    def changed_at(self) -> datetime:
        """When the newest change to an entry was published."""
        return max((entry.updated_at for entry in self.entries), default=self.updated_at)


def entry_of(card: Mapping[str, Any]) -> FeedEntry:
    """The entry of a card that has a date, as it is stored."""
    published = datetime.fromisoformat(card["published_at"])
    return FeedEntry(
        key=card["key"],
        url=iri_to_uri(card["url"]) or "",
        title=card["title"],
        text=card["standfirst"] or "",
        locale=card["locale"],
        published_at=published,
        updated_at=datetime.fromisoformat(card["updated_at"]) if card["updated_at"] else published,
        authors=card["authors"],
        topics=[topic["title"] for topic in card["topics"]],
    )


class JsonFeedAuthor(Schema):
    """An author in a JSON Feed."""

    name: str


class JsonFeedItem(Schema):
    """A page in a JSON Feed."""

    id: str = Field(description="The page's `key`.")
    url: str
    title: str
    content_text: str = Field(description="The standfirst.")
    date_published: str
    date_modified: str
    authors: list[JsonFeedAuthor]
    tags: list[str] = Field(description="Titles of its topics.")
    language: str


class JsonFeed(Schema):
    """The newest pages (JSON Feed 1.1)."""

    version: Literal["https://jsonfeed.org/version/1.1"] = "https://jsonfeed.org/version/1.1"
    title: str
    description: str
    home_page_url: str
    feed_url: str
    language: str
    items: list[JsonFeedItem]


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def json_feed(feed: Feed) -> bytes:
    """https://www.jsonfeed.org/version/1.1/"""
    return (
        JsonFeed(
            title=feed.title,
            description=feed.description,
            home_page_url=feed.home_url,
            feed_url=feed.feed_url,
            language=feed.locale,
            items=[
                JsonFeedItem(
                    id=entry.key,
                    url=entry.url,
                    title=entry.title,
                    content_text=entry.text,
                    date_published=_rfc3339(entry.published_at),
                    date_modified=_rfc3339(entry.updated_at),
                    authors=[JsonFeedAuthor(name=name) for name in entry.authors],
                    tags=list(entry.topics),
                    language=entry.locale,
                )
                for entry in feed.entries
            ],
        )
        .model_dump_json()
        .encode()
    )


def rss(feed: Feed) -> bytes:
    """https://www.rssboard.org/rss-specification; a description is HTML there, so the text is escaped for it."""
    root = element(None, "rss", version="2.0", xmlns__atom=ATOM_NAMES, xmlns__dc=DUBLIN_CORE)
    channel = element(root, "channel")
    element(channel, "title", feed.title)
    element(channel, "link", feed.home_url)
    element(channel, "description", html.escape(feed.description, quote=False))
    element(channel, "language", feed.locale)
    element(channel, "lastBuildDate", _rfc822(feed.changed_at))
    element(channel, "atom:link", rel="self", type=RSS, href=feed.feed_url)
    for entry in feed.entries:
        item = element(channel, "item")
        element(item, "title", entry.title)
        element(item, "link", entry.url)
        element(item, "guid", entry.key, isPermaLink="false")
        element(item, "description", html.escape(entry.text, quote=False))
        element(item, "pubDate", _rfc822(entry.published_at))
        for name in entry.authors:
            element(item, "dc:creator", name)
        for topic in entry.topics:
            element(item, "category", topic)
    return document(root)


def atom(feed: Feed) -> bytes:
    """RFC 4287. A feed is known by its address, an entry by its key (RFC 9562)."""
    root = element(None, "feed", xmlns=ATOM_NAMES, xml__lang=feed.locale)
    element(root, "id", feed.feed_url)
    element(root, "title", feed.title)
    element(root, "subtitle", feed.description)
    element(root, "updated", _rfc3339(feed.changed_at))
    element(root, "link", rel="self", type=ATOM, href=feed.feed_url)
    element(root, "link", rel="alternate", type="text/html", href=feed.home_url)
    element(element(root, "author"), "name", feed.title)
    for entry in feed.entries:
        found = element(root, "entry", xml__lang=entry.locale)
        element(found, "id", f"urn:uuid:{entry.key}")
        element(found, "title", entry.title)
        element(found, "link", rel="alternate", type="text/html", href=entry.url)
        element(found, "published", _rfc3339(entry.published_at))
        element(found, "updated", _rfc3339(entry.updated_at))
        for name in entry.authors:
            element(element(found, "author"), "name", name)
        for topic in entry.topics:
            element(found, "category", term=topic)
        element(found, "summary", entry.text)
    return document(root)
