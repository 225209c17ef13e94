from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import PageJudgement
from cms.remarks.keep import judge_some, today
from tests.builders import block, change, make_reference, make_summary
from tests.cms.remarks.house_rules import EXCITED, NoShouting, ShortTitle


def home(client):
    return client.get(reverse("wagtailadmin_home")).content.decode()


def loud(title="Loud", count=1, **values):
    return make_summary(title, body=[block("paragraph", EXCITED) for _ in range(count)], **values)


@pytest.fixture
def _rules(only):
    only(NoShouting, ShortTitle)


@pytest.mark.usefixtures("_rules")
def test_it_counts_and_leads_to_the_reports(editor, site):
    gone = change(make_reference(), integrity="retracted")
    loud(count=2, subject_reference=gone, next_review=today() - timedelta(days=2))
    text = home(editor)
    for words in ("Needs attention", "2 warnings", "1 overdue review", "1 page rests on a retracted source"):
        assert words in text
    assert f"{reverse('cms_remarks_report')}?severity=warning&amp;state=open" in text


@pytest.mark.usefixtures("_rules")
def test_the_worst_pages_come_first(editor, site):
    for number in range(1, 8):
        loud(f"Page {number}", number)
    judge_some()
    text = home(editor).split("Needs attention")[1].split("</table>")[0]
    places = [text.index(f"Page {number}") for number in (7, 6, 5, 4, 3)]
    assert places == sorted(places)
    assert "Page 2" not in text


@pytest.mark.usefixtures("_rules")
def test_it_is_not_there_when_there_is_nothing_to_say(editor, site):
    make_summary()
    assert "Needs attention" not in home(editor)


@pytest.mark.usefixtures("_rules")
def test_it_speaks_of_the_pages_of_the_reader(local, site):
    browser, index = local
    loud("Strange")
    judge_some()
    assert "Needs attention" not in home(browser)
    loud("Own", parent=index)
    judge_some()
    text = home(browser).split("Needs attention")[1].split("</table>")[0]
    assert "1 warning" in text
    assert "Strange" not in text


@pytest.mark.usefixtures("_rules")
def test_it_judges_some_of_what_was_never_judged(editor, site):
    loud()
    PageJudgement.objects.all().delete()
    assert "1 warning" in home(editor)


@pytest.mark.usefixtures("_rules")
def test_the_number_of_queries_does_not_depend_on_the_number_of_pages(editor, site):
    def count():
        judge_some()
        home(editor)
        with CaptureQueriesContext(connection) as captured:
            home(editor)
        return len(captured)

    loud()
    few = count()
    for _ in range(3):
        loud()
    assert count() <= few + 3  # Wagtail's own list of recent edits reads each page
