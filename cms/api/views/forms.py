"""The forms of panels: the token that a form begins with, and what readers send."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from pydantic import BaseModel

from cms.api import query, schemas
from cms.api.negotiation import JSON
from cms.api.problems import (
    IDEMPOTENCY_KEY_REUSED,
    INVALID_SUBMISSION,
    OUTDATED_CONSENT,
    TOO_MANY_REQUESTS,
    UNAVAILABLE,
    ApiProblem,
    FieldError,
)
from cms.api.views.base import ApiView
from cms.api.views.posting import Body, PostView, RequestHeader
from cms.conf import conf
from cms.models import CallToAction
from cms.submissions import refusals
from cms.submissions.accept import Sent, accept, form_panel
from cms.submissions.client import client_address
from cms.submissions.form_tokens import make_token

__all__ = ["FormToken", "Submissions", "limit_headers", "problem_of"]

KEY_PATTERN = r"[!-~]([ -~]{0,253}[!-~])?"
IDEMPOTENCY_KEY = RequestHeader(
    name="Idempotency-Key",
    description="Made by the client for each submission, such as a UUID, and sent again with every repetition of it: "
    "the first answer is then given again, and nothing is stored twice.",
    json_schema={"type": "string", "pattern": f"^{KEY_PATTERN}$"},
)
_key = re.compile(KEY_PATTERN)


def asked_panel(view: ApiView, slug: str) -> CallToAction:
    """The panel in the language that is asked for. Raises `Http404` unless it is shown and has a form."""
    locale = view.values["locale"] or view.site.locale
    panel = form_panel(slug, locale=locale, now=view.now)
    if panel is None:
        raise Http404
    return panel


class FormToken(ApiView):
    """Get a token for a form.

    Ask for it when the reader begins to fill in the form, and send it with the form: not before `not_before`, and not
    after `expires_at`. It may be sent again, so that the reader can correct something.
    """

    operation = "get_form_token"
    parameters = (query.LOCALE, query.SITE)
    has_validators = False
    may_be_missing = True

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return schemas.FormToken

    def get(self, request: Any, slug: str) -> HttpResponse:
        made = make_token(asked_panel(self, slug).translation_key, now=self.now)
        answer = schemas.FormToken(token=made.token, not_before=made.not_before, expires_at=made.expires_at)
        return HttpResponse(
            answer.model_dump_json().encode(), content_type=JSON, headers={"Cache-Control": "no-store"}
        )


class Submissions(PostView):
    """Submit a form.

    The answer does not tell whether an address is known. The same `Idempotency-Key` with the same body gets the first
    answer again; after a refusal the key may be used again. What is wrong with the fields is told all at once.
    """

    operation = "submit_form"
    parameters = (query.LOCALE, query.SITE)
    may_be_missing = True
    request_headers = (IDEMPOTENCY_KEY,)
    success = HTTPStatus.ACCEPTED
    refusals = (409, 422, 429, 503)

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return schemas.SubmissionAnswer

    @staticmethod
    def body_schema() -> type[Body]:
        return schemas.SubmissionBody

    def take(self, slug: str) -> HttpResponse:
        body: schemas.SubmissionBody = self.body
        key = self.header(IDEMPOTENCY_KEY.name, _key)
        panel = asked_panel(self, slug)
        sent = Sent(
            fields=body.fields,
            token=body.token,
            key=key,
            canonical=self.canonical,
            site=self.found_site.id,
            client=client_address(self.request.META),
            consent=body.consent,
            consent_version=body.consent_version,
            page=body.page,
            placement=body.placement or "",
            honeypot=body.website or "",
            captcha=body.captcha or "",
        )
        try:
            answer = accept(panel, sent, now=self.now)
        except refusals.Refused as refused:
            raise problem_of(refused) from None
        return self.done(schemas.SubmissionAnswer.model_validate(answer))


def problem_of(refused: refusals.Refused) -> ApiProblem:
    """What a client is told of a submission that is not accepted."""
    match refused:
        case refusals.Faulty():
            errors = [
                FieldError(field=each.field, code=each.code, detail=each.detail) for each in refused.faults
            ]
            names = ", ".join(f"`{error.field}`" for error in errors)
            headers = {"Retry-After": str(refused.wait)} if refused.wait else None
            return ApiProblem(INVALID_SUBMISSION, detail=f"Look at {names}.", errors=errors, headers=headers)
        case refusals.OutdatedConsent():
            detail = f"The wording of the consent has changed: version {refused.current} is the current one."
            return ApiProblem(OUTDATED_CONSENT, detail=detail)
        case refusals.TooMany():
            return ApiProblem(TOO_MANY_REQUESTS, headers=limit_headers(refused))
        case refusals.CannotCount() | refusals.Overtaken():
            return ApiProblem(UNAVAILABLE, headers={"Retry-After": str(refused.seconds)})
    return ApiProblem(IDEMPOTENCY_KEY_REUSED)


def limit_headers(
    refused: refusals.TooMany, policies: Mapping[str, tuple[int, int]] | None = None
) -> dict[str, str]:
    """The header fields of an answer that says a limit was reached (draft-ietf-httpapi-ratelimit-headers-10).

    They stand on no other answer: what is left for an address would tell how often it was sent lately.
    """
    limits = (policies or conf.form_limits).items()
    return {
        "Retry-After": str(refused.seconds),
        "RateLimit-Policy": ", ".join(f'"{name}";q={most};w={window}' for name, (most, window) in limits),
        "RateLimit": f'"{refused.policy}";r=0;t={refused.seconds}',
    }
