"""From the upload to the drafts, and all the ways out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, ModelLogEntry

from cms.legacy.lease import FRESH
from cms.models import LegacyOutcome, LegacyRun, LegacySource, LegacyUpload, ResearchSummaryPage
from tests.cms.admin.imports.conftest import worked_on

State = LegacyRun.State


def shown(client, run, **query):
    return client.get(reverse("cms_import", args=(run.pk,)), query).content.decode()


def move(run, state, **values):
    LegacyRun.objects.filter(pk=run.pk).update(state=state, **values)
    run.refresh_from_db()
    return run


def test_before_it_is_examined_the_page_says_that_it_waits(editor, uploaded):
    text = shown(editor, uploaded)
    assert "Waiting to be examined" in text
    assert "deliver_outbox" not in text


def test_after_a_minute_without_a_worker_the_page_says_what_to_run(editor, uploaded):
    move(uploaded, State.UPLOADED, created_at=timezone.now() - timedelta(seconds=61), options={})
    assert "deliver_outbox" in shown(editor, uploaded)


def test_examining_says_what_would_happen_and_writes_nothing(editor, examined):
    assert examined.state == State.EXAMINED
    text = shown(editor, examined)
    assert "This is what would happen" in text
    assert "Would become a draft" in text
    assert not ResearchSummaryPage.objects.exists()


def test_the_entries_are_filtered(editor, examined):
    assert "A made-up study of tea" in shown(editor, examined, show="created")
    LegacyOutcome.objects.filter(run=examined).update(outcome="media", warnings=0)
    assert "There is no such entry" in shown(editor, examined, show="attention")


def test_an_entry_shows_each_note_with_its_place(editor, examined):
    text = editor.get(reverse("cms_import_entry", args=(examined.pk, 0))).content.decode()
    assert "Line 5:" in text or "Place 5:" in text


def test_importing_makes_the_drafts_and_deletes_the_files(editor, examined, act, admin_user):
    assert "The import begins within seconds" in act(editor, examined, "import").content.decode()
    examined.refresh_from_db()
    assert examined.state == State.WAITING
    assert worked_on(examined).state == State.FINISHED
    page = ResearchSummaryPage.objects.get()
    assert (page.title, page.live) == ("A made-up study of tea", False)
    assert not LegacyUpload.objects.exists()
    text = shown(editor, examined)
    assert reverse("wagtailadmin_pages:edit", args=(page.pk,)) in text
    assert ModelLogEntry.objects.filter(action="cms.legacy.confirm", user=admin_user).exists()


def test_discarding_deletes_the_files_and_writes_nothing(editor, examined, act):
    act(editor, examined, "cancel")
    examined.refresh_from_db()
    assert examined.state == State.CANCELLED
    assert not LegacyUpload.objects.exists()
    assert not ResearchSummaryPage.objects.exists()
    assert "Would become a draft" in shown(editor, examined)
    assert ModelLogEntry.objects.filter(action="cms.legacy.cancel").exists()


@pytest.mark.parametrize("state", [State.UPLOADED, State.EXAMINING, State.WAITING, State.LOADING])
def test_what_is_under_way_can_be_stopped(editor, uploaded, act, state):
    move(uploaded, state)
    assert "Stop" in shown(editor, uploaded)
    act(editor, uploaded, "cancel")
    assert worked_on(uploaded).state == State.CANCELLED
    assert not LegacyOutcome.objects.exists()


@pytest.mark.parametrize(
    ("state", "do"),
    [
        (State.UPLOADED, "import"),
        (State.LOADING, "import"),
        (State.CANCELLED, "import"),
        (State.FINISHED, "import"),
        (State.FINISHED, "cancel"),
        (State.CANCELLED, "cancel"),
        (State.EXAMINED, "again"),
        (State.FINISHED, "again"),
        (State.EXAMINED, "whatever"),
    ],
)
def test_a_step_that_is_not_offered_does_nothing(editor, uploaded, act, state, do):
    move(uploaded, state)
    assert "Nothing was done" in act(editor, uploaded, do).content.decode()
    uploaded.refresh_from_db()
    assert uploaded.state == state


def test_an_import_of_the_command_is_not_decided_about_here(editor, index, act):
    run = LegacyRun.objects.create(
        label="export.xml", state=State.EXAMINED, parent=index, locale=index.locale
    )
    assert 'name="do"' not in shown(editor, run)
    act(editor, run, "import")
    act(editor, run, "cancel")
    assert worked_on(run).state == State.EXAMINED


def test_a_failure_is_told_and_can_be_tried_again(editor, uploaded, act):
    move(uploaded, State.FAILED, problem="The disk is <b>full</b>.")
    text = shown(editor, uploaded)
    assert "The disk is &lt;b&gt;full&lt;/b&gt;." in text
    act(editor, uploaded, "again")
    assert worked_on(uploaded).state == State.EXAMINED


def test_after_a_failure_of_the_import_itself_it_is_imported_and_not_examined_again(editor, examined, act):
    act(editor, examined, "import")
    move(examined, State.FAILED, problem="Something.")
    act(editor, examined, "again")
    assert worked_on(examined).state == State.FINISHED


def test_whoever_lost_the_right_to_add_pages_is_refused_at_the_button_and_by_the_worker(member, upload, act):
    client = member("add_legacyrun", "add_page")
    upload(client, {"tea.txt": b"Tea\n\nIt is good.\n"})
    run = worked_on(LegacyRun.objects.get())
    act(client, run, "import")
    GroupPagePermission.objects.all().delete()
    assert worked_on(run).state == State.FAILED
    assert "may not add pages below" in run.problem
    assert not ResearchSummaryPage.objects.exists()
    move(run, State.EXAMINED)
    assert "may not add pages below" in act(client, run, "import").content.decode()
    assert run.state == State.EXAMINED


def test_a_parent_that_is_gone_is_told(editor, examined, act):
    examined.parent.delete()
    assert "does not exist any more" in act(editor, examined, "import").content.decode()


def test_the_page_asks_again_how_far_it_is(editor, uploaded):
    move(uploaded, State.LOADING, total=40, position=10, touched_at=timezone.now())
    part = editor.get(reverse("cms_import_progress", args=(uploaded.pk,))).content.decode()
    assert 'value="10"' in part
    assert "Being imported, 20 %" in part
    assert 'data-active="true"' in part
    move(uploaded, State.FINISHED)
    part = editor.get(reverse("cms_import_progress", args=(uploaded.pk,))).content.decode()
    assert 'data-active="false"' in part


def test_another_worker_goes_on_when_the_first_one_is_dead(uploaded):
    move(uploaded, State.UPLOADED, touched_at=timezone.now() - FRESH - timedelta(seconds=1))
    assert worked_on(uploaded).state == State.EXAMINED


def test_what_another_worker_has_is_left_to_it(uploaded):
    move(uploaded, State.EXAMINING, touched_at=timezone.now())
    assert worked_on(uploaded).state == State.EXAMINING
    assert not LegacyOutcome.objects.exists()


def test_the_file_that_a_draft_was_made_from_is_kept(finished):
    source = LegacySource.objects.defer(None).get()
    assert b"A made-up study of tea" in bytes(source.original)
