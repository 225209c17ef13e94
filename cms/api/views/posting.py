"""What endpoints that take something share: whose pages may send it, how much of it, and in which form."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpResponse
from pydantic import BaseModel, ValidationError

from blocks.schemas import Schema
from cms.api import origins
from cms.api.json_body import canonical, read_object
from cms.api.negotiation import JSON
from cms.api.problems import (
    BAD_REQUEST,
    CONTENT_TOO_LARGE,
    FORBIDDEN,
    UNSUPPORTED_MEDIA_TYPE,
    ApiProblem,
    FieldError,
    InvalidBody,
)
from cms.api.schemas import Body
from cms.api.views.base import ApiView
from cms.conf import conf
from cms.models.paths import SiteMap

__all__ = ["Body", "PostView", "RequestHeader"]

CODES = {"missing": "missing", "extra_forbidden": "unknown", "string_too_long": "too_long"}
"""What pydantic calls a fault → our code for it; anything else is `invalid`."""


class RequestHeader(Schema):
    """A header that a request has to have, for the OpenAPI document."""

    name: str
    description: str
    json_schema: dict[str, Any]


class PostView(ApiView):
    """An endpoint that takes something and never sends it back: a view says what in `take`.

    A request is refused in this order: for its parameters (400), its media type (415), its size (413), the origin of
    the page it was sent from (403), and then for its body when `take` asks for it (400). Nothing of a body is ever
    logged. A connection to the database that was lost is noticed at the first query and `post` begun anew (see
    `ApiView.handle_exception`), so `take` has to do all that it changes in one transaction, after a first query.
    """

    media_types: ClassVar[Sequence[str]] = (JSON,)
    """What a body may be. Where that is not JSON alone, `body_schema` is None and nobody reads it."""
    request_headers: ClassVar[Sequence[RequestHeader]] = ()
    """The headers that a request has to have."""
    success: ClassVar[int] = 200
    """The status of the answer."""

    has_validators = False
    http_method_names = ["post", "options"]

    @staticmethod
    def body_schema() -> type[Body] | None:
        """The Schema of the body; None if nothing of it matters."""
        return None

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self._check_media_type()
        _ = self.content  # what is too large is refused first, also where nobody reads it
        self._check_origin()
        return self.take(*args, **kwargs)

    def take(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """The answer; the keywords are the parts of the address."""
        raise TypeError(f"{type(self).__name__} does not say what it does with what is sent")

    def done(self, answer: BaseModel) -> HttpResponse:
        """The answer to what was accepted; nobody keeps it."""
        return HttpResponse(
            answer.model_dump_json().encode(),
            status=self.success,
            content_type=JSON,
            headers={"Cache-Control": "no-store"},
        )

    def _check_media_type(self) -> None:
        media_type, _, parameters = self.request.META.get("CONTENT_TYPE", "").lower().partition(";")
        known = media_type.strip() in self.media_types
        charset = parameters.strip().removeprefix("charset=").strip('"')
        if not known or (media_type.strip() == JSON and charset not in ("", "utf-8", "utf8")):
            raise ApiProblem(UNSUPPORTED_MEDIA_TYPE, headers={"Accept": ", ".join(self.media_types)})

    @cached_property
    def content(self) -> bytes:
        """The body, read once and never beyond `CMS_FORM_BYTES`, whatever `Content-Length` says."""
        limit = conf.form_bytes
        declared = self.request.META.get("CONTENT_LENGTH") or ""
        if declared.isascii() and declared.isdigit() and int(declared[:20]) > limit:
            raise ApiProblem(CONTENT_TOO_LARGE, detail=f"The body may have {limit} bytes.")
        request: Any = self.request._request
        # Django takes a body without `Content-Length` for empty. A server that reads chunks says where they end.
        chunked = not declared and request.META.get("wsgi.input_terminated")
        try:
            content: bytes = (request.META["wsgi.input"] if chunked else request).read(limit + 1)
        except Exception:  # noqa: BLE001 - each server has errors of its own, which may quote the body
            raise ApiProblem(BAD_REQUEST, detail="The body broke off.") from None
        if len(content) > limit:
            raise ApiProblem(CONTENT_TOO_LARGE, detail=f"The body may have {limit} bytes.")
        return content

    def _check_origin(self) -> None:
        origin = self.request.META.get("HTTP_ORIGIN")
        if origin is not None and not origins.is_allowed(origin, self._site_maps()):
            raise ApiProblem(FORBIDDEN, detail="Pages of this origin may not send anything here.")

    def _site_maps(self) -> Iterator[SiteMap]:
        yield self.sites

    @cached_property
    def sent(self) -> dict[str, Any]:
        """The JSON object of the body. Raises `ApiProblem`."""
        return read_object(self.content)

    @property
    def canonical(self) -> bytes:
        """What is the same for two bodies that say the same."""
        return canonical(self.sent)

    @cached_property
    def body(self) -> Any:
        """The body by its Schema. Raises `InvalidBody`, which names everything that does not fit."""
        schema = self.body_schema()
        assert schema is not None
        try:
            return schema.model_validate(self.sent, strict=True)
        except ValidationError as error:
            faults = error.errors(include_url=False, include_context=False, include_input=False)
            raise InvalidBody(*map(_fault, faults)) from None

    def header(self, name: str, pattern: Any) -> str:
        """The value of a header that fits a compiled expression. Raises `InvalidBody`."""
        value: Mapping[str, str] = self.request.headers
        text = value.get(name, "").strip()
        if pattern.fullmatch(text):
            return text
        code, detail = (
            ("invalid", "It has characters that it may not have, or too many.")
            if text
            else ("missing", "This header is required.")
        )
        raise InvalidBody(FieldError(field=name, code=code, detail=detail))


def _fault(fault: Mapping[str, Any]) -> FieldError:
    """A fault that pydantic found. Its message says what was expected, and never what was sent."""
    field = ".".join(map(str, fault["loc"]))[:100]
    return FieldError(field=field, code=CODES.get(fault["type"], "invalid"), detail=fault["msg"])
