"""Citing in running text in a real browser: chosen by keyboard, shown as a chip, stored, there again after a reload."""

import pytest
from playwright.sync_api import Page, expect

from tests.builders import block, make_index, make_reference, make_site, make_summary
from tests.e2e.test_editor import PATIENCE, log_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def summary(live_server, page: Page):
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    make_site()
    make_reference(key="doe2020", title="A study of something")
    make_reference(key="zhou2021", title="A retracted study", author=[{"family": "Zhou", "given": "Li"}])
    index = make_index("Research")
    found = make_summary(parent=index, body=[block("paragraph", "<p>Fewer people fell ill</p>")])
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/admin/pages/{found.pk}/edit/")
    return found


def test_a_reference_is_cited_with_the_keyboard_alone(summary, page: Page):
    text = page.locator(
        '[data-contentpath="body"] [role="textbox"], [data-contentpath="body"] [contenteditable="true"]'
    ).first
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Alt+c")
    dialog = page.get_by_role("dialog", name="Cite a source")
    expect(dialog).to_be_visible()
    page.keyboard.type("zhou")
    expect(dialog.get_by_role("option", name="Zhou 2020")).to_be_visible()
    page.screenshot(path="/tmp/cite1.png")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("is now cited here")).to_be_visible()
    page.wait_for_timeout(600)
    page.screenshot(path="/tmp/cite2.png")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    page.wait_for_timeout(600)
    page.screenshot(path="/tmp/cite3.png")
    page.keyboard.type(" as reported.")
    page.wait_for_timeout(600)
    page.screenshot(path="/tmp/cite4.png")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_timeout(4000)
    page.screenshot(path="/tmp/cite5.png")
    summary.refresh_from_db()
    draft = summary.get_latest_revision_as_object()
    print(draft._meta.get_field("body").raw(draft))
