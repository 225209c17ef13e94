"""Reviews that are overdue."""

from datetime import date, timedelta

import pytest

from tests.cms.evidence.contents import TODAY, codes, judged, make_content, said


def page(**fields):
    return make_content(fields=fields)


def test_a_review_that_was_due_yesterday_is_overdue():
    (remark,) = judged("review_overdue", page(next_review=TODAY - timedelta(days=1)))
    assert (remark.code, remark.field) == ("due", "next_review")


@pytest.mark.parametrize("days", [0, 1, 400])
def test_a_review_that_is_due_today_or_later_is_not(days):
    assert codes("review_overdue", page(next_review=TODAY + timedelta(days=days))) == []


def test_an_old_review_counts_only_without_a_next_one():
    old, later = date(2023, 11, 29), date(2027, 1, 1)
    assert codes("review_overdue", page(last_reviewed=old)) == ["old"]
    assert codes("review_overdue", page(last_reviewed=old, next_review=None)) == ["old"]
    assert codes("review_overdue", page(last_reviewed=old, next_review=later)) == []


@pytest.mark.parametrize(("last", "expected"), [(date(2023, 11, 29), ["old"]), (date(2023, 11, 30), [])])
def test_three_years_are_three_years(last, expected):
    assert codes("review_overdue", page(last_reviewed=last)) == expected


def test_a_site_has_its_own_number_of_years():
    reviewed = page(last_reviewed=date(2024, 2, 29))
    assert codes("review_overdue", reviewed, years=1) == ["old"]
    assert codes("review_overdue", reviewed, years=4) == []


@pytest.mark.parametrize(
    "fields", [{}, {"last_reviewed": None}, {"next_review": "soon"}, {"last_reviewed": TODAY}]
)
def test_without_a_date_there_is_nothing_to_say(fields):
    assert codes("review_overdue", page(**fields)) == []


def test_the_message_has_the_date_as_people_write_it():
    assert said("review_overdue", page(next_review=date(2026, 11, 1))) == [
        "The next review of the page was due on Nov. 1, 2026."
    ]
