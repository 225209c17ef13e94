"""The side panel in a real browser: see a remark, go to its block, accept it, change the block, see it again."""

import re

import pytest
from playwright.sync_api import expect

from cms.models import RemarkAcknowledgement
from tests.cms.remarks.house_rules import Pair
from tests.cms.remarks.judging.conftest import only  # noqa: F401 - a fixture
from tests.e2e.editing import pause, save, tab, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOUD = "This paragraph shouts 1 times."
ALERT = '[role="alert"]'
LOOKED_AT = """() => {
    const form = document.querySelector("[data-edit-form]");
    return window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved").initialFormData;
}"""
"""Wagtail looks at a form some time after it was opened: what is written before that is no change to it."""


def counter(page):
    return page.locator('[data-side-panel-toggle="remarks"] [data-side-panel-toggle-counter]')


def remark(panel, text=LOUD):
    return panel.locator(".cms-remark").filter(has_text=text)


def test_with_the_keyboard_a_remark_is_read_found_accepted_and_comes_back(
    summary, panel, page, complaints, turn
):
    expect(counter(page)).to_have_text("2")
    remark(panel).get_by_role("button", name="Show in the form").focus()
    page.keyboard.press("Enter")
    third = summary.body.get_prep_value()[2]["id"]
    page.wait_for_function("id => document.activeElement.closest(`#block-${id}-section`) !== null", arg=third)

    remark(panel).get_by_role("button", name="Acknowledge…").focus()
    page.keyboard.press("Enter")
    expect(remark(panel).get_by_label("Why it may stay as it is")).to_be_focused()
    page.keyboard.type("As the authors write.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("The remark is acknowledged.")
    expect(counter(page)).to_have_text("1")
    expect(panel.locator(":focus")).to_have_count(1)

    panel.get_by_text("1 acknowledged").click()
    expect(remark(panel)).to_contain_text("editor")
    expect(remark(panel)).to_contain_text("“As the authors write.”")

    write(page.locator('[data-contentpath="body"] [data-streamfield-child]').nth(2), "Really! ")
    save(page)
    page.wait_for_load_state("networkidle")
    expect(counter(page)).to_have_text("2")
    expect(remark(panel, "This paragraph shouts 2 times.")).to_be_visible()
    assert complaints == []


def test_an_acknowledgement_is_taken_back(panel, page, turn):
    remark(panel).get_by_role("button", name="Acknowledge…").click()
    remark(panel).get_by_label("Why it may stay as it is").fill("So it is.")
    remark(panel).get_by_role("button", name="Acknowledge", exact=True).click()
    panel.get_by_text("1 acknowledged").click()
    panel.get_by_role("button", name="Take back").click()
    expect(panel.get_by_role("status")).to_have_text("The acknowledgement is taken back.")
    expect(counter(page)).to_have_text("2")


def test_without_a_reason_it_is_said_at_the_field(panel):
    remark(panel).get_by_role("button", name="Acknowledge…").click()
    remark(panel).get_by_role("button", name="Acknowledge", exact=True).click()
    expect(remark(panel).locator(ALERT)).to_contain_text("Give a reason")
    expect(remark(panel).get_by_label("Why it may stay as it is")).to_be_focused()


def test_a_folded_block_is_unfolded_and_a_field_on_another_tab_is_found(summary, panel, page):
    third = page.locator(f"#block-{summary.body.get_prep_value()[2]['id']}-section")
    third.locator("[data-panel-toggle]").first.click()
    tab(page, "Evidence")
    remark(panel).get_by_role("button", name="Show in the form").click()
    expect(third.locator('[role="textbox"]').first).to_be_focused()
    remark(panel, "The title is long.").get_by_role("button", name="Show in the form").click()
    expect(page.locator("#id_title")).to_be_focused()


def test_escape_closes_the_form_and_leads_back(panel, page):
    opener = remark(panel).get_by_role("button", name="Acknowledge…")
    opener.click()
    page.keyboard.press("Escape")
    expect(remark(panel).get_by_label("Why it may stay as it is")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_lost_connection_and_an_ended_session_lose_nothing(panel, page, context):
    remark(panel).get_by_role("button", name="Acknowledge…").click()
    reason = remark(panel).get_by_label("Why it may stay as it is")
    reason.fill("A long thought.")
    page.route("**/admin/remarks/**", lambda route: route.abort())
    remark(panel).get_by_role("button", name="Acknowledge", exact=True).click()
    expect(remark(panel).locator(ALERT)).to_contain_text("The server did not answer")
    page.unroute("**/admin/remarks/**")
    cookies = context.cookies()
    context.clear_cookies(name="sessionid")
    remark(panel).get_by_role("button", name="Acknowledge", exact=True).click()
    expect(remark(panel).locator(ALERT)).to_contain_text("You are signed out")
    expect(reason).to_have_value("A long thought.")
    context.add_cookies(cookies)
    remark(panel).get_by_role("button", name="Acknowledge", exact=True).click()
    expect(panel.get_by_role("status")).to_have_text("The remark is acknowledged.")


def test_a_reason_stays_with_its_remark_where_its_rule_says_more_than_one(panel, page, only, turn):  # noqa: F811
    only(Pair)
    again = panel.get_by_role("button", name="Look again")
    again.click()
    second = remark(panel, "The second thing.")
    second.get_by_role("button", name="Acknowledge…").click()
    second.get_by_label("Why it may stay as it is").fill("About the second.")
    with page.expect_response(re.compile(r"/remarks/page/")):
        again.click()
    page.wait_for_load_state("networkidle")
    expect(second.get_by_label("Why it may stay as it is")).to_have_value("About the second.")
    expect(remark(panel, "The first thing.").get_by_label("Why it may stay as it is")).to_be_hidden()


def test_while_a_reason_is_written_a_new_list_leaves_it_alone(panel, page):
    remark(panel).get_by_role("button", name="Acknowledge…").click()
    reason = remark(panel).get_by_label("Why it may stay as it is")
    reason.press_sequentially("Half a sen")
    with page.expect_response(re.compile(r"/admin/remarks/page/\d+/$")):
        page.evaluate("document.dispatchEvent(new CustomEvent('w-autosave:success', { detail: {} }))")
    expect(panel.locator('[aria-busy="true"]')).to_have_count(0)
    page.keyboard.type("tence")
    expect(reason).to_have_value("Half a sentence")


@pytest.fixture
def _saved_by_itself(_saved_by_hand, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 500


@pytest.mark.usefixtures("_saved_by_itself")
def test_saving_in_the_background_judges_again(summary, panel, page, complaints):
    page.wait_for_function(LOOKED_AT)
    page.locator("#id_title").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("A short title")
    for _ in range(10):  # what is typed while Wagtail still reads the form is saved with the next key
        page.keyboard.type(".")
        pause(page, 1000)
        if counter(page).text_content() == "1":
            break
    expect(counter(page)).to_have_text("1")
    expect(remark(panel, "The title is long.")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert complaints == []


@pytest.mark.usefixtures("_saved_by_itself")
def test_a_new_page_is_judged_once_wagtail_has_saved_it(live_server, summary, page, complaints):
    index = summary.get_parent().pk
    page.goto(f"{live_server.url}/admin/pages/add/cms/researchsummarypage/{index}/")
    page.get_by_role("button", name="Toggle remarks").click()
    panel = page.locator('[data-side-panel="remarks"]')
    expect(panel.get_by_text("Save the page once")).to_be_visible()
    page.wait_for_function(LOOKED_AT)
    page.locator("#id_title").press_sequentially("Another title of more than thirty characters")
    expect(remark(panel, "The title is long.")).to_be_visible()
    expect(counter(page)).to_have_text("1")
    page.wait_for_load_state("networkidle")
    assert complaints == []


def test_what_is_accepted_is_kept(panel, turn):
    remark(panel).get_by_role("button", name="Acknowledge…").click()
    remark(panel).get_by_label("Why it may stay as it is").fill("So it is.")
    remark(panel).get_by_role("button", name="Acknowledge", exact=True).click()
    expect(panel.get_by_role("status")).to_have_text("The remark is acknowledged.")
    with turn:
        kept = RemarkAcknowledgement.objects.get()
    assert (kept.reason, kept.user_name) == ("So it is.", "editor")
