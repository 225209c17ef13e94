"""Citations in the example frontend: a card on hover, focus and touch says what is cited (WCAG 1.4.13)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.frontend.content import Content

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[[str], Page]
SUMMARY = "/research/everything/"


def citation_of(page: Page) -> Locator:
    return page.locator("p", has_text="Two sources say so").locator("[data-citation]")


def card_of(page: Page) -> Locator:
    return page.get_by_role("group", name="What is cited: 1, 2")


def test_the_focus_shows_the_card_and_the_link_leads_to_the_list_and_back(
    visit: Visit, complaints: list[str]
) -> None:
    page = visit(SUMMARY)
    citation, card = citation_of(page), card_of(page)
    citation.focus()
    expect(card).to_contain_text("A study that was taken back")
    expect(card).to_contain_text("Retracted")
    expect(card).to_contain_text("March 4, 2021")
    expect(card).to_contain_text("Not yet checked for retractions.")
    expect(citation).to_have_attribute("aria-details", "site-citation")
    assert "taken back" in page.locator("#site-citation-text").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#ref-1")).to_be_in_viewport()
    assert page.url.endswith("#ref-1")
    page.locator("#ref-2").get_by_role("link", name="Back to citation 1 of 1").click()
    expect(citation).to_be_in_viewport()
    assert complaints == []


def test_the_card_links_to_the_publication_and_to_the_list(visit: Visit) -> None:
    page = visit(SUMMARY)
    citation_of(page).focus()
    doi = card_of(page).get_by_role("link", name="DOI 10.5555/doe")
    expect(doi).to_have_attribute("href", "https://doi.org/10.5555/doe")
    card_of(page).get_by_role("link", name="See in the list").nth(1).click()
    expect(page.locator("#ref-2")).to_be_in_viewport()
    expect(card_of(page)).to_be_hidden()


def test_the_card_can_be_hovered_and_stays_until_the_pointer_leaves(visit: Visit) -> None:
    page = visit(SUMMARY)
    citation_of(page).hover()
    expect(card_of(page)).to_be_visible()
    card_of(page).get_by_text("taken back").hover()
    page.wait_for_timeout(500)
    expect(card_of(page)).to_be_visible()
    page.mouse.move(2, 2)
    expect(card_of(page)).to_be_hidden()


def test_escape_closes_the_card_where_the_focus_is_and_it_stays_closed(visit: Visit) -> None:
    page = visit(SUMMARY)
    citation_of(page).focus()
    page.keyboard.press("Escape")
    expect(card_of(page)).to_be_hidden()
    expect(citation_of(page)).to_be_focused()
    citation_of(page).blur()
    citation_of(page).focus()
    page.keyboard.press("Tab")
    expect(card_of(page).get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card_of(page)).to_be_hidden()
    expect(citation_of(page)).to_be_focused()


def test_the_links_of_the_card_come_after_the_citation_for_the_keyboard(visit: Visit) -> None:
    page = visit(SUMMARY)
    citation_of(page).focus()
    links = card_of(page).get_by_role("link")
    count = links.count()
    assert count >= 4
    for place in range(count):
        page.keyboard.press("Tab")
        expect(links.nth(place)).to_be_focused()
    page.keyboard.press("Tab")
    expect(card_of(page)).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    expect(citation_of(page)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(citation_of(page)).to_be_focused()
    expect(card_of(page)).to_be_visible()


def test_a_finger_opens_the_card_first_and_follows_the_link_then(
    browser: Browser, frontend: str, content: Content
) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    try:
        page = context.new_page()
        page.goto(frontend + SUMMARY)
        citation_of(page).tap()
        expect(card_of(page)).to_be_visible()
        page.wait_for_timeout(500)
        expect(card_of(page)).to_be_visible()
        assert "#" not in page.url
        box = card_of(page).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        page.get_by_role("heading", name="More of it").tap()
        expect(card_of(page)).to_be_hidden()
        citation_of(page).tap()
        expect(card_of(page)).to_be_visible()
        citation_of(page).tap()
        expect(page).to_have_url(frontend + SUMMARY + "#ref-1")
    finally:
        context.close()


def test_a_retracted_source_is_told_in_the_text_on_the_page_and_in_the_list(visit: Visit) -> None:
    page = visit(SUMMARY)
    expect(citation_of(page)).to_contain_text("(Retracted)")
    notice = page.get_by_role("note", name="Notice")
    expect(notice).to_contain_text("A source of this page was retracted")
    notice.get_by_role("link", name="Reference 2").click()
    entry = page.locator("#ref-2")
    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text("Retracted")
    expect(entry).to_contain_text("March 4, 2021")
