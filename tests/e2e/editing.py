"""What somebody does in Wagtail's editor, in the words of those who do it."""

import re

from django.contrib.auth import get_user_model
from playwright.sync_api import Locator, Page, expect

__all__ = [
    "PATIENCE",
    "add_block",
    "choose",
    "field",
    "log_in",
    "pause",
    "press_publish",
    "save",
    "tab",
    "write",
]

PATIENCE = 15_000
"""Milliseconds that a busy machine may need for one step."""


def log_in(page: Page, address: str) -> None:
    get_user_model().objects.create_superuser("editor", "editor@example.org", "a long password")
    page.goto(f"{address}/admin/login/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Sign in").click()


def pause(page: Page, milliseconds: int) -> None:
    """Lets the time pass by the browser's own clock: what a script had put off for less has happened by then, however
    busy the machine is."""
    page.evaluate("milliseconds => new Promise((done) => setTimeout(done, milliseconds))", milliseconds)


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=re.compile(name)).click()


def add_block(page: Page, stream: str, name: str = "") -> Locator:
    """Adds a block at the end of a stream; if there are several to choose from, by its name."""
    field = page.locator(f'[data-contentpath="{stream}"]').first
    before = field.locator(":scope [data-streamfield-child]").count()
    field.get_by_role("button", name="Insert a block").last.click()
    if name:
        page.get_by_role("option", name=name, exact=True).click()
    blocks = field.locator("[data-streamfield-child]")
    expect(blocks).not_to_have_count(before)
    return blocks.nth(before)  # the last one may be inside of it


def field(block: Locator, name: str) -> Locator:
    return block.locator(f'[data-contentpath="{name}"]')


def write(block: Locator, text: str) -> None:
    block.locator('[role="textbox"], [contenteditable="true"]').first.click()
    block.page.keyboard.type(text)
    pause(block.page, 400)  # it is written into the form when nobody types for a moment


def choose(page: Page, place: Locator, button: str, name: str) -> None:
    """Picks something in a dialog."""
    place.get_by_role("button", name=button).click()
    page.get_by_role("dialog").get_by_role("link", name=name).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def press_publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()


def save(page: Page) -> None:
    """Saves the draft and waits until that is said."""
    pause(page, 400)  # as in `write`
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text(re.compile(r"has been (updated|published)|created\."))).to_be_visible()
