"""The public library of references."""

from typing import Any

import orjson
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from pydantic import BaseModel

from cms.api import query
from cms.api.library import citing_pages, public_references
from cms.api.pagination import Ordering, slice_of
from cms.api.schemas import CslItems, PublicReference, ReferenceList
from cms.api.views.base import ApiView
from cms.api.views.pages import CONTENT_TYPE, ViewOfPages
from cms.delivery.records import record_of, record_values
from cms.models import Reference

__all__ = ["ReferenceCsl", "ReferenceDetail", "ReferenceLists"]

MAX_CITED_BY = 100


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
        references = public_references(site=self.site, now=self.now)
        found = slice_of(
            references,
            ordering=Ordering(field="key"),
            limit=self.values["limit"],
            cursor=self.values["cursor"],
            belongs_to={"list": "references", "site": self.site.id},
        )
        count = references.count() if self.values["count"] else None
        by_id = Reference.objects.in_bulk([pk for pk, *_ in found.rows])
        items = [record_of(by_id[pk]) for pk, *_ in found.rows if pk in by_id]
        return self.answer_with(
            ReferenceList(items=items, next=found.next, previous=found.previous, count=count)
        )


class ReferenceDetail(ViewOfPages):
    """Get a reference.

    A bibliographic record with the pages that refer to it; 404 for one to which no public page of the site refers.
    """

    operation = "get_reference"
    may_be_missing = True

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return PublicReference

    def get(self, request: Any, key: str) -> HttpResponse:
        reference = get_object_or_404(public_references(site=self.site, now=self.now), key=key)
        pages = citing_pages(reference, site=self.site, now=self.now)
        newest = pages.order_by("-first_published_at", "-pk").values_list("pk", *CONTENT_TYPE)[:MAX_CITED_BY]
        cards = self.cards(list(newest))
        return self.answer_with(
            PublicReference(**record_values(reference), cited_by=cards, cited_by_count=pages.count())
        )


class ReferenceCsl(ApiView):
    """Get a reference as CSL-JSON.

    A list of one item, as reference managers and citation processors read it.
    """

    operation = "get_reference_csl"
    may_be_missing = True

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return CslItems

    def get(self, request: Any, key: str) -> HttpResponse:
        reference = get_object_or_404(public_references(site=self.site, now=self.now), key=key)
        return self.answer(orjson.dumps([record_of(reference).csl]))
