"""The example frontend is accessible: axe finds nothing, and everything can be done with the keyboard."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.e2e.frontend.content import Content

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[[str], Page]
SUMMARY = "/research/everything/"
PATHS = (
    "/",
    "/research/",
    "/research/?q=melatonin&topic=sleep",
    "/research/?q=xylophone",
    SUMMARY,
    "/sources/",
    "/sources/doe2020/",
    "/newsletter/confirm/?token=x",
    "/newsletter/unsubscribe/?token=x",
    "/nowhere/",
)
WIDTHS = (360, 768, 1440)
AXE = Axe()


def violations(page: Page) -> list[str]:
    found = AXE.run(page).response["violations"]
    return [
        f"{page.url}: {each['id']} {each['nodes'][0]['target']} {each['nodes'][0]['html']}" for each in found
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_any_width(visit: Visit, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    found = []
    for path in PATHS:
        visit(path)
        page.wait_for_load_state("networkidle")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            found += violations(page)
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_appears_later(visit: Visit, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    visit(SUMMARY)
    packet = page.get_by_role("region", name="Request the packet")
    packet.get_by_role("button", name="Request it").click()
    expect(packet.get_by_role("alert")).not_to_be_empty()
    found = violations(page)
    page.locator("[data-citation]").first.focus()
    expect(page.get_by_role("group", name="What is cited")).to_be_visible()
    found += violations(page)
    page.route("**/api/v1/**", lambda route: route.abort())
    visit("/")
    found += violations(page)
    assert found == []


def test_a_reader_without_a_mouse_finds_a_summary_and_subscribes(visit: Visit, content: Content) -> None:
    page = visit("/")
    press = page.keyboard.press

    def tab_to(name: str, *, role: str = "link") -> None:
        for _ in range(80):
            press("Tab")
            at = page.get_by_role(role, name=name).and_(page.locator(":focus"))  # type: ignore[arg-type]
            if at.count():
                return
        pytest.fail(f"No way to {name} by the keyboard")

    press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    tab_to("All summaries")
    press("Enter")
    expect(page.get_by_role("heading", level=1, name="Research")).to_be_focused()
    tab_to("Search the summaries", role="searchbox")
    page.keyboard.type("assessment")
    press("Enter")
    expect(page.get_by_text("1 summary for")).to_be_visible()
    tab_to("Everything in one page")
    press("Enter")
    expect(page.get_by_role("heading", level=1, name="Everything")).to_be_focused()
    tab_to("Your e-mail address", role="textbox")
    page.keyboard.type("reader@example.org")
    press("Tab")
    press("Space")
    press("Tab")
    press("Enter")
    expect(page.get_by_role("region", name="Stay informed").get_by_role("status")).to_be_focused()
