"""No cell of an export is a formula, and each says what was written."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from cms.admin.safe_export import CELL_LENGTH, begins_formula, csv_text, xlsx_text
from tests.builders import make_panel, make_reference
from tests.cms.submissions.hostile_strings import HOSTILE

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n1", "  =1", "＝1", "＋1", "－1", "＠x", "\u200b=1", "\ufeff=1",
    "\xa0=1", '"=1', "'=1", "“=1", "\u202e=1", "﹢1", "−1",
]  # fmt: skip
TEXTS = [
    "",
    "a=1",
    "1+1",
    "ada@example.org",
    "Hello",
    "‘quoted’",
    "  lead",
    "#N/A",
    "1-2",
    "TRUE",
    "\u200b",
    "1e5",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_program_might_take_for_a_formula_gets_an_apostrophe_and_nothing_else(text):
    assert begins_formula(text)
    assert csv_text(text).startswith("'")
    assert xlsx_text(text).startswith("'")
    assert csv_text(text)[1:] == text


@pytest.mark.parametrize("text", TEXTS)
def test_other_texts_stay_as_they_are(text):
    assert csv_text(text) == xlsx_text(text) == text


def test_what_a_file_can_not_hold_is_replaced_by_something_that_can_be_seen():
    assert xlsx_text("a\x00b\x1bc\ud800d\uffff") == "a␀b␛c\ufffdd\ufffd"
    assert csv_text("a\x00b\x1bc\ud800d\uffff") == "a␀b\x1bc\ufffdd\uffff"


def test_what_looks_like_an_escape_of_excel_stays_text():
    assert xlsx_text("_x003D_1+1") == "_x005F_x003D_1+1"


def test_a_text_that_is_too_long_for_a_cell_says_that_it_was_cut():
    cut = xlsx_text("=" * 40_000)

    assert len(cut) == CELL_LENGTH
    assert cut.endswith("… [cut]")
    assert csv_text("a" * 40_000) == "a" * 40_000


def exported(browser, name, kind):
    answer = browser.get(reverse(name), {"export": kind})
    content = b"".join(answer.streaming_content)
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode(), newline="")))
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).active.rows]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_exports_of_the_library_are_safe_too(editor, kind):
    make_reference(title="=HYPERLINK(1)")
    make_panel("panel", heading="@SUM(1)")

    references = exported(editor, "wagtailsnippets_cms_reference:list", kind)
    panels = exported(editor, "wagtailsnippets_cms_calltoaction:list", kind)

    assert "'=HYPERLINK(1)" in references[1]
    assert "'@SUM(1)" in panels[1]
    assert references[0][2] == "Title"


def test_any_text_at_all_can_be_written_to_both_kinds_of_file_and_read_again():
    for text in HOSTILE:
        csv_text(text).encode()
        cell = xlsx_text(text)
        assert len(cell) <= CELL_LENGTH
        sheet = Workbook().active
        sheet["A1"] = cell
        assert sheet["A1"].data_type != "f"
