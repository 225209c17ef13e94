"""What lists the site for machines: sitemaps for search engines, feeds for readers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

import orjson
from django.http import Http404, HttpResponse
from django.utils.http import urlencode
from pydantic import BaseModel
from wagtail.models import Page

from cms.api import query
from cms.api.filters import filtered, looked_up
from cms.api.negotiation import AtomPassThrough, JSONFeedPassThrough, RssPassThrough, XMLPassThrough
from cms.api.pagination import Ordering, reader_of, slice_of
from cms.api.schemas import Sitemap, SitemapAlternate, SitemapEntry
from cms.api.views.base import ApiView
from cms.delivery import newsfeeds, sitemap
from cms.delivery.card_store import CARD_COLUMNS, StoredCard, cards_of, with_cards
from cms.delivery.public_documents import documents_of
from cms.models import SiteProfile
from cms.models.page_documents import UNDATED
from cms.models.page_mixins import ResearchSummaryMixin
from cms.models.pages import delivered_models

__all__ = ["AtomFeed", "JsonFeed", "RssFeed", "SitemapList", "SitemapXml"]

BY_PAGE = Ordering(field="page_id", key="page_id", parse=int)


class SitemapList(ApiView):
    """List the paths of a site.

    Every public page that search engines may list, in the order of their ids, with the languages in which there is the
    same page. `updated_at` is when the page was last published.
    """

    operation = "list_sitemap"
    parameters = (
        query.TYPE,
        query.LOCALE,
        query.SITEMAP_LIMIT,
        query.CURSOR,
        query.COUNT,
        query.SITE,
    )

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return Sitemap

    def get(self, request: Any) -> HttpResponse:
        site = self.site
        documents = sitemap.listed_documents(filtered(self.values, site_id=site.id, now=self.now))
        found = slice_of(
            reader_of(documents, BY_PAGE, columns=sitemap.SITEMAP_COLUMNS),
            ordering=BY_PAGE,
            limit=self.values["limit"],
            cursor=self.values["cursor"],
            belongs_to={
                "list": "sitemap",
                "site": site.id,
                "of": [self.values["type"], self.values["locale"]],
            },
        )
        rows = [row[2:] for row in found.rows]
        pages = Page.objects.filter(pk__in=[row[0] for row in rows])
        base = site.base_url
        items = [
            SitemapEntry(
                path=entry.path,
                url=base + entry.path,
                locale=entry.locale,
                updated_at=entry.updated_at,
                alternates=[
                    SitemapAlternate(locale=locale, path=path, url=base + path)
                    for locale, path in entry.alternates
                ],
            )
            for entry in sitemap.entries_of(rows, site_id=site.id, pages=pages, now=self.now)
        ]
        return self.answer_with(
            Sitemap(
                items=items,
                next=found.next,
                previous=found.previous,
                count=documents.count() if self.values["count"] else None,
            ),
            tags=["pages"],
        )


class SitemapXml(ApiView):
    """Get the sitemap as XML.

    As sitemaps.org has it, with the addresses on the frontend, so that the frontend can pass it on as `/sitemap.xml`. A
    site of more than 10 000 pages gets an index, which names sitemaps at `/sitemap.xml?part=1` and so on.
    """

    operation = "get_sitemap_xml"
    parameters = (query.PART, query.SITE)
    renderer_classes = (XMLPassThrough,)
    may_be_missing = True

    def get(self, request: Any) -> HttpResponse:
        site, part = self.site, self.values["part"]
        documents = sitemap.listed_documents(documents_of(site.id, now=self.now))
        pages = None
        if part is not None:
            within = sitemap.of_part(part)
            documents = documents.filter(**{f"page_id__{name}": value for name, value in within.items()})
            pages = Page.objects.filter(**{f"pk__{name}": value for name, value in within.items()})
        parts = sitemap.parts_of(documents)
        if part is not None and not parts:
            raise Http404
        if sum(each.urls for each in parts) > sitemap.URLS_PER_SITEMAP:
            body = sitemap.index_xml(parts, base_url=site.base_url)
        else:
            rows = list(documents.order_by("page_id").values_list(*sitemap.SITEMAP_COLUMNS))
            entries = sitemap.entries_of(rows, site_id=site.id, pages=pages, now=self.now)
            body = sitemap.urlset_xml(entries, base_url=site.base_url)
        return self.answer_for_site(body, content_type=XMLPassThrough.media_type, tags=["pages"])


class FeedView(ApiView):
    """The newest pages of a site in one language: by default research summaries in the site's own."""

    parameters = (
        replace(query.TYPE, description="Pages of one of these types; by default research summaries."),
        query.TOPIC,
        replace(query.LOCALE, description="A language code, such as `en`; by default that of the site."),
        query.SITE,
    )
    name: ClassVar[str]
    """What the frontend calls the feed."""
    written: ClassVar[Callable[[newsfeeds.Feed], bytes]]

    def get(self, request: Any) -> HttpResponse:
        site = self.site
        values = {
            **self.values,
            "type": self.values["type"] or summary_types(),
            "locale": self.values["locale"] or site.locale,
        }
        found = filtered(looked_up(values), site_id=site.id, now=self.now)
        documents = found.filter(published_order__gt=UNDATED)
        newest = with_cards(documents, now=self.now).order_by("-published_order", "-page_id")
        rows = [StoredCard(*row) for row in newest.values_list(*CARD_COLUMNS)[: newsfeeds.MAX_ENTRIES]]
        cards = cards_of(rows, site_id=site.id, now=self.now)
        ready = [orjson.loads(cards[row.page_id]) for row in rows if row.page_id in cards]
        feed = self._feed([card for card in ready if card["published_at"]], locale=values["locale"])
        return self.answer_for_site(
            type(self).written(feed), content_type=self.renderer_classes[0].media_type, tags=["pages"]
        )

    def _feed(self, cards: list[Any], *, locale: str) -> newsfeeds.Feed:
        site = self.site
        profile = SiteProfile.objects.filter(site=site.id).values_list("organisation", "tagline").first()
        organisation, tagline = profile or ("", "")
        title = organisation or site.name or site.hostname
        asked = [(name, self.values[name]) for name in ("type", "topic", "locale") if self.values[name]]
        address = f"{site.base_url}/{self.name}"
        return newsfeeds.Feed(
            title=": ".join([title, *self._topics(cards)]),
            description=tagline or title,
            home_url=f"{site.base_url}/",
            feed_url=f"{address}?{urlencode(asked, doseq=True)}" if asked else address,
            locale=locale,
            updated_at=self.found_site.changed_at,
            entries=[newsfeeds.entry_of(card) for card in cards],
        )

    def _topics(self, cards: list[Any]) -> list[str]:
        """The titles of the topics that were asked for, as far as there are pages on them."""
        titles = {topic["slug"]: topic["title"] for card in cards for topic in card["topics"]}
        named = [titles[slug] for slug in self.values["topic"] or () if slug in titles]
        return [", ".join(named)] if named else []


def summary_types() -> tuple[str, ...]:
    """The types of the pages that summarise research."""
    models = (model for model in delivered_models() if issubclass(model, ResearchSummaryMixin))
    return tuple(model.wire_type for model in models)


class JsonFeed(FeedView):
    """Get the newest pages as a JSON Feed.

    The 50 newest research summaries in the site's own language, with their standfirst; parameters choose others. The
    frontend can pass it on as `/feed.json`.
    """

    operation = "get_feed_json"
    name = "feed.json"
    written = newsfeeds.json_feed
    renderer_classes = (JSONFeedPassThrough,)

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return newsfeeds.JsonFeed


class RssFeed(FeedView):
    """Get the newest pages as RSS 2.0.

    The same pages as the JSON Feed. The frontend can pass it on as `/feed.rss`.
    """

    operation = "get_feed_rss"
    name = "feed.rss"
    written = newsfeeds.rss
    renderer_classes = (RssPassThrough,)


class AtomFeed(FeedView):
    """Get the newest pages as an Atom feed.

    The same pages as the JSON Feed. The frontend can pass it on as `/feed.atom`.
    """

    operation = "get_feed_atom"
    name = "feed.atom"
    written = newsfeeds.atom
    renderer_classes = (AtomPassThrough,)
