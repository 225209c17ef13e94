"""The stations of a first summary, in the order in which somebody new comes by them."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.cms.lookup.replay import replay
from tests.cms.lookup.works import ZHOU_CROSSREF
from tests.e2e.cite.citing import dialog
from tests.e2e.editing import add_block, choose, save, tab
from tests.e2e.journey.body import add_each_block, add_finding_by_keyboard
from tests.e2e.screens.axe import violations

__all__ = [
    "acknowledge_a_remark",
    "approve",
    "complete",
    "find_the_form",
    "look_at_the_preview",
    "read",
    "submit",
    "write_the_body",
]

Photograph = Callable[..., None]
DOI = "https://doi.org/10.1155/2020/6518508"


def expect_no_violations(page: Page) -> None:
    found = violations(page)
    assert found == [], found


def find_the_form(page: Page, photograph: Photograph) -> None:
    """By the menu and the guide."""
    photograph(page, "home")
    page.get_by_role("button", name="Research").click()
    photograph(page, "menu")
    page.get_by_role("link", name="Guide", exact=True).click()
    page.get_by_role("heading", level=1, name="Guide").wait_for()
    photograph(page, "guide")
    expect_no_violations(page)
    page.get_by_role("link", name="Begin a research summary").click()
    page.wait_for_load_state("networkidle")
    photograph(page, "form")


def write_the_body(page: Page, photograph: Photograph, *, title: str) -> None:
    """Title, a paragraph that cites by identifier, and each other block."""
    page.locator("#id_title").press_sequentially(title)
    page.locator('[data-contentpath="body"]').first.get_by_role("button", name="Insert a block").last.click()
    photograph(page, "picker")
    page.keyboard.press("Escape")
    paragraph = add_block(page, "body", "Paragraph")
    paragraph.locator('[contenteditable="true"]').click()
    page.keyboard.type("Fewer people fell ill @")
    expect(dialog(page)).to_be_visible()
    photograph(page, "citing")
    with replay() as registries:
        registries.crossref("10.1155/2020/6518508", ZHOU_CROSSREF)
        page.keyboard.insert_text(DOI)
        expect(dialog(page).get_by_role("option")).to_have_count(1)
        photograph(page, "identifier")
        page.keyboard.press("Enter")
        expect(dialog(page).get_by_role("status")).to_contain_text("“Zhou et al. 2020” is now cited here.")
    photograph(page, "cited")
    expect_no_violations(page)
    page.keyboard.press("Enter")
    add_each_block(page)
    photograph(page, "blocks")
    add_finding_by_keyboard(page)
    photograph(page, "finding")
    save(page)
    page.wait_for_load_state("networkidle")
    photograph(page, "saved")
    expect_no_violations(page)


def complete(page: Page, photograph: Photograph) -> None:
    """What else is needed before a summary can be published."""
    tab(page, "Evidence")
    subject = page.locator("#panel-child-evidence-subject_reference-section")
    choose(page, subject, "Choose reference", "Clinical Efficacy")
    photograph(page, "evidence")
    tab(page, "Review")
    choose(page, add_block(page, "authors"), "Choose person", "Ada Example")
    photograph(page, "review")
    tab(page, "Promote")
    photograph(page, "promote")
    tab(page, "Content")
    page.locator("#id_standfirst").fill("People who walk fall ill less often, says one small study.")
    save(page)
    page.wait_for_load_state("networkidle")


def acknowledge_a_remark(page: Page, photograph: Photograph) -> None:
    """Sees what the rules say, and accepts one of it."""
    page.get_by_role("button", name="Toggle remarks").click()
    panel = page.locator('[data-side-panel="remarks"]')
    remark = panel.locator(".cms-remark").filter(has_text="who paid for the study")
    remark.get_by_role("button", name="Acknowledge…").click()
    photograph(page, "remarks")
    expect_no_violations(page)
    remark.get_by_label("Why it may stay as it is").fill("The source does not say.")
    remark.get_by_role("button", name="Acknowledge", exact=True).click()
    expect(panel.get_by_role("status")).to_have_text("The remark is acknowledged.")
    panel.get_by_text("1 acknowledged").click()
    expect(remark).to_contain_text("“The source does not say.”")
    photograph(page, "acknowledged")


def look_at_the_preview(page: Page, photograph: Photograph, *, frontend: str, title: str) -> None:
    """Another title, not saved, is seen in the frontend."""
    page.get_by_role("button", name="Toggle preview").click()
    heading = page.frame_locator("#w-preview-iframe").get_by_role("heading", level=1)
    expect(heading).to_have_text(page.locator("#id_title").input_value())
    photograph(page, "preview")
    page.locator("#id_title").fill(title)
    expect(heading).to_have_text(title)
    photograph(page, "preview-changed")
    assert [each.url for each in page.frames if each.url.startswith(frontend)][-1] == f"{frontend}/preview/"
    expect_no_violations(page)


def submit(page: Page, photograph: Photograph) -> None:
    """An editor may not publish; a moderator is asked to."""
    page.get_by_role("button", name="More actions").last.click()
    photograph(page, "actions")
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    page.get_by_role("button", name=re.compile("ubmit to Moderators approval")).click()
    expect(page.get_by_text("has been submitted for moderation")).to_be_visible()
    photograph(page, "submitted")


def approve(page: Page, photograph: Photograph, *, title: str) -> None:
    """The moderator finds it on the first screen."""
    page.reload()
    photograph(page, "moderator-home")
    page.locator("section, div.w-panel").filter(has_text="Awaiting your review").last.get_by_role(
        "link", name=title
    ).first.click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="More actions").last.click()
    photograph(page, "moderator-actions")
    page.get_by_role("button", name="Approve and Publish", exact=True).click()
    expect(page.get_by_role("link", name="Current page status: live")).to_be_visible()
    photograph(page, "approved")


def read(page: Page, photograph: Photograph, *, frontend: str, title: str) -> None:
    """A reader finds it in the list."""
    page.goto(f"{frontend}/research/")
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.wait_for_load_state("networkidle")
    photograph(page, "live", whole=True)
    expect_no_violations(page)
