"""What stands around the pages of the example frontend: feeds, sources, topics, files, reviews, status, paper."""

from collections.abc import Callable
from datetime import date
from threading import Lock

import pytest
from playwright.sync_api import Page, Request, expect
from wagtail.contrib.redirects.models import Redirect

from tests.builders import change, make_summary
from tests.e2e.frontend.content import Content

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[[str], Page]
SUMMARY = "/research/everything/"


def test_feeds_are_announced_and_can_be_followed(visit: Visit) -> None:
    page = visit("/")
    found = page.locator("head link[rel=alternate][type='application/atom+xml']")
    address = found.get_attribute("href") or ""
    assert "/feed.atom?locale=en" in address
    foot = page.get_by_role("contentinfo")
    expect(foot.get_by_role("link", name="Atom")).to_have_attribute("href", address)
    assert page.request.get(address).ok
    for name in ("RSS", "JSON Feed", "Sitemap"):
        assert page.request.get(foot.get_by_role("link", name=name).get_attribute("href") or "").ok


def test_a_topic_says_what_it_is_about_and_has_feeds_of_its_own(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("navigation", name="Topics").get_by_role("link", name="Sleep").click()
    expect(page.get_by_role("heading", name="Sleep", exact=True)).to_be_visible()
    expect(page.get_by_text("2 summaries")).to_be_visible()
    feed = page.get_by_role("main").get_by_role("link", name="RSS").get_attribute("href") or ""
    assert "topic=sleep" in feed
    assert page.request.get(feed).ok
    expect(page.locator("head link[type='application/rss+xml']")).to_have_attribute("href", feed)
    page.get_by_role("link", name="Remove the filter “Sleep”").click()
    expect(page.get_by_role("heading", name="Sleep", exact=True)).to_be_hidden()
    expect(page.locator("head link[type='application/rss+xml'][href*=topic]")).to_have_count(0)


def test_a_source_leads_to_the_pages_that_cite_it_and_to_its_files(
    visit: Visit, complaints: list[str]
) -> None:
    page = visit("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Sources").click()
    expect(page.get_by_role("heading", level=1, name="Sources")).to_be_focused()
    expect(page.get_by_text("5 sources")).to_be_visible()
    entry = page.get_by_role("listitem").filter(has_text="A study that was taken back")
    expect(entry).to_contain_text("Retracted")
    entry.get_by_role("link", name="Where it is cited").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A study that was taken back")
    expect(page.get_by_role("heading", name="Cited on 1 page")).to_be_visible()
    for name in ("BibTeX", "RIS", "CSL-JSON"):
        assert page.request.get(page.get_by_role("link", name=name).get_attribute("href") or "").ok
    page.get_by_role("link", name="Everything in one page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything in one page")
    assert complaints == []


def test_an_unknown_source_is_not_found(visit: Visit) -> None:
    expect(visit("/sources/nobody1900/").get_by_role("heading", level=1)).to_have_text("Page not found")


def test_a_page_and_its_references_can_be_taken_along(visit: Visit) -> None:
    page = visit(SUMMARY)
    for name, said in (
        ("This page as Markdown", "# Everything in one page"),
        ("References as BibTeX", "@"),
        ("References as RIS", "TY  -"),
        ("References as CSL-JSON", '"DOI"'),
    ):
        link = page.get_by_role("link", name=name).get_attribute("href") or ""
        assert said in page.request.get(link).text()
    assert page.locator("head link[type='text/markdown']").count() == 1


def test_a_review_that_is_overdue_says_so(visit: Visit, content: Content, turn: Lock) -> None:
    with turn:
        make_summary(
            "Long ago",
            parent=content.index,
            slug="long-ago",
            last_reviewed=date(2020, 1, 1),
            next_review=date(2021, 1, 1),
        )
    page = visit("/research/long-ago/")
    expect(page.get_by_text("January 1, 2021")).to_be_visible()
    expect(page.get_by_text("overdue")).to_be_visible()


def test_the_publication_in_hand_that_was_retracted_is_told_on_top_and_on_the_card(
    visit: Visit, content: Content, turn: Lock
) -> None:
    with turn:
        change(content.references["stuck2015"], integrity="retracted")
    page = visit(SUMMARY)
    notice = page.get_by_role("note", name="Notice")
    expect(notice).to_contain_text("the publication that this page summarises has a notice")
    expect(notice).to_contain_text("Retracted")
    page.goto(page.url.replace("everything/", ""))
    card = page.get_by_role("article").filter(has_text="Everything in one page")
    expect(card).to_contain_text("Retracted")


def test_a_link_to_what_has_moved_leads_there_without_a_trace(
    visit: Visit, content: Content, turn: Lock
) -> None:
    with turn:
        Redirect.add_redirect("/old", redirect_to=content.summary)
    page = visit("/research/")
    page.evaluate("document.querySelector('main a').href = '/old/'")
    page.locator("main a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything in one page")
    assert page.url.endswith(SUMMARY)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Research")


def test_the_status_says_the_same_as_the_page(visit: Visit, content: Content, turn: Lock) -> None:
    with turn:
        Redirect.add_redirect("/old", redirect_to=content.summary)
    page = visit("/")
    here = page.url.rstrip("/")

    def status(path: str) -> int:
        return page.request.get(here + path, max_redirects=0).status

    assert [status(path) for path in (SUMMARY, "/old/", "/nowhere/")] == [200, 301, 404]
    with turn:
        content.summary.unpublish()
    assert status(SUMMARY) == 410


def test_what_the_browser_has_is_only_asked_for_anew_if_it_has_changed(visit: Visit, page: Page) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if "/resolve/" in request.url else None)
    visit(SUMMARY)
    visit(SUMMARY)
    first, second = (request.all_headers() for request in asked)
    assert "if-none-match" not in first
    assert "if-none-match" in second


def test_on_paper_the_sources_have_their_addresses_and_what_cannot_be_pressed_is_left_out(
    visit: Visit,
) -> None:
    page = visit(SUMMARY)
    page.emulate_media(media="print")
    link = page.locator("#ref-1").get_by_role("link", name="DOI")
    printed = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert "(https://doi.org/10.5555/stuck)" in printed
    expect(page.locator(".on-paper")).to_be_visible()
    for hidden in (".panel", ".take", ".site-footer", ".cited-in", ".library"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in ("References", "Limitations"):
        expect(page.get_by_role("heading", name=shown)).to_be_visible()
