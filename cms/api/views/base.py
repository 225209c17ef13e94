"""What all views of the API share: strict parameters, the site that answers, problems, and finished bytes.

Nothing of a host's global REST framework settings is used, so that none is needed and none can break the contract.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.http.request import split_domain_port
from django.utils import timezone
from pydantic import BaseModel
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cms.api import query
from cms.api.negotiation import JSON, JSONPassThrough, Negotiation
from cms.api.openapi import OperationSchema
from cms.api.parameters import Parameter, read
from cms.api.problems import FieldError, InvalidParameters, exception_handler
from cms.api.validators import Validators, entity_tags
from cms.conf import conf
from cms.delivery.asked_sites import AskedSite, FoundSite, next_end
from cms.delivery.store import etag_of
from cms.models.paths import SiteMap, SiteRoots

__all__ = ["ApiView"]


class ApiView(APIView):
    """An endpoint that anybody may read."""

    operation: ClassVar[str] = ""
    """Name of the operation in the OpenAPI document; its summary and description are the view's docstring."""
    parameters: ClassVar[Sequence[Parameter]] = (query.SITE,)
    """The query parameters; any other one is refused."""
    may_be_missing: ClassVar[bool] = False
    """Whether the answer may be 404 although the address is well-formed."""

    may_be_gone: ClassVar[bool] = False
    """Whether the answer may be 410."""

    has_validators: ClassVar[bool] = True
    """Whether the answer has an entity tag and is answered 304 to who has it."""

    refusals: ClassVar[Sequence[int]] = ()
    """Statuses of problems beside those of every such endpoint, for the OpenAPI document."""

    takes_bearer: ClassVar[bool] = False
    """Whether it wants the token of a preview."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    renderer_classes: Any = (JSONPassThrough,)
    parser_classes = (JSONParser,)
    content_negotiation_class = Negotiation
    versioning_class = None
    http_method_names = ["get", "head", "options"]
    schema: Any = OperationSchema()

    values: Mapping[str, Any]
    """The parameters' values by name."""
    now: datetime
    """The moment for which this request is answered: the clock is read once."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        # With `ATOMIC_REQUESTS` every read would open a transaction; on SQLite it would take the write lock.
        return transaction.non_atomic_requests(super().as_view(**initkwargs))

    @staticmethod
    def answer_schema() -> type[BaseModel] | None:
        """The Schema of the answer, for the OpenAPI document."""
        return None

    @property
    def default_response_headers(self) -> dict[str, str]:
        return {}

    def get_exception_handler(self) -> Callable[..., HttpResponse]:
        return exception_handler

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.method not in self.allowed_methods:
            raise MethodNotAllowed(request.method or "")
        super().initial(request, *args, **kwargs)
        # With `CONN_HEALTH_CHECKS`, Django asks before the first query whether there is an answer: for a document, half
        # of what the database has to do. A read can be done again instead.
        connection.health_check_done = True  # type: ignore[attr-defined]
        self.now = timezone.now()
        self.values = read(request.META.get("QUERY_STRING", ""), self.parameters)

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, OperationalError | InterfaceError) and _has_been_lost():
            connection.close()
            method = getattr(self, (self.request.method or "").lower())
            try:
                response: Response = method(self.request, *self.args, **self.kwargs)
                return response
            except Exception as error:  # noqa: BLE001 - all become problems
                exc = error
        return super().handle_exception(exc)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """The methods of this address."""
        return Response(status=204, headers={"Allow": ", ".join(self.allowed_methods)})

    @cached_property
    def asked_site(self) -> AskedSite:
        """The site that is asked: by `?site=`, else by the Host header."""
        named = self.values.get("site")
        if named is not None:
            hostname, port = named
            return AskedSite(hostname, port, by_name=True)
        hostname, port_text = split_domain_port(self.request.get_host())[0], self.request.get_port()
        port = int(port_text) if re.fullmatch(r"[0-9]{1,5}", port_text) else None
        return AskedSite(hostname, port, by_name=False)

    @cached_property
    def found_site(self) -> FoundSite:
        """The site that answers. One query. Raises `InvalidParameters` and `Http404`."""
        found = self.asked_site.find()
        if found is not None:
            return found
        if self.asked_site.by_name:
            detail = "There is no site with this hostname and port."
            raise InvalidParameters(FieldError(field="site", code="not_found", detail=detail))
        raise Http404

    @cached_property
    def sites(self) -> SiteMap:
        """The sites of the installation, with their root pages. One query."""
        return SiteMap.load()

    @cached_property
    def site(self) -> SiteRoots:
        """The site that answers, with its root pages. Two queries."""
        found = next((site for site in self.sites.sites if site.id == self.found_site.id), None)
        if found is None:
            raise Http404
        return found

    @property
    def known_etag(self) -> str:
        """The entity tag that the client has, if it names exactly one."""
        known = entity_tags(self.request.headers.get("If-None-Match", ""))
        return known[0].strip('"') if len(known) == 1 else ""

    def send(self, body: bytes, validators: Validators, *, content_type: str = JSON) -> HttpResponse:
        """Finished bytes with what caches need; 304 without them if the client has them already."""
        if validators.are_known(self.request.headers):
            return HttpResponseNotModified(headers=validators.headers)
        return HttpResponse(body, content_type=content_type, headers=validators.headers)

    def answer(self, body: bytes, *, content_type: str = JSON, **also: Any) -> HttpResponse:
        """Finished bytes whose entity tag is yet to be computed; `also` says more of their `Validators`."""
        return self.send(
            body, Validators(etag=etag_of(body), now=self.now, **also), content_type=content_type
        )

    def until(self, ends_at: datetime | None = None) -> datetime | None:
        """When anything ends next, or `ends_at` before that. One query, if answers may be kept at all."""
        ends = (ends_at, next_end(now=self.now) if conf.cache_seconds else None)
        return min((moment for moment in ends if moment), default=None)

    def answer_for_site(
        self,
        body: bytes,
        *,
        tags: Sequence[str] = (),
        ends_at: datetime | None = None,
        content_type: str = JSON,
    ) -> HttpResponse:
        """Bytes that may follow from anything on the site: dated by the newest change, right until the next end.

        `ends_at` is an end that only this answer knows of. One query, if answers may be kept at all.
        """
        return self.answer(
            body,
            content_type=content_type,
            changed_at=self.found_site.changed_at,
            valid_until=self.until(ends_at),
            tags=[f"site-{self.found_site.id}", *tags],
        )

    def answer_with(self, schema: BaseModel, **also: Any) -> HttpResponse:
        """A Schema, serialised once."""
        return self.answer_for_site(schema.model_dump_json().encode(), **also)


def _has_been_lost() -> bool:
    """Whether the connection to the database is one that the server has closed since it was last used."""
    return not (connection.connection is None or connection.in_atomic_block or connection.is_usable())
