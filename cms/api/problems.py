"""Every answer that is not a success is a problem document (RFC 9457), whoever raised what it is about.

Clients tell problems apart by `type`, one of `KINDS`, and the faulty parameters by `errors[].code`. The texts are for
developers: they are English whatever the request's language, and say nothing about what is not public.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path
from pydantic import Field
from rest_framework import exceptions

from blocks.schemas import Schema
from cms.api.database_away import RETRY_AFTER, database_is_away

__all__ = [
    "KINDS",
    "PROBLEM_MEDIA_TYPE",
    "ApiProblem",
    "FieldError",
    "InvalidBody",
    "InvalidParameters",
    "Kind",
    "Problem",
    "answer_problem",
    "answer_without_database",
    "exception_handler",
]

PROBLEM_MEDIA_TYPE = "application/problem+json"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kind:
    """A kind of problem: what `type`, `title` and `status` say, and the detail where nobody knows better."""

    slug: str
    status: int
    title: str
    detail: str

    @property
    def type(self) -> str:
        """The reference that identifies the kind; the same wherever the API is mounted."""
        return f"/problems/{self.slug}"


INVALID_PARAMETERS = Kind(
    "invalid-parameters", 400, "Invalid parameters", "The query has parameters that are unknown or malformed."
)
BAD_REQUEST = Kind("bad-request", 400, "Bad request", "The request can not be understood.")
UNAUTHORIZED = Kind(
    "unauthorized",
    401,
    "Unauthorized",
    "There is no preview for this code or token, from this origin, now. Open the preview again.",
)
FORBIDDEN = Kind("forbidden", 403, "Forbidden", "The request is refused.")
NOT_FOUND = Kind("not-found", 404, "Not found", "There is nothing public at this address.")
GONE = Kind("gone", 410, "Gone", "What was at this address is not there any more.")
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed",
    405,
    "Method not allowed",
    "The header `Allow` lists the methods that this address knows.",
)
NOT_ACCEPTABLE = Kind(
    "not-acceptable", 406, "Not acceptable", "None of the media types in the header `Accept` is served here."
)
INVALID_BODY = Kind(
    "invalid-body", 400, "Invalid body", "The body is not the JSON object that is expected here."
)
OUTDATED_CONSENT = Kind(
    "outdated-consent",
    409,
    "Outdated consent",
    "The wording of the consent has changed since the form was drawn: show the new one, and ask again.",
)
CONTENT_TOO_LARGE = Kind("content-too-large", 413, "Content too large", "The body is too large.")
UNSUPPORTED_MEDIA_TYPE = Kind(
    "unsupported-media-type",
    415,
    "Unsupported media type",
    "The header `Accept` of this answer lists the media types that a body may have.",
)
INVALID_SUBMISSION = Kind(
    "invalid-submission", 422, "Invalid submission", "What was filled in can not be accepted as it is."
)
IDEMPOTENCY_KEY_REUSED = Kind(
    "idempotency-key-reused",
    422,
    "Idempotency key reused",
    "Something else was sent with this `Idempotency-Key` before: make a new key for each submission.",
)
TOO_MANY_REQUESTS = Kind(
    "too-many-requests",
    429,
    "Too many requests",
    "The header `Retry-After` says after how many seconds to try again.",
)
UNAVAILABLE = Kind(
    "unavailable",
    503,
    "Unavailable",
    "Nothing can be accepted at the moment. The header `Retry-After` says when to try again.",
)
INTERNAL_ERROR = Kind(
    "internal-error", 500, "Internal error", "Something went wrong on the server; it has been logged."
)

KINDS = (
    INVALID_PARAMETERS,
    BAD_REQUEST,
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    GONE,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    INVALID_BODY,
    OUTDATED_CONSENT,
    CONTENT_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    INVALID_SUBMISSION,
    IDEMPOTENCY_KEY_REUSED,
    TOO_MANY_REQUESTS,
    UNAVAILABLE,
    INTERNAL_ERROR,
)


class FieldError(Schema):
    """What is wrong with one parameter, header, or part of the body."""

    field: str = Field(
        description="Name of the parameter or header; of a part of the body, the way to it, such as `fields.email`."
    )
    code: str = Field(
        description="For programs. Parameters: unknown, missing, repeated, invalid, out_of_range, not_found. Parts of "
        "a body: unknown, missing, invalid, too_long, too_few, too_many, not_one_of, must_be_accepted; `token` also "
        "expired, too_early, used, not_found."
    )
    detail: str = Field(description="For people.")


class Problem(Schema):
    """A problem document (RFC 9457)."""

    type: str = Field(
        description="Identifies the kind of problem; compare it as it is, nothing is served there. One of "
        + ", ".join(f"`{kind.type}`" for kind in KINDS)
        + "; or `about:blank` when the status says all."
    )
    title: str
    status: int
    detail: str | None
    instance: str = Field(description="Path of the request.")
    errors: list[FieldError] = Field(description="What is faulty, if that is the problem: all of it at once.")


class ApiProblem(Exception):
    """A request that gets a problem for an answer."""

    def __init__(
        self,
        kind: Kind,
        *,
        detail: str | None = None,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.kind = kind
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        super().__init__(detail or kind.detail)


class InvalidParameters(ApiProblem):
    """Parameters that are refused, each with the reason."""

    kind_of_all = INVALID_PARAMETERS

    def __init__(self, *errors: FieldError) -> None:
        names = ", ".join(dict.fromkeys(f"`{error.field}`" for error in errors))
        super().__init__(self.kind_of_all, detail=f"Look at {names}.", errors=errors)


class InvalidBody(InvalidParameters):
    """Parts of a body, or headers, that are unknown, missing or of another type than they have to be."""

    kind_of_all = INVALID_BODY


def answer_problem(
    request: HttpRequest,
    kind: Kind,
    *,
    detail: str | None = None,
    errors: Sequence[FieldError] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The response for a problem. It is never stored by caches: what is missing now may be published in a minute."""
    return _response(
        Problem(
            type=kind.type,
            title=kind.title,
            status=kind.status,
            detail=detail or kind.detail,
            instance=escape_uri_path(request.path),
            errors=list(errors),
        ),
        headers or {},
    )


def _response(problem: Problem, headers: Mapping[str, str]) -> HttpResponse:
    return HttpResponse(
        problem.model_dump_json().encode(),
        status=problem.status,
        content_type=PROBLEM_MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **headers},
    )


def exception_handler(error: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """Turn whatever a view raised into a problem; for `APIView.get_exception_handler`."""
    request = context["request"]
    if isinstance(error, ApiProblem):
        return answer_problem(
            request, error.kind, detail=error.detail, errors=error.errors, headers=error.headers
        )
    if isinstance(error, Http404 | exceptions.NotFound):
        return answer_problem(request, NOT_FOUND)
    if isinstance(error, exceptions.MethodNotAllowed):
        allowed = ", ".join(context["view"].allowed_methods)
        return answer_problem(request, METHOD_NOT_ALLOWED, headers={"Allow": allowed})
    if isinstance(error, exceptions.NotAcceptable):
        return answer_problem(request, NOT_ACCEPTABLE)
    if isinstance(error, PermissionDenied | exceptions.PermissionDenied):
        return answer_problem(request, FORBIDDEN)
    if isinstance(error, SuspiciousOperation | exceptions.ParseError | exceptions.ValidationError):
        logger.warning("Bad request: %s", request.path, exc_info=error)
        return answer_problem(request, BAD_REQUEST)
    if isinstance(error, exceptions.APIException) and error.status_code < 500:
        return _response_for_status(request, error)
    if database_is_away(error):
        logger.error("The database does not answer: %s: %s", request.path, str(error).partition("\n")[0])
        return answer_without_database(request)
    logger.error("Internal error: %s", request.path, exc_info=error)
    # What watches the site for errors (Django's test client, error trackers) listens to this signal.
    with _as_current(error):
        got_request_exception.send(sender=exception_handler, request=request)
    return answer_problem(request, INTERNAL_ERROR)


def answer_without_database(request: HttpRequest) -> HttpResponse:
    """The problem of a request that came while the database was away."""
    detail = "Nothing can be answered at the moment. The header `Retry-After` says when to try again."
    return answer_problem(request, UNAVAILABLE, detail=detail, headers={"Retry-After": RETRY_AFTER})


def _response_for_status(request: HttpRequest, error: exceptions.APIException) -> HttpResponse:
    """The problem of an exception that none of the kinds covers: its status says all (RFC 9457, 4.2.1)."""
    phrase = HTTPStatus(error.status_code).phrase
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait) + 1)  # type: ignore[attr-defined]
    problem = Problem(
        type="about:blank",
        title=phrase,
        status=error.status_code,
        detail=None,
        instance=escape_uri_path(request.path),
        errors=[],
    )
    return _response(problem, headers)


@contextmanager
def _as_current(error: Exception) -> Iterator[None]:
    """Make `sys.exc_info()` name the error, as the signal's receivers expect."""
    try:
        raise error
    except Exception:  # noqa: BLE001 - it is being handled; see above
        yield
