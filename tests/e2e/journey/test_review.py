"""What editor and moderator say to each other about a summary: comments, changes that are asked for, a lock."""

import pytest
from playwright.sync_api import Page, expect

from tests.builders import make_summary
from tests.e2e.editing import pause, save
from tests.e2e.journey.stations import submit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(desk, live_server, turn):
    """The form of a complete draft."""
    with turn:
        draft = make_summary("A first draft", parent=desk, live=False)
    return f"{live_server.url}/admin/pages/{draft.pk}/edit/"


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")


def say(page: Page, text: str) -> None:
    button = page.get_by_role("button", name="Comment", exact=True)
    # Comments that are there already have a box for a reply.
    box = page.locator("form").filter(has=button).locator(".comment__input")
    expect(box).to_be_visible()
    pause(page, 600)  # Wagtail moves the comment to its place, and may set the focus once more after 250 ms
    box.fill(text)
    button.press("Enter")
    expect(button).to_have_count(0)


def test_comments_and_changes_are_seen_by_the_other(
    address, page: Page, sign_in_as, moderator: Page, photograph
):
    page.set_viewport_size({"width": 1440, "height": 1000})
    sign_in_as(page, "nina")
    visit(page, address)
    standfirst = page.locator('[data-contentpath="standfirst"]')
    standfirst.hover()
    standfirst.get_by_role("button", name="Add comment").click()
    say(page, "Is it too long?")
    page.locator('[data-contentpath="body"] [contenteditable="true"]').first.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+Alt+m")
    say(page, "Which study?")
    save(page)
    submit(page, photograph)

    visit(moderator, address)
    moderator.get_by_role("button", name="Toggle comments").click()
    expect(moderator.get_by_text("Is it too long?")).to_be_visible()
    expect(moderator.get_by_text("Which study?")).to_be_visible()
    photograph(moderator, "comments")
    moderator.get_by_role("button", name="More actions").last.click()
    moderator.get_by_role("button", name="Request changes").click()
    dialog = moderator.get_by_role("dialog")
    dialog.get_by_label("Comment").fill("Say which study.")
    photograph(moderator, "request-changes")
    dialog.get_by_role("button", name="Request changes").click()
    expect(moderator.get_by_text("has been updated")).to_be_visible()

    visit(page, address)
    page.get_by_role("button", name="Toggle status").click()
    expect(page.get_by_text("Changes requested").first).to_be_visible()
    photograph(page, "changes-requested")
    submit(page, photograph)
    visit(page, address)
    expect(page.get_by_text("Only reviewers for this task can edit the page.")).to_be_visible()
    photograph(page, "in-moderation")


def test_a_page_that_a_moderator_has_locked_can_still_be_looked_at(
    address, page: Page, sign_in_as, moderator: Page, photograph
):
    page.set_viewport_size({"width": 1440, "height": 1000})
    visit(moderator, address)
    moderator.get_by_role("button", name="Toggle status").click()
    moderator.get_by_role("switch", name="Lock").or_(moderator.get_by_text("Lock", exact=True)).first.click()
    moderator.wait_for_load_state("networkidle")
    photograph(moderator, "locked")
    sign_in_as(page, "nina")
    visit(page, address)
    expect(page.get_by_text("was locked by mo")).to_be_visible()
    expect(page.get_by_role("button", name="Save draft")).to_have_count(0)
    page.get_by_role("button", name="Toggle remarks").click()
    expect(page.locator('[data-side-panel="remarks"] .cms-remark').first).to_be_visible()
    photograph(page, "locked-for-editor")
    page.get_by_role("button", name="Toggle preview").click()
    heading = page.frame_locator("#w-preview-iframe").get_by_role("heading", level=1)
    expect(heading).to_have_text("A first draft")
