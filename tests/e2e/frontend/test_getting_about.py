"""Getting about in the example frontend: there and back, by addresses that are not quite right, and past what fails."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.frontend.content import Content
from tests.e2e.frontend.test_accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[[str], Page]
SUMMARY = "/research/everything/"


def cut_off(page: Page) -> None:
    """From now on the API answers nothing."""
    page.route("**/api/v1/**", lambda route: route.abort("connectionrefused"))


def test_back_from_the_list_of_references_leads_to_where_one_was_reading(
    visit: Visit, complaints: list[str]
) -> None:
    page = visit(SUMMARY)
    citation = page.locator("p", has_text="Two sources say so").locator("[data-citation]")
    citation.click()
    expect(page.locator("#ref-1")).to_be_in_viewport()
    expect(citation).not_to_be_in_viewport()
    page.go_back()
    expect(citation).to_be_in_viewport()
    page.go_forward()
    expect(page.locator("#ref-1")).to_be_in_viewport()
    assert complaints == []


def test_a_link_to_a_place_on_another_page_takes_the_focus_there(visit: Visit) -> None:
    page = visit("/research/")
    page.evaluate(f"document.querySelector('main a').href = '{SUMMARY}#ref-2'")
    page.locator("main a").first.click()
    expect(page.locator("#ref-2")).to_be_in_viewport()
    expect(page.locator("#ref-2")).to_be_focused()


def test_a_place_that_is_mistyped_does_no_harm(visit: Visit, complaints: list[str]) -> None:
    page = visit(f"{SUMMARY}#100%")
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything in one page")
    expect(page.get_by_role("main")).not_to_have_attribute("aria-busy", "true")
    assert complaints == []


def test_a_filter_that_the_api_does_not_answer_says_so_and_can_be_tried_again(visit: Visit) -> None:
    page = visit("/research/")
    cut_off(page)
    page.get_by_label("Topics").select_option("sleep")
    expect(page.get_by_role("heading", level=1)).to_have_text("The summaries cannot be reached")
    page.unroute("**/api/v1/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("2 summaries")).to_be_visible()


def test_without_the_api_the_address_says_which_language_to_speak(
    frontend: str, content: Content, page: Page
) -> None:
    cut_off(page)
    page.goto(f"{frontend}/es/investigacion/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No se puede acceder a los resúmenes")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.goto(f"{frontend}/constructor/")
    expect(page.get_by_role("heading", level=1)).to_have_text("The summaries cannot be reached")
    expect(page.get_by_role("navigation")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/sources", "Sources"),
        ("/sources/doe2020", "A study that was taken back"),
        ("/newsletter/confirm?token=x", "Confirm your subscription"),
    ],
)
def test_the_slash_at_the_end_may_be_left_out(visit: Visit, path: str, heading: str) -> None:
    page = visit(path)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert page.url.endswith(path.replace("?", "/?") if "?" in path else f"{path}/")


def test_an_address_that_would_run_a_script_leads_nowhere(visit: Visit, page: Page) -> None:
    hostile = "java\nscript:alert(1)"

    def spoiled(route: Route) -> None:
        answer = route.fetch()
        found = answer.json()
        for block in found["page"]["body"]:
            if block["type"] == "link":
                block["value"]["href"] = hostile
        route.fulfill(response=answer, json=found)

    page.route("**/resolve/?**", spoiled)
    visit(SUMMARY)
    expect(page.locator(".onward a")).to_have_text("The register")
    expect(page.locator(".onward a")).not_to_have_attribute("href", hostile)


def test_the_player_of_a_video_can_be_reached_by_the_keyboard(visit: Visit, page: Page) -> None:
    page.route("https://player.vimeo.com/**", lambda route: route.fulfill(body="<button>Pause</button>"))
    visit(SUMMARY)
    page.get_by_role("button", name="Play the video from Vimeo").click()
    pause = page.frame_locator("iframe").get_by_role("button", name="Pause")
    expect(pause).to_be_visible()
    page.frames[-1].wait_for_function("document.hasFocus()")
    page.keyboard.press("Tab")
    expect(pause).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(pause).to_be_focused()


def test_a_source_that_was_jumped_to_can_be_read_in_the_dark(visit: Visit, page: Page) -> None:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    visit(SUMMARY)
    page.locator("[data-citation]").first.click()
    expect(page.locator("#ref-1:target")).to_be_in_viewport()
    assert violations(page) == []


def test_the_caption_of_a_wide_table_can_be_read_on_a_telephone(
    visit: Visit, content: Content, page: Page
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    visit(SUMMARY)
    for caption in page.locator("caption:visible").all():
        box = caption.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 360, caption.text_content()
