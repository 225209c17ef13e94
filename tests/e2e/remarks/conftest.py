"""An editor in front of a page about which there are remarks."""

from threading import Lock
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.builders import block, make_index, make_site, make_summary
from tests.cms.remarks.house_rules import CALM, EXCITED, NoShouting, ShortTitle
from tests.cms.remarks.judging.conftest import only  # noqa: F401 - a fixture
from tests.e2e.editing import log_in

TITLE = "A title that is longer than thirty characters"


@pytest.fixture
def summary(live_server: Any, page: Page, only: Any, turn: Lock) -> Any:  # noqa: F811
    """A page with a loud third paragraph and a long title, opened in the editor."""
    only(NoShouting, ShortTitle)
    with turn:
        make_site()
        body = [block("paragraph", text) for text in (CALM, CALM, EXCITED)]
        found = make_summary(TITLE, parent=make_index("Research"), body=body)
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/admin/pages/{found.pk}/edit/")
    page.wait_for_load_state("networkidle")
    return found


@pytest.fixture
def panel(summary: Any, page: Page) -> Any:
    """The side panel, opened."""
    page.get_by_role("button", name="Toggle remarks").click()
    found = page.locator('[data-side-panel="remarks"]')
    expect(found.get_by_text("This paragraph shouts 1 times.")).to_be_visible()
    return found
