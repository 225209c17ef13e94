"""What an editor sees and does whose work is not saved."""

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.editing import PATIENCE

__all__ = ["expect_kept", "log_in_again", "said", "sign_in", "standfirst"]


def sign_in(page: Page, name: str, password: str) -> None:
    """Fills in the login that is shown."""
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def log_in_again(page: Page, context: BrowserContext, name: str, password: str) -> None:
    """Follows the way in the message, in another tab, and comes back."""
    with context.expect_page() as opened:
        said(page).get_by_role("link", name="Log in again").click()
    tab = opened.value
    sign_in(tab, name, password)
    expect(tab.get_by_role("heading", name="You are logged in again")).to_be_visible()
    tab.close()
    page.bring_to_front()


def said(page: Page) -> Locator:
    """What is said about the work."""
    return page.get_by_role("region", name="Your work")


def standfirst(page: Page) -> Locator:
    return page.locator("#id_standfirst")


def expect_kept(page: Page, count: int) -> None:
    """So many copies are in the browser, or soon will be."""
    page.wait_for_function(
        "count => Object.keys(localStorage).filter((key) => key.startsWith('cms-kept:')).length === count",
        arg=count,
        timeout=PATIENCE,
    )
