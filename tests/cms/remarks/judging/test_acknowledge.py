import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageLogEntry

from cms.models import PageJudgement, RemarkAcknowledgement, StoredRemark
from cms.remarks import acknowledge, acknowledge_rule, judge_page, withdraw
from cms.remarks.keep import newest_draft, today
from tests.cms.remarks.house_rules import CALM, EXCITED, NoShouting, rewrite


def judged(page):
    return judge_page(newest_draft(page.pk), today=today())


def test_an_accepted_remark_is_not_open_any_more_and_stands_in_the_history(loud, user):
    [remark] = judged(loud).open
    acknowledge(loud, remark, user=user, reason="  As in the source. ")
    [entry] = PageLogEntry.objects.filter(page=loud.pk, action="cms.remark.acknowledged")
    assert judged(loud).open == ()
    assert entry.message == ("Remark acknowledged: This paragraph shouts 1 times. Reason: As in the source.")
    assert entry.user == user


def test_lists_count_it_as_acknowledged(loud, user):
    acknowledge_rule(loud, "no_shouting", user=user, reason="As in the source.")
    row = PageJudgement.objects.get(page=loud.pk)
    assert (row.open_warnings, row.acknowledged, row.stale) == (0, 1, False)
    withdraw(loud, StoredRemark.objects.get(judgement=loud.pk).fingerprint, user=user)
    row.refresh_from_db()
    assert (row.open_warnings, row.acknowledged) == (1, 0)


def test_it_is_open_again_once_the_content_has_changed(loud, user):
    acknowledge_rule(loud, "no_shouting", user=user, reason="As in the source.")
    rewrite(loud, "<p>It really works!</p>")
    assert [remark.rule for remark in judged(loud).open] == ["no_shouting"]
    assert PageJudgement.objects.get(page=loud.pk).open_warnings == 1


def test_it_stays_accepted_when_something_else_changes(loud, user):
    acknowledge_rule(loud, "no_shouting", user=user, reason="As in the source.")
    draft = newest_draft(loud.pk)
    draft.title = "Another title"
    draft.save_revision()
    assert judged(loud).open == ()


def test_it_can_be_taken_back_and_that_stands_in_the_history(loud, user):
    [accepted] = acknowledge_rule(loud, "no_shouting", user=user, reason="As in the source.")
    assert withdraw(loud, accepted.fingerprint, user=user)
    [entry] = PageLogEntry.objects.filter(page=loud.pk, action="cms.remark.withdrawn")
    assert len(judged(loud).open) == 1
    assert "The reason was: As in the source." in entry.message
    assert not withdraw(loud, accepted.fingerprint, user=user)


@pytest.mark.parametrize(
    ("reason", "words"), [("  ", "Give a reason"), ("x" * 1001, "1001 characters; 1000")]
)
def test_a_reason_is_needed_and_has_an_end(loud, user, reason, words):
    [remark] = judged(loud).open
    with pytest.raises(ValidationError, match=words):
        acknowledge(loud, remark, user=user, reason=reason)
    assert not RemarkAcknowledgement.objects.exists()


def test_another_reason_takes_the_place_of_the_first(loud, user):
    [remark] = judged(loud).open
    for reason in ("First.", "Second."):
        acknowledge(loud, remark, user=user, reason=reason)
    [kept] = RemarkAcknowledgement.objects.filter(page=loud.pk)
    assert kept.reason == "Second."


def test_by_rule_and_block_only_what_is_meant_is_accepted(loud, user, only):
    only(NoShouting)
    rewrite(loud, EXCITED, EXCITED.replace("!", "!!"))
    body = newest_draft(loud.pk).body.get_prep_value()
    [kept] = acknowledge_rule(loud, "no_shouting", block=body[1]["id"], user=user, reason="So it is.")
    assert kept.message == "This paragraph shouts 2 times."
    assert [remark.block for remark in judged(loud).open] == [body[0]["id"]]


def test_what_is_not_said_can_not_be_accepted(loud, user):
    with pytest.raises(LookupError, match="no open remark of the rule 'other'"):
        acknowledge_rule(loud, "other", user=user, reason="So it is.")


def test_the_name_stays_when_the_account_is_deleted(loud, user):
    acknowledge_rule(loud, "no_shouting", user=user, reason="As in the source.")
    user.delete()
    kept = RemarkAcknowledgement.objects.get(page=loud.pk)
    assert (kept.user, kept.user_name) == (None, "Ada")


def test_a_copy_of_a_page_has_its_remarks_and_none_of_its_acknowledgements(loud, user):
    acknowledge_rule(loud, "no_shouting", user=user, reason="As in the source.")
    copied = loud.copy(update_attrs={"slug": "copied"})
    assert len(judged(copied).open) == 1
    assert judged(loud).open == ()


def test_a_deleted_page_takes_everything_with_it(loud, user):
    acknowledge_rule(loud, "no_shouting", user=user, reason="As in the source.")
    loud.delete()
    assert not PageJudgement.objects.filter(page=loud.pk).exists()
    assert not RemarkAcknowledgement.objects.exists()


def test_a_calm_page_has_nothing_to_accept(loud):
    rewrite(loud, CALM)
    assert PageJudgement.objects.get(page=loud.pk).open_remarks == 0
