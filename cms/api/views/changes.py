"""For copies of the site: everything at once, and what has changed since."""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from pydantic import BaseModel

from cms.api import query
from cms.api.negotiation import NDJSON, NDJSONPassThrough
from cms.api.problems import GONE, ApiProblem, FieldError, InvalidParameters
from cms.api.schemas import ChangeEntry, ChangeList
from cms.api.views.base import ApiView
from cms.delivery import feed
from cms.delivery.export import documents_of_site
from cms.delivery.settling import settle
from cms.models import Change

__all__ = ["Changes", "Export"]

PATIENCE = 2.0
"""Seconds for which a request builds stale documents before it says what has changed so far."""
CURSOR_HEADER = "Changes-Cursor"

_signer = Signer(salt="cms.api.changes")


def cursor_at(site_id: int, sequence: int) -> str:
    """The cursor of a position in a site's feed."""
    return _signer.sign(f"{site_id}-{sequence}")


def position_of(cursor: str, *, site_id: int) -> int:
    """The position of a cursor. Raises `InvalidParameters`."""
    try:
        site, sequence = _signer.unsign(cursor).split("-")
    except (BadSignature, ValueError):
        site, sequence = "", ""
    if site != str(site_id):
        detail = "This cursor is not one of this site's changes."
        raise InvalidParameters(FieldError(field="cursor", code="invalid", detail=detail))
    return int(sequence)


class Changes(ApiView):
    """List changes.

    What became of documents, in the order in which it happened: `upsert` for one that is new or different, `delete`
    for one that is gone from its path (one that has moved is deleted at the old path and upserted at the new one).
    Begin with an export and its cursor, then keep `next`, which is given also at the end; without a cursor the list
    begins with the oldest change that is kept. A cursor that is too old is answered 410: begin with an export again.
    """

    operation = "list_changes"
    parameters = (query.CHANGES_CURSOR, query.CHANGES_LIMIT, query.SITE)
    may_be_gone = True

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return ChangeList

    def get(self, request: Any) -> HttpResponse:
        site = self.found_site
        cursor = self.values["cursor"]
        after = position_of(cursor, site_id=site.id) if cursor else feed.oldest(site.id)
        settled = settle(site.id, seconds=PATIENCE)
        limit = self.values["limit"]
        try:
            entries = feed.entries_after(site.id, after, limit=limit + 1)
        except feed.Gone:
            detail = "Changes from so long ago are not kept. Begin with an export, and go on from its cursor."
            raise ApiProblem(GONE, detail=detail) from None
        shown = entries[:limit]
        return self.answer_with(
            ChangeList(
                items=[_entry(entry) for entry in shown],
                next=cursor_at(site.id, shown[-1].sequence if shown else after),
                has_more=len(entries) > limit or not settled,
            ),
            tags=["changes"],
        )


def _entry(change: Change) -> ChangeEntry:
    return ChangeEntry(
        sequence=change.sequence,
        kind=change.kind,
        id=change.page_id,
        type=change.type,
        path=change.path,
        etag=f'"{change.etag}"' if change.etag else None,
        at=change.at,
    )


class Export(ApiView):
    """Export all documents.

    One document a line (NDJSON), in the order of their ids. The header `Changes-Cursor` is where to go on in the list
    of changes, and `Link` with `rel="next"` its address: what changes while the export is sent is told there.
    """

    operation = "export_documents"
    renderer_classes = (NDJSONPassThrough,)
    has_validators = False

    def get(self, request: Any) -> StreamingHttpResponse:
        site = self.found_site
        cursor = cursor_at(site.id, feed.position(site.id))
        parameters = {"cursor": cursor, **({"site": request.GET["site"]} if "site" in request.GET else {})}
        following = f"{reverse('cms_api:changes')}?{urlencode(parameters)}"
        return StreamingHttpResponse(
            (line + b"\n" for line in documents_of_site(site.id)),
            content_type=NDJSON,
            headers={
                "Cache-Control": "no-store",
                CURSOR_HEADER: cursor,
                "Link": f'<{following}>; rel="next"',
            },
        )
