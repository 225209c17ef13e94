"""The chips have the labels that the document will have."""

import pytest
from playwright.sync_api import Page, expect

from tests.builders import block, cited, items
from tests.e2e.cite.citing import chips, dialog, expect_labels, text_box
from tests.e2e.editing import tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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


def test_citations_of_other_fields_are_counted_too(open_editor, page: Page, zhou, doe):
    value = {"items": items("Few people"), "citations": items({"reference": doe.pk})}
    open_editor(block("limitations", value), f"x {cited(zhou)}")
    expect_labels(page, "(2)")


def test_the_author_is_left_out_where_the_sentence_names_him(open_editor, page: Page, zhou):
    open_editor(f"Zhou says so {cited(zhou)}")
    expect_labels(page, "(1)")
    chips(page).click()
    expect(dialog(page).get_by_label("Without the author")).to_be_hidden()
    page.keyboard.press("Escape")
    tab(page, "Evidence")
    page.locator('[name="citation_style"]').select_option("apa")
    tab(page, "Content")
    expect_labels(page, "(Zhou, 2020)")
    chips(page).click()
    dialog(page).get_by_label("Without the author").check()
    page.keyboard.press("Control+Enter")
    expect_labels(page, "(2020)")


def test_authors_in_the_sentence_are_part_of_the_label(open_editor, page: Page, zhou):
    open_editor(f"As says {cited(zhou)}")
    chips(page).click()
    dialog(page).get_by_label("The sentence names the authors").check()
    page.keyboard.press("Control+Enter")
    expect_labels(page, "Zhou (1)")


def test_a_chip_is_as_wide_as_the_text_that_the_cursor_passes(open_editor, page: Page, zhou, doe):
    open_editor(f"So {cited(zhou, doe)}")
    expect_labels(page, "(1,2)")
    # In the next frame, together with all others.
    page.wait_for_function(
        """chip => {
          const text = document.createRange();
          text.selectNodeContents(chip.firstElementChild);
          return Math.abs(text.getBoundingClientRect().width - chip.getBoundingClientRect().width) < 1;
        }""",
        arg=chips(page).element_handle(),
    )
