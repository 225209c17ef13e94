"""Without leaving the page: a topic by keyboard, a panel that is begun, a reference by its identifier."""

import pytest
from playwright.sync_api import expect

from cms.models import CallToAction, ResearchSummaryPage, Topic
from tests.e2e.editing import add_block, save

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_topic_is_added_and_ticked_by_keyboard(form_of, content, turn):
    page = form_of("promote")
    page.get_by_label("New topic").focus()
    page.keyboard.type("Ageing well")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Ageing well")).to_be_checked()
    expect(page.get_by_text("“Ageing well” was added and chosen.")).to_be_visible()
    expect(page.get_by_label("New topic")).to_be_focused()
    save(page)
    with turn:
        draft = ResearchSummaryPage.objects.get(pk=content.summary.pk).get_latest_revision_as_object()
        assert Topic.objects.get(title="Ageing well") in draft.topics.all()


def test_a_panel_is_begun_within_the_page(form_of, turn):
    page = form_of("content")
    placement = add_block(page, "body", "Call to action")
    placement.get_by_role("button", name="Choose call to action").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Begin a new one").click()
    dialog.get_by_label("Kind").select_option("contact")
    dialog.get_by_label("Heading").fill("Write to the desk")
    dialog.get_by_role("button", name="Add the draft and choose it").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(placement.get_by_text("Write to the desk").first).to_be_visible()
    with turn:
        assert CallToAction.objects.filter(slug="write-to-the-desk", live=False).exists()


def test_a_reference_is_chosen_by_its_identifier(form_of, content):
    page = form_of("evidence")
    listed = add_block(page, "further_reading")
    listed.get_by_role("button", name="Choose reference").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Add a new reference").click()
    dialog.get_by_label("Look it up").fill("https://doi.org/10.5555/doe")
    dialog.get_by_role("button", name="Add and choose it").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(listed.get_by_text("A study that was taken back").first).to_be_visible()
