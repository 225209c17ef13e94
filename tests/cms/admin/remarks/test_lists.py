"""Remarks in the explorer and in the list of summaries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from cms.models import PageJudgement
from cms.remarks.keep import judge_some, today
from tests.builders import block, make_index, make_standard, make_summary, root_of
from tests.cms.remarks.house_rules import EXCITED, NoShouting, ShortTitle

LISTS = ("explorer", "summaries")


@pytest.fixture
def listed(editor):
    def get(where):
        name = {"explorer": "wagtailadmin_explore", "summaries": "research-summaries:index"}[where]
        args = (root_of().pk,) if where == "explorer" else ()
        return editor.get(reverse(name, args=args)).content.decode()

    return get


def loud(count=1, **values):
    return make_summary(body=[block("paragraph", EXCITED) for _ in range(count)], **values)


@pytest.mark.parametrize("where", LISTS)
def test_a_list_counts_errors_and_warnings(listed, site, only, settings, where):
    only(NoShouting, ShortTitle)
    loud(count=2)
    assert "2 warnings" in listed(where)
    settings.CMS_RULES = {"no_shouting": {"severity": "error"}}
    assert "2 errors" in listed(where)


def test_notices_are_counted_where_there_is_nothing_graver(listed, site, only):
    only(NoShouting, ShortTitle)
    make_standard("A title that is longer than thirty characters", parent=root_of())
    assert "1 notice" in listed("explorer")


@pytest.mark.parametrize("where", LISTS)
def test_a_page_without_remarks_says_so_to_who_can_not_see(listed, site, only, where):
    only(NoShouting)
    make_summary()
    assert "No open remarks" in listed(where)


@pytest.mark.parametrize("where", LISTS)
def test_a_list_judges_what_is_stale_but_not_all_at_once(listed, site, only, where):
    only(NoShouting)
    for _ in range(12):
        loud()
    PageJudgement.objects.all().delete()
    assert listed(where).count("1 warning") == 10
    assert listed(where).count("1 warning") == 12


@pytest.mark.parametrize("where", LISTS)
def test_the_number_of_queries_does_not_depend_on_the_number_of_pages(listed, site, only, where):
    only(NoShouting)

    def count():
        judge_some()
        listed(where)
        with CaptureQueriesContext(connection) as captured:
            listed(where)
        # Wagtail's own columns cost queries for each page.
        return sum("judge" in query["sql"] for query in captured)

    loud()
    few = count()
    for _ in range(6):
        loud()
    assert count() == few
    assert few == 2


def test_below_every_type_of_ours_the_explorer_has_the_column(editor, site, only):
    only(NoShouting)
    index = make_index(parent=site.root_page)
    loud(parent=index)
    text = editor.get(reverse("wagtailadmin_explore", args=(index.pk,))).content.decode()
    assert "1 warning" in text


def test_searching_the_whole_tree_has_it_too(editor, site, only):
    only(NoShouting)
    loud(title="Zebra")
    address = reverse("wagtailadmin_explore_results", args=(root_of().pk,))
    assert "1 warning" in editor.get(address, {"q": "Zebra", "search_all": "1"}).content.decode()


@pytest.mark.parametrize("name", ["research-summaries:index", "cms_overdue_report"])
def test_a_review_to_come_is_said_as_a_day(editor, site, name):
    day = today() + timedelta(days=20)
    make_summary("Soon", next_review=day)
    shown = editor.get(reverse(name), {"within": "30"} if name == "cms_overdue_report" else {})
    text = shown.content.decode()
    assert date_format(day, "DATE_FORMAT") in text
