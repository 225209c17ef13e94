"""The five steps by which the README's reader changes a word, with a browser."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.editing import PATIENCE, press_publish

__all__ = ["change_a_word"]

TITLE = "Mesenchymal stem cells for lupus"
PATH = "/research/mesenchymal-stem-cells-for-lupus/"


def change_a_word(page: Page, *, admin: str, frontend: str, password: str, word: str) -> None:
    """Put the word at the beginning of the summary's first paragraph, and see it on the frontend."""
    page.goto(admin)
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()

    page.get_by_role("button", name="Research", exact=True).click()
    page.get_by_role("link", name="Research summaries", exact=True).click()
    page.get_by_role("link", name=re.compile(TITLE)).first.click()

    text = page.locator('[data-contentpath="body"] [contenteditable="true"]').first
    text.click(timeout=2 * PATIENCE)
    page.keyboard.press("Control+Home")
    page.keyboard.type(f"{word} ")
    page.wait_for_timeout(500)  # texts are written into the form when nobody types for a moment

    press_publish(page)
    expect(page.get_by_text(re.compile("has been (created and )?published"))).to_be_visible(
        timeout=2 * PATIENCE
    )

    page.goto(f"{frontend}{PATH}")
    expect(page.get_by_text(re.compile(f"^{word} "))).to_be_visible(timeout=PATIENCE)
