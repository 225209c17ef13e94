"""Pages of the example frontend: every type of block, citations, redirects, and what can not be shown."""

from collections.abc import Callable
from threading import Lock

import pytest
from playwright.sync_api import Page, Route, expect
from wagtail.contrib.redirects.models import Redirect

from tests.builders import change, make_locale
from tests.e2e.frontend.content import Content

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[[str], Page]
SUMMARY = "/research/everything/"


def test_the_home_page_leads_to_the_newest_summaries(visit: Visit, complaints: list[str]) -> None:
    page = visit("/")
    expect(page).to_have_title("Summaries of studies – Research summaries")
    page.get_by_role("link", name="Everything in one page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything in one page")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Summaries of studies")
    assert complaints == []


def test_a_summary_shows_every_type_of_block(visit: Visit, content: Content, complaints: list[str]) -> None:
    page = visit(SUMMARY)
    main = page.get_by_role("main")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for shown in (
        main.get_by_role("heading", name="What was tested", level=2),
        main.get_by_text("Ada Example"),
        main.get_by_role("heading", name="How the study was made", level=3),
        main.get_by_role("cell", name="874 Programme"),
        main.get_by_role("img", name="Abstract drawing"),
        main.get_by_role("table", name="Shares of people in the two groups"),
        main.get_by_role("heading", name="Limitations"),
        main.get_by_role("heading", name="Conclusion"),
        main.get_by_text("So it is."),
        main.get_by_role("heading", name="Words used here", level=4),
        main.get_by_role("link", name="The tables"),
        main.get_by_role("link", name="The register"),
        main.get_by_role("region", name="Stay informed"),
        main.get_by_role("link", name="Donate"),
        main.get_by_role("heading", name="Further reading"),
    ):
        expect(shown.first).to_be_visible()
    assert complaints == []


def test_a_finding_is_drawn_and_said_in_words(visit: Visit) -> None:
    plot = visit(SUMMARY).get_by_role("img", name="Hazard ratio 0.79").first
    name = plot.get_attribute("aria-label") or ""
    assert "95 % interval 0.66 to 0.94 (logarithmic scale)." in name
    assert name.endswith("lies wholly below 1, which would mean no difference.")


def test_figures_of_a_table_stand_under_each_other(visit: Visit) -> None:
    cell = visit(SUMMARY).get_by_role("cell", name="62", exact=True)
    assert cell.evaluate("cell => getComputedStyle(cell).textAlign") == "end"


def test_a_player_is_loaded_when_the_reader_asks_for_it(visit: Visit, page: Page) -> None:
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("https://player.vimeo.com/**", refuse)
    visit(SUMMARY)
    assert asked == []
    page.get_by_role("button", name="Play the video from Vimeo").click()
    expect(page.locator("iframe")).to_have_attribute("title", "A film about it")
    assert len(asked) == 1


def test_a_retracted_source_says_so_in_the_list(visit: Visit) -> None:
    entry = visit(SUMMARY).locator("#ref-2")
    expect(entry).to_contain_text("Retracted")
    expect(entry).to_contain_text("March 4, 2021")
    expect(entry.get_by_role("link", name="DOI 10.5555/doe")).to_have_attribute(
        "href", "https://doi.org/10.5555/doe"
    )


def test_interests_are_told_before_anything_promotes(visit: Visit) -> None:
    page = visit(SUMMARY)
    told = page.get_by_role("note", name="Disclosure").bounding_box()
    promoted = page.get_by_role("region", name="Request the packet").bounding_box()
    assert told is not None
    assert promoted is not None
    assert told["y"] < promoted["y"]


def test_a_type_of_block_that_is_not_known_is_passed_over(
    visit: Visit, page: Page, complaints: list[str]
) -> None:
    def with_a_hologram(route: Route) -> None:
        answer = route.fetch()
        found = answer.json()
        found["page"]["body"].insert(0, {"type": "hologram", "id": "x", "value": {"depth": 3}})
        found["page"]["body"].insert(0, {"type": "constructor", "id": "y", "value": None})
        route.fulfill(response=answer, json=found)

    page.route("**/resolve/?**", with_a_hologram)
    visit(SUMMARY)
    expect(page.get_by_role("heading", name="What was tested")).to_be_visible()
    assert complaints == []


def test_a_redirect_is_followed_and_leaves_no_trace_in_the_history(
    visit: Visit, content: Content, turn: Lock
) -> None:
    with turn:
        Redirect.add_redirect("/old", redirect_to=content.summary)
    visit("/")
    page = visit("/old/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything in one page")
    assert page.url.endswith(SUMMARY)


def test_a_path_with_nothing_is_not_found_and_one_that_was_public_is_gone(
    visit: Visit, content: Content, turn: Lock
) -> None:
    page = visit("/nowhere/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    with turn:
        content.summary.unpublish()
    visit(SUMMARY)
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is gone")
    expect(page.get_by_role("main").get_by_role("link", name="All summaries")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="To the home page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Summaries of studies")


def test_while_the_api_is_down_the_reader_is_told_and_can_try_again(visit: Visit, page: Page) -> None:
    page.route("**/api/v1/**", lambda route: route.abort("connectionrefused"))
    visit(SUMMARY)
    expect(page.get_by_role("heading", level=1)).to_have_text("The summaries cannot be reached")
    page.unroute("**/api/v1/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything in one page")


def test_an_error_of_the_server_is_told_apart_from_no_answer(visit: Visit, page: Page) -> None:
    page.route("**/resolve/?**", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"))
    visit(SUMMARY)
    expect(page.get_by_role("heading", level=1)).to_have_text("Something went wrong")


def test_another_language_has_its_own_words(frontend: str, content: Content, page: Page, turn: Lock) -> None:
    with turn:
        spanish = make_locale("es")
        home = content.index.get_parent().specific.copy_for_translation(spanish)
        publish_translation(home)
        index = content.index.copy_for_translation(spanish)
        publish_translation(change(index, slug="investigacion"))
    page.goto(f"{frontend}/es/investigacion/")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_label("Buscar en los resúmenes")).to_be_visible()
    page.get_by_role("navigation", name="Idiomas").get_by_role("link", name="English").click()
    expect(page.get_by_label("Search the summaries")).to_be_visible()
    page.goto(f"{frontend}/es/newsletter/confirm/?token=x")
    expect(page.get_by_role("button", name="Confirmar mi suscripción")).to_be_visible()


def publish_translation(page: object) -> None:
    page.save_revision().publish()  # type: ignore[attr-defined]
