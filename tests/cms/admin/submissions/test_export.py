"""Exports of what readers sent: whole, safe, for those who may, and written down."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from wagtail.models import ModelLogEntry

from cms.admin.safe_export import CELL_LENGTH, begins_formula
from tests.builders import make_panel
from tests.cms.admin.submissions.builders import browser_of, submitted, subscribed
from tests.cms.submissions.hostile_strings import FORMULAS, HOSTILE, is_text

pytestmark = pytest.mark.usefixtures("site")
KINDS = pytest.mark.parametrize("kind", ["csv", "xlsx"])


@pytest.fixture
def exporter(db):
    return browser_of("view_submission", "export_submission", "view_subscriber")


def cells(answer, kind):
    content = b"".join(answer.streaming_content)
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode(), newline="")))
    rows = list(load_workbook(io.BytesIO(content)).active.rows)
    assert {cell.data_type for row in rows for cell in row} <= {"s", "inlineStr", "d", "n"}
    return [
        [unescape(cell.value) if isinstance(cell.value, str) else cell.value for cell in row] for row in rows
    ]


def exported(browser, kind, name="submissions:index", **query):
    return cells(browser.get(reverse(name), {"export": kind, **query}), kind)


def one_column(rows, heading):
    at = rows[0].index(heading)
    return [row[at] for row in rows[1:]]


STORABLE = [text for text in HOSTILE if is_text(text) and "\x00" not in text]
"""What a database keeps. The rest is refused before (and tested in `test_safe_export`)."""
PICTURES = {chr(code): chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
NOT_IN_XLSX = str.maketrans({**PICTURES, "\ufffe": "\ufffd", "\uffff": "\ufffd"})


def expected(text, kind):
    """What is read back: the text, with an apostrophe if it begins a formula, and what the file can not hold shown."""
    shown = text.translate(NOT_IN_XLSX) if kind == "xlsx" else text
    return f"'{shown}" if begins_formula(shown) else shown


@KINDS
def test_every_hostile_text_comes_out_as_it_was_and_begins_no_formula(exporter, kind):
    for text in STORABLE:
        short = text[:100]
        submitted(email=text[:320], panel_heading=short, fields={"message": text}, note=text, page_path=text,
                  placement=short)  # fmt: skip
    rows = exported(exporter, kind)
    columns = {"Your message": None, "Note of the team": None, "Path of the page": None, "Placement": 100}

    assert len(rows) == len(STORABLE) + 1
    for heading, most in columns.items():
        for text, said in zip(reversed(STORABLE), one_column(rows, heading), strict=True):
            wanted = expected(text[:most], kind)
            if kind == "csv" or len(wanted) <= CELL_LENGTH:
                assert (said or "") == wanted, heading


@KINDS
def test_every_formula_is_quoted_in_every_column_that_a_reader_fills(exporter, kind):
    for text in FORMULAS:
        plain = text.replace("\x00", "")
        submitted(email=plain, panel_heading=plain, fields={plain: plain}, labels={plain: plain}, note=plain)
    for row in exported(exporter, kind):
        for cell in row:
            assert not (isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"})


@KINDS
def test_there_is_a_column_for_each_field_that_any_row_has(exporter, kind):
    submitted(fields={"email": "a@example.org", "topics": ["Lupus", "Lungs"]}, labels={"topics": "Topics"})
    submitted(
        fields={"address": {"city": "Town", "line1": "Road 1", "region": ""}, "agreed": True}, labels={}
    )
    rows = exported(exporter, kind)

    assert {"email", "Topics", "address", "agreed"} <= set(rows[0])
    assert one_column(rows, "Topics")[1] == "Lupus, Lungs"
    assert one_column(rows, "address")[0] == "Road 1, Town"
    assert one_column(rows, "agreed")[0] == "Yes"


def test_answers_stand_in_the_order_of_the_form_and_what_it_asks_no_more_comes_last(exporter):
    panel = make_panel("contact", kind="contact")
    submitted(panel, fields={"message": "c", "old": "d", "email": "b", "name": "a"}, labels={})
    heading = exported(exporter, "csv")[0]

    assert [name for name in heading if name in {"name", "email", "message", "old"}] == [
        "name", "email", "message", "old"
    ]  # fmt: skip


def test_two_fields_of_one_label_are_told_apart(exporter):
    submitted(fields={"first": "a", "second": "b"}, labels={"first": "Name", "second": "Name"})

    assert {"Name (first)", "Name (second)"} <= set(exported(exporter, "csv")[0])


def test_what_is_filtered_is_exported_on_all_pages_and_spam_only_if_it_is_asked_for(exporter):
    for _ in range(55):
        submitted()
    submitted(state="quarantined", email="bot@example.org")

    assert len(exported(exporter, "csv")) == 56
    assert len(exported(exporter, "csv", state="quarantined")) == 2


def test_an_export_costs_the_same_for_every_number_of_rows(exporter, django_assert_max_num_queries):
    for _ in range(20):
        submitted()
    exported(exporter, "csv")

    with django_assert_max_num_queries(20):
        exported(exporter, "csv")


def test_an_export_is_written_down_with_its_filter_and_nothing_personal(exporter):
    submitted(email="ada@example.org")
    exported(exporter, "csv", q="ada@example.org", state="accepted")
    entry = ModelLogEntry.objects.get(action="cms.submission.exported")

    assert entry.data == {"count": 1, "format": "csv", "filter": {"state": ["accepted"], "q": []}}
    assert entry.message == "1 row exported (CSV); q: …; state: accepted"
    assert "ada" not in f"{entry.label}{entry.data}{entry.message}"


@KINDS
def test_without_the_permission_there_is_neither_link_nor_file(kind):
    member = browser_of("view_submission", "view_subscriber")
    for name in (
        "submissions:index",
        "submissions:index_results",
        "subscribers:index",
        "subscribers:index_results",
    ):
        assert "export=" not in member.get(reverse(name)).content.decode()
        assert member.get(reverse(name), {"export": kind}).status_code == 403
        assert member.get(reverse(name), {"export": "odt"}).status_code == 403


@pytest.mark.parametrize("name", ["submissions", "subscribers"])
def test_the_file_is_called_after_what_is_in_it(exporter, name):
    answer = exporter.get(reverse(f"{name}:index"), {"export": "csv"})

    assert f'filename="{name}.csv"' in answer.headers["Content-Disposition"]


def test_who_may_export_sees_the_links(exporter):
    submitted()

    assert "export=csv" in exporter.get(reverse("submissions:index")).content.decode()


@KINDS
def test_subscribers_are_exported_the_same_way(exporter, kind):
    subscribed("=cmd@example.org")
    rows = exported(exporter, kind, name="subscribers:index")

    assert "'=cmd@example.org" in rows[1]
    assert "Confirmed" in rows[1]
    assert ModelLogEntry.objects.filter(action="cms.submission.exported").count() == 1
