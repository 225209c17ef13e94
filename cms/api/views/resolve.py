"""What a path of the frontend leads to."""

from dataclasses import replace
from typing import Any

import orjson
from django.http import Http404, HttpResponse
from pydantic import BaseModel

from cms.api import query
from cms.api.problems import GONE, ApiProblem
from cms.api.schemas import ResolvedRedirect, resolved
from cms.api.views.pages import ViewOfDocuments
from cms.delivery.redirects import Destination
from cms.delivery.routing import Gone, PageFound, route

__all__ = ["Resolve"]

FORM = "resolved"
"""Marks the entity tags of these answers: a document alone has another one."""


class Resolve(ViewOfDocuments):
    """Find out what a path of the frontend leads to.

    `kind` says what it is: a `page`, given with its document, or a `redirect` to follow. The path may be escaped
    and have its query, which redirects can depend on. A path that is spelled otherwise than that of its page
    (without the final slash, with a doubled one, in capitals) is a redirect to it. A prefix such as `/es/` says
    which language is meant; for a path without one `locale` does, and where there is no such page in that
    language, the page in the site's own language is given, with a `fallback` that says so. A path at which there
    was a page once leads to where that page is now, or is answered 410.
    """

    operation = "resolve_path"
    parameters = (query.PATH, query.LOCALE, query.SITE)
    may_be_missing = True
    may_be_gone = True

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return resolved()

    def get(self, request: Any) -> HttpResponse:
        found = route(
            self.values["path"],
            asked_site=self.asked_site,
            find_site=lambda: self.site,
            locale=self.values["locale"],
            now=self.now,
            known=self._known_document(),
        )
        if isinstance(found, PageFound):
            return self._page(found)
        assert self.found_site
        if isinstance(found, Gone):
            raise ApiProblem(GONE, detail="There was something public at this path, and is nothing now.")
        if found is None:
            raise Http404
        return self._redirect(found)

    def _known_document(self) -> str:
        """The entity tag of the document, if the client has this answer with it."""
        tag, _, form = self.known_etag.partition(".")
        return tag if form == FORM else ""

    def _page(self, found: PageFound) -> HttpResponse:
        stored = found.stored
        fallback = found.requested and {"requested": found.requested, "served": stored.locale}
        body = orjson.dumps(
            {"kind": "page", "page": orjson.Fragment(stored.body or b"null"), "fallback": fallback}
        )
        if found.requested is None:
            return self.send(body, self.validators(stored, form=FORM))
        # Another page will be here once there is one in that language: its date may be an earlier one.
        validators = replace(
            self.validators(stored, form=f"{FORM}.{found.requested}"),
            exactly=False,
            valid_until=self.until(stored.valid_until),
            tags=[f"page-{stored.page_id}", f"site-{self.found_site.id}"],
        )
        return self.send(body, validators)

    def _redirect(self, found: Destination) -> HttpResponse:
        answer = ResolvedRedirect(location=found.location, permanent=found.permanent)
        return self.answer_with(answer, ends_at=found.valid_until)
