"""The numbers of submissions."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import make_panel, make_summary
from tests.cms.admin.submissions.builders import NOW, browser_of, submitted

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def member(db):
    return browser_of("view_submission")


def rows(browser, **query):
    answer = browser.get(reverse("submission-counts:index"), query)
    names = ("panel", "path", "received", "new", "done", "waiting")
    return [tuple(row[name] for name in names) for row in answer.context["object_list"]]


def test_a_newcomer_is_told_what_will_be_counted(member):
    assert "Nothing has been sent yet" in member.get(reverse("submission-counts:index")).content.decode()


def test_submissions_are_counted_by_panel_and_page_without_spam(member):
    first, second = make_summary(), make_summary()
    for state in ("accepted", "accepted", "handled", "quarantined"):
        submitted(page=first, page_path="/one/", state=state)
    submitted(page=second, page_path="/two/")
    submitted(
        make_panel("packet", kind="information_packet", heading="Packet"), page=first, page_path="/one/"
    )

    assert rows(member) == [
        ("Write to us", "/one/", 3, 2, 1, 0),
        ("Packet", "/one/", 1, 1, 0, 0),
        ("Write to us", "/two/", 1, 1, 0, 0),
    ]


def test_a_page_that_moved_is_one_and_pages_that_are_gone_are_told_apart(member):
    page = make_summary()
    submitted(page=page, page_path="/old/")
    submitted(page=page, page_path="/new/")
    submitted(page_path="/gone/")
    submitted(page_path="/gone-too/")

    assert [row[2] for row in rows(member)] == [2, 1, 1]


def test_the_share_of_confirmed_addresses_is_that_of_those_who_were_asked(member):
    panel = make_panel()
    for state in ("accepted", "handled", "awaiting", "lapsed", "repeated"):
        submitted(panel, state=state)
    submitted()
    text = member.get(reverse("submission-counts:index")).content.decode()

    assert "50 %" in text
    assert text.count(" %<") + text.count(" %\n") <= 2


def test_the_numbers_of_some_days(member):
    submitted(received_at=NOW.replace(year=2025))
    submitted()

    assert [row[2] for row in rows(member)] == [2]
    assert [row[2] for row in rows(member, received_at_from="2026-01-01")] == [1]


def test_the_numbers_are_exported_and_hold_nothing_personal(member):
    submitted(email="ada@example.org", panel_heading="=Panel")
    answer = member.get(reverse("submission-counts:index"), {"export": "csv"})
    content = b"".join(answer.streaming_content).decode()
    table = list(csv.reader(io.StringIO(content)))

    assert table[1][:4] == ["'=Panel", "Contact", "/research/lupus/", "1"]
    assert "ada" not in content


def test_the_numbers_take_as_many_queries_for_many_rows_as_for_few(member):
    def count():
        with CaptureQueriesContext(connection) as captured:
            member.get(reverse("submission-counts:index"))
        return len(captured)

    submitted()
    count()
    few = count()
    for number in range(30):
        submitted(page_path=f"/{number}/")

    assert count() == few
