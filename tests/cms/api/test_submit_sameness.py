"""Nobody learns from an answer whether an address is known: the same bytes after the same queries."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import Submission, Subscriber
from cms.models.addresses import address_hash
from tests.builders import make_panel
from tests.submitting import filled_in, post

pytestmark = pytest.mark.django_db


def subscribe(panel, email, status):
    Subscriber.objects.create(
        list_key=panel.translation_key, panel=panel, locale="en", email=email, email_hash=address_hash(email),
        status=status, confirmed_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip


def said_and_asked(panel, **changed):
    """(status, headers, body, statements) of a submission."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = post(panel, filled_in(panel, **changed))
    statements = [re.sub(r"'[^']*'|\d+", "?", query["sql"])[:200] for query in captured.captured_queries]
    return (
        answer.status_code,
        dict(answer.headers),
        answer.content,
        [text.split("VALUES")[0] for text in statements],
    )


@pytest.fixture
def panel(site):
    return make_panel("newsletter")


def test_answers_and_queries_are_the_same_whoever_it_is(panel):
    subscribe(panel, "known@example.org", Subscriber.Status.CONFIRMED)
    subscribe(panel, "pending@example.org", Subscriber.Status.PENDING)
    subscribe(panel, "left@example.org", Subscriber.Status.UNSUBSCRIBED)
    post(panel, filled_in(panel, fields={"email": "again@example.org"}))
    said_and_asked(panel, fields={"email": "first@example.org"})  # what is made once is not counted
    names = ("fresh", "known", "pending", "left", "again")
    answers = [said_and_asked(panel, fields={"email": f"{name}@example.org"}) for name in names]
    answers.append(said_and_asked(panel, fields={"email": "robot@example.org"}, website="http://example.org"))
    assert [answer[0] for answer in answers] == [202] * 6
    assert all(answer == answers[0] for answer in answers)


def test_a_submission_takes_few_queries(panel, django_assert_num_queries):
    post(panel, filled_in(panel))
    cache.clear()
    body = filled_in(panel)
    with django_assert_num_queries(6):  # the site, the panel, the key; and the row in a savepoint
        post(panel, body)


def test_a_field_that_readers_do_not_see_puts_a_submission_aside(panel):
    assert post(panel, filled_in(panel, website="http://example.org")).status_code == 202
    row = Submission.objects.get()
    assert (row.state, row.suspicion, row.fields) == ("quarantined", "honeypot", {"email": "ada@example.org"})


@pytest.mark.parametrize("website", ["", None])
def test_that_field_may_be_sent_empty(panel, website):
    assert post(panel, filled_in(panel, website=website)).status_code == 202
    assert Submission.objects.get().state == "received"
