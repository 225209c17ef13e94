"""What the dialog asks the server: JSON in, JSON out, for users of the admin only."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from blocks.stored_citations import StoredCitation, citation_of
from cms.admin.cite.described import describe
from cms.admin.cite.labels import labels_of, style_of_site
from cms.admin.cite.search import find
from cms.admin.cite.taking import NotTaken, known, take
from cms.bibliography.styles import STYLES
from cms.models import Reference

__all__ = ["LabelsView", "SearchView", "TakeView"]

MOST_CITATIONS = 2_000
LONGEST = 200_000
"""Characters of a pasted text."""


class Refused(Exception):
    """The request can not be answered. Carries `message` and `status`."""

    def __init__(self, message: str, status: int = 400) -> None:
        self.message = message
        self.status = status
        super().__init__(message)


@method_decorator(never_cache, name="dispatch")
class JsonView(View):
    """Answers with JSON, refusals too: `{"message": …}`."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refused as refused:
            return JsonResponse({"message": refused.message}, status=refused.status)
        except PermissionDenied:
            return JsonResponse({"message": _("You are not allowed to add references.")}, status=403)

    def posted(self) -> dict[str, Any]:
        """The object that was sent."""
        try:
            sent = json.loads(self.request.body)
        except (ValueError, RecursionError):
            sent = None
        if not isinstance(sent, dict):
            raise Refused(_("The request can not be read."))
        return sent


class SearchView(JsonView):
    """References of the library for what is typed."""

    def get(self, request: HttpRequest) -> JsonResponse:
        found = find(request.GET.get("q", ""))
        return JsonResponse({"references": [describe(reference) for reference in found]})


class LabelsView(JsonView):
    """How the citations of a form will be printed, and what is known of their references."""

    def post(self, request: HttpRequest) -> JsonResponse:
        sent = self.posted()
        citations = [_citation(each) for each in _list(sent.get("citations"))[:MOST_CITATIONS]]
        style, page = sent.get("style"), sent.get("page")
        if not isinstance(style, str) or style not in STYLES:
            style = style_of_site(page if type(page) is int and 0 < page < 2**31 else None)
        wanted = {item["reference"] for citation in citations for item in citation.items}
        references = Reference.objects.in_bulk(wanted)
        return JsonResponse(
            {
                "style": style,
                "author_date": not STYLES[style].numeric,
                "labels": labels_of(citations, references, style),
                "references": [describe(reference) for reference in references.values()],
            }
        )


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class TakeView(JsonView):
    """The references for a pasted identifier or record; what is new is added to the library.

    Nothing is locked while a registry is asked: what is taken in is committed by itself.
    """

    def post(self, request: HttpRequest) -> JsonResponse:
        text = self.posted().get("text")
        if not isinstance(text, str) or not text.strip():
            raise Refused(_("There is nothing to look for."))
        if len(text) > LONGEST:
            raise Refused(_("This text is too long. Import it as a file."))
        if known(text) is None and not request.user.has_perm("cms.add_reference"):
            raise PermissionDenied
        try:
            taken = take(text, at=timezone.now())
        except NotTaken as reason:
            raise Refused(reason.message, status=422) from reason
        return JsonResponse(
            {"references": [describe(each) for each in taken.references], "message": taken.message}
        )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _citation(sent: Any) -> StoredCitation:
    if not isinstance(sent, dict):
        return citation_of({})
    mode = sent.get("mode")
    return citation_of(
        {"items": json.dumps(sent.get("items")), "mode": mode if isinstance(mode, str) else ""}
    )
