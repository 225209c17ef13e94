"""The OpenAPI 3.1 document, made from the views' own declarations and the Schemas, so that it can not lag behind.

drf-spectacular describes our addresses only, with its own defaults and ours: a host's `SPECTACULAR_SETTINGS`, and what
else it describes with them, neither matter nor change.
"""

import inspect
import threading
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

import orjson
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.settings import SPECTACULAR_DEFAULTS, patched_settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from cms.api.parameters import Parameter
from cms.api.problems import PROBLEM_MEDIA_TYPE, Problem
from cms.api.query import MAX_PAGE_ID

__all__ = ["OperationSchema", "openapi_bytes", "openapi_document"]

DESCRIPTION = """\
Finished documents for frontends: typed, resolved, numbered, sanitised.

Everything that is public is read without credentials, and forms are sent without. A preview takes a code that the
editor is given, and the bearer token that it is exchanged for. Every answer that is not a success is a problem document
(RFC 9457).
Version 1 only grows: a client has to ignore keys, and blocks of a `type`, that it does not know."""

PATH_PARAMETERS: dict[str, tuple[dict[str, Any], str]] = {
    "id": ({"type": "integer", "minimum": 1, "maximum": MAX_PAGE_ID}, "Id of the page."),
    "key": (
        {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]*$"},
        "Citation key of the reference, such as zhou2020.",
    ),
    "slug": ({"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}, "Its slug."),
    "token": ({"type": "string", "pattern": "^[^/]+$"}, "The token from the mail."),
}
HEADERS = {
    "ETag": "Strong entity tag; send it back as `If-None-Match` to be answered 304 while nothing has changed.",
    "Cache-Control": "How long the answer may be used again without asking.",
}
RESPONSES = {
    304: "The answer has not changed since the one whose `ETag` was sent.",
    400: "A parameter is unknown or malformed.",
    404: "There is nothing public at this address: it may never have existed, or not be public any more or yet.",
    406: "The header `Accept` asks for a media type that is not served here.",
    401: "Refused; for any reason the answer is the same.",
    403: "Pages of this origin may not send anything here.",
    409: "The wording of the consent has changed since the form was drawn; the detail says which version is current.",
    410: "There was something once, and is nothing now.",
    413: "The body is too large.",
    415: "The body is of a media type that is not taken here.",
    422: "What was sent can not be accepted: each thing that is wrong is named. Or it is not what was sent with this "
    "`Idempotency-Key` before.",
    429: "Too many requests in too short a time.",
    503: "Nothing can be accepted at the moment.",
    "default": "Any other problem.",
}

MALFORMED_BODY = "A parameter, a header or a part of the body is unknown, missing or malformed."
REFUSAL_HEADERS: dict[str, tuple[str, list[int]]] = {
    "Retry-After": ("After how many seconds to try again.", [429, 503]),
    "RateLimit-Policy": (
        "The limits: `q` requests in `w` seconds (draft-ietf-httpapi-ratelimit-headers).",
        [429],
    ),
    "RateLimit": ("What is left of the limit that was reached: `r` requests, for `t` seconds.", [429]),
}
POST_REFUSALS = (403, 413, 415)
"""Of every endpoint that takes something, beside those of all."""

BEARER = "previewToken"
_generating = threading.Lock()


class OperationSchema(AutoSchema):
    """Describes a view of the API by what it declares about itself (see `cms.api.views.base.ApiView`)."""

    view: Any

    def get_operation_id(self) -> str:
        name: str = self.view.operation
        return name

    def get_summary(self) -> str:
        return self._doc()[0].rstrip(".")

    def get_description(self) -> str:  # type: ignore[override] # as drf-spectacular does
        return self._doc()[1]

    def _doc(self) -> tuple[str, str]:
        summary, _, description = (inspect.getdoc(type(self.view)) or "").partition("\n")
        return summary, " ".join(description.split())

    def get_tags(self) -> list[str]:
        return [type(self.view).__module__.rpartition(".")[2].replace("_", " ").capitalize()]

    def get_auth(self) -> list[Any]:
        return [{BEARER: []}] if self.view.takes_bearer else []

    @property
    def _refusals(self) -> set[int]:
        """Statuses of problems beside those of every endpoint."""
        taken = (*(POST_REFUSALS if self.method == "POST" else ()), *self.view.refusals)
        may_be = {404: self.view.may_be_missing, 410: self.view.may_be_gone}
        return {status for status, whether in may_be.items() if whether} | set(taken)

    def get_request_serializer(self) -> Any:
        if self.method != "POST":
            return None
        schema = self.view.body_schema()
        return dict.fromkeys(self.view.media_types, schema or OpenApiTypes.ANY)

    def get_override_parameters(self) -> list[Any]:
        return [
            *self._path_parameters(),
            *map(_described, self.view.parameters),
            *self._request_headers(),
            *self._headers(),
            *self._headers_of_refusals(),
        ]

    def _request_headers(self) -> Iterator[OpenApiParameter]:
        for header in self.view.request_headers if self.method == "POST" else ():
            yield OpenApiParameter(
                header.name,
                type=header.json_schema,
                location=OpenApiParameter.HEADER,
                required=True,
                description=header.description,
            )

    def _headers_of_refusals(self) -> Iterator[OpenApiParameter]:
        for name, (description, statuses) in REFUSAL_HEADERS.items():
            of_ours = [status for status in statuses if status in self._refusals]
            if of_ours:
                yield OpenApiParameter(
                    name,
                    type=str,
                    location=OpenApiParameter.HEADER,
                    response=of_ours,
                    description=description,
                    required=True,
                )

    def _path_parameters(self) -> Iterator[OpenApiParameter]:
        for name, (schema, description) in PATH_PARAMETERS.items():
            if f"{{{name}}}" in self.path:
                yield OpenApiParameter(
                    name, type=schema, location=OpenApiParameter.PATH, required=True, description=description
                )

    def _headers(self) -> Iterator[OpenApiParameter]:
        for name, description in HEADERS.items() if self.view.has_validators else ():
            yield OpenApiParameter(
                name,
                type=str,
                location=OpenApiParameter.HEADER,
                response=[200, 304],
                description=description,
                required=True,
            )

    def get_response_serializers(self) -> Any:
        answer = self.view.answer_schema() or OpenApiTypes.STR
        success = getattr(self.view, "success", 200)
        responses: dict[Any, OpenApiResponse] = {success: OpenApiResponse(answer, description="The answer.")}
        if len(self.view.renderer_classes) > 1:  # the first one is what the Schema describes, others are text
            main, *others = (renderer.media_type for renderer in self.view.renderer_classes)
            responses = {(200, main): responses[200]}
            for media_type in others:
                responses[200, media_type] = OpenApiResponse(
                    OpenApiTypes.STR, description="The same as text."
                )
        if self.view.has_validators:
            responses[304] = OpenApiResponse(None, description=RESPONSES[304])
        for status in (*sorted({400, 406} | self._refusals), "default"):
            text = MALFORMED_BODY if (status, self.method) == (400, "POST") else RESPONSES[status]
            responses[status, PROBLEM_MEDIA_TYPE] = OpenApiResponse(Problem, description=text)
        return responses


def _described(parameter: Parameter) -> OpenApiParameter:
    schema = dict(parameter.schema())
    description = parameter.description
    if parameter.many:
        schema = {"type": "array", "items": schema, "minItems": 1}
        description += " Several values: repeat the parameter, or separate them by commas."
    return OpenApiParameter(
        parameter.name,
        type=schema,
        required=parameter.required,
        description=description,
        explode=parameter.many or None,
    )


def _settings() -> dict[str, Any]:
    """All of drf-spectacular's settings, its own or ours."""
    fixed = {
        name: value
        for name, value in SPECTACULAR_DEFAULTS.items()
        if not name.startswith("SERVE_") and name != "DEFAULT_GENERATOR_CLASS"
    }
    return {
        **fixed,
        "OAS_VERSION": "3.1.1",
        "TITLE": "Research summaries",
        "VERSION": "1",
        "DESCRIPTION": DESCRIPTION,
        "SERVERS": [{"url": reverse("cms_api:root").rstrip("/")}],
        "SCHEMA_PATH_PREFIX": "/",
        "SORT_OPERATIONS": False,
        "SORT_OPERATION_PARAMETERS": False,
        "POSTPROCESSING_HOOKS": [],
    }


def openapi_document() -> dict[str, Any]:
    """The document, made afresh."""
    patterns = import_module("cms.api.urls").urlpatterns
    with _generating, patched_settings(_settings()):  # the patch is global: one at a time
        document: dict[str, Any] = _generate(patterns)
    document["components"] = _for_clients(document["components"])
    document["components"]["securitySchemes"] = {BEARER: {"type": "http", "scheme": "bearer"}}
    return document


def _generate(patterns: Any) -> dict[str, Any]:
    generator: Any = SchemaGenerator
    document: dict[str, Any] = generator(patterns=patterns).get_schema(request=None, public=True)
    return document


def _for_clients(node: Any) -> Any:
    """JSON Schemas without what clients should not build upon: the titles that pydantic makes from the names beside
    them, and the promise that no key will ever be added."""
    if isinstance(node, dict):
        return {
            name: _for_clients(value)
            for name, value in node.items()
            if not (name == "title" and isinstance(value, str))
            and not (name == "additionalProperties" and value is False)
        }
    return [_for_clients(item) for item in node] if isinstance(node, list) else node


@cache
def openapi_bytes() -> bytes:
    """The document as JSON, made once a process."""
    return orjson.dumps(openapi_document())
