"""The whole way in a real browser: write, save, be told what is missing, complete, publish, read the document."""

import pytest
from playwright.sync_api import Page, expect

from tests.builders import make_index, make_person, make_reference, make_site
from tests.e2e.editing import add_block, choose, field, log_in, press_publish, tab, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_summary_is_written_completed_published_and_read(live_server, page: Page, complaints: list[str]):
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
    expect(page.get_by_role("tab", name="Review")).to_contain_text("1 error")

    page.locator("#id_standfirst").fill("Fewer people fell ill, but the study was small.")
    tab(page, "Evidence")
    choose(
        page,
        page.locator("#panel-child-evidence-subject_reference-section"),
        "Choose reference",
        "A study of",
    )
    tab(page, "Review")
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
