"""axe finds no violation of level AA in our screens, panels and dialogs, in light, in dark and with more contrast."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.models import CallToAction, Person, Reference, Topic
from tests.e2e.editing import add_block, pause, tab
from tests.e2e.keeping.work import said
from tests.e2e.screens.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIBRARY = (Reference, CallToAction, Topic, Person)
APPEARANCES = ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"contrast": "more"})


def screens():
    """Lists and forms of the library, summaries, the guide, reports, submissions."""
    for model in LIBRARY:
        viewset = model.snippet_viewset
        first = model.objects.order_by("pk").first()
        yield reverse(viewset.get_url_name("list"))
        yield reverse(viewset.get_url_name("add"))
        yield reverse(viewset.get_url_name("edit"), args=(first.pk,))
        yield reverse(viewset.get_url_name("inspect"), args=(first.pk,))
    for name in (
        "research-summaries:index", "cms_guide", "cms_logged_in", "cms_sources_report", "submissions:index",
        "subscribers:index", "submission-counts:index", "reader-data:index", "wagtailadmin_home",
    ):  # fmt: skip
        yield reverse(name)


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_axe_finds_nothing_in_lists_and_forms(visit, page: Page, turn, appearance):
    page.emulate_media(reduced_motion="reduce", **appearance)
    with turn:
        addresses = list(screens())
    found = []
    for address in addresses:
        visit(address)
        found += violations(page)
    assert found == []


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_axe_finds_nothing_in_the_form_of_a_page(form_of, page: Page, appearance):
    page.emulate_media(reduced_motion="reduce", **appearance)
    found = []
    form_of("content")
    for name in ("Content", "Evidence", "Review", "Promote"):
        tab(page, name)
        page.wait_for_timeout(500)  # names are given when the browser has nothing else to do
        found += violations(page)
    assert found == []


@pytest.fixture
def _saved_by_itself(_saved_by_hand, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 100


@pytest.mark.usefixtures("_saved_by_itself")
@pytest.mark.parametrize("appearance", APPEARANCES)
def test_axe_finds_nothing_in_dialogs_and_messages(form_of, page: Page, appearance):
    page.emulate_media(reduced_motion="reduce", **appearance)
    form_of("content")
    paragraph = add_block(page, "body", "Paragraph")
    paragraph.locator('[contenteditable="true"]').click()
    page.keyboard.press("Control+Alt+c")
    dialog = page.get_by_role("dialog").filter(has=page.locator(".cms-cite-search"))
    expect(dialog).to_be_visible()
    page.keyboard.type("health")
    expect(dialog.get_by_role("option").first).to_be_visible()
    found = violations(page)
    dialog.get_by_role("button", name="Cancel").click()
    page.wait_for_load_state("networkidle")
    pause(page, 2500)  # changes are looked for once the form has come to rest
    page.context.set_offline(True)
    page.locator("#id_standfirst").fill("Not saved.")
    expect(said(page)).to_contain_text("There is no connection")
    found += violations(page)
    assert found == []


CHOOSERS = (
    ("evidence", "further_reading", "", "Choose reference", "Add a new reference"),
    ("review", "authors", "", "Choose person", "Add a person"),
    ("content", "body", "Call to action", "Choose call to action", "Begin a new one"),
)


@pytest.mark.parametrize(("on", "stream", "block", "button", "creation"), CHOOSERS)
def test_axe_finds_nothing_in_choosers(form_of, page: Page, on, stream, block, button, creation):
    form_of(on)
    added = add_block(page, stream, block)
    added.get_by_role("button", name=button).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    found = violations(page)
    dialog.get_by_role("tab", name=creation).click()
    found += violations(page)
    assert found == []
