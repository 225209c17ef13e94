"""A lost connection: writing goes on, it is said that nothing is saved, and it is saved when the connection is back."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from cms.models import Reference
from tests.e2e.editing import log_in, pause, tab
from tests.e2e.keeping.work import expect_kept, said, standfirst

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_work_is_saved_by_itself_when_the_connection_is_back(editor, draft):
    editor.context.set_offline(True)
    standfirst(editor).fill("Written on a train.")
    expect(said(editor)).to_contain_text("There is no connection to the server.")
    expect(said(editor)).to_contain_text("A copy is kept in this browser.")
    standfirst(editor).fill("Written on a long train.")
    pause(editor, 1500)
    expect_kept(editor, 1)
    assert draft() == "As it was."

    editor.context.set_offline(False)
    expect(said(editor)).to_contain_text("Everything is saved again.")
    assert draft() == "Written on a long train."
    expect_kept(editor, 0)


def test_leaving_the_page_meanwhile_is_warned_of(editor):
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    editor.on("dialog", stay)
    editor.context.set_offline(True)
    standfirst(editor).fill("Not saved.")
    expect(said(editor)).to_be_visible()
    editor.evaluate("() => { location.href = '/admin/' }")
    pause(editor, 500)
    assert asked == ["beforeunload"]
    expect(standfirst(editor)).to_have_value("Not saved.")


def test_the_save_button_does_not_lead_to_an_error_of_the_browser(editor, draft):
    editor.context.set_offline(True)
    standfirst(editor).fill("Saved by hand.")
    expect(said(editor)).to_be_visible()
    editor.get_by_role("button", name="Save draft").click()
    dialog = editor.get_by_role("dialog", name="A network error occurred")
    dialog.get_by_role("button", name="Save draft").click()
    expect(said(editor)).to_contain_text("so nothing was saved")
    expect(standfirst(editor)).to_have_value("Saved by hand.")

    editor.context.set_offline(False)
    expect(said(editor)).to_contain_text("press it again")
    assert draft() == "Saved by hand."
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_text("has been updated")).to_be_visible()
    expect_kept(editor, 0)


def test_what_was_kept_can_be_brought_back_after_the_page_was_left(editor, draft):
    editor.on("dialog", lambda dialog: dialog.accept())
    editor.context.set_offline(True)
    standfirst(editor).fill("Kept in the browser.")
    expect(said(editor)).to_contain_text("A copy is kept")
    address = editor.url
    editor.evaluate("() => { location.href = 'about:blank' }")
    editor.wait_for_url("about:blank")
    editor.context.set_offline(False)

    editor.goto(address)
    expect(said(editor)).to_contain_text("You wrote something here that was not saved")
    expect(standfirst(editor)).to_have_value("As it was.")
    said(editor).get_by_role("button", name="Bring it back").click()
    expect(editor.get_by_text("has been updated")).to_be_visible()
    expect(standfirst(editor)).to_have_value("Kept in the browser.")
    assert draft() == "Kept in the browser."
    expect_kept(editor, 0)


def test_a_record_without_drafts_is_brought_back_and_saved_only_by_hand(
    live_server, page: Page, reference: Reference, visit, turn
):
    log_in(page, live_server.url)
    page.on("dialog", lambda dialog: dialog.accept())
    address = f"/admin/snippets/cms/reference/edit/{reference.pk}/"
    visit(page, address)
    page.locator("#id_record_title").fill("Typed for an hour")
    pause(page, 1500)
    expect_kept(page, 1)
    visit(page, address)
    expect(page.locator("#id_record_title")).to_have_value("As it was")
    said(page).get_by_role("button", name="Bring it back").click()
    expect(page.get_by_text("It is not saved yet.")).to_be_visible()
    expect(page.locator("#id_record_title")).to_have_value("Typed for an hour")
    with turn:
        reference.refresh_from_db()
    assert reference.title == "As it was"

    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("updated.")).to_be_visible()
    with turn:
        reference.refresh_from_db()
    assert reference.title == "Typed for an hour"
    expect_kept(page, 0)


def test_what_was_kept_can_be_thrown_away(editor):
    editor.on("dialog", lambda dialog: dialog.accept())
    editor.context.set_offline(True)
    standfirst(editor).fill("Not worth it.")
    expect(said(editor)).to_contain_text("A copy is kept")
    address = editor.url
    editor.goto("about:blank")
    editor.context.set_offline(False)
    editor.goto(address)
    said(editor).get_by_role("button", name="Throw it away").click()
    expect(said(editor)).to_be_hidden()
    expect_kept(editor, 0)
    tab(editor, "Evidence")
