from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import PageJudgement, StoredRemark
from cms.outbox import before_delivery
from cms.remarks.keep import bring_up_to_date, judge_and_keep, judge_some, newest_draft, to_judge
from tests.builders import block, make_index, make_standard, make_summary
from tests.cms.remarks.house_rules import EXCITED, Broken, NoShouting, ShortTitle, Unstorable, rewrite


def kept(page):
    return PageJudgement.objects.get(page=page.pk)


def is_stale(page):
    return page.pk in to_judge().values_list("pk", flat=True)


def test_a_draft_is_judged_as_it_is_saved(loud):
    [remark] = StoredRemark.objects.filter(judgement=loud.pk)
    body = loud.body.get_prep_value()
    assert (remark.rule, remark.code, remark.severity) == ("no_shouting", "loud", "warning")
    assert (remark.block, remark.params) == (body[0]["id"], {"count": 1})
    assert not is_stale(loud)


def test_the_newest_draft_counts_and_not_what_is_public(loud):
    loud.get_latest_revision().publish()
    rewrite(loud, "<p>Calm.</p>", EXCITED)
    assert kept(loud).open_warnings == 1
    rewrite(loud, "<p>Calm.</p>")
    assert kept(loud).open_warnings == 0


def test_a_draft_that_is_written_over_is_judged_again(loud):
    draft = newest_draft(loud.pk)
    draft.title = "Another title"
    draft.body = "[]"
    draft.save_revision(overwrite_revision=draft.latest_revision)
    assert kept(loud).open_remarks == 0
    assert not is_stale(loud)


def test_pages_of_all_our_types_are_judged(site, only):
    only(ShortTitle)
    long = "A title that is longer than thirty characters"
    pages = [make_standard(long, live=False), make_index(long, live=False), make_summary(long, live=False)]
    assert [kept(page).open_notices for page in pages] == [1, 1, 1]


def test_severity_and_options_are_the_sites(loud, settings):
    settings.CMS_RULES = {"no_shouting": {"severity": "error"}}
    assert is_stale(loud)
    judge_and_keep(loud.pk)
    assert (kept(loud).open_errors, kept(loud).open_warnings) == (1, 0)
    settings.CMS_RULES = {"no_shouting": {"most": 1}}
    judge_and_keep(loud.pk)
    assert kept(loud).open_remarks == 0


def test_a_rule_can_be_switched_off(loud, settings):
    settings.CMS_RULES = {"no_shouting": {"severity": "off"}}
    judge_and_keep(loud.pk)
    assert kept(loud).open_remarks == 0


def test_a_rule_with_a_mistake_is_logged_and_the_others_are_heard(site, only, caplog):
    only(Broken, NoShouting)
    page = make_summary(body=[block("paragraph", EXCITED)], live=False)
    assert (kept(page).open_warnings, kept(page).failed) == (1, ["broken"])
    assert "The rule broken failed" in caplog.text


def test_saving_is_not_kept_from_by_what_goes_wrong(loud, only, caplog):
    only(Unstorable)
    rewrite(loud, "<p>Saved!</p>")
    loud.refresh_from_db()
    assert "Saved!" in str(loud.get_latest_revision().as_object().body)
    assert is_stale(loud)
    assert f"Page {loud.pk} could not be judged" in caplog.text
    bring_up_to_date([loud.pk], most=5)
    assert is_stale(loud)


def test_the_next_day_judges_again(loud):
    yesterday = kept(loud).judged_on - timedelta(days=1)
    PageJudgement.objects.filter(page=loud.pk).update(judged_on=yesterday)
    assert is_stale(loud)
    judge_some()
    assert not is_stale(loud)


def test_the_worker_judges_what_was_never_judged(site, only):
    only(NoShouting)
    page = make_summary(body=[block("paragraph", EXCITED)], live=False)
    PageJudgement.objects.all().delete()
    assert judge_some in before_delivery()
    judge_some()
    assert kept(page).open_warnings == 1


def test_a_list_judges_a_few_of_many(site, only):
    only(NoShouting)
    pages = [make_summary(live=False) for _ in range(4)]
    PageJudgement.objects.all().delete()
    bring_up_to_date([page.pk for page in pages], most=3)
    assert PageJudgement.objects.count() == 3


def test_what_changed_while_it_was_judged_stays_stale(loud, only):
    class WhileOthersWrite(NoShouting):
        def check(self, page):
            PageJudgement.objects.filter(page=loud.pk).update(stale=True, marks=1000)
            return super().check(page)

    only(WhileOthersWrite)
    judge_and_keep(loud.pk)
    assert is_stale(loud)


@pytest.mark.parametrize("blocks", [3, 60])
def test_the_number_of_queries_does_not_depend_on_the_length_of_the_page(site, only, blocks):
    only(NoShouting)
    page = make_summary(body=[block("paragraph", EXCITED) for _ in range(blocks)], live=False)
    judge_and_keep(page.pk)
    with CaptureQueriesContext(connection) as captured:
        judge_and_keep(page.pk)
    assert len(captured) <= 26
