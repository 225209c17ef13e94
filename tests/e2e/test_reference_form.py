"""The form of a reference in a real browser: names in rows, a date in parts, and the fields that a type asks for."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.models import Reference
from tests.builders import change, make_reference, make_site
from tests.e2e.editing import log_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASTE = """(input, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
ODD = {"family": "Donk", "non-dropping-particle": "van der", "given": "Wilfred", "comma-suffix": True}
AUTHORS = [{"family": "Zhou", "given": "Tianbiao"}, ODD, {"literal": "Task Group, Example Society"}]


@pytest.fixture
def reference(db):
    return make_reference(author=AUTHORS, issued={"date-parts": [[2020, 4, 3]]}, volume="7")


@pytest.fixture
def form(live_server, page, reference, complaints):
    """The form of the reference, opened."""
    make_site()
    log_in(page, live_server.url)
    page.goto(live_server.url + reverse(Reference.snippet_viewset.get_url_name("edit"), args=(reference.pk,)))
    yield page
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")  # the form asks for news of other editors as long as it is open
    assert complaints == []


def rows(page):
    field = page.locator(".w-panel__wrapper").filter(has=page.locator("#id_record_authors")).last
    return field.locator(".cms-names__row")


@pytest.fixture
def saved(form, reference, turn):
    """Saves the form; the record as it then is."""

    def save():
        form.get_by_role("button", name="Save").last.click()
        expect(form.get_by_text("updated")).to_be_visible()
        with turn:
            reference.refresh_from_db()
        return reference.csl

    return save


def test_a_record_that_nobody_changes_is_saved_as_it_was(form, reference, saved):
    before = reference.csl
    expect(rows(form)).to_have_count(3)
    expect(rows(form).nth(1).get_by_label("Family name")).to_have_value("van der Donk")
    expect(rows(form).nth(2).get_by_label("Name of the group")).to_have_value("Task Group, Example Society")
    assert saved() == before


def test_names_are_changed_added_and_removed(form, saved):
    rows(form).nth(0).get_by_label("Given names").fill("T")
    rows(form).nth(1).get_by_role("button", name="Remove").click()
    form.get_by_role("button", name="Add a person").first.click()
    form.keyboard.type("Doe, the Elder")
    form.keyboard.press("Tab")
    form.keyboard.type("Jane")
    assert saved()["author"] == [
        {"family": "Zhou", "given": "T"},
        {"literal": "Task Group, Example Society"},
        {"family": "Doe, the Elder", "given": "Jane"},
    ]


def test_names_are_put_in_order_by_keyboard_and_keep_all_they_had(form, saved):
    rows(form).nth(1).get_by_label("Family name").press("Alt+ArrowUp")
    rows(form).nth(2).get_by_role("button", name="Move up").press("Enter")
    assert saved()["author"] == [ODD, AUTHORS[2], AUTHORS[0]]


def test_a_pasted_list_becomes_rows(form, saved):
    form.get_by_role("button", name="Add a person").first.click()
    rows(form).last.get_by_label("Family name").evaluate(PASTE, "Li H; Liao, Chunling; Lupus Group")
    expect(rows(form)).to_have_count(6)
    assert saved()["author"][3:] == [
        {"family": "Li", "given": "H"},
        {"family": "Liao", "given": "Chunling"},
        {"literal": "Lupus Group"},
    ]


def test_a_person_becomes_a_group(form, saved):
    rows(form).nth(0).get_by_role("button", name="This is a group").click()
    expect(rows(form).nth(0).get_by_label("Name of the group")).to_have_value("Tianbiao Zhou")
    assert saved()["author"][0] == {"literal": "Tianbiao Zhou"}


def test_names_can_be_written_as_text(form, saved):
    form.get_by_role("button", name="Edit as text").first.click()
    form.locator("#id_record_authors").fill("Doe, Jane\nRoe, Richard")
    form.get_by_role("button", name="Edit name by name").click()
    expect(rows(form)).to_have_count(2)
    assert [name["family"] for name in saved()["author"]] == ["Doe", "Roe"]


def test_the_type_decides_which_fields_are_shown(form):
    expect(form.locator("#id_record_genre")).to_be_hidden()
    form.locator("#id_record_type").select_option("thesis")
    expect(form.locator("#id_record_genre")).to_be_visible()
    expect(form.get_by_text("University", exact=True)).to_be_visible()
    expect(form.locator("#id_record_issue")).to_be_hidden()
    expect(form.locator("#id_record_volume")).to_be_visible()  # it says something
    form.get_by_role("button", name="Show all fields").click()
    expect(form.locator("#id_record_issue")).to_be_visible()


def test_a_date_is_changed_part_by_part(form, saved):
    form.get_by_label("Day").first.fill("17")
    form.get_by_label("Month or season").first.select_option("May")
    assert saved()["issued"] == {"date-parts": [[2020, 5, 17]]}


def test_a_season_has_no_day(form, saved):
    form.get_by_label("Month or season").first.select_option("Winter")
    expect(form.get_by_label("Day").first).to_be_disabled()
    assert saved()["issued"] == {"date-parts": [[2020]], "season": 4}


def test_a_span_of_time_is_left_as_text(form, reference, turn):
    with turn:
        change(reference, csl={**reference.csl, "issued": {"date-parts": [[2013, 1], [2013, 3]]}})
    form.reload()
    expect(form.locator("#id_record_issued")).to_have_value("2013-01/2013-03")
    expect(form.locator("#id_record_issued")).to_be_visible()


def test_two_thousand_names_are_text_until_somebody_asks_for_rows(form, reference, saved, turn):
    names = [{"family": f"Family{number}", "given": "Given"} for number in range(2000)]
    with turn:
        change(reference, csl={**reference.csl, "author": names})
    form.reload()
    expect(form.locator("#id_record_authors")).to_be_visible()
    expect(rows(form)).to_have_count(0)
    assert saved()["author"] == names
