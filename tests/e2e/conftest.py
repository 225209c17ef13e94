"""A browser asks for many things at once; the database of the tests may be one connection in memory, which can not."""

import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any
from unittest import mock

import pytest
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Page, expect

from tests.e2e.editing import PATIENCE


@pytest.fixture(autouse=True)
def _saved_by_hand(settings: Any) -> None:
    """Wagtail saves drafts by itself when nothing has changed for a moment: when that is, is not the test's to say."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0


@pytest.fixture
def turn() -> threading.Lock:
    """Whoever holds it has the database for himself: the server answers nothing meanwhile."""
    return threading.Lock()


@pytest.fixture(autouse=True)
def _one_request_at_a_time(turn: threading.Lock) -> Iterator[None]:
    handle = WSGIHandler.__call__

    def wait_and_handle(handler: WSGIHandler, environ: Any, start_response: Any) -> Iterable[bytes]:
        with turn:
            return handle(handler, environ, start_response)

    with mock.patch.object(WSGIHandler, "__call__", wait_and_handle):
        yield


@pytest.fixture(autouse=True)
def _patience(live_server: Any, page: Page, turn: threading.Lock) -> Iterator[None]:
    # The server first: the browser has to be gone when its database is cleared. Wagtail's editor tells the server
    # when it is left, which would come too late.
    page.add_init_script("navigator.sendBeacon = () => true")
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield
    page.close()
    time.sleep(0.2)
    with turn:
        pass  # what the browser had asked last is answered


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console complains about."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found
