"""The worker's part in imports: a turn at a time, for one import, by one worker."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.legacy.background import work_on_imports
from cms.legacy.options import RunOptions
from cms.legacy.steps import KEPT, cancel, confirm
from cms.legacy.uploads import keep_upload
from cms.models import LegacyRun, LegacySource, LegacyUpload, ResearchSummaryPage
from cms.outbox import before_delivery
from tests.builders import make_index, make_site

State = LegacyRun.State


@pytest.fixture
def begin(db, admin_user):
    """An import of so many articles, waiting to be examined."""
    index = make_index("Research", parent=make_site().root_page)

    def upload(count=1, **values):
        options = RunOptions(parent=index, locale=index.locale).to_json()
        run = LegacyRun.objects.create(
            label="files", user=admin_user, parent=index, locale=index.locale, options=options, **values
        )
        for number in range(count):
            keep_upload(run, f"{number}.txt", [f"Article {number}\n\nIt is made up, {run.pk}.\n".encode()])
        return run

    return upload


def turns(run, *, seconds=30.0, until=()):
    """Turns of the worker until the import is in one of the states; how many those were."""
    for number in range(1, 20):
        work_on_imports(seconds=seconds)
        run.refresh_from_db()
        if run.state in until:
            return number
    raise AssertionError(run.state)


def test_deliver_outbox_does_it():
    assert work_on_imports in before_delivery()


def test_a_turn_ends_when_its_time_is_up_and_the_next_one_goes_on(begin, admin_user):
    run = begin(3)
    assert turns(run, seconds=0, until=[State.EXAMINED]) >= 3
    assert run.outcomes.count() == 3
    confirm(run, user=admin_user, now=timezone.now())
    assert turns(run, seconds=0, until=[State.FINISHED]) >= 3
    assert ResearchSummaryPage.objects.count() == 3


def test_the_import_that_waits_longest_comes_first(begin):
    now = timezone.now()
    late, early = begin(created_at=now), begin(created_at=now - timedelta(hours=1))
    work_on_imports()
    assert [LegacyRun.objects.get(pk=run.pk).state for run in (early, late)] == ["examined", "uploaded"]


def test_while_one_worker_has_an_import_another_one_works_on_the_next(begin):
    now = timezone.now()
    held = begin(created_at=now - timedelta(hours=1), state=State.EXAMINING, touched_at=now)
    free = begin()
    work_on_imports()
    assert [LegacyRun.objects.get(pk=run.pk).state for run in (held, free)] == ["examining", "examined"]


def test_what_nobody_decides_about_is_forgotten_after_a_month(begin):
    now = timezone.now()
    old = begin(state=State.EXAMINED, created_at=now - KEPT - timedelta(days=1))
    new = begin(state=State.EXAMINED, created_at=now - KEPT + timedelta(days=1))
    work_on_imports()
    assert LegacyRun.objects.get(pk=old.pk).state == State.CANCELLED
    assert not old.uploads.exists()
    assert new.uploads.exists()


@pytest.mark.parametrize("state", [State.FINISHED, State.CANCELLED])
def test_files_that_a_worker_left_behind_are_deleted(begin, state):
    run = begin(state=state)
    work_on_imports()
    assert not run.uploads.exists()


def test_a_user_who_is_gone_imports_nothing(begin, admin_user):
    run = begin()
    LegacyRun.objects.update(user=None)
    assert turns(run, until=[State.FAILED])
    assert "no account here any more" in run.problem


def test_a_draft_names_the_import_that_made_it(begin, admin_user):
    run = begin(2)
    turns(run, until=[State.EXAMINED])
    confirm(run, user=admin_user, now=timezone.now())
    turns(run, until=[State.FINISHED])
    assert {source.run_id for source in LegacySource.objects.all()} == {run.pk}


def test_an_import_that_is_stopped_while_its_files_are_written_is_no_failure(begin, monkeypatch, caplog):
    run = begin()

    def stopped_meanwhile(run, folder):
        cancel(run, now=timezone.now())
        raise LegacyUpload.DoesNotExist

    monkeypatch.setattr("cms.legacy.background.write_back", stopped_meanwhile)
    work_on_imports()
    run.refresh_from_db()
    assert (run.state, run.problem) == (State.CANCELLED, "")
    assert not caplog.records
