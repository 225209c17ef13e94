"""The deliveries of one submission: what was sent to which receiver, and the button that sends it again."""

import pytest
from django.utils import timezone

from cms.models import Delivery, OutboxEvent, SubmissionTarget
from cms.submissions.process import process_received
from tests.cms.admin.submissions.builders import browser_of, consented, details, logged, press, submitted

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def member(db):
    return browser_of("view_submission", "change_submission")


@pytest.fixture
def target(db):
    return SubmissionTarget.objects.create(name="The desk", kind="email", recipients="desk@example.org")


def deliveries():
    return list(Delivery.objects.order_by("pk").values_list("status", flat=True))


def test_deliveries_are_listed_and_sent_again(member, target, registered):
    submission = submitted(state="received", processed_at=None)
    process_received()
    submission.refresh_from_db()
    event = OutboxEvent.objects.get()
    event.deliveries.create(
        receiver=f"target:{target.pk}",
        next_attempt_at=timezone.now(),
        status="failed",
        last_failure="timeout",
    )
    event.deliveries.create(receiver="webhook:1", next_attempt_at=timezone.now(), status="delivered")
    text = details(member, submission).content.decode()
    assert "The desk" in text
    press(member, submission, "send")

    assert deliveries() == ["pending", "delivered"]
    assert "cms.submission.sent_again" in logged(submission)


def test_a_receiver_that_came_later_gets_it_although_the_event_is_forgotten(member, target, registered):
    submission = submitted()
    text = press(member, submission, "send")

    assert "It will be sent to the receivers" in text
    assert [one.receiver for one in Delivery.objects.all()] == [f"target:{target.pk}"]
    assert OutboxEvent.objects.get().fanned_out_at is not None


def test_what_nobody_wants_or_nobody_confirmed_is_not_sent(member, registered):
    assert "There is no receiver" in press(member, submitted(), "send")
    SubmissionTarget.objects.create(name="The desk", kind="email", recipients="desk@example.org")
    assert "There is no receiver" in press(member, submitted(state="awaiting"), "send")
    assert not Delivery.objects.exists()


def test_what_was_withdrawn_is_not_sent_to_anybody_again(member, target, registered):
    submission = submitted(kind="newsletter")
    assert "Send to the receivers" in details(member, submission).content.decode()
    consented(submission, "withdrawn")
    text = details(member, submission).content.decode()
    press(member, submission, "send")

    assert "it is not sent to anybody again" in text
    assert "Send to the receivers" not in text
    assert not Delivery.objects.exists()
