"""Opening and saving as an editor would, in Chromium: done when all blocks are drawn and the page has nothing to do."""

from time import perf_counter
from urllib.parse import urljoin

from playwright.sync_api import Page

from tests.bench.editing import NAME, PASSWORD

__all__ = ["count_fields", "leave", "log_in", "opened", "saved"]

DRAWN = """(blocks) => document.readyState === "complete" &&
    document.querySelectorAll('[data-contentpath="body"] [data-streamfield-child]').length >= blocks"""
IDLE = "() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve)))"


def log_in(page: Page, address: str) -> None:
    """As the editor."""
    page.goto(urljoin(address, "/admin/login/"))
    page.get_by_label("Username").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state("networkidle")


def opened(page: Page, address: str, blocks: int) -> None:
    """Opens the form, and waits until one can work with it."""
    page.goto(address)
    _ready(page, blocks)


def saved(page: Page, blocks: int, text: str) -> float:
    """Changes a field and saves the draft; seconds until the form is there again."""
    page.locator("#id_standfirst").fill(text)
    began = perf_counter()
    with page.expect_navigation():
        page.locator("button.action-save").first.click()  # by role it would be sought in all of the long page
    _ready(page, blocks)
    return perf_counter() - began


def count_fields(page: Page) -> int:
    """How many fields the form sends."""
    return int(page.evaluate("() => [...new FormData(document.querySelector('[data-edit-form]'))].length"))


def leave(page: Page) -> None:
    """Opens nothing, so that what was open takes no time and memory."""
    page.goto("about:blank")


def _ready(page: Page, blocks: int) -> None:
    page.wait_for_function(DRAWN, arg=blocks)
    page.evaluate(IDLE)
