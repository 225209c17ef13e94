"""The whole way in a real browser: write, save, be told what is missing, complete, publish, read the document."""

import re

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Locator, Page, expect

from tests.builders import make_index, make_person, make_reference, make_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 15_000
"""Milliseconds that a busy machine may need for one step."""


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console complains about."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def log_in(page: Page, address: str) -> None:
    get_user_model().objects.create_superuser("editor", "editor@example.org", "a long password")
    page.goto(f"{address}/admin/login/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Sign in").click()


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
    return blocks.last


def field(block: Locator, name: str) -> Locator:
    return block.locator(f'[data-contentpath="{name}"]')


def write(block: Locator, text: str) -> None:
    block.locator('[role="textbox"], [contenteditable="true"]').first.click()
    block.page.keyboard.type(text)


def choose(page: Page, place: Locator, button: str, name: str) -> None:
    """Picks something in a dialog."""
    place.get_by_role("button", name=button).click()
    page.get_by_role("dialog").get_by_role("link", name=name).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def press_publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()


def test_a_summary_is_written_completed_published_and_read(live_server, page: Page, complaints: list[str]):
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    make_site()
    index = make_index("Research")
    make_reference(key="doe2020", title="A study of something")
    make_person("Ada Example")
    log_in(page, live_server.url)

    page.goto(f"{live_server.url}/admin/pages/add/cms/researchsummarypage/{index.pk}/")
    page.locator("#id_title").press_sequentially("What the study found")
    page.keyboard.press("Tab")
    heading = add_block(page, "body", "Heading")
    field(heading, "text").locator("input").fill("The result")
    paragraph = add_block(page, "body", "Paragraph")
    write(paragraph, "Fewer people fell ill.")
    finding = add_block(page, "body", "Finding")
    field(finding, "outcome").locator("input").fill("Falling ill")
    field(finding, "direction").locator("select").select_option("lower")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("created.")).to_be_visible()

    press_publish(page)
    expect(page.get_by_text("could not be saved due to validation errors")).to_be_visible()
    expect(page.get_by_role("tab", name="Content")).to_contain_text("1 error")
    expect(page.get_by_role("tab", name="Evidence")).to_contain_text("1 error")
    expect(page.get_by_role("tab", name="Authors and review")).to_contain_text("1 error")

    page.locator("#id_standfirst").fill("Fewer people fell ill, but the study was small.")
    tab(page, "Evidence")
    choose(
        page,
        page.locator("#panel-child-evidence-subject_reference-section"),
        "Choose reference",
        "A study of",
    )
    tab(page, "Authors and review")
    author = add_block(page, "authors")
    choose(page, author, "Choose person", "Ada Example")
    press_publish(page)
    expect(page.get_by_text("has been published")).to_be_visible()

    found = page.request.get(f"{live_server.url}/api/v1/pages/?type=research_summary").json()["items"]
    document = page.request.get(f"{live_server.url}/api/v1/pages/{found[0]['id']}/").json()
    assert document["title"] == "What the study found"
    assert [block["type"] for block in document["body"]] == ["heading", "paragraph", "finding"]
    assert "Fewer people fell ill." in document["body"][1]["value"]["html"]
    assert document["body"][2]["value"]["direction"] == "lower"
    assert complaints == []
