"""Lists of pages: filtered, searched, sorted, counted, read page by page."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import orjson
from django.db.models import QuerySet
from django.http import HttpResponse
from pydantic import BaseModel

from cms.api import query
from cms.api.facets import FACETS, totals
from cms.api.filters import FILTERS, filtered, looked_up
from cms.api.page_rows import NEWEST, ORDERS, RELEVANCE, PageRow, can_be_prepared, columns_of, read_rows
from cms.api.pagination import Position, Reader, Slice, reader_of, slice_of
from cms.api.problems import FieldError, InvalidParameters
from cms.api.schemas import PageList
from cms.api.views.base import ApiView
from cms.conf import conf
from cms.delivery.card_store import StoredCard, cards_of, with_cards
from cms.delivery.prepared import Rows
from cms.delivery.search.excerpts import excerpts
from cms.delivery.search.matching import Wanted, matching, ranked, wanted
from cms.delivery.search.query import Question, parse
from cms.models import PageDocument

__all__ = ["PageLists"]

Documents = QuerySet[PageDocument]


class PageLists(ApiView):
    """List pages.

    The public pages of a site in their short form, of all types and languages unless a parameter chooses.
    """

    operation = "list_pages"
    parameters = (
        query.Q,
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
        query.order_parameter(ORDERS),
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
        found = self._slice()
        rows = [PageRow(*row) for row in found.rows]
        count, facets = totals(
            self._chosen,
            site_id=self.found_site.id,
            now=self.now,
            count=self._matching(self._documents) if self.values["count"] else None,
            narrow=self._matching,
        )
        body = orjson.dumps(
            {
                "items": self._items(rows),
                "next": found.next,
                "previous": found.previous,
                "count": count,
                "facets": facets
                and {name: [vars(value) for value in of_one] for name, of_one in facets.items()},
            }
        )
        return self.answer_for_site(body, tags=["pages"])

    @cached_property
    def _question(self) -> Question | None:
        """What is sought, if anything is."""
        return parse(self.values["q"]) if self.values["q"] else None

    @cached_property
    def _order(self) -> str:
        """Raises `InvalidParameters`."""
        order: str = self.values["order"] or (RELEVANCE if self._question else NEWEST)
        if order == RELEVANCE and not self._question:
            detail = "Only what is found for words (`q`) has a relevance."
            raise InvalidParameters(FieldError(field="order", code="invalid", detail=detail))
        return order

    @property
    def _locales(self) -> list[str]:
        return [self.values["locale"]] if self.values["locale"] else list(conf.content_languages)

    @cached_property
    def _words(self) -> Wanted | None:
        """The question as the database takes it."""
        return wanted(self._question, locales=self._locales) if self._question else None

    def _matching(self, documents: Documents) -> Documents:
        return matching(documents, self._words) if self._words else documents

    @cached_property
    def _chosen(self) -> Mapping[str, Any]:
        """The values, ready to choose documents by."""
        return looked_up(self.values)

    @property
    def _documents(self) -> Documents:
        """What the filters ask for."""
        return filtered(self._chosen, site_id=self.found_site.id, now=self.now)

    def _slice(self) -> Slice:
        return slice_of(
            self._read_prepared if can_be_prepared(self.values) else self._reader(),
            ordering=ORDERS[self._order],
            limit=self.values["limit"],
            cursor=self.values["cursor"],
            belongs_to={"list": "pages", **self._choice()},
        )

    def _reader(self) -> Reader:
        found: Documents = self._documents
        found = (
            ranked(found, self._words) if self._words and self._order == RELEVANCE else self._matching(found)
        )
        return reader_of(
            with_cards(found, now=self.now),
            ORDERS[self._order],
            columns=columns_of(has_words=self._words is not None),
        )

    def _read_prepared(self, position: Position, most: int) -> Rows:
        site, rows = read_rows(
            self._chosen,
            site=self.asked_site,
            now=self.now,
            words=self._words,
            order=self._order,
            position=position,
            most=most,
        )
        if site:
            self.found_site = site
        return rows

    def _choice(self) -> Mapping[str, Any]:
        """What a cursor of this list belongs to."""
        return {"order": self._order, **{name: _plain(self.values[name]) for name in (*FILTERS, "q", "site")}}

    def _items(self, rows: list[PageRow]) -> list[orjson.Fragment]:
        """The cards, each with where the search found something."""
        stored = [StoredCard(row.id, row.page_id, row.card, row.card_is_old) for row in rows]
        cards = cards_of(stored, site_id=self.found_site.id, now=self.now) if rows else {}
        texts = ((row.id, row.language, row.text) for row in rows if row.language and row.text is not None)
        found = excerpts(texts, self._question) if self._question else {}
        return [
            _item(cards[row.page_id], orjson.dumps(found[row.id]._asdict()) if row.id in found else b"null")
            for row in rows
            if row.page_id in cards
        ]


def _plain(value: Any) -> Any:
    return str(value) if not isinstance(value, list | tuple | int | str | None) else value


def _item(card: bytes, excerpt: bytes) -> orjson.Fragment:
    return orjson.Fragment(card[:-1] + b',"excerpt":' + excerpt + b"}")
