"""The editor's preview panel shows the frontend, on another origin, with what nobody has saved yet."""

import re
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.builders import block, make_summary
from tests.e2e.editing import log_in, pause
from tests.e2e.frontend.conftest import content, frontend
from tests.e2e.frontend.content import Content

__all__ = ["content", "frontend"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(content: Content, turn: Any) -> Any:
    """A long page that was never published."""
    with turn:
        skipped = block("heading", {"level": "4", "text": "A heading", "anchor": ""})
        paragraphs = [block("paragraph", f"<p>Paragraph {number} of the study.</p>") for number in range(60)]
        return make_summary("A draft", live=False, body=[skipped, *paragraphs])


@pytest.fixture
def panel(live_server: Any, draft: Any, page: Page) -> FrameLocator:
    """The preview panel of the draft's editor."""
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/admin/pages/{draft.pk}/edit/")
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("#w-preview-iframe")


def frames(page: Page, frontend: str) -> list[Any]:
    return [frame for frame in page.frames if frame.url.startswith(frontend)]


def test_the_panel_shows_the_frontend_with_unsaved_words(
    panel: FrameLocator, page: Page, frontend: str
) -> None:
    expect(panel.get_by_role("heading", level=1)).to_have_text("A draft")
    page.locator("#id_title").fill("Words that nobody has saved")
    expect(panel.get_by_role("heading", level=1)).to_have_text("Words that nobody has saved")
    assert frames(page, frontend)[-1].url == f"{frontend}/preview/"


def test_the_place_is_kept_where_the_panel_was_scrolled_to(
    panel: FrameLocator, page: Page, frontend: str
) -> None:
    expect(panel.get_by_role("heading", level=1)).to_have_text("A draft")
    expect(panel.locator("wagtail-userbar")).to_be_attached()
    pause(page, 1000)
    frames(page, frontend)[-1].evaluate("scrollTo(0, 1500)")
    page.locator("#id_title").fill("Other words")
    expect(panel.get_by_role("heading", level=1)).to_have_text("Other words")
    pause(page, 500)
    assert frames(page, frontend)[-1].evaluate("scrollY") == 1500


def test_the_checks_see_the_frontend(panel: FrameLocator, page: Page, complaints: list[str]) -> None:
    """They count the words there, and find that its headings skip a level."""
    expect(panel.get_by_role("heading", level=1)).to_have_text("A draft")
    page.get_by_role("button", name="Toggle checks").click()
    checks = page.locator("[data-checks-panel]")
    expect(page.locator("[data-content-word-count]")).to_have_text(re.compile(r"^[1-9]\d\d$"))
    expect(checks).to_contain_text("Incorrect heading hierarchy")
    assert [each for each in complaints if not each.startswith("axe.run results")] == []


def test_a_block_leads_to_its_place_in_the_editor(panel: FrameLocator, page: Page, draft: Any) -> None:
    link = panel.get_by_role("link", name="Edit block 4: ")
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/admin/pages/{draft.pk}/edit/#block-.+-section$"))
