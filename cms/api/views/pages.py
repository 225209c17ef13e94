"""Pages: their documents, as JSON and as Markdown, and their references."""

from typing import Any

import orjson
from django.http import Http404, HttpResponse
from django.utils.cache import patch_vary_headers
from pydantic import BaseModel

from cms.api.negotiation import (
    BIBTEX,
    MARKDOWN,
    RIS,
    BibtexPassThrough,
    JSONPassThrough,
    MarkdownPassThrough,
    RisPassThrough,
)
from cms.api.schemas import CslItems, document_union
from cms.api.validators import Validators
from cms.api.views.base import ApiView
from cms.bibliography.exchange import write
from cms.delivery.fingerprint import fingerprint
from cms.delivery.markdown import to_markdown
from cms.delivery.store import Stored, read_by_id

__all__ = [
    "PageDetail",
    "PageMarkdown",
    "PageReferences",
    "PageReferencesBibtex",
    "PageReferencesRis",
    "ViewOfDocuments",
]


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
        return self.send(orjson.dumps(records_in(stored)), self.validators(stored, form="references"))


def records_in(stored: Stored) -> list[dict[str, Any]]:
    """The records of a document as CSL-JSON: what the text cites, then what the page only lists."""
    document = orjson.loads(stored.body)
    return [entry["csl"] for entry in (*document["references"], *document.get("further_reading", ()))]


class ViewOfPageReferences(ViewOfDocuments):
    """The references of a page in a format of reference managers, made from its document."""

    may_be_missing = True
    format = ""
    content_type = ""

    def get(self, request: Any, id: int) -> HttpResponse:  # noqa: A002
        stored = self.found(read_by_id(id, self.asked_site, now=self.now))
        validators = self.validators(stored, form=f"{self.format}-{fingerprint()[:8]}")
        if validators.are_known(self.request.headers):
            return self.send(b"", validators)
        body = write(records_in(stored), self.format).encode()
        return self.send(body, validators, content_type=self.content_type)


class PageReferencesBibtex(ViewOfPageReferences):
    """Get the references of a page as BibTeX.

    First the references that the text cites, in the order of their numbers, then those that the page only lists.
    """

    operation = "get_page_references_bibtex"
    renderer_classes = (BibtexPassThrough,)
    format = "bibtex"
    content_type = BIBTEX


class PageReferencesRis(ViewOfPageReferences):
    """Get the references of a page as RIS.

    First the references that the text cites, in the order of their numbers, then those that the page only lists.
    """

    operation = "get_page_references_ris"
    renderer_classes = (RisPassThrough,)
    format = "ris"
    content_type = RIS
