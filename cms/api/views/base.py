"""What all views of the API share: strict parameters, the site that answers, problems, and finished bytes.

Nothing of a host's global REST framework settings is used, so that none is needed and none can break the contract.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.http.request import split_domain_port
from django.utils import timezone
from django.utils.http import parse_etags
from pydantic import BaseModel
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cms.api import query
from cms.api.negotiation import JSONPassThrough, Negotiation
from cms.api.openapi import OperationSchema
from cms.api.parameters import Parameter, read
from cms.api.problems import FieldError, InvalidParameters, exception_handler
from cms.conf import conf
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

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    renderer_classes = (JSONPassThrough,)
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
        self.now = timezone.now()
        self.values = read(request.META.get("QUERY_STRING", ""), self.parameters)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """The methods of this address."""
        return Response(status=204, headers={"Allow": ", ".join(self.allowed_methods)})

    @cached_property
    def sites(self) -> SiteMap:
        """The sites of the installation. One query."""
        return SiteMap.load()

    @cached_property
    def site(self) -> SiteRoots:
        """The site that is asked: by `?site=`, else by the Host header, else the default one."""
        asked = self.values.get("site")
        if asked is not None:
            hostname, port = asked
            found = self.sites.find(hostname, port)
            if found is None or port not in (None, found.port):
                detail = "There is no site with this hostname and port."
                raise InvalidParameters(FieldError(field="site", code="not_found", detail=detail))
            return found
        hostname, port_text = split_domain_port(self.request.get_host())[0], self.request.get_port()
        port = int(port_text) if re.fullmatch(r"[0-9]{1,5}", port_text) else None
        found = self.sites.find(hostname, port) or self.sites.default
        if found is None:
            raise Http404
        return found

    def answer(self, body: bytes) -> HttpResponse:
        """Finished bytes with what caches need; 304 without them if the client has them already."""
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {"ETag": etag, "Cache-Control": f"public, max-age={conf.cache_seconds}"}
        known = _entity_tags(self.request.headers.get("If-None-Match", ""))
        if etag in known or "*" in known:
            return HttpResponseNotModified(headers=headers)
        return Response(body, headers=headers)

    def answer_with(self, schema: BaseModel) -> HttpResponse:
        """A Schema, serialised once."""
        return self.answer(schema.model_dump_json().encode())


def _entity_tags(header: str) -> list[str]:
    """The entity tags of `If-None-Match`, compared as if all were strong (RFC 9110, 13.1.2)."""
    return [tag.removeprefix("W/") for tag in parse_etags(header)]
