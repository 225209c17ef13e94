"""A draft outside the editor: in a tab of its own, and by a link that was shared with somebody who has no account."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.builders import block, make_panel, make_summary
from tests.e2e.editing import log_in
from tests.e2e.frontend.conftest import content, frontend
from tests.e2e.frontend.content import Content

__all__ = ["content", "frontend"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(content: Content, turn: Any) -> Any:
    """A page with a form that was never published."""
    with turn:
        panel = make_panel("contact", kind="contact", heading="Ask us")
        return make_summary(
            "A draft", live=False, body=[block("call_to_action", {"call_to_action": panel.pk})]
        )


@pytest.fixture
def shared(live_server: Any, draft: Any, page: Page) -> str:
    """The address of a link that an editor has made, who is not signed in any more."""
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}{reverse('wagtailadmin_pages:edit', args=(draft.pk,))}")
    page.get_by_role("button", name="Actions", exact=True).first.click()
    page.get_by_role("link", name="Share a preview").click()
    page.get_by_label("7 days").check()
    page.get_by_role("button", name="Make the link").click()
    address = page.get_by_label("Link", exact=True).input_value()
    page.context.clear_cookies()
    return address


def test_whoever_has_the_link_sees_the_draft_and_that_it_is_one(
    shared: str, page: Page, frontend: str, complaints: list[str]
) -> None:
    page.goto(shared)
    expect(page.get_by_role("heading", level=1)).to_have_text("A draft")
    expect(page.get_by_role("complementary", name="Preview")).to_contain_text("Preview, not published")
    expect(page.get_by_role("complementary", name="Preview")).to_contain_text("expires on")
    assert page.url == f"{frontend}/preview/"
    expect(page.get_by_role("link", name=re.compile("Edit"))).to_have_count(0)
    assert page.locator("wagtail-userbar").count() == 0
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("A draft")
    page.goto(shared)
    expect(page.get_by_role("heading", level=1)).to_have_text("A draft")
    assert complaints == []


def test_a_form_of_a_draft_sends_nothing(shared: str, page: Page) -> None:
    page.goto(shared)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.get_by_label("Your message").fill("Hello")
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_role("alert")).to_contain_text(
        re.compile("field|This is a preview: nothing has been sent.")
    )
    for box in page.get_by_role("checkbox").all():
        box.check()
    for field in page.get_by_role("textbox").all():
        if not field.input_value():
            field.fill("Ada")
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_role("alert")).to_have_text("This is a preview: nothing has been sent.")
    assert [url for url in asked if "/calls-to-action/" in url] == []


def test_a_draft_in_a_tab_of_its_own_has_the_bar_and_a_banner(
    live_server: Any, draft: Any, page: Page, frontend: str, complaints: list[str]
) -> None:
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}{reverse('wagtailadmin_pages:view_draft', args=(draft.pk,))}")
    expect(page.get_by_role("complementary", name="Preview", exact=True)).to_contain_text(
        "It is not published."
    )
    page.get_by_role("button", name="View Wagtail quick actions").click()
    expect(page.get_by_role("menuitem", name="Go to Wagtail admin")).to_be_visible()
    page.get_by_role("button", name="View Wagtail quick actions").click()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context={"exclude": [["wagtail-userbar"]]}, options=rules)
    assert found.response["violations"] == []
    assert [each for each in complaints if not each.startswith("axe.run results")] == []
    page.get_by_role("complementary", name="Preview", exact=True).get_by_role("link", name="Edit").click()
    expect(page).to_have_url(f"{live_server.url}{reverse('wagtailadmin_pages:edit', args=(draft.pk,))}")


def test_a_preview_that_is_over_says_so(content: Content, page: Page, frontend: str) -> None:
    page.goto(f"{frontend}/preview/?code={'a' * 43}")
    expect(page.get_by_role("heading", level=1)).to_have_text("This preview is over")
    assert page.url == f"{frontend}/preview/"
