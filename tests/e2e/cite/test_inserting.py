"""A citation comes into the text: by keyboard, button or at sign, from the library or from what is pasted."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.builders import cited, make_index, make_person, make_reference, make_site
from tests.cms.lookup.replay import replay
from tests.cms.lookup.works import ZHOU_CROSSREF
from tests.e2e.cite.citing import dialog, expect_labels, go_to_end, pick, text_box
from tests.e2e.editing import add_block, choose, log_in, pause, press_publish, save, tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEARCH = re.compile("/cite/search/")
DOI = "https://doi.org/10.1155/2020/6518508"


def test_a_reference_is_cited_with_the_keyboard_alone(open_editor, page: Page, stored, zhou, complaints):
    summary = open_editor("Fewer people fell ill")
    go_to_end(page)
    page.keyboard.press("Control+Alt+c")
    expect(dialog(page)).to_be_visible()
    pick(page, "zhou")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    expect_labels(page, "(1)")
    page.keyboard.type(", as reported.")
    save(page)
    expect_labels(page, "(1)")
    assert f"ill{cited(zhou)}, as reported." in stored(summary)[0]
    assert complaints == []


def test_the_button_of_the_toolbar_opens_the_dialog_and_escape_leaves_everything(
    open_editor, page: Page, zhou
):
    open_editor("Fewer people fell ill")
    text_box(page).click()
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="Cite a source").first.click()
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(text_box(page)).to_have_text("Fewer people fell ill")


def test_what_is_selected_is_not_eaten(open_editor, page: Page, zhou):
    open_editor("Fewer people fell ill")
    text_box(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+Alt+c")
    pick(page, "zhou")
    page.keyboard.press("Enter")
    expect(text_box(page)).to_have_text("Fewer people fell ill[zhou2020]")


def test_an_at_sign_opens_the_dialog_and_becomes_the_citation(open_editor, page: Page, zhou):
    open_editor("Fewer people fell ill")
    go_to_end(page)
    page.keyboard.type(" @")
    expect(dialog(page)).to_be_visible()
    pick(page, "zhou")
    page.keyboard.press("Enter")
    expect(text_box(page)).to_have_text("Fewer people fell ill [zhou2020]")


def test_what_is_typed_right_behind_the_at_sign_is_searched_for(open_editor, page: Page):
    open_editor("Fewer people fell ill")
    go_to_end(page)
    page.keyboard.type(" @zhou")
    expect(dialog(page).get_by_role("combobox")).to_have_value("zhou")


def test_escape_leaves_the_at_sign_where_it_is(open_editor, page: Page):
    open_editor("Fewer people fell ill")
    go_to_end(page)
    page.keyboard.type(" @")
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    pause(page, 300)
    page.keyboard.type("home")
    expect(text_box(page)).to_have_text("Fewer people fell ill @home")


def test_the_at_sign_of_an_address_asks_for_nothing(open_editor, page: Page):
    open_editor("Write to me")
    go_to_end(page)
    page.keyboard.type("@example.org")
    expect(text_box(page)).to_have_text("Write to me@example.org")
    expect(dialog(page)).to_have_count(0)


def test_enter_never_cites_what_was_found_for_other_words(open_editor, page: Page, zhou, doe):
    open_editor("Fewer fell ill")
    go_to_end(page)
    page.keyboard.press("Control+Alt+c")
    page.keyboard.type("zhou")
    expect(dialog(page).get_by_role("option").first).to_contain_text("Zhou")
    page.route(SEARCH, lambda route: route.fulfill(status=500))
    page.keyboard.press("Control+a")
    with page.expect_response(SEARCH):
        page.keyboard.insert_text("doe2020")
        page.keyboard.press("Enter")
    expect(dialog(page).get_by_role("status")).not_to_contain_text("found")
    expect(dialog(page).get_by_role("combobox")).to_have_value("doe2020")
    pause(page, 300)  # while one Enter is under way, others do nothing
    page.unroute(SEARCH)

    held: list[Route] = []
    page.route(SEARCH, lambda route: held.append(route))
    with page.expect_request(SEARCH):
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
    pause(page, 300)
    assert len(held) == 1
    for route in held:
        route.continue_()
    expect(dialog(page).get_by_role("status")).to_contain_text("“Doe 2020” is now cited here")
    page.keyboard.press("Enter")
    expect(text_box(page)).to_have_text("Fewer fell ill[doe2020]")


def test_what_can_not_be_looked_up_stays_in_the_box(open_editor, page: Page):
    open_editor("Fewer fell ill")
    go_to_end(page)
    page.keyboard.press("Control+Alt+c")
    with replay():
        page.keyboard.insert_text("10.1155/2020/0000000")
        expect(dialog(page).get_by_role("option")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(dialog(page).get_by_role("status")).to_contain_text("is not known to")
    expect(dialog(page).get_by_role("combobox")).to_have_value("10.1155/2020/0000000")


def test_a_pasted_record_is_cited(open_editor, page: Page):
    open_editor("Fewer fell ill")
    go_to_end(page)
    page.keyboard.press("Control+Alt+c")
    page.keyboard.insert_text("TY  - JOUR\nAU  - Doe, Jane\nTI  - A study\nPY  - 2021\nER  - \n")
    expect(dialog(page).get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(dialog(page).get_by_role("status")).to_contain_text("“Doe 2021” is now cited here.")


def test_a_doi_pasted_on_a_new_page_becomes_a_number_and_an_entry_of_the_list(
    live_server, page: Page, complaints, transactional_db
):
    make_site()
    index = make_index("Research")
    make_person("Ada Example")
    make_reference(key="subject", title="The subject")
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/admin/pages/add/cms/researchsummarypage/{index.pk}/")
    page.locator("#id_title").press_sequentially("What was found")
    page.locator("#id_standfirst").fill("Fewer people fell ill.")
    paragraph = add_block(page, "body", "Paragraph")
    paragraph.locator('[contenteditable="true"]').click()
    page.keyboard.type("Fewer people fell ill @")
    expect(dialog(page)).to_be_visible()
    with replay() as registries:
        registries.crossref("10.1155/2020/6518508", ZHOU_CROSSREF)
        page.keyboard.insert_text(DOI)
        expect(dialog(page).get_by_role("option")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(dialog(page).get_by_role("status")).to_contain_text("“Zhou et al. 2020” is now cited here.")
    page.keyboard.press("Enter")
    expect_labels(page, "(1)")
    tab(page, "Evidence")
    subject = page.locator("#panel-child-evidence-subject_reference-section")
    choose(page, subject, "Choose reference", "The subject")
    tab(page, "Review")
    choose(page, add_block(page, "authors"), "Choose person", "Ada Example")
    press_publish(page)
    expect(page.get_by_text("created and published")).to_be_visible()

    found = page.request.get(f"{live_server.url}/api/v1/pages/?type=research_summary").json()["items"]
    document = page.request.get(f"{live_server.url}/api/v1/pages/{found[0]['id']}/").json()
    assert document["body"][0]["value"]["html"].endswith('data-citation="c1">(1)</a></p>')
    assert [(each["number"], each["csl"]["DOI"]) for each in document["references"]] == [
        (1, "10.1155/2020/6518508")
    ]
    assert complaints == []
