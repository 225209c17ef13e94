"""Pages: lists of cards, documents, and what a path of the frontend leads to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

import orjson
from django.http import Http404, HttpResponse
from pydantic import BaseModel

from blocks.schemas import Schema
from cms.api import query
from cms.api.filters import filtered_pages
from cms.api.pagination import Ordering, slice_of
from cms.api.schemas import CslItems, PageList, document_union, resolved_page
from cms.api.views.base import ApiView
from cms.delivery.build import build
from cms.delivery.cards import build_cards
from cms.delivery.pages import page_by_id, page_by_path, specific_pages
from cms.delivery.schemas import Card

__all__ = ["PageDetail", "PageLists", "PageReferences", "Resolve", "ViewOfPages"]

CONTENT_TYPE = ("content_type__app_label", "content_type__model")

_PUBLISHED = Ordering(field="first_published_at", nullable=True, parse=datetime.fromisoformat)
_UPDATED = Ordering(field="last_published_at", nullable=True, parse=datetime.fromisoformat)
_TITLE = Ordering(field="title")
ORDERS = {
    "-published_at": replace(_PUBLISHED, descending=True),
    "published_at": _PUBLISHED,
    "-updated_at": replace(_UPDATED, descending=True),
    "updated_at": _UPDATED,
    "title": _TITLE,
    "-title": replace(_TITLE, descending=True),
}


class ViewOfPages(ApiView):
    """An endpoint that answers with documents or cards."""

    def cards(self, rows: Sequence[tuple[int, str, str]]) -> list[Card]:
        """The cards of pages, given as (id, app label, model name), in this order."""
        return build_cards(specific_pages(rows), site=self.site, sites=self.sites, now=self.now)

    def document(self, page: Any) -> Schema:
        """The document of a page. Raises `Http404` if there is no page, or none that may be seen."""
        document = page and build(page, site=self.site, sites=self.sites, now=self.now)
        if document is None:
            raise Http404
        return document


class PageLists(ViewOfPages):
    """List pages.

    The public pages of a site in their short form, of all types and languages unless a parameter chooses.
    """

    operation = "list_pages"
    parameters = (
        query.TYPE,
        query.TOPIC,
        query.IDS,
        query.LOCALE,
        query.order_parameter(ORDERS, default="-published_at"),
        query.LIMIT,
        query.CURSOR,
        query.COUNT,
        query.SITE,
    )
    FILTERS: ClassVar = ("type", "topic", "ids", "locale", "order")

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return PageList

    def get(self, request: Any) -> HttpResponse:
        pages = filtered_pages(self.values, site=self.site, now=self.now)
        found = slice_of(
            pages,
            ordering=ORDERS[self.values["order"]],
            limit=self.values["limit"],
            cursor=self.values["cursor"],
            belongs_to={
                "list": "pages",
                "site": self.site.id,
                **{name: self.values[name] for name in self.FILTERS},
            },
            columns=CONTENT_TYPE,
        )
        count = pages.count() if self.values["count"] else None
        cards = self.cards([(pk, app, model) for pk, _, app, model in found.rows])
        return self.answer_with(PageList(items=cards, next=found.next, previous=found.previous, count=count))


class PageDetail(ViewOfPages):
    """Get a page.

    The document of a page: everything a frontend needs to show it.
    """

    operation = "get_page"
    may_be_missing = True

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return document_union()

    def get(self, request: Any, id: int) -> HttpResponse:  # noqa: A002 - what the address calls it
        return self.answer_with(self.document(page_by_id(id, site=self.site, now=self.now)))


class PageReferences(ViewOfPages):
    """Get the references of a page as CSL-JSON.

    First the references that the text cites, in the order of their numbers, then those that the page only lists.
    """

    operation = "get_page_references"
    may_be_missing = True

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return CslItems

    def get(self, request: Any, id: int) -> HttpResponse:  # noqa: A002
        document: Any = self.document(page_by_id(id, site=self.site, now=self.now))
        entries = [*document.references, *getattr(document, "further_reading", ())]
        return self.answer(orjson.dumps([entry.csl for entry in entries]))


class Resolve(ViewOfPages):
    """Find out what a path of the frontend leads to.

    `kind` says what it is; for now that is always a page, given with its document. More kinds may be added.
    """

    operation = "resolve_path"
    parameters = (query.PATH, query.LOCALE, query.SITE)
    may_be_missing = True

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return resolved_page()

    def get(self, request: Any) -> HttpResponse:
        page = page_by_path(self.values["path"], site=self.site, now=self.now, locale=self.values["locale"])
        document = self.document(page).model_dump_json().encode()
        return self.answer(orjson.dumps({"kind": "page", "page": orjson.Fragment(document)}))
