"""Pages: lists of cards, documents, and their references."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
from django.http import Http404, HttpResponse
from django.utils.cache import patch_vary_headers
from pydantic import BaseModel

from cms.api import query
from cms.api.facets import FACETS, totals
from cms.api.filters import FILTERS, filtered
from cms.api.negotiation import MARKDOWN, JSONPassThrough, MarkdownPassThrough
from cms.api.pagination import Ordering, slice_of
from cms.api.schemas import CslItems, PageList, document_union
from cms.api.validators import Validators
from cms.api.views.base import ApiView
from cms.delivery.card_store import CARD_COLUMNS, StoredCard, cards_of, with_cards
from cms.delivery.fingerprint import fingerprint
from cms.delivery.markdown import to_markdown
from cms.delivery.store import Stored, read_by_id

__all__ = ["PageDetail", "PageLists", "PageMarkdown", "PageReferences", "ViewOfDocuments"]

_PUBLISHED = Ordering(field="published_order", key="page_id", parse=datetime.fromisoformat)
_UPDATED = Ordering(field="updated_order", key="page_id", parse=datetime.fromisoformat)
_TITLE = Ordering(field="title", key="page_id")
ORDERS = {
    "-published_at": replace(_PUBLISHED, descending=True),
    "published_at": _PUBLISHED,
    "-updated_at": replace(_UPDATED, descending=True),
    "updated_at": _UPDATED,
    "title": _TITLE,
    "-title": replace(_TITLE, descending=True),
}


class ViewOfDocuments(ApiView):
    """An endpoint that answers with a stored document, or with something made of one."""

    def found(self, stored: Stored | None) -> Stored:
        """The document. Raises `Http404`, or `InvalidParameters` if the site that was named is not there."""
        if stored is None:
            assert self.found_site
            raise Http404
        return stored

    def validators(self, stored: Stored, *, form: str = "") -> Validators:
        """The document's validators; another form of it (its Markdown, say) has an entity tag of its own."""
        return Validators(
            etag=f"{stored.etag}.{form}" if form else stored.etag,
            now=self.now,
            changed_at=stored.changed_at,
            exactly=True,
            valid_until=stored.valid_until,
            tags=[f"page-{stored.page_id}"],
        )

    def markdown(self, page_id: int) -> HttpResponse:
        """The document of a page as Markdown; raises as `found` does."""
        stored = self.found(read_by_id(page_id, self.asked_site, now=self.now))
        validators = self.validators(stored, form=f"md-{fingerprint()[:8]}")
        if validators.are_known(self.request.headers):
            return self.send(b"", validators)
        body = to_markdown(orjson.loads(stored.body)).encode()
        return self.send(body, validators, content_type=MARKDOWN)


class PageLists(ApiView):
    """List pages.

    The public pages of a site in their short form, of all types and languages unless a parameter chooses.
    """

    operation = "list_pages"
    parameters = (
        query.TYPE,
        query.TOPIC,
        query.AUTHOR,
        query.STUDY_DESIGN,
        query.CITES,
        query.LOCALE,
        query.PUBLISHED_AFTER,
        query.PUBLISHED_BEFORE,
        query.REVIEWED_BEFORE,
        query.PARENT,
        query.ANCESTOR,
        query.IDS,
        query.order_parameter(ORDERS, default="-published_at"),
        query.LIMIT,
        query.CURSOR,
        query.COUNT,
        query.facets_parameter(FACETS),
        query.SITE,
    )

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return PageList

    def get(self, request: Any) -> HttpResponse:
        site = self.found_site
        documents = filtered(self.values, site_id=site.id, now=self.now)
        found = slice_of(
            with_cards(documents, now=self.now),
            ordering=ORDERS[self.values["order"]],
            limit=self.values["limit"],
            cursor=self.values["cursor"],
            belongs_to={"list": "pages", "site": site.id, **self._choice()},
            columns=CARD_COLUMNS,
        )
        rows = [StoredCard(*row[2:]) for row in found.rows]
        cards = cards_of(rows, site_id=site.id, now=self.now)
        count, facets = totals(
            self.values, site_id=site.id, now=self.now, count=documents if self.values["count"] else None
        )
        body = orjson.dumps(
            {
                "items": [_item(cards[row.page_id]) for row in rows if row.page_id in cards],
                "next": found.next,
                "previous": found.previous,
                "count": count,
                "facets": facets
                and {name: [vars(value) for value in of_one] for name, of_one in facets.items()},
            }
        )
        return self.answer_for_site(body, tags=["pages"])

    def _choice(self) -> Mapping[str, Any]:
        """What a cursor of this list belongs to."""
        return {name: _plain(self.values[name]) for name in (*FILTERS, "order")}


def _plain(value: Any) -> Any:
    return str(value) if not isinstance(value, list | tuple | int | str | None) else value


def _item(card: bytes, excerpt: bytes = b"null") -> orjson.Fragment:
    """A card as an item of a list: it says besides where the search found something."""
    return orjson.Fragment(card[:-1] + b',"excerpt":' + excerpt + b"}")


class PageDetail(ViewOfDocuments):
    """Get a page.

    The document of a page: everything a frontend needs to show it.
    """

    operation = "get_page"
    may_be_missing = True
    renderer_classes = (JSONPassThrough, MarkdownPassThrough)

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return document_union()

    def get(self, request: Any, id: int) -> HttpResponse:  # noqa: A002 - what the address calls it
        if request.accepted_media_type == MarkdownPassThrough.media_type:
            response = self.markdown(id)
        else:
            stored = self.found(read_by_id(id, self.asked_site, now=self.now, known=self.known_etag))
            response = self.send(stored.body, self.validators(stored))
        patch_vary_headers(response, ["Accept"])
        return response


class PageMarkdown(ViewOfDocuments):
    """Get a page as Markdown.

    The same page as text in CommonMark, with its references as footnotes.
    """

    operation = "get_page_markdown"
    may_be_missing = True
    renderer_classes = (MarkdownPassThrough,)

    def get(self, request: Any, id: int) -> HttpResponse:  # noqa: A002
        return self.markdown(id)


class PageReferences(ViewOfDocuments):
    """Get the references of a page as CSL-JSON.

    First the references that the text cites, in the order of their numbers, then those that the page only lists.
    """

    operation = "get_page_references"
    may_be_missing = True

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return CslItems

    def get(self, request: Any, id: int) -> HttpResponse:  # noqa: A002
        stored = self.found(read_by_id(id, self.asked_site, now=self.now))
        document = orjson.loads(stored.body)
        entries = [*document["references"], *document.get("further_reading", ())]
        body = orjson.dumps([entry["csl"] for entry in entries])
        return self.send(body, self.validators(stored, form="references"))
