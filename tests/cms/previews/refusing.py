"""What is said of every refusal, and of every answer about previews."""

from datetime import timedelta
from typing import Any
from unittest import mock

from django.utils import timezone

from tests.api_client import Answer

__all__ = ["after", "assert_not_kept", "assert_refused"]

REFUSED = {
    "type": "/problems/unauthorized",
    "title": "Unauthorized",
    "status": 401,
    "detail": "There is no preview for this code or token, from this origin, now. Open the preview again.",
    "errors": [],
}


def assert_refused(answer: Answer) -> None:
    """The same for every reason, but for the path that was asked."""
    assert answer.status == 401
    assert {name: value for name, value in answer.json.items() if name != "instance"} == REFUSED
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert_not_kept(answer)


def assert_not_kept(answer: Answer) -> None:
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    for name in ("ETag", "Last-Modified", "Cache-Tag", "Surrogate-Key"):
        assert name not in answer.headers


def after(**time: int) -> Any:
    return mock.patch.object(timezone, "now", return_value=timezone.now() + timedelta(**time))
