"""A client for tests that believes no answer: each is checked against the reviewed OpenAPI document, strictly.

Use the fixture `api` (tests/cms/api/conftest.py), or make one where another test needs it.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import fromstring

from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

__all__ = ["GOLDEN", "PREFIX", "Answer", "ApiClient"]

GOLDEN = Path(__file__).parent / "golden" / "openapi.json"
PREFIX = "/api/v1"
UNDESCRIBED = {f"{PREFIX}/docs/", f"{PREFIX}/openapi.json"}


@cache
def contract() -> dict[str, Any]:
    """The reviewed OpenAPI document."""
    document: dict[str, Any] = json.loads(GOLDEN.read_text())
    return document


def _exact(node: Any) -> Any:
    """The schemas as they are today: clients have to expect new keys, but an answer may not have unknown ones."""
    if isinstance(node, list):
        return [_exact(item) for item in node]
    if not isinstance(node, dict):
        return node
    exact = {name: _exact(value) for name, value in node.items()}
    return (
        exact | {"additionalProperties": False}
        if exact.get("type") == "object" and "properties" in exact
        else exact
    )


@cache
def _validator(reference: str) -> Draft202012Validator:
    schema = {"$ref": reference, "components": _exact(contract()["components"])}
    return Draft202012Validator(schema, format_checker=FormatChecker())


def _operation(path: str, method: str = "GET") -> dict[str, Any] | None:
    """What the contract says of a path, by the most literal of the templates that fit; whatever it says if it does not
    know the method."""
    for template in sorted(contract()["paths"], key=lambda template: template.count("{")):
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, path.removeprefix(PREFIX)):
            operations = contract()["paths"][template]
            operation: dict[str, Any] = operations.get(method.lower()) or next(iter(operations.values()))
            return operation
    return None


class Answer:
    """A response that keeps the contract."""

    def __init__(self, response: Any) -> None:
        self.response = response
        self.status: int = response.status_code
        self.headers = response.headers
        self.content: bytes = response.getvalue()

    @property
    def json(self) -> Any:
        """The body."""
        return json.loads(self.content)

    @property
    def xml(self) -> Any:
        """The root element of the body."""
        return fromstring(self.content)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(field, code) of each faulty parameter of a problem."""
        return [(error["field"], error["code"]) for error in self.json["errors"]]


class ApiClient:
    """GETs addresses below the API's prefix (or whole paths), with parameters by name; lists repeat a parameter."""

    def __init__(self, **defaults: Any) -> None:
        self.client = Client(**defaults)

    def get(
        self, path: str, /, *, headers: dict[str, str] | None = None, host: str = "", **parameters: Any
    ) -> Answer:
        """The answer to a GET."""
        return self.request("GET", path, headers=headers, host=host, **parameters)

    def request(
        self,
        method: str,
        path: str,
        /,
        *,
        headers: dict[str, str] | None = None,
        host: str = "",
        body: Any = None,
        **parameters: Any,
    ) -> Answer:
        """The answer to any request; a body is sent as JSON."""
        query = urlencode(parameters, doseq=True)
        address = PREFIX + path + (f"{'&' if '?' in path else '?'}{query}" if query else "")
        server: dict[str, Any] = {"SERVER_NAME": host.partition(":")[0], "HTTP_HOST": host} if host else {}
        content = b"" if body is None else json.dumps(body).encode()
        media_type = "application/json" if body is not None else "application/octet-stream"
        answer = Answer(self.client.generic(method, address, content, media_type, headers=headers, **server))
        check(method, answer, path=PREFIX + path.partition("?")[0])
        return answer

    def post(
        self, path: str, body: Any, /, *, headers: dict[str, str] | None = None, **parameters: Any
    ) -> Answer:
        """The answer to a POST of JSON."""
        return self.request("POST", path, headers=headers, body=body, **parameters)

    def document(self, page: Any, **parameters: Any) -> Any:
        """The document of a page, which has to be public."""
        answer = self.get(f"/pages/{page.pk}/", **parameters)
        assert answer.status == 200, answer.content
        return answer.json

    def ids(self, path: str = "/pages/", /, **parameters: Any) -> list[int]:
        """The ids of a list."""
        answer = self.get(path, **parameters)
        assert answer.status == 200, answer.content
        return [item["id"] for item in answer.json["items"]]


def check(method: str, answer: Answer, *, path: str) -> None:
    """Fail unless status, headers and body are as the contract says."""
    status = answer.status
    if status == 204:
        assert method == "OPTIONS"
        return
    if path in UNDESCRIBED and status < 400:
        return
    operation = _operation(path, method)
    if operation is None and path not in UNDESCRIBED:
        assert status == 404, f"{path} is not in the contract, and answers {status}"
    described = (operation or {"responses": {}})["responses"]
    expected = described.get(str(status)) or _any_operation()["responses"]["default"]
    for header in expected.get("headers", {}):
        assert answer.headers.get(header), f"{status} without {header}"
    if status == 304 or method == "HEAD":
        assert answer.content == b""
        return
    content_type = answer.headers["Content-Type"].partition(";")[0]
    assert content_type in expected["content"]
    schema = expected["content"][content_type]["schema"]
    if "$ref" in schema:  # it is JSON
        _validator(schema["$ref"]).validate(answer.json)
    elif content_type.endswith("xml"):
        assert answer.content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
        assert answer.xml is not None
    if status >= 400:
        assert status == answer.json["status"]
        assert answer.headers["Cache-Control"] == "no-store"


def _any_operation() -> dict[str, Any]:
    operation: dict[str, Any] = contract()["paths"]["/"]["get"]
    return operation
