"""Drafts for their editors and whom they share them with. Nobody else learns anything, and no cache keeps anything."""

import re
from typing import Any

import orjson
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from pydantic import BaseModel

from cms.api.negotiation import HTML, JSON, HTMLPassThrough
from cms.api.origins import normal_origin
from cms.api.preview_schemas import ExchangeBody, PreviewToken, preview
from cms.api.problems import TOO_MANY_REQUESTS, UNAUTHORIZED, UNAVAILABLE, ApiProblem
from cms.api.views.base import ApiView
from cms.api.views.forms import limit_headers
from cms.api.views.posting import Body, PostView
from cms.conf import conf
from cms.delivery.previewing.opening import Opened, exchange, open_preview
from cms.delivery.previewing.userbar import render_userbar
from cms.submissions import throttle
from cms.submissions.client import client_address, client_key
from cms.submissions.refusals import CannotCount, TooMany

__all__ = ["Exchange", "Preview", "PreviewUserbar"]

BEARER = re.compile(r"bearer +([A-Za-z0-9_-]+)", re.IGNORECASE)
LIMIT = "preview"


class Unstored(ApiView):
    """An endpoint whose every answer is for whoever asked, and for nobody after that."""

    parameters = ()

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        # A cache that keeps it nevertheless gives it to nobody else.
        patch_vary_headers(response, ("Authorization", "Origin"))
        return response

    @property
    def origin(self) -> str:
        """The origin of the page that asks. Browsers leave it out for a page of this very origin; who is no browser
        has to say it."""
        sent: str = self.request.META.get("HTTP_ORIGIN", "")
        if not sent and self.request.META.get("HTTP_SEC_FETCH_SITE") == "same-origin":
            return normal_origin(f"{self.request.scheme}://{self.request.get_host()}")
        return sent


def refusal() -> ApiProblem:
    """The same for whatever is wrong."""
    return ApiProblem(UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})


class Exchange(Unstored, PostView):
    """Exchange the code of a preview for a token.

    The code stands in the address that the editor's preview leads to. It can be exchanged once, within a minute, by a
    page of the site's frontend; the token of a link that was shared can be exchanged as often as one likes until it
    expires. What is refused is refused without a reason.
    """

    operation = "exchange_preview_code"
    refusals = (401, 429, 503)

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return PreviewToken

    @staticmethod
    def body_schema() -> type[Body]:
        return ExchangeBody

    def _check_origin(self) -> None:
        """`take` does: it knows which site the preview is of."""

    def take(self) -> HttpResponse:
        body: ExchangeBody = self.body
        self._count()
        granted = exchange(body.code, origin=self.origin, frontend_origin=normal_origin, now=self.now)
        if granted is None:
            raise refusal()
        return self.done(PreviewToken(token=granted.token, expires_at=granted.expires_at))

    def _count(self) -> None:
        client, limit = client_key(client_address(self.request.META)), conf.preview_limit
        try:
            throttle.count(LIMIT, client, now=self.now, limit=limit)
        except TooMany as refused:
            raise ApiProblem(TOO_MANY_REQUESTS, headers=limit_headers(refused, {LIMIT: limit})) from None
        except CannotCount as refused:
            raise ApiProblem(UNAVAILABLE, headers={"Retry-After": str(refused.seconds)}) from None


class WithToken(Unstored):
    """An endpoint for whoever has the token of a preview."""

    has_validators = False
    takes_bearer = True
    refusals = (401,)

    def opened(self) -> Opened:
        """What the token shows. Raises `ApiProblem`."""
        sent = BEARER.fullmatch(self.request.META.get("HTTP_AUTHORIZATION", ""))
        opened = (
            open_preview(sent[1], origin=self.origin, frontend_origin=normal_origin, now=self.now)
            if sent
            else None
        )
        if opened is None:
            raise refusal()
        return opened


class Preview(WithToken):
    """Get the draft that a token shows.

    `kind` says what it is: a `page` with its document and its card, or a `call_to_action`. It is the draft as it was
    when the preview was asked for, and may be incomplete. Each use prolongs the life of the token.
    """

    operation = "get_preview"

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return preview()

    def get(self, request: Any) -> HttpResponse:
        opened = self.opened()
        snapshot = opened.snapshot
        content = orjson.loads(snapshot.content)
        kind = "page" if "page" in content else "call_to_action"
        body = {
            "title": snapshot.title,
            "locale": snapshot.locale,
            "shared": opened.shared,
            "created_at": snapshot.created_at,
            "ends_at": snapshot.expires_at if opened.shared else opened.ends_at,
            "in_panel": snapshot.in_panel,
            "edit": None if opened.shared else snapshot.edit,
            "kind": kind,
            "mode": snapshot.mode,
            **content,
        }
        return HttpResponse(orjson.dumps(body), content_type=JSON)


class PreviewUserbar(WithToken):
    """Get Wagtail's user bar for a preview.

    HTML to be put at the end of the page: quick actions, and the content checks that the editor's panel counts. Its
    scripts and styles come from the admin. There is none for a link that was shared.
    """

    operation = "get_preview_userbar"
    renderer_classes = (HTMLPassThrough,)

    def get(self, request: Any) -> HttpResponse:
        opened = self.opened()
        if opened.shared:
            raise refusal()
        return HttpResponse(render_userbar(request._request, opened), content_type=HTML)
