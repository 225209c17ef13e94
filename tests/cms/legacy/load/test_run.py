"""A run goes through all entries, whatever they are, and goes on where it stopped."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.utils import timezone

from cms.legacy.report_html import as_html
from cms.legacy.report_json import as_json
from cms.legacy.report_text import text_of_run
from cms.legacy.run import RunBusy, RunOptions, carry_out, examine, start_run
from cms.models import CallToAction, Reference, ResearchSummaryPage
from cms.models.intake import Contradiction
from cms.models.legacy_runs import LegacyRun
from cms.models.legacy_sources import LegacySource
from tests.cms.legacy.load.entries import (
    HandMade,
    article,
    codes,
    do_import,
    outcomes,
    pages,
    unreadable,
)

pytestmark = pytest.mark.django_db

TEXT = "<p>Lupus is a disease.</p>"


def options(parent, **values):
    return RunOptions(parent=parent, locale=parent.locale, **values)


def test_every_entry_has_an_outcome_and_a_bad_one_costs_no_other(parent):
    entries = (article(1, TEXT), unreadable(2), article(3, TEXT, status="trashed"), article(4, TEXT))
    run = do_import(HandMade(*entries), parent)
    assert outcomes(run) == ["created", "failed", "set_aside", "created"]
    assert [page.title for page in pages()] == ["Article 1", "Article 4"]
    assert (run.state, run.phase, run.position, run.total) == ("finished", "done", 4, 4)


def test_an_entry_that_raises_is_taken_back_and_written_down_as_failed(parent, monkeypatch):
    real = ResearchSummaryPage.save_revision

    def refuse(self, *args, **kwargs):
        if self.title == "Article 2":
            raise ValidationError("No, not this one.")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(ResearchSummaryPage, "save_revision", refuse)
    run = do_import(HandMade(article(1, TEXT), article(2, TEXT), article(3, TEXT)), parent)
    assert outcomes(run) == ["created", "failed", "created"]
    assert run.outcomes.get(position=1).report["notes"][0]["values"] == {"reason": "No, not this one."}
    assert [page.title for page in pages()] == ["Article 1", "Article 3"]


def test_an_unexpected_error_is_said_in_words_and_logged(parent, monkeypatch, caplog):
    def fall_over(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("cms.legacy.load._create", fall_over)
    run = do_import(HandMade(article(1, TEXT)), parent)
    assert "an error of the program (ZeroDivisionError)" in run.outcomes.get().report["notes"][0]["message"]
    assert "post 1" in caplog.text


def test_a_run_without_time_stops_between_two_entries_and_goes_on(parent):
    sources = HandMade(*(article(number, TEXT) for number in range(3)))
    run, _goes_on = start_run(sources, options(parent))
    assert not carry_out(run, sources, until=timezone.now())
    assert (run.position, len(pages())) == (1, 1)
    again, goes_on = start_run(sources, options(parent))
    assert (again.pk, goes_on) == (run.pk, True)
    assert carry_out(again, sources)
    assert outcomes(again) == ["created"] * 3
    assert [page.title for page in pages()] == ["Article 0", "Article 1", "Article 2"]


def test_other_options_are_another_run(parent):
    sources = HandMade(article(1, TEXT), article(2, TEXT))
    run, _goes_on = start_run(sources, options(parent))
    carry_out(run, sources, until=timezone.now())
    assert start_run(sources, options(parent, publish=True))[0].pk != run.pk


def test_a_database_that_is_gone_stops_the_run_and_it_can_be_gone_on_with(parent, monkeypatch):
    sources = HandMade(article(1, TEXT), article(2, TEXT))
    run, _goes_on = start_run(sources, options(parent))
    with monkeypatch.context() as broken:
        broken.setattr(
            "cms.legacy.load._create", lambda *args: (_ for _ in ()).throw(OperationalError("gone"))
        )
        with pytest.raises(OperationalError):
            carry_out(run, sources)
    assert (LegacyRun.objects.get().state, LegacyRun.objects.get().position) == ("loading", 0)
    assert carry_out(run, sources)
    assert outcomes(run) == ["created", "created"]


def test_a_second_process_is_refused_while_the_first_is_at_work(parent):
    sources = HandMade(article(1, TEXT), article(2, TEXT))
    run, _goes_on = start_run(sources, options(parent))

    def another(first):
        if first.state == "finished":
            return
        with pytest.raises(RunBusy, match="Another process"):
            carry_out(LegacyRun.objects.get(pk=first.pk), sources)

    assert carry_out(run, sources, progress=another)
    assert outcomes(run) == ["created", "created"]


def test_a_process_that_has_ended_keeps_nobody_waiting(parent):
    sources = HandMade(article(1, TEXT))
    run, _goes_on = start_run(sources, options(parent))
    worker = {"host": __import__("socket").gethostname(), "pid": 2**22 + 1}
    LegacyRun.objects.update(touched_at=timezone.now(), options={**run.options, "worker": worker})
    assert carry_out(run, sources)


def test_a_process_of_another_machine_is_waited_for_two_minutes(parent):
    sources = HandMade(article(1, TEXT))
    run, _goes_on = start_run(sources, options(parent))
    worker = {"host": "elsewhere", "pid": 1}
    LegacyRun.objects.update(touched_at=timezone.now(), options={**run.options, "worker": worker})
    with pytest.raises(RunBusy):
        carry_out(run, sources)
    LegacyRun.objects.update(touched_at=timezone.now() - datetime.timedelta(minutes=3))
    assert carry_out(run, sources)


def test_a_cancelled_run_stops(parent):
    sources = HandMade(article(1, TEXT), article(2, TEXT))
    run, _goes_on = start_run(sources, options(parent))

    def cancel(at_work):
        if at_work.position == 1:
            LegacyRun.objects.update(state="cancelled")

    assert carry_out(run, sources, progress=cancel)
    assert (LegacyRun.objects.get().state, len(pages())) == ("cancelled", 1)


def test_examining_says_what_would_become_of_it_and_writes_nothing_else(parent):
    form = "<form><h3>Subscribe to our newsletter</h3><input type=email name=email><button>Subscribe</button></form>"
    sources = HandMade(article(1, TEXT + form), article(2, TEXT + form), unreadable(3))
    run, _goes_on = start_run(sources, options(parent), dry_run=True)
    assert examine(run, sources)
    assert (outcomes(run), run.state) == (["created", "created", "failed"], "examined")
    assert (pages(), CallToAction.objects.count(), LegacySource.objects.count()) == ([], 0, 0)
    assert carry_out(run, sources)
    assert (outcomes(run), run.state, len(pages())) == (["created", "created", "failed"], "finished", 2)


def test_examining_finds_what_is_twice_in_the_source(parent):
    twice = article(1, TEXT)
    sources = HandMade(
        twice, type(twice)(**{**{n: getattr(twice, n) for n in twice.__slots__}, "key": "post:2"})
    )
    run, _goes_on = start_run(sources, options(parent), dry_run=True)
    examine(run, sources)
    dry = outcomes(run)
    carry_out(run, sources)
    assert dry == outcomes(run) == ["created", "duplicate"]


def test_a_second_import_is_unchanged(parent):
    sources = HandMade(article(1, TEXT), article(2, TEXT))
    do_import(sources, parent)
    assert outcomes(do_import(sources, parent)) == ["unchanged", "unchanged"]


def test_a_page_that_was_deleted_is_made_again_and_that_is_said(parent):
    sources = HandMade(article(1, TEXT))
    do_import(sources, parent)
    ResearchSummaryPage.objects.get().delete()
    run = do_import(sources, parent)
    assert (outcomes(run), "created_again" in codes(run)) == (["created"], True)


def test_a_parent_that_is_gone_fails_the_run_with_a_sentence(parent):
    sources = HandMade(article(1, TEXT))
    run, _goes_on = start_run(sources, options(parent))
    parent.delete()
    assert carry_out(run, sources)
    assert (run.state, run.problem) == ("failed", "The page below which the articles should go was deleted.")


@pytest.mark.slow
def test_queries_of_an_entry_do_not_grow_with_the_number_of_entries(parent, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(first, last):
        sources = HandMade(*(article(number, f"<p>About {number}.</p>") for number in range(first, last)))
        with CaptureQueriesContext(connection) as captured:
            do_import(sources, parent)
        return len(captured)

    queries(0, 3)  # warm
    few, many = queries(3, 8), queries(8, 28)
    assert (many - few) / 15 <= few / 5


def test_a_run_that_is_cancelled_during_look_ups_is_no_error_of_the_program(parent, monkeypatch, caplog):
    html = "<p>Text.</p><p>Source: “Tea and sleep”, 2020, https://doi.org/10.5555/tea</p>"
    sources = HandMade(article(1, html))
    run, _goes_on = start_run(sources, options(parent, look_up=True))

    def cancelled_meanwhile(*args, **kwargs):
        LegacyRun.objects.filter(pk=run.pk).update(state=LegacyRun.State.CANCELLED)
        raise Contradiction(Reference(key="tea"), kind="doi", ours="10.5555/a", theirs="10.5555/b")

    monkeypatch.setattr("cms.legacy.look_ups.reference_for", cancelled_meanwhile)
    assert carry_out(run, sources)
    assert run.state == LegacyRun.State.CANCELLED
    assert not run.outcomes.exists()
    assert "could not be imported" not in caplog.text


def test_the_password_of_a_post_stands_in_no_report(parent):
    run = do_import(HandMade(article(1, TEXT, password="open-sesame-made-up")), parent)
    written = "".join(piece for form in (as_html, as_json, text_of_run) for piece in form(run))
    assert "protected by a password" in written
    assert "open-sesame" not in written
    assert "open-sesame" not in json.dumps(LegacySource.objects.get().report)
    assert "open-sesame" not in json.dumps(run.outcomes.get().report)
