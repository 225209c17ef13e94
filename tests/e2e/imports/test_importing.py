"""The way from a file to a draft with a proposal in it, as an editor goes it who has never been there."""

import pytest
from playwright.sync_api import expect

from cms.models import LegacySuggestion, ResearchSummaryPage
from tests.e2e.editing import tab
from tests.e2e.imports.conftest import SAMPLE
from tests.e2e.screens.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def bring(desk):
    desk.get_by_role("link", name="Import old articles").first.click()
    desk.get_by_label("Files").set_input_files(SAMPLE)
    desk.get_by_role("button", name="Upload and examine").click()
    expect(desk.get_by_text("Waiting to be examined").first).to_be_visible()


def suggested():
    """A proposal about the sample; made here, so that it does not depend on what the reading of numbers finds."""
    page = ResearchSummaryPage.objects.get()
    LegacySuggestion.objects.filter(page=page).delete()
    paragraph = page.get_latest_revision_as_object().body.get_prep_value()[0]["value"]
    words = " ".join(paragraph.removeprefix("<p>").split(" ")[:6])
    LegacySuggestion.objects.create(
        page=page, key="1", kind="study", value={"design": "cohort", "population": "Made up"}, quote=words
    )
    return page


def test_a_file_becomes_a_draft_with_a_proposal_in_it(desk, work, turn, complaints):
    bring(desk)
    work()
    # The page finds out by itself.
    expect(desk.get_by_role("heading", name="This is what would happen")).to_be_visible()
    desk.get_by_role("button", name="Import", exact=True).click()
    expect(desk.get_by_text("Waiting to be imported").first).to_be_visible()
    work()
    expect(desk.get_by_role("heading", name="The import is finished")).to_be_visible()
    with turn:
        page = suggested()
    desk.reload()
    desk.get_by_role("link", name="1 proposal").click()
    expect(desk.locator("mark")).to_be_visible()
    desk.get_by_role("button", name="Add to the draft").click()
    expect(desk.get_by_text("1 proposal was added to the draft")).to_be_visible()
    with turn:
        found = ResearchSummaryPage.objects.get(pk=page.pk)
        body = found.get_latest_revision_as_object().body.get_prep_value()
    assert body[1]["type"] == "study"
    desk.get_by_role("link", name="Edit the page").first.click()
    expect(desk.locator('[data-contentpath="population"] textarea')).to_have_value("Made up")
    tab(desk, "Evidence")
    expect(desk.get_by_role("link", name="Original of the import")).to_be_visible()
    assert complaints == []


def seen_by_axe(desk):
    desk.wait_for_timeout(500)  # messages fade in
    return violations(desk)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_way(desk, work, turn, scheme):
    desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = seen_by_axe(desk)
    desk.get_by_role("link", name="Import old articles").first.click()
    desk.wait_for_load_state("networkidle")
    found += seen_by_axe(desk)
    desk.get_by_label("Files").set_input_files(SAMPLE)
    desk.get_by_role("button", name="Upload and examine").click()
    expect(desk.get_by_text("Waiting to be examined").first).to_be_visible()
    found += seen_by_axe(desk)
    work()
    expect(desk.get_by_role("heading", name="This is what would happen")).to_be_visible()
    found += seen_by_axe(desk)
    desk.get_by_role("button", name="Import", exact=True).click()
    expect(desk.get_by_text("Waiting to be imported").first).to_be_visible()
    work()
    expect(desk.get_by_role("heading", name="The import is finished")).to_be_visible()
    found += seen_by_axe(desk)
    desk.locator(".cms-import-entries .title a").first.click()
    expect(desk.get_by_role("heading", name="Notes")).to_be_visible()
    found += seen_by_axe(desk)
    with turn:
        page = suggested()
    desk.goto(f"{desk.url.partition('/admin/')[0]}/admin/imports/proposals/{page.pk}/")
    found += seen_by_axe(desk)
    assert found == []
