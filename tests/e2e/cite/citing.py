"""What somebody does who cites, and what is then seen in the editor."""

from playwright.sync_api import Locator, Page, expect

__all__ = ["chips", "dialog", "expect_labels", "go_to_end", "pick", "text_box"]


def text_box(page: Page, number: int = 0) -> Locator:
    return page.locator('[data-contentpath="body"] [contenteditable="true"]').nth(number)


def chips(page: Page) -> Locator:
    return page.locator(".cms-cite-chip")


def expect_labels(page: Page, *expected: str) -> None:
    expect(chips(page)).to_have_count(len(expected))
    for chip, label in zip(chips(page).all(), expected, strict=True):
        expect(chip).to_have_attribute("data-label", label)


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog").filter(has=page.locator(".cms-cite-search"))


def go_to_end(page: Page, number: int = 0) -> None:
    text_box(page, number).click()
    page.keyboard.press("Control+End")


def pick(page: Page, words: str) -> None:
    """Types words into the open dialog and takes the first result."""
    page.keyboard.type(words)
    expect(dialog(page).get_by_role("option").first).to_contain_text(words, ignore_case=True)
    page.keyboard.press("Enter")
    expect(dialog(page).get_by_role("status")).to_contain_text("is now cited here")
