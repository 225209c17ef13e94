import csv
import io
import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Revision

from cms.models import PageJudgement, SiteProfile
from cms.remarks import acknowledge_rule
from cms.remarks.keep import judge_some, today
from tests.builders import block, change, make_panel, make_person, make_reference, make_summary
from tests.cms.remarks.house_rules import EXCITED, NoShouting, ShortTitle

LONG = "A title that is longer than thirty characters"
REPORTS = ("cms_remarks_report", "cms_overdue_report", "cms_panel_pages_report", "cms_sources_report")


def report(client, name, **parameters):
    return client.get(reverse(name), parameters).content.decode()


def rows(client, name, **parameters):
    answer = client.get(reverse(name), {"export": "csv", **parameters})
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


@pytest.fixture
def two(site, only, admin_user):
    """A loud draft whose remark is accepted, and a loud public page with a long title."""
    only(NoShouting, ShortTitle)
    accepted = make_summary("Accepted", body=[block("paragraph", EXCITED)], live=False)
    acknowledge_rule(accepted, "no_shouting", user=admin_user, reason="As in the source.")
    return accepted, make_summary(LONG, body=[block("paragraph", EXCITED)])


def test_every_report_says_when_there_is_nothing_to_report(editor, site, only):
    only(NoShouting)
    texts = [report(editor, name) for name in REPORTS]
    for words, text in zip(
        ("No remarks:", "No review is overdue", "No page has a call", "are listed here"), texts, strict=True
    ):
        assert words in text


def test_all_remarks_are_listed_the_gravest_first(editor, two):
    found = [(row["Page"], row["Rule"], row["Severity"], row["State"]) for row in rows(editor, REPORTS[0])]
    assert found == [
        (LONG, "no_shouting", "Warning", "Open"),
        ("Accepted", "no_shouting", "Warning", "Acknowledged"),
        (LONG, "short_title", "Notice", "Open"),
    ]


def test_they_can_be_narrowed(editor, two):
    for filters, expected in (
        ({"state": "open"}, 2),
        ({"state": "acknowledged"}, 1),
        ({"severity": "notice"}, 1),
        ({"rule": "no_shouting"}, 2),
        ({"status": "draft"}, 1),
        ({"status": "live", "rule": "no_shouting"}, 1),
        ({"severity": "error"}, 0),
    ):
        assert len(rows(editor, REPORTS[0], **filters)) == expected


def test_the_report_says_what_who_and_why(editor, two):
    text = report(editor, REPORTS[0])
    for words in (
        "This paragraph shouts 1 times.",
        "Acknowledged by admin: As in the source.",
        "Exclamation marks",
    ):
        assert words in text


def test_a_search_without_result_says_so(editor, two):
    assert "No remark matches these filters." in report(editor, REPORTS[0], severity="error")


def test_a_remark_never_becomes_a_formula(editor, two, admin_user):
    acknowledge_rule(two[1], "no_shouting", user=admin_user, reason="=1+1")
    assert {row["Reason"] for row in rows(editor, REPORTS[0])} == {"As in the source.", "'=1+1", ""}


def test_the_spreadsheet_can_be_had(editor, two):
    answer = editor.get(reverse(REPORTS[0]), {"export": "xlsx"})
    assert answer.status_code == 200
    assert answer.getvalue()[:2] == b"PK"


def test_what_waits_to_be_judged_is_said(editor, site, only):
    only(NoShouting)
    for _ in range(25):
        make_summary(live=False)
    PageJudgement.objects.all().delete()
    assert "6 pages have changed" in report(editor, REPORTS[0])


def test_overdue_reviews_are_listed_the_longest_overdue_first(editor, site):
    for title, days in (("Old", -400), ("Late", -3), ("Today", 0), ("Soon", 20), ("Later", 300)):
        make_summary(
            title, next_review=today() + timedelta(days=days), reviewed_by=make_person("Grace Reviewer")
        )
    found = [(row["Page"], row["Reviewed by"], row["Days overdue"]) for row in rows(editor, REPORTS[1])]
    assert found == [("Old", "Grace Reviewer", "400"), ("Late", "Grace Reviewer", "3")]
    pages = [row["Page"] for row in rows(editor, REPORTS[1], within="30")]
    assert pages == ["Old", "Late", "Today", "Soon"]
    assert rows(editor, REPORTS[1], status="draft") == []
    assert "Old" in report(editor, REPORTS[1])


def store_draft(page, **streams):
    """Stores a draft around the forms, as an API or a command could."""
    revision = page.save_revision()
    content = {**revision.content, **{name: json.dumps(value) for name, value in streams.items()}}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    PageJudgement.objects.filter(page=page.pk).delete()


def placed(panel):
    value = {"call_to_action": panel.pk, "heading": "", "text": "", "button_label": ""}
    return block("call_to_action", value)


def test_panels_are_listed_with_their_pages(editor, site, client):
    by_hand, by_rule = make_panel("by-hand", heading="By hand"), make_panel("by-rule", heading="By rule")
    other = make_summary("Other")
    page = make_summary("With a panel", body=[placed(by_hand)])
    draft = make_summary("A draft", body=[placed(by_hand)], live=False)
    rule = block("rule", {"call_to_action": by_rule.pk, "position": "end"})
    change(SiteProfile.for_site(site), panel_rules=[rule], panel_distance=0)
    judge_some()
    for each in (page, other):
        client.get(f"/api/v1/pages/{each.pk}/")
    found = {
        (row["Panel"], row["Page"], row["How it comes there"], row["What readers see"])
        for row in rows(editor, REPORTS[2])
        if row["Page"] != "Home"
    }
    assert found == {
        ("By hand", "With a panel", "In the text", "Shown"),
        ("By hand", draft.title, "In the text", "The page is not public"),
        ("By rule", "With a panel", "By a rule", "Left out"),
        ("By rule", "Other", "By a rule", "Shown"),
        ("By rule", "A draft", "By a rule", "The page is not public"),
    }
    assert {row["Page"] for row in rows(editor, REPORTS[2], panel=by_hand.pk)} == {"With a panel", "A draft"}
    assert len(rows(editor, REPORTS[2], panel=by_hand.pk, status="live")) == 1
    assert {row["Panel"] for row in rows(editor, REPORTS[2], way="rule")} == {"By rule"}
    assert "With a panel" in report(editor, REPORTS[2])


@pytest.mark.parametrize("stored", ["no panel", 10**30])
def test_what_is_stored_in_the_place_of_a_panel_hinders_no_report(editor, site, stored):
    value = {"call_to_action": stored, "heading": "", "text": "", "button_label": ""}
    store_draft(make_summary("Damaged", live=False), body=[block("call_to_action", value)])
    judge_some()
    assert "Damaged" not in report(editor, REPORTS[2])
    assert rows(editor, REPORTS[2]) == []


def test_sources_that_no_registry_was_asked_about_are_listed_if_they_are_chosen(editor, site):
    make_summary("Unchecked", subject_reference=make_reference())
    gone = change(make_reference(), integrity="retracted")
    make_summary("Retracted", subject_reference=gone, live=False)
    for filters, expected in (
        ({}, ["Retracted"]),
        ({"integrity": "unchecked"}, ["Unchecked"]),
        ({"integrity": ["retracted", "unchecked"]}, ["Retracted", "Unchecked"]),
    ):
        assert [row["Page"] for row in rows(editor, REPORTS[3], **filters)] == expected


@pytest.mark.parametrize("name", REPORTS)
def test_nobody_sees_pages_that_are_not_his(local, two, name):
    browser, index = local
    panel = make_panel()
    gone = change(make_reference(), integrity="retracted")
    values = {"body": [placed(panel)], "subject_reference": gone, "next_review": today() - timedelta(days=9)}
    make_summary("Strange and too long to be a good title", **values)
    make_summary("Own and too long to be a good title really", parent=index, **values)
    judge_some()
    text = report(browser, name)
    assert "Own and" in text
    assert "Strange and" not in text
    assert not any("Strange" in row["Page"] for row in rows(browser, name))


@pytest.mark.parametrize("name", REPORTS)
def test_nobody_reads_of_the_page_above_whose_draft_he_may_not_see(local, only, name):
    browser, index = local
    only(ShortTitle)
    title = "Above, and too long to be a good title"
    gone = change(make_reference(), integrity="retracted")
    values = {"body": [placed(make_panel())], "subject_reference": gone}
    above = make_summary(title, next_review=today() - timedelta(days=9), parent=index, **values)
    group = Group.objects.get(name="Editors of his part")
    GroupPagePermission.objects.filter(group=group).delete()
    for below in ("One", "Two"):
        page = make_summary(below, parent=above)
        change_it = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=page, permission=change_it)
    judge_some()
    assert title not in report(browser, name)
    assert not any(title in row["Page"] for row in rows(browser, name))


@pytest.mark.parametrize("name", REPORTS)
def test_the_number_of_queries_does_not_depend_on_the_number_of_pages(editor, site, only, name):
    only(NoShouting)
    panel = make_panel()
    gone = change(make_reference(), integrity="retracted")

    def page():
        body = [placed(panel), block("paragraph", EXCITED)]
        make_summary(body=body, subject_reference=gone, next_review=today() - timedelta(days=9))
        judge_some()

    def count():
        report(editor, name)
        with CaptureQueriesContext(connection) as captured:
            report(editor, name)
        return len(captured)

    page()
    few = count()
    for _ in range(4):
        page()
    assert count() == few


def test_the_menu_leads_to_the_reports(editor, site):
    text = editor.get(reverse("wagtailadmin_home")).content.decode()
    for name in REPORTS:
        assert reverse(name) in text
