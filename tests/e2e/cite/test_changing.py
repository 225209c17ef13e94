"""A citation that stands in the text is edited, removed, undone, passed and copied."""

import pytest
from playwright.sync_api import Page, expect

from cms.models import Reference
from cms.models.references import Integrity
from tests.builders import cited
from tests.e2e.cite.citing import chips, dialog, expect_labels, go_to_end, pick, text_box
from tests.e2e.editing import pause, save

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_citation_of_several_is_edited_by_a_click(open_editor, page: Page, stored, zhou, doe):
    summary = open_editor(f"Fewer fell ill {cited(zhou)}.")
    chips(page).click()
    expect(dialog(page).get_by_role("heading", name="Edit the citation")).to_be_visible()
    pick(page, "doe2020")
    dialog(page).get_by_label("Place in the source").nth(1).fill("p. 12")
    dialog(page).get_by_label("Words before").nth(1).fill("see also")
    expect(dialog(page).locator(".cms-cite-preview__label")).to_have_text("(1; see also 2)")
    dialog(page).get_by_role("button", name="Move “Doe 2020” up").click()
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
    pause(page, 300)
    page.keyboard.press("Control+z")
    expect_labels(page, "(1)")
    page.keyboard.press("Control+Shift+z")
    expect(chips(page)).to_have_count(0)


def test_a_change_of_a_citation_is_undone(open_editor, page: Page, zhou, doe):
    open_editor(f"Fewer fell ill {cited(zhou)}.")
    chips(page).click()
    pick(page, "doe2020")
    page.keyboard.press("Enter")
    expect_labels(page, "(1,2)")
    pause(page, 300)
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


def test_a_retracted_source_is_red_and_says_so_and_asks_for_a_reason(
    open_editor, page: Page, stored, zhou, turn
):
    with turn:
        Reference.objects.filter(pk=zhou.pk).update(integrity=Integrity.RETRACTED)
    summary = open_editor(f"Fewer fell ill {cited(zhou)}.")
    expect(chips(page)).to_have_attribute("data-notice", "Retracted")
    chips(page).click()
    dialog(page).get_by_label("It is cited all the same, because").fill("This is about the retraction.")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    save(page)
    acknowledged = cited(
        zhou, acknowledged_status="retracted", acknowledged_reason="This is about the retraction."
    )
    assert acknowledged in stored(summary)[0]


def test_a_citation_is_copied_within_a_text(open_editor, page: Page, zhou, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_editor(f"x {cited(zhou)}")
    expect_labels(page, "(1)")
    go_to_end(page)
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Control+c")
    page.keyboard.press("ArrowRight")
    page.keyboard.type(" and ")
    page.keyboard.press("Control+v")
    page.keyboard.type(" and ")
    page.keyboard.press("Control+v")
    expect_labels(page, "(1)", "(1)", "(1)")
