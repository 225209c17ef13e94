"""Somebody new writes a first summary, from the login to what readers see."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journey.stations import (
    acknowledge_a_remark,
    approve,
    complete,
    find_the_form,
    look_at_the_preview,
    read,
    submit,
    write_the_body,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TITLE = "What walking does for us"
TYPES = {
    "paragraph", "study", "heading", "quote", "callout", "key_points", "figure", "table", "embed",
    "document_download", "call_to_action", "link", "limitations", "conclusion", "finding",
}  # fmt: skip


def test_a_first_summary(
    desk, page: Page, sign_in_as, photograph, frontend, moderator, live_server, complaints
):
    page.set_viewport_size({"width": 1440, "height": 1000})
    sign_in_as(page, "nina")
    find_the_form(page, photograph)
    write_the_body(page, photograph, title="What walking does")
    complete(page, photograph)
    acknowledge_a_remark(page, photograph)
    look_at_the_preview(page, photograph, frontend=frontend, title=TITLE)
    submit(page, photograph)
    approve(moderator, photograph, title=TITLE)
    read(page, photograph, frontend=frontend, title=TITLE)

    found = page.request.get(f"{live_server.url}/api/v1/pages/?type=research_summary").json()["items"]
    document = page.request.get(f"{live_server.url}/api/v1/pages/{found[0]['id']}/").json()
    assert {block["type"] for block in document["body"]} == TYPES
    assert [each["csl"]["DOI"] for each in document["references"]] == ["10.1155/2020/6518508"]
    expect(page.locator("main figure.figure")).to_have_text("")
    assert [each for each in complaints if not each.startswith("axe.run results")] == []
