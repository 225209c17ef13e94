"""One submission: what it shows, what it writes down, and the team's buttons."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from cms.admin.submissions.log import log_view
from cms.delivery.dispatch import deliver
from cms.models import Delivery, OutboxEvent, Submission, SubmissionTarget
from cms.submissions.events import record_accepted
from cms.submissions.process import process_received
from tests.builders import make_panel, make_summary
from tests.cms.admin.submissions.builders import (
    NOW,
    browser_of,
    consented,
    details,
    logged,
    press,
    submitted,
    subscribed,
)

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def member(db):
    return browser_of("view_submission", "change_submission")


def test_the_details_name_answers_as_they_were_asked_then_and_the_place(member):
    page = make_summary("About lupus")
    submission = submitted(page=page, fields={"message": "One\nTwo", "other": ["a", "b"]}, client="192.0.2.0")
    text = details(member, submission).content.decode()

    for said in (
        "Your message",
        "One\nTwo",
        "other",
        "a, b",
        "About lupus",
        "/research/lupus/",
        "b3",
        "192.0.2.0",
    ):
        assert said in text
    assert reverse("wagtailadmin_pages:edit", args=(page.pk,)) in text


def test_answers_stand_in_the_order_of_the_form(member):
    panel = make_panel("contact", kind="contact")
    submission = submitted(
        panel,
        fields={"message": "c", "old": "d", "email": "b", "name": "a"},
        labels={"name": "Name", "email": "Address", "message": "Message"},
    )
    answers = details(member, submission).context["answers"]

    assert [answer["value"] for answer in answers] == ["a", "b", "c", "d"]


def test_answers_are_never_markup(member):
    submission = submitted(
        fields={"<b>name": "<script>alert(1)</script>"}, labels={"<b>name": "<i>label"}, note="<u>"
    )

    text = details(member, submission).content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "&lt;i&gt;label" in text


def test_the_consent_is_shown_word_for_word_with_its_version_and_what_became_of_it(member):
    submission = submitted(kind="newsletter", state="awaiting")
    consented(submission)
    before = details(member, submission).content.decode()
    consented(submission, event="confirmed", method="confirmation_link")
    after = details(member, submission).content.decode()

    assert "You may write to me." in before
    assert "Version 2" in before
    assert "Not confirmed" in before
    assert "By the link in a mail" in after
    assert "Not confirmed" not in after


def test_to_open_the_details_is_written_down_once_in_ten_minutes_for_each_user(member):
    submission = submitted()
    for _ in range(3):
        details(member, submission)
    details(browser_of("view_submission"), submission)
    assert logged(submission) == ["cms.submission.viewed"] * 2
    user = registry.get_logs_for_instance(submission).earliest("pk").user
    log_view(submission, user, now=timezone.now() + timedelta(minutes=9))
    assert len(logged(submission)) == 2
    log_view(submission, user, now=timezone.now() + timedelta(minutes=11))

    assert len(logged(submission)) == 3


def test_nothing_in_the_log_says_anything_about_the_reader(member):
    submission = submitted(email="ada@example.org", fields={"message": "secret"})
    details(member, submission)
    for do in ("done", "new", "spam", "no_spam"):
        press(member, submission, do)
    press(member, submission, "note", note="ada called")
    entries = [f"{entry.label} {entry.data} {entry.message}" for entry in ModelLogEntry.objects.all()]

    assert len(entries) == 6
    assert not [entry for entry in entries if "ada" in entry or "secret" in entry]


def test_done_and_new_again(member):
    submission = submitted()
    text = press(member, submission, "done")
    assert (submission.state, submission.handled_by is not None, submission.handled_at is not None) == (
        "handled", True, True
    )  # fmt: skip
    assert "From “New” to “Done”" in text
    press(member, submission, "new")

    assert (submission.state, submission.handled_by, submission.handled_at) == ("accepted", None, None)


@pytest.mark.parametrize("state", ["received", "awaiting", "repeated", "lapsed", "quarantined", "handled"])
def test_only_what_is_new_can_be_done(member, state):
    submission = submitted(state=state)
    press(member, submission, "done")

    assert submission.state == state


def test_what_was_put_aside_on_arrival_is_processed_as_if_it_came_now_when_it_is_no_spam(member):
    submission = submitted(state="quarantined", suspicion="honeypot", consent_version=1)
    assert "A field that readers do not see was filled in." in details(member, submission).content.decode()
    press(member, submission, "no_spam")
    assert (submission.state, submission.suspicion, submission.processed_at) == ("received", "", None)
    process_received()
    submission.refresh_from_db()

    assert submission.state == "accepted"
    assert OutboxEvent.objects.filter(kind="submission.accepted").count() == 1


@pytest.mark.parametrize("state", ["accepted", "handled", "awaiting", "repeated"])
def test_a_suspicion_of_the_team_that_is_taken_back_leaves_everything_as_it_was(member, state):
    submission = submitted(state=state)
    press(member, submission, "spam")
    assert (submission.state, submission.suspicion) == ("quarantined", "team")
    press(member, submission, "no_spam")
    process_received()
    submission.refresh_from_db()

    assert (submission.state, submission.suspicion) == (state, "")
    assert not OutboxEvent.objects.exists()


def test_what_had_not_been_processed_when_it_was_suspected_is_processed_afterwards(member):
    submission = submitted(state="received", processed_at=None)
    press(member, submission, "spam")
    process_received()
    press(member, submission, "no_spam")
    process_received()
    submission.refresh_from_db()

    assert submission.state == "accepted"


@pytest.mark.parametrize(("own", "state", "events"), [(True, "accepted", 1), (False, "repeated", 0)])
def test_what_its_reader_has_confirmed_meanwhile_goes_on_when_it_is_no_spam(member, own, state, events):
    submission = submitted(kind="newsletter", state="awaiting", email="reader@example.org")
    press(member, submission, "spam")
    subscribed(submission=submission if own else submitted())
    press(member, submission, "no_spam")

    assert submission.state == state
    assert OutboxEvent.objects.filter(kind="submission.accepted").count() == events


def test_what_was_not_sent_because_of_a_suspicion_is_sent_when_it_is_no_spam(member, registered):
    target = SubmissionTarget.objects.create(name="The desk", kind="email", recipients="desk@example.org")
    submission = submitted()
    record_accepted(submission, now=NOW)
    press(member, submission, "spam")
    deliver()
    assert Delivery.objects.get(receiver=f"target:{target.pk}").status == "cancelled"
    press(member, submission, "no_spam")
    deliver()

    assert Delivery.objects.get().status == "delivered"


def test_the_note_of_the_team_is_kept(member):
    submission = submitted()
    press(member, submission, "note", note="Called back")
    press(member, submission, "note", note="Called back")

    assert submission.note == "Called back"
    assert logged(submission).count("cms.submission.note") == 1


def test_who_may_only_look_has_no_buttons_and_can_press_none():
    viewer = browser_of("view_submission")
    submission = submitted(note="Called")
    text = details(viewer, submission).content.decode()

    assert "Called" in text
    assert "Mark as done" not in text
    assert "Save note" not in text
    assert (
        viewer.post(reverse("submissions:change", args=(submission.pk,)), {"do": "done"}).status_code == 403
    )
    assert viewer.post(reverse("submissions:delete", args=(submission.pk,))).status_code == 403
    assert Submission.objects.get().state == "accepted"


def test_a_submission_is_deleted_after_a_question(member):
    submission = submitted(email="ada@example.org")
    deleter = browser_of("view_submission", "delete_submission")
    address = reverse("submissions:delete", args=(submission.pk,))
    assert "Are you sure" in deleter.get(address).content.decode()
    text = deleter.post(address, follow=True).content.decode()

    assert not Submission.objects.exists()
    assert "deleted" in text
    assert "ada@" not in text


def test_what_is_not_there_is_not_found(member):
    assert member.get(reverse("submissions:inspect", args=(999,))).status_code == 404
    assert member.post(reverse("submissions:change", args=(999,))).status_code == 404
    assert member.get(reverse("submissions:change", args=(submitted().pk,))).status_code == 405


def test_a_button_says_what_it_did(member):
    submission = submitted()
    address = reverse("submissions:change", args=(submission.pk,))

    assert "It is marked as done." in member.post(address, {"do": "done"}, follow=True).content.decode()
