"""What the details say of a submission that went to nobody, and how long what was put aside is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.admin.submissions.states import CHANGES, apply
from cms.delivery.dispatch import deliver
from cms.models import Submission
from cms.outbox.queue import prune
from cms.submissions.events import record_accepted
from cms.submissions.process import process_received
from cms.submissions.retention import purge
from tests.builders import make_panel
from tests.cms.admin.submissions.builders import browser_of, submitted
from tests.submitting import filled_in, post

pytestmark = pytest.mark.usefixtures("site")


def details(submission):
    address = reverse("submissions:inspect", args=(submission.pk,))
    return browser_of("view_submission").get(address).content.decode()


def test_what_was_put_aside_on_arrival_shows_what_was_agreed_to(db):
    panel = make_panel("newsletter", consent_text="You may write to me.")
    post(panel, filled_in(panel, website="x"))
    process_received()
    text = details(Submission.objects.get())

    assert "You may write to me." in text
    assert "No consent was asked for" not in text


@pytest.mark.parametrize(
    ("state", "said"),
    [("lapsed", "It is passed on when the address has been confirmed."), ("repeated", "Subscribed already")],
)
def test_a_submission_that_nobody_was_to_get_does_not_blame_the_receivers(db, state, said):
    text = details(submitted(state=state, kind="newsletter"))

    assert said in text
    assert "there was no receiver for it" not in text


def test_that_there_was_no_receiver_is_said_while_the_outbox_remembers(db):
    submission = submitted()
    record_accepted(submission, now=timezone.now())
    deliver()
    assert "there was no receiver for it" in details(submission)

    prune(before=timezone.now())  # without what the command keeps
    assert "there was no receiver for it" not in details(submission)


def test_what_the_team_puts_aside_is_kept_for_some_days_however_old_it_is(db):
    now = timezone.now()
    long_ago = now - timedelta(days=60)
    submission = submitted(received_at=long_ago, processed_at=long_ago)
    apply(CHANGES["spam"], [submission.pk], user=None, now=now)

    assert purge(now=now + timedelta(days=13)).quarantined == 0
    assert purge(now=now + timedelta(days=15)).quarantined == 1
