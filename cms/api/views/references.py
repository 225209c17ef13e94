"""The public library of references."""

from typing import Any

import orjson
from django.http import HttpResponse
from pydantic import BaseModel

from cms.api import query
from cms.api.library import citing_documents, public_reference, public_references
from cms.api.negotiation import BIBTEX, RIS, BibtexPassThrough, RisPassThrough
from cms.api.pagination import Ordering, reader_of, slice_of
from cms.api.schemas import CslItems, PublicReference, ReferenceList
from cms.api.views.base import ApiView
from cms.bibliography.exchange import write
from cms.delivery.card_store import CARD_COLUMNS, StoredCard, cards_of, with_cards
from cms.delivery.records import public_csl, record_of
from cms.models import Reference

__all__ = ["ReferenceBibtex", "ReferenceCsl", "ReferenceDetail", "ReferenceLists", "ReferenceRis"]

MAX_CITED_BY = 100
BY_KEY = Ordering(field="key")


class ReferenceLists(ApiView):
    """List references.

    The references that public pages of the site cite, list or summarise, by citation key.
    """

    operation = "list_references"
    parameters = (query.LIMIT, query.CURSOR, query.COUNT, query.SITE)

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return ReferenceList

    def get(self, request: Any) -> HttpResponse:
        site = self.found_site
        references = public_references(site_id=site.id, now=self.now)
        found = slice_of(
            reader_of(references, BY_KEY),
            ordering=BY_KEY,
            limit=self.values["limit"],
            cursor=self.values["cursor"],
            belongs_to={"list": "references", "site": site.id},
        )
        count = references.count() if self.values["count"] else None
        by_id = Reference.objects.in_bulk([pk for pk, *_ in found.rows])
        items = [record_of(by_id[pk], site.citation_style) for pk, *_ in found.rows if pk in by_id]
        return self.answer_with(
            ReferenceList(items=items, next=found.next, previous=found.previous, count=count)
        )


class ReferenceDetail(ApiView):
    """Get a reference.

    A bibliographic record with the pages that refer to it; 404 for one to which no public page of the site refers. The
    key of a record that was merged into another one leads to that one, whose own `key` stands in the answer.
    """

    operation = "get_reference"
    may_be_missing = True

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return PublicReference

    def get(self, request: Any, key: str) -> HttpResponse:
        site = self.found_site
        reference = public_reference(key, site_id=site.id, now=self.now)
        documents = citing_documents(reference, site_id=site.id, now=self.now)
        newest = with_cards(documents, now=self.now).order_by("-published_order", "-page_id")
        rows = [StoredCard(*row) for row in newest.values_list(*CARD_COLUMNS)[:MAX_CITED_BY]]
        cards = cards_of(rows, site_id=site.id, now=self.now)
        record = {
            **record_of(reference, site.citation_style).model_dump(mode="json"),
            "cited_by": [orjson.Fragment(cards[row.page_id]) for row in rows if row.page_id in cards],
            "cited_by_count": documents.count(),
        }
        return self.answer_for_site(orjson.dumps(record))


class ViewOfRecord(ApiView):
    """One record in a format of reference managers."""

    may_be_missing = True

    def record(self, key: str) -> dict[str, Any]:
        """The public part of the record as CSL-JSON. Raises `Http404`."""
        site = self.found_site
        return public_csl(public_reference(key, site_id=site.id, now=self.now))


class ReferenceCsl(ViewOfRecord):
    """Get a reference as CSL-JSON.

    A list of one item, as reference managers and citation processors read it.
    """

    operation = "get_reference_csl"

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return CslItems

    def get(self, request: Any, key: str) -> HttpResponse:
        return self.answer_for_site(orjson.dumps([self.record(key)]))


class ReferenceBibtex(ViewOfRecord):
    """Get a reference as BibTeX.

    One entry, as BibTeX, BibLaTeX and reference managers read it.
    """

    operation = "get_reference_bibtex"
    renderer_classes = (BibtexPassThrough,)

    def get(self, request: Any, key: str) -> HttpResponse:
        return self.answer_for_site(write([self.record(key)], "bibtex").encode(), content_type=BIBTEX)


class ReferenceRis(ViewOfRecord):
    """Get a reference as RIS.

    One entry, as reference managers read it.
    """

    operation = "get_reference_ris"
    renderer_classes = (RisPassThrough,)

    def get(self, request: Any, key: str) -> HttpResponse:
        return self.answer_for_site(write([self.record(key)], "ris").encode(), content_type=RIS)
