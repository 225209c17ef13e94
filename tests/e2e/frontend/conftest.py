"""The example frontend on an origin of its own, in front of the API of the test's server."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from cms.management.commands.serve_frontend import frontend as serve_frontend
from tests.e2e.frontend.content import Content, make_content


@pytest.fixture
def frontend(live_server: Any, settings: Any) -> Iterator[str]:
    """Its address. Only its pages may read the API and submit forms."""
    settings.CMS_API_BASE_URL = settings.CMS_MEDIA_BASE_URL = live_server.url
    server = serve_frontend("localhost", 0, f"{live_server.url}/api/v1/")
    address = f"http://localhost:{server.server_address[1]}"
    settings.CMS_FRONTEND_URLS = {"localhost": address}
    settings.CORS_ALLOWED_ORIGINS = [address]
    settings.CMS_FORM_SECONDS = 1
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def content(frontend: str, turn: threading.Lock) -> Content:
    """The pages that it shows."""
    with turn:
        return make_content()


@pytest.fixture
def visit(frontend: str, content: Content, page: Page) -> Callable[[str], Page]:
    """Opens a path of the frontend in the browser."""

    def go(path: str) -> Page:
        page.goto(frontend + path)
        page.locator("h1").wait_for()
        return page

    return go


@pytest.fixture
def work(turn: threading.Lock) -> Callable[[], None]:
    """Lets the worker do what there is to do."""

    def deliver() -> None:
        with turn:
            call_command("deliver_outbox", once=True)

    return deliver
