"""The list of summaries in the example frontend: search, filters and order stand in the address."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[[str], Page]


def test_words_are_found_and_marked_and_stand_in_the_address(visit: Visit, complaints: list[str]) -> None:
    page = visit("/research/")
    expect(page.get_by_role("status").filter(has_text="summaries")).to_have_text("3 summaries")
    page.get_by_label("Search the summaries").fill("melatonin")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 summaries for “melatonin”")).to_be_visible()
    expect(page.locator("mark").first).to_have_text("melatonin")
    expect(page).to_have_url(re.compile(r"/research/\?q=melatonin$"))
    expect(page.get_by_label("Search the summaries")).to_be_focused()
    page.go_back()
    expect(page.get_by_text("3 summaries")).to_be_visible()
    expect(page.get_by_label("Search the summaries")).to_have_value("")
    page.go_forward()
    expect(page.get_by_text("2 summaries for “melatonin”")).to_be_visible()
    assert complaints == []


def test_filters_count_narrow_the_list_and_are_taken_away_again(visit: Visit, complaints: list[str]) -> None:
    page = visit("/research/")
    page.get_by_label("Topics").select_option(label="Sleep (2)")
    expect(page.get_by_text("2 summaries")).to_be_visible()
    page.get_by_label("Year").select_option("2025")
    expect(page).to_have_url(re.compile(r"topic=sleep&year=2025$"))
    page.reload()
    expect(page.get_by_label("Topics")).to_have_value("sleep")
    page.get_by_role("link", name="Remove the filter “Sleep”").click()
    expect(page).to_have_url(re.compile(r"/research/\?year=2025$"))
    page.get_by_label("Order").select_option("title")
    expect(page.get_by_role("article").first).to_contain_text("Sleep and health, part 1")
    page.get_by_label("Year").select_option("")
    expect(page.get_by_role("article").first).to_contain_text("Everything in one page")
    assert complaints == []


def test_an_author_leads_to_all_of_theirs(visit: Visit) -> None:
    page = visit("/research/everything/")
    page.get_by_role("link", name="Ada Example").click()
    expect(page.get_by_text("2 summaries")).to_be_visible()
    expect(page.get_by_role("link", name="Remove the filter “By Ada Example”")).to_be_visible()


def test_nothing_found_says_what_to_do(visit: Visit) -> None:
    page = visit("/research/?q=xylophone")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    expect(page.get_by_label("Search the summaries")).to_have_value("xylophone")


def test_a_long_list_is_turned_page_by_page(visit: Visit, page: Page) -> None:
    # Ten are on a page, and three is all there is: the API is asked for two at a time.
    page.route(
        "**/api/v1/pages/**",
        lambda route: route.continue_(url=route.request.url.replace("limit=10", "limit=2")),
    )
    visit("/research/")
    expect(page.get_by_role("article")).to_have_count(2)
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_text("3 summaries")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("article")).to_have_count(2)


def test_an_address_that_the_api_refuses_leads_out(visit: Visit) -> None:
    page = visit("/research/?cursor=nonsense")
    expect(page.get_by_role("heading", level=1)).to_have_text("Something went wrong")
    expect(page.get_by_role("main")).to_contain_text("cursor")
    expect(page.get_by_role("link", name="To the home page")).to_be_visible()
