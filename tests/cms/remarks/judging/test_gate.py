from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.models import PublishRefused, ResearchSummaryPage
from cms.remarks import acknowledge_rule
from cms.remarks.keep import newest_draft
from tests.builders import make_panel, make_summary
from tests.cms.remarks.house_rules import Broken, ShortTitle

BLOCKING = {"no_shouting": {"blocks_publishing": True}}


@pytest.fixture
def _strict(settings):
    settings.CMS_RULES = BLOCKING


def publish(page):
    newest_draft(page.pk).get_latest_revision().publish()


def test_by_default_a_remark_keeps_nobody_from_publishing(loud):
    publish(loud)
    assert ResearchSummaryPage.objects.get(pk=loud.pk).live


@pytest.mark.usefixtures("_strict")
def test_an_open_remark_of_a_rule_that_the_site_has_chosen_keeps_a_page_from_being_published(loud):
    with pytest.raises(PublishRefused) as refused:
        publish(loud)
    [message] = refused.value.message_dict["body"]
    assert "block 1 (Paragraph): This paragraph shouts 1 times." in message
    assert "acknowledge it under “Remarks”" in message
    assert not ResearchSummaryPage.objects.get(pk=loud.pk).live


@pytest.mark.usefixtures("_strict")
def test_a_draft_is_saved_all_the_same(loud):
    newest_draft(loud.pk).save_revision()
    assert loud.revisions.count() == 2


@pytest.mark.usefixtures("_strict")
def test_an_accepted_remark_does_not(loud, user):
    acknowledge_rule(loud, "no_shouting", user=user, reason="As in the source.")
    publish(loud)
    assert ResearchSummaryPage.objects.get(pk=loud.pk).live


@pytest.mark.usefixtures("_strict")
def test_a_scheduled_version_is_judged_when_it_is_scheduled(loud):
    draft = newest_draft(loud.pk)
    draft.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(PublishRefused):
        draft.save_revision(approved_go_live_at=draft.go_live_at)


@pytest.mark.usefixtures("_strict")
def test_a_scheduled_version_whose_acknowledgement_was_taken_back_does_not_go_live(loud, user):
    [accepted] = acknowledge_rule(loud, "no_shouting", user=user, reason="As in the source.")
    draft = newest_draft(loud.pk)
    draft.go_live_at = timezone.now() + timedelta(days=1)
    revision = draft.save_revision(approved_go_live_at=draft.go_live_at)
    accepted.delete()
    type(revision).objects.filter(pk=revision.pk).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    call_command("publish_scheduled", verbosity=0)
    assert not ResearchSummaryPage.objects.get(pk=loud.pk).live


def test_a_remark_about_a_field_is_told_at_that_field(site, only, settings):
    only(ShortTitle)
    settings.CMS_RULES = {"short_title": {"blocks_publishing": True}}
    page = make_summary("A title that is longer than thirty characters", live=False)
    with pytest.raises(PublishRefused) as refused:
        publish(page)
    assert "The title is long." in refused.value.message_dict["title"][0]


def test_a_rule_with_a_mistake_keeps_nobody_from_publishing(site, only, settings, caplog):
    only(Broken)
    settings.CMS_RULES = {"broken": {"blocks_publishing": True}}
    assert make_summary().live
    assert "The rule broken failed" in caplog.text


def test_a_panel_is_not_judged(site, only, settings):
    only(ShortTitle)
    settings.CMS_RULES = {"short_title": {"blocks_publishing": True}}
    assert make_panel(heading="A heading that is longer than thirty characters").live
