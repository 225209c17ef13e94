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

__all__ = [
    "KINDS",
    "PROBLEM_MEDIA_TYPE",
    "ApiProblem",
    "FieldError",
    "InvalidParameters",
    "Kind",
    "Problem",
    "answer_problem",
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
INTERNAL_ERROR = Kind(
    "internal-error", 500, "Internal error", "Something went wrong on the server; it has been logged."
)

KINDS = (
    INVALID_PARAMETERS,
    BAD_REQUEST,
    FORBIDDEN,
    NOT_FOUND,
    GONE,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    INTERNAL_ERROR,
)


class FieldError(Schema):
    """What is wrong with one parameter."""

    field: str = Field(description="Name of the parameter.")
    code: str = Field(
        description="For programs: unknown, missing, repeated, invalid, out_of_range, not_found."
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
    errors: list[FieldError] = Field(description="The faulty parameters, if that is the problem.")


class ApiProblem(Exception):
    """A request that gets a problem for an answer."""

    def __init__(self, kind: Kind, *, detail: str | None = None, errors: Sequence[FieldError] = ()) -> None:
        self.kind = kind
        self.detail = detail
        self.errors = tuple(errors)
        super().__init__(detail or kind.detail)


class InvalidParameters(ApiProblem):
    """Parameters that are refused, each with the reason."""

    def __init__(self, *errors: FieldError) -> None:
        names = ", ".join(dict.fromkeys(f"`{error.field}`" for error in errors))
        super().__init__(INVALID_PARAMETERS, detail=f"Look at {names}.", errors=errors)


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
        return answer_problem(request, error.kind, detail=error.detail, errors=error.errors)
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
    logger.error("Internal error: %s", request.path, exc_info=error)
    # What watches the site for errors (Django's test client, error trackers) listens to this signal.
    with _as_current(error):
        got_request_exception.send(sender=exception_handler, request=request)
    return answer_problem(request, INTERNAL_ERROR)


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
