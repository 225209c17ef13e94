"""The site's content, and ways to ask the site for it over HTTP."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import APIToken

from tests.host.content import Library, make_library

FILES = "https://cms.trials.example/files/"


@pytest.fixture
def library(db: None) -> Library:
    return make_library()


@pytest.fixture
def get(client: Client) -> Callable[..., Any]:
    """The JSON of a 200 below the prefix where this site has mounted the API."""

    def ask(path: str, /, **query: Any) -> Any:
        response = client.get(f"/content/{path}", query, headers={"host": "localhost"})
        assert response.status_code == 200, response.content
        return json.loads(response.content, object_hook=without_what_varies)

    return ask


def without_what_varies(value: dict[str, Any]) -> dict[str, Any]:
    """JSON without the keys of nodes, and without addresses of renditions, which must lead to this site's files."""
    if "_key" in value:
        value["_key"] = ""
    if "src" in value:
        assert value["src"].startswith(FILES)
        value["src"] = ""
    return value


@pytest.fixture
def v3(db: None) -> Callable[..., Any]:
    """Wagtail's v3 API as an administrator uses it: (method, path, payload) → response."""
    user = get_user_model().objects.create_superuser("robot", "robot@example.org", "secret")
    _, token = APIToken.create_token(user=user, name="Tests")
    client = Client(headers={"authorization": f"Bearer {token}", "host": "localhost"})

    def ask(method: str, path: str, payload: Any = None) -> Any:
        data = "" if payload is None else json.dumps(payload)
        return client.generic(method, f"/wagtail/v3/{path}", data, content_type="application/json")

    return ask
