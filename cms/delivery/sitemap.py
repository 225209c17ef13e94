"""Sitemaps: which public pages a site has, when they were last published, and in which other languages they are.

Pages that ask search engines not to list them are left out, as themselves and as another language of others. The XML is
that of sitemaps.org, with the languages as Google and others read them (`xhtml:link`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, QuerySet
from wagtail.models import Page

from cms.delivery.public_documents import documents_of
from cms.delivery.spelling import location_of
from cms.delivery.xml import Element, document, element
from cms.models import PageDocument
from cms.models.page_documents import UNDATED

__all__ = [
    "SITEMAP_COLUMNS", "URLS_PER_SITEMAP", "Entry", "Part", "entries_of", "index_xml", "listed_documents", "of_part",
    "parts_of", "urlset_xml",
]  # fmt: skip

URLS_PER_SITEMAP = 10_000
"""A site with more pages has several sitemaps and an index of them; each is for so many ids, so it keeps its pages."""
SITEMAP_COLUMNS = ("page_id", "path", "locale", "updated_order", "page__translation_key")
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True)
class Entry:
    """A public page."""

    path: str
    locale: str
    updated_at: datetime | None
    alternates: tuple[tuple[str, str], ...]
    """(locale, path) of the page in other languages."""


@dataclass(frozen=True)
class Part:
    """One of the sitemaps of a site."""

    number: int
    urls: int
    updated_at: datetime | None


def listed_documents(documents: QuerySet[PageDocument]) -> QuerySet[PageDocument]:
    """Those of the documents that search engines may list."""
    return documents.filter(no_index=False)


def _dated(moment: datetime) -> datetime | None:
    return None if moment == UNDATED else moment


def entries_of(
    rows: Sequence[tuple[Any, ...]], *, site_id: int, pages: QuerySet[Page] | None = None, now: datetime
) -> list[Entry]:
    """The entries of rows that hold `SITEMAP_COLUMNS`, in their order; `pages` are those of the rows, if not all.

    One query, for the other languages.
    """
    same = listed_documents(documents_of(site_id, now=now))
    if pages is not None:
        same = same.filter(page__translation_key__in=pages.values("translation_key"))
    versions: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    for key, locale, path in same.values_list("page__translation_key", "locale", "path"):
        versions[key].append((locale, path))
    return [
        Entry(
            path=path,
            locale=locale,
            updated_at=_dated(updated),
            alternates=tuple(sorted(each for each in versions[key] if each != (locale, path))),
        )
        for _, path, locale, updated, key in rows
    ]


def parts_of(documents: QuerySet[PageDocument]) -> list[Part]:
    """The sitemaps that these documents need. One query."""
    numbered = documents.order_by().annotate(part=F("page_id") / URLS_PER_SITEMAP).values("part")
    rows = numbered.annotate(urls=Count("id"), updated=Max("updated_order"))
    return [Part(row["part"] + 1, row["urls"], _dated(row["updated"])) for row in rows.order_by("part")]


def of_part(number: int) -> dict[str, int]:
    """Lookups for the pages of one sitemap, for a field that has their ids."""
    return {"gte": (number - 1) * URLS_PER_SITEMAP, "lt": number * URLS_PER_SITEMAP}


def urlset_xml(entries: Iterable[Entry], *, base_url: str) -> bytes:
    """A sitemap. A page that there is in several languages names all of them, itself among them."""
    root = element(None, "urlset", xmlns=SITEMAPS, xmlns__xhtml=XHTML)
    for entry in entries:
        url = element(root, "url")
        element(url, "loc", base_url + location_of(entry.path))
        _lastmod(url, entry.updated_at)
        versions = sorted([(entry.locale, entry.path), *entry.alternates]) if entry.alternates else []
        for locale, path in versions:
            element(url, "xhtml:link", rel="alternate", hreflang=locale, href=base_url + location_of(path))
    return document(root)


def index_xml(parts: Iterable[Part], *, base_url: str) -> bytes:
    """An index of sitemaps, which the frontend has at `/sitemap.xml?part=1` and so on."""
    root = element(None, "sitemapindex", xmlns=SITEMAPS)
    for part in parts:
        sitemap = element(root, "sitemap")
        element(sitemap, "loc", f"{base_url}/sitemap.xml?part={part.number}")
        _lastmod(sitemap, part.updated_at)
    return document(root)


def _lastmod(parent: Element, moment: datetime | None) -> None:
    """As W3C-DTF has it."""
    if moment is not None:
        element(parent, "lastmod", moment.isoformat(timespec="seconds"))
