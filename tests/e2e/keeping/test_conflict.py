"""Two editors on one page: the second one is told, keeps what was typed, and can save it as the newest version."""

import pytest
from playwright.sync_api import Browser, expect

from cms.models import ResearchSummaryPage
from tests.e2e.editing import pause
from tests.e2e.keeping.work import expect_kept, said, sign_in, standfirst

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_second_of_two_editors_loses_nothing(
    editor, browser: Browser, live_server, summary, visit, draft, ada, turn
):
    context = browser.new_context()
    context.add_init_script("navigator.sendBeacon = () => true")
    second = context.new_page()
    second.goto(f"{live_server.url}/admin/pages/{summary.pk}/edit/")
    sign_in(second, *ada)
    visit(second, f"/admin/pages/{summary.pk}/edit/")

    standfirst(editor).fill("By the first.")
    expect(editor.locator("#w-autosave-indicator")).to_contain_text("Saved")
    pause(editor, 1500)
    assert draft() == "By the first."

    standfirst(second).fill("By the second.")
    expect(said(second)).to_contain_text("Somebody else has saved this while you had it open.")
    expect(said(second).get_by_role("link", name="See what they saved")).to_be_visible()
    expect(standfirst(second)).to_have_value("By the second.")
    expect_kept(second, 1)
    assert draft() == "By the first."

    second.get_by_role("button", name="Save draft").click()
    dialog = second.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Save draft").click()
    expect(second.get_by_text("has been updated")).to_be_visible()
    assert draft() == "By the second."
    expect_kept(second, 0)
    with turn:
        revisions = ResearchSummaryPage.objects.get(pk=summary.pk).revisions.order_by("pk")
        texts = [revision.as_object().standfirst for revision in revisions]
    assert texts[-2:] == ["By the first.", "By the second."]
    second.close()
    context.close()
