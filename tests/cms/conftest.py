"""Nothing here leaves this machine, and nobody waits for long."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import APIToken

from cms.lookup import asking
from tests.cms.lookup.replay import Replay, replay
from tests.receivers import LOCAL


@pytest.fixture
def local() -> Iterator[None]:
    """Receivers on this machine may be asked."""
    with LOCAL:
        yield


@pytest.fixture
def registries(monkeypatch: pytest.MonkeyPatch) -> Iterator[Replay]:
    """The four registries on this machine; they know nothing until a test tells them."""
    monkeypatch.setattr(asking, "FIRST_PAUSE", 0.01)
    with replay() as running:
        yield running


@pytest.fixture
def v3(db: None) -> Callable[..., Any]:
    """The answer of v3 to an administrator: (method, path, payload) → response."""
    user = get_user_model().objects.create_superuser("robot", "robot@example.org", "secret")
    _, token = APIToken.create_token(user=user, name="Tests")
    client = Client(headers={"authorization": f"Bearer {token}", "host": "localhost"})

    def ask(method: str, path: str, payload: Any = None) -> Any:
        data = "" if payload is None else json.dumps(payload)
        return client.generic(method, f"/api/v3/{path}", data, content_type="application/json")

    return ask
