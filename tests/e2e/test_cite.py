"""Citing in running text in a real browser, from the button to the document that readers get."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from cms.models import Reference, ResearchSummaryPage
from cms.models.references import Integrity
from tests.builders import (
    block,
    cited,
    items,
    make_index,
    make_person,
    make_reference,
    make_site,
    make_summary,
)
from tests.cms.lookup.replay import replay
from tests.cms.lookup.works import ZHOU_CROSSREF
from tests.e2e.editing import add_block, choose, log_in, press_publish, save, tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DOI = "https://doi.org/10.1155/2020/6518508"


def look(page: Page, name: str) -> None:
    page.wait_for_timeout(500)
    page.screenshot(path=str(Path("/tmp") / f"cite-{name}.png"))


@pytest.fixture
def zhou(transactional_db: None) -> Reference:
    return make_reference(key="zhou2020", title="Cells in mice", author=[{"family": "Zhou", "given": "T"}])


@pytest.fixture
def doe(transactional_db: None) -> Reference:
    return make_reference(key="doe2020", title="A study of people")


@pytest.fixture
def open_editor(
    live_server: Any, page: Page, turn: Lock, zhou: Reference, doe: Reference
) -> Callable[..., ResearchSummaryPage]:
    """The editor of a page with these paragraphs."""
    make_site()
    index = make_index("Research")
    log_in(page, live_server.url)

    def build(*body: str | dict[str, Any]) -> ResearchSummaryPage:
        blocks = [each if isinstance(each, dict) else block("paragraph", f"<p>{each}</p>") for each in body]
        with turn:
            found = make_summary(parent=index, body=blocks)
        page.goto(f"{live_server.url}/admin/pages/{found.pk}/edit/")
        page.wait_for_load_state("networkidle")
        return found

    return build


def text_box(page: Page, number: int = 0) -> Locator:
    return page.locator('[data-contentpath="body"] [contenteditable="true"]').nth(number)


def chips(page: Page) -> Locator:
    return page.locator(".cms-cite-chip")


def labels(page: Page) -> list[str]:
    return [str(chip.get_attribute("data-label")) for chip in chips(page).all()]


def expect_labels(page: Page, *expected: str) -> None:
    expect(chips(page)).to_have_count(len(expected))
    for chip, label in zip(chips(page).all(), expected, strict=True):
        expect(chip).to_have_attribute("data-label", label)


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog").filter(has=page.locator(".cms-cite-search"))


def go_to_end(page: Page, number: int = 0) -> None:
    text_box(page, number).click()
    page.keyboard.press("Control+End")


def pick(page: Page, words: str) -> None:
    """Types words into the open dialog and takes the first result."""
    page.keyboard.type(words)
    expect(dialog(page).get_by_role("option").first).to_contain_text(words, ignore_case=True)
    page.keyboard.press("Enter")
    expect(dialog(page).get_by_role("status")).to_contain_text("is now cited here")


@pytest.fixture
def stored(turn: Lock) -> Callable[[ResearchSummaryPage], list[str]]:
    """The paragraphs of the newest draft."""

    def read(summary: ResearchSummaryPage) -> list[str]:
        with turn:
            draft = ResearchSummaryPage.objects.get(pk=summary.pk).get_latest_revision_as_object()
        blocks = draft._meta.get_field("body").raw(draft)
        return [each["value"] for each in blocks if each["type"] == "paragraph"]

    return read


def test_a_reference_is_cited_with_the_keyboard_alone(open_editor, page: Page, stored, zhou, complaints):
    summary = open_editor("Fewer people fell ill")
    go_to_end(page)
    page.keyboard.press("Control+Alt+c")
    expect(dialog(page)).to_be_visible()
    look(page, "opened")
    pick(page, "zhou")
    look(page, "chosen")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    expect_labels(page, "(1)")
    page.keyboard.type(", as reported.")
    look(page, "inserted")
    save(page)
    expect_labels(page, "(1)")
    look(page, "reloaded")
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
    look(page, "toolbar")
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
    page.wait_for_timeout(300)
    page.keyboard.type("home")
    expect(text_box(page)).to_have_text("Fewer people fell ill @home")


def test_the_at_sign_of_an_address_asks_for_nothing(open_editor, page: Page):
    open_editor("Write to me")
    go_to_end(page)
    page.keyboard.type("@example.org")
    expect(text_box(page)).to_have_text("Write to me@example.org")
    expect(dialog(page)).to_have_count(0)


def test_a_citation_of_several_is_edited_by_a_click(open_editor, page: Page, stored, zhou, doe):
    summary = open_editor(f"Fewer fell ill {cited(zhou)}.")
    chips(page).click()
    expect(dialog(page).get_by_role("heading", name="Edit the citation")).to_be_visible()
    pick(page, "doe")
    dialog(page).get_by_label("Place in the source").nth(1).fill("p. 12")
    dialog(page).get_by_label("Words before").nth(1).fill("see also")
    expect(dialog(page).locator(".cms-cite-preview__label")).to_have_text("(1; see also 2)")
    dialog(page).get_by_role("button", name="Move “Doe 2020” up").click()
    look(page, "several")
    page.keyboard.press("Control+Enter")
    expect_labels(page, "(see also 1; 2)")
    save(page)
    link = (
        f'items="[{{&quot;reference&quot;:{doe.pk},&quot;prefix&quot;:&quot;see also&quot;,&quot;locator&quot;:'
        f'&quot;p. 12&quot;}},{{&quot;reference&quot;:{zhou.pk}}}]"'
    )
    assert link in stored(summary)[0]


def test_a_citation_is_removed_and_comes_back_when_that_is_undone(open_editor, page: Page, zhou):
    open_editor(f"Fewer fell ill {cited(zhou)}.")
    chips(page).click()
    dialog(page).get_by_role("button", name="Remove the citation").click()
    expect(text_box(page)).to_have_text("Fewer fell ill .")
    page.wait_for_timeout(300)
    page.keyboard.press("Control+z")
    expect_labels(page, "(1)")
    page.keyboard.press("Control+Shift+z")
    expect(chips(page)).to_have_count(0)


def test_a_change_of_a_citation_is_undone(open_editor, page: Page, zhou, doe):
    open_editor(f"Fewer fell ill {cited(zhou)}.")
    chips(page).click()
    pick(page, "doe")
    page.keyboard.press("Enter")
    expect_labels(page, "(1,2)")
    page.wait_for_timeout(300)
    page.keyboard.press("Control+z")
    expect_labels(page, "(1)")


def test_the_cursor_passes_a_citation_in_one_step(open_editor, page: Page, zhou):
    open_editor(f"ill {cited(zhou)}")
    go_to_end(page)
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("X")
    expect(text_box(page)).to_have_text("ill X[zhou2020]")


def test_backspace_removes_the_whole_citation(open_editor, page: Page, zhou):
    open_editor(f"ill {cited(zhou)}")
    go_to_end(page)
    page.keyboard.press("Backspace")
    expect(text_box(page)).to_have_text("ill ")


def test_enter_on_a_selected_citation_edits_it(open_editor, page: Page, zhou):
    open_editor(f"ill {cited(zhou)}")
    go_to_end(page)
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    expect(dialog(page).get_by_role("heading", name="Edit the citation")).to_be_visible()


def test_citations_are_copied_to_another_page(open_editor, page: Page, stored, zhou, doe, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_editor(f"Fewer fell ill {cited(zhou, locator='p. 2')}, says {cited(doe, mode='narrative')}.")
    expect(chips(page)).to_have_count(2)
    text_box(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    other = open_editor("Elsewhere: ")
    go_to_end(page)
    page.keyboard.press("Control+v")
    expect_labels(page, "(1)", "Doe (2)")
    save(page)
    assert [
        cited(zhou, locator="p. 2") in stored(other)[0],
        cited(doe, mode="narrative") in stored(other)[0],
    ] == [
        True,
        True,
    ]


def test_numbers_follow_the_blocks(open_editor, page: Page, zhou, doe):
    open_editor(f"One {cited(zhou)}", f"Two {cited(doe)}")
    expect_labels(page, "(1)", "(2)")
    page.get_by_role("button", name="Move up").last.click()
    expect(text_box(page)).to_contain_text("Two")
    expect_labels(page, "(1)", "(2)")
    assert chips(page).first.inner_text() == "[doe2020]"


def test_what_a_deleted_block_cites_is_not_counted(open_editor, page: Page, zhou, doe):
    open_editor(f"One {cited(zhou)}", f"Two {cited(doe)}")
    expect_labels(page, "(1)", "(2)")
    page.get_by_role("button", name="Delete", exact=True).nth(0).click()
    expect(chips(page).last).to_have_attribute("data-label", "(1)")


def test_labels_follow_the_style_of_the_page(open_editor, page: Page, zhou):
    open_editor(f"One {cited(zhou)}")
    tab(page, "Evidence")
    page.locator('[name="citation_style"]').select_option("apa")
    tab(page, "Content")
    expect_labels(page, "(Zhou, 2020)")
    look(page, "author-date")


def test_a_retracted_source_is_red_and_says_so_and_asks_for_a_reason(
    open_editor, page: Page, stored, zhou, turn
):
    with turn:
        Reference.objects.filter(pk=zhou.pk).update(integrity=Integrity.RETRACTED)
    summary = open_editor(f"Fewer fell ill {cited(zhou)}.")
    expect(chips(page)).to_have_attribute("data-notice", "Retracted")
    look(page, "retracted-chip")
    chips(page).click()
    dialog(page).get_by_label("It is cited all the same, because").fill("This is about the retraction.")
    look(page, "retracted-dialog")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    page.wait_for_timeout(400)  # the editor writes into the form after a moment
    save(page)
    acknowledged = cited(
        zhou, acknowledged_status="retracted", acknowledged_reason="This is about the retraction."
    )
    assert acknowledged in stored(summary)[0]


def test_what_can_not_be_looked_up_stays_in_the_box(open_editor, page: Page):
    open_editor("Fewer fell ill")
    go_to_end(page)
    page.keyboard.press("Control+Alt+c")
    with replay():
        page.keyboard.insert_text("10.1155/2020/0000000")
        expect(dialog(page).get_by_role("option")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(dialog(page).get_by_role("status")).to_contain_text("is not known to")
    look(page, "error")
    expect(dialog(page).get_by_role("combobox")).to_have_value("10.1155/2020/0000000")


def test_a_pasted_record_is_cited(open_editor, page: Page):
    open_editor("Fewer fell ill")
    go_to_end(page)
    page.keyboard.press("Control+Alt+c")
    page.keyboard.insert_text("TY  - JOUR\nAU  - Doe, Jane\nTI  - A study\nPY  - 2021\nER  - \n")
    expect(dialog(page).get_by_role("option")).to_have_count(1)
    look(page, "ris")
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
    tab(page, "Authors and review")
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


def test_citations_of_other_fields_are_counted_too(open_editor, page: Page, zhou, doe):
    value = {"items": items("Few people"), "citations": items({"reference": doe.pk})}
    open_editor(block("limitations", value), f"x {cited(zhou)}")
    expect_labels(page, "(2)")
