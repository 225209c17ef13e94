"""An editor who imports the commissioner's sample, with the worker beside."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from playwright.sync_api import Page

from cms.legacy.background import work_on_imports
from tests.builders import make_index, make_site
from tests.e2e.editing import log_in

SAMPLE = Path(__file__).resolve().parents[3] / "fixtures" / "demo" / "article.txt"


@pytest.fixture
def desk(live_server: Any, page: Page, turn: Lock) -> Page:
    """The list of imports, of a site that has an index for summaries."""
    with turn:
        site = make_site()
        make_index("Research", parent=site.root_page)
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/admin/imports/")
    return page


@pytest.fixture
def work(turn: Lock) -> Callable[[], None]:
    """One turn of the worker."""

    def once() -> None:
        with turn:
            work_on_imports(seconds=30)

    return once
