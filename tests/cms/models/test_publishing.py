"""A draft may be incomplete, what is live may not, whichever way it is published."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import PageLogEntry, Revision, Task, Workflow, WorkflowTask

from cms.fields import StreamField
from cms.models import CallToAction, PublishRefused, ResearchSummaryPage
from cms.models.pages import delivered_models
from tests.builders import block, items, make_panel, make_standard, make_summary, publish_again

FINDING = {"outcome": "Pain", "direction": "lower", "certainty": "low"}


def draft(home, **fields):
    page = ResearchSummaryPage(title="Unfinished", slug="unfinished", live=False, **fields)
    home.refresh_from_db()
    home.add_child(instance=page)
    page.save_revision(clean=False)
    return page


def is_live(page):
    return type(page).objects.get(pk=page.pk).live


def test_a_draft_may_be_empty(home):
    assert not is_live(draft(home))


def test_publishing_an_empty_draft_is_refused_and_names_every_field(home):
    page = draft(home)
    with pytest.raises(PublishRefused) as caught:
        page.get_latest_revision().publish()
    assert set(caught.value.message_dict) == {"standfirst", "subject_reference", "authors", "body"}
    assert not is_live(page)


def test_blanks_are_no_text(home):
    with pytest.raises(PublishRefused) as caught:
        make_summary(parent=home, standfirst=" \n ")
    assert set(caught.value.message_dict) == {"standfirst"}


def test_the_guard_has_its_own_blocks_from_the_start():
    for model in delivered_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                assert "judge" in field.__dict__


def test_the_refusal_reads_as_a_sentence(home):
    with pytest.raises(PublishRefused) as caught:
        draft(home, standfirst="x").get_latest_revision().publish()
    assert str(caught.value).startswith(
        "“Unfinished” can not be published. Subject reference: This field is required."
    )


def test_the_refusal_leads_to_the_field_of_a_block(home):
    page = make_summary(parent=home, live=False, body=[block("finding", {**FINDING, "interval_low": "0.1"})])
    with pytest.raises(PublishRefused) as caught:
        page.get_latest_revision().publish()
    assert caught.value.message_dict == {
        "body": ["block 1 (Finding) › Confidence interval to: The end of the interval is missing."]
    }


def test_the_refusal_leads_into_lists_within_blocks(home):
    arms = items({"name": "", "participants": 4})
    groups = items({"design": "cohort", "label": "", "studies": 1, "arms": arms})
    page = make_summary(
        parent=home, live=False, body=[block("study", {"design": "cohort", "groups": groups})]
    )
    with pytest.raises(PublishRefused) as caught:
        page.get_latest_revision().publish()
    place = "block 1 (Study) › Numbers by design and arm › Group of studies 1 › Arms › Arm 1 › Name"
    assert caught.value.message_dict == {"body": [f"{place}: This field is required."]}


def test_a_page_can_not_be_created_live_and_incomplete(home):
    with pytest.raises(PublishRefused):
        home.add_child(instance=ResearchSummaryPage(title="Unfinished", live=True))


def test_a_page_can_not_be_set_live_and_saved(home):
    page = draft(home)
    page.live = True
    with pytest.raises(PublishRefused):
        page.save()
    with pytest.raises(PublishRefused):
        page.save(clean=False)
    with pytest.raises(PublishRefused):
        page.save(update_fields=["live"])
    assert not is_live(page)


def test_the_publish_action_itself_is_refused(home):
    page = draft(home)
    with pytest.raises(ValidationError):
        PublishPageRevisionAction(page.get_latest_revision()).execute()
    assert not is_live(page)


def test_a_workflow_that_ends_in_publishing_is_refused(home, admin_user):
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name="Read"), sort_order=0)
    page = draft(home)
    state = workflow.start(page, admin_user)
    with pytest.raises(PublishRefused):
        state.current_task_state.approve(user=admin_user)
    assert not is_live(page)


def test_scheduling_an_incomplete_draft_is_refused_when_it_is_scheduled(home):
    page = draft(home, go_live_at=timezone.now() + timedelta(days=1))
    with pytest.raises(PublishRefused):
        page.save_revision(clean=False).publish()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_scheduled_draft_that_became_incomplete_does_not_delay_the_next(home):
    soon = timezone.now() + timedelta(hours=1)
    first, second = (make_summary(parent=home, live=False, go_live_at=soon) for _ in range(2))
    for page in (first, second):
        page.get_latest_revision().publish()
    broken = first.get_latest_revision()
    Revision.objects.filter(pk=broken.pk).update(content={**broken.content, "standfirst": ""})
    due = timezone.now() - timedelta(minutes=1)
    for number, page in enumerate((first, second)):
        content = {**page.get_latest_revision().content, "go_live_at": None}
        if page is first:
            content["standfirst"] = ""
        Revision.objects.filter(pk=page.latest_revision_id).update(
            approved_go_live_at=due - timedelta(minutes=5 - number), content=content
        )
    call_command("publish_scheduled")
    assert (is_live(first), is_live(second)) == (False, True)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    entry = PageLogEntry.objects.get(page=first.pk, action="cms.publish.refused")
    assert "Standfirst" in entry.data["reasons"]


def test_publishing_an_incomplete_change_leaves_the_live_page_as_it_is(home):
    page = make_summary("Complete", parent=home, standfirst="Before")
    page.standfirst = ""
    revision = page.save_revision(clean=False)
    with pytest.raises(PublishRefused):
        revision.publish()
    assert ResearchSummaryPage.objects.get(pk=page.pk).standfirst == "Before"


def test_a_live_page_is_judged_again_only_when_its_content_changes(home):
    page = make_summary(parent=home)
    ResearchSummaryPage.objects.filter(pk=page.pk).update(standfirst="")  # older than a new requirement
    page = ResearchSummaryPage.objects.get(pk=page.pk)
    page.locked = True
    page.save()
    page.save_revision(clean=False)
    page.title = "Changed"
    with pytest.raises(PublishRefused):
        page.save()


def test_an_older_copy_of_a_page_can_not_make_the_live_one_incomplete(home):
    older = make_summary(parent=home, live=False)
    publish_again(ResearchSummaryPage.objects.get(pk=older.pk))
    older.standfirst = ""
    with pytest.raises(PublishRefused):
        older.save(update_fields=["standfirst"])


def test_a_live_page_can_be_moved_and_its_parent_renamed(home):
    parent = make_standard(parent=home, slug="old")
    page = make_summary(parent=parent)
    parent.slug = "new"
    publish_again(parent)
    page = ResearchSummaryPage.objects.get(pk=page.pk)
    assert "/new/" in page.url_path
    page.move(home, pos="last-child")
    assert is_live(page)


def test_bookkeeping_of_a_live_page_costs_the_guard_no_query(home):
    from django.db import connection

    page = make_summary(parent=home)
    with CaptureQueriesContext(connection) as guarded:
        assert not page._content_changes(["latest_revision", "has_unpublished_changes"])
    assert len(guarded) == 0


def test_deferring_required_fields_elsewhere_does_not_weaken_the_guard(home):
    page = make_summary(parent=home, live=False, body=[block("finding", {**FINDING, "outcome": ""})])
    shared = ResearchSummaryPage._meta.get_field("body").stream_block
    shared.defer_required_validation()  # what another thread does while it saves somebody's draft
    try:
        with pytest.raises(PublishRefused):
            page.get_latest_revision().publish()
    finally:
        shared.restore_deferred_validation()


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"success_message": ""}, {"success_message"}),
        ({"heading": ""}, {"heading"}),
        ({"kind": "link", "success_message": ""}, {"link"}),
    ],
)
def test_an_incomplete_panel_is_refused(home, fields, missing):
    panel = make_panel(live=False, **fields)
    with pytest.raises(PublishRefused) as caught:
        panel.get_latest_revision().publish()
    assert set(caught.value.message_dict) == missing
    assert not CallToAction.objects.get(pk=panel.pk).live
