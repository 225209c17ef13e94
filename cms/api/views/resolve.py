"""What a path of the frontend leads to."""

from typing import Any

import orjson
from django.http import HttpResponse
from pydantic import BaseModel

from cms.api import query
from cms.api.schemas import resolved_page
from cms.api.views.pages import ViewOfDocuments
from cms.delivery.store import read_by_path

__all__ = ["Resolve"]


class Resolve(ViewOfDocuments):
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
        path = self.values["path"]
        stored = self.found(read_by_path(path, self.asked_site, now=self.now))
        body = orjson.dumps({"kind": "page", "page": orjson.Fragment(stored.body)})
        return self.send(body, self.validators(stored, form="resolved"))
