"""An expired login: the form stays, it is said what to do, and after a new login everything is saved."""

import pytest
from playwright.sync_api import Page, expect

from cms.models import Reference
from tests.e2e.editing import log_in
from tests.e2e.keeping.work import expect_kept, log_in_again, said, sign_in, standfirst

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EDITOR = ("editor", "a long password")


def test_a_draft_is_saved_by_itself_after_a_new_login(editor, end_sessions, draft):
    end_sessions()
    standfirst(editor).fill("Written after lunch.")
    expect(said(editor)).to_contain_text("You are no longer logged in")
    log_in_again(editor, editor.context, *EDITOR)
    expect(said(editor)).to_contain_text("Everything is saved again.")
    assert draft() == "Written after lunch."
    expect_kept(editor, 0)


def test_the_save_button_does_not_throw_the_form_away(editor, end_sessions, draft):
    end_sessions()
    standfirst(editor).fill("Published after lunch.")
    editor.get_by_role("button", name="Save draft").click()
    expect(said(editor)).to_contain_text("You are no longer logged in")
    expect(standfirst(editor)).to_have_value("Published after lunch.")
    expect(editor.get_by_role("button", name="Save draft")).to_be_enabled()
    log_in_again(editor, editor.context, *EDITOR)
    expect(said(editor)).to_contain_text("saved again")
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_text("has been updated")).to_be_visible()
    assert draft() == "Published after lunch."


def test_a_record_without_drafts_stays_and_is_saved_after_a_new_login(
    live_server, page: Page, reference: Reference, visit, end_sessions, turn
):
    log_in(page, live_server.url)
    visit(page, f"/admin/snippets/cms/reference/edit/{reference.pk}/")
    end_sessions()
    page.locator("#id_record_title").fill("A better title")
    page.get_by_role("button", name="Save").last.click()
    expect(said(page)).to_contain_text("You are no longer logged in")
    log_in_again(page, page.context, *EDITOR)
    expect(said(page)).to_contain_text("You can save now.")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("updated.")).to_be_visible()
    with turn:
        reference.refresh_from_db()
    assert reference.title == "A better title"
    expect_kept(page, 0)


def test_a_login_in_another_tab_changes_the_token_and_saving_still_works(editor, end_sessions, draft):
    end_sessions()
    other = editor.context.new_page()
    other.goto(editor.url)
    sign_in(other, *EDITOR)
    other.wait_for_load_state("networkidle")
    other.close()
    standfirst(editor).fill("With a token of yesterday.")
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_text("has been updated")).to_be_visible()
    assert draft() == "With a token of yesterday."


def test_nobody_saves_or_sees_the_work_of_somebody_else(editor, end_sessions, draft, ada):
    end_sessions()
    standfirst(editor).fill("Only for me.")
    expect(said(editor)).to_contain_text("You are no longer logged in")
    log_in_again(editor, editor.context, *ada)
    expect(said(editor)).to_contain_text("Somebody else is logged in with this browser now")
    editor.get_by_role("button", name="Save draft").click()
    expect(said(editor)).to_contain_text("Somebody else is logged in")
    assert draft() == "As it was."

    other = editor.context.new_page()
    other.goto(editor.url)
    other.wait_for_load_state("networkidle")
    expect(standfirst(other)).to_have_value("As it was.")
    expect(said(other)).to_have_count(0)
    expect_kept(other, 1)


def test_nothing_is_kept_after_logging_out(editor):
    editor.on("dialog", lambda dialog: dialog.accept())
    editor.context.set_offline(True)
    standfirst(editor).fill("Private.")
    expect(said(editor)).to_contain_text("A copy is kept")
    editor.goto("about:blank")
    editor.context.set_offline(False)
    editor.go_back()
    expect(said(editor)).to_contain_text("You wrote something here")
    editor.get_by_role("button", name="editor", exact=True).click()
    editor.get_by_role("button", name="Log out").click()
    expect(editor.get_by_label("Username")).to_be_visible()
    expect_kept(editor, 0)
