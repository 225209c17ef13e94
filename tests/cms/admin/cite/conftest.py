"""Pages that cite in their text, and Wagtail's v3 API as a client with all permissions sees it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import APIToken

from tests.builders import block, make_summary


@pytest.fixture
def v3(site: Any) -> Callable[..., Any]:
    """The answer of v3 to an administrator: (method, path, payload) → response."""
    user = get_user_model().objects.create_superuser("robot", "robot@example.org", "secret")
    _, token = APIToken.create_token(user=user, name="Tests")
    client = Client(headers={"authorization": f"Bearer {token}", "host": "localhost"})

    def ask(method: str, path: str, payload: Any = None) -> Any:
        data = "" if payload is None else json.dumps(payload)
        return client.generic(method, f"/api/v3/{path}", data, content_type="application/json")

    return ask


@pytest.fixture
def summary_with(site: Any) -> Callable[..., Any]:
    """A page with one paragraph."""

    def build(text: str, **values: Any) -> Any:
        return make_summary(body=[block("paragraph", f"<p>{text}</p>")], **values)

    return build


@pytest.fixture
def text_of() -> Callable[[Any], str]:
    """The stored text of the first block of the newest draft."""

    def read(page: Any) -> str:
        draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
        return str(draft._meta.get_field("body").raw(draft)[0]["value"])

    return read
