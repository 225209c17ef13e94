"""A browser asks for many things at once; the database of the tests may be one connection in memory, which can not."""

import threading
from collections.abc import Iterable, Iterator
from typing import Any
from unittest import mock

import pytest
from django.core.handlers.wsgi import WSGIHandler


@pytest.fixture(autouse=True)
def _saved_by_hand(settings: Any) -> None:
    """Wagtail saves drafts by itself when nothing has changed for a moment: when that is, is not the test's to say."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0


@pytest.fixture(autouse=True)
def _one_request_at_a_time() -> Iterator[None]:
    handle, turn = WSGIHandler.__call__, threading.Lock()

    def wait_and_handle(handler: WSGIHandler, environ: Any, start_response: Any) -> Iterable[bytes]:
        with turn:
            return handle(handler, environ, start_response)

    with mock.patch.object(WSGIHandler, "__call__", wait_and_handle):
        yield
