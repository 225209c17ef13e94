"""What rules say that can not be said, and what was kept by another version of a rule."""

import pytest

from cms.models import StoredRemark
from cms.remarks.judge import judge_page, ruleset
from cms.remarks.keep import judge_and_keep, today
from cms.remarks.words import mending_of, message_of
from tests.cms.remarks.house_rules import NoShouting, Speechless


@pytest.mark.parametrize("options", [{}, {"code": "unsaid"}, {"severity": "grave", "code": "said"}])
def test_a_rule_that_can_not_say_what_it_found_has_failed_and_the_others_are_heard(
    loud, only, settings, caplog, options
):
    only(Speechless, NoShouting)
    settings.CMS_RULES = {"speechless": options}
    judgement = judge_page(loud, today=today())
    assert [remark.rule for remark in judgement.open] == ["no_shouting"]
    assert judgement.failed == ("speechless",)
    assert "The rule speechless failed" in caplog.text


def test_what_a_former_version_of_a_rule_kept_is_shown_by_the_rules_name(loud, caplog):
    judge_and_keep(loud.pk)
    kept = StoredRemark.objects.get(judgement=loud.pk)
    kept.params = {"loudness": 3}
    assert message_of(kept) == "Exclamation marks"
    kept.code = "louder"
    assert (message_of(kept), mending_of(kept)) == ("Exclamation marks", "")
    assert "can not say what it meant by 'loud'" in caplog.text


def test_what_is_kept_of_a_rule_that_is_gone_is_shown_by_its_id(loud, only):
    judge_and_keep(loud.pk)
    only()
    assert message_of(StoredRemark.objects.get(judgement=loud.pk)) == "no_shouting"


def test_the_order_of_a_set_in_a_setting_does_not_matter(only, settings):
    only(NoShouting)
    settings.CMS_RULES = {"no_shouting": {"most": {0, 8}}}
    one = ruleset()
    settings.CMS_RULES = {"no_shouting": {"most": {8, 0}}}
    assert ruleset() == one
