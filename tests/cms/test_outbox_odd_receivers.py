"""What a receiver answers, and what is wrong with one event, is nobody else's trouble."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from cms import outbox
from cms.models import Delivery, Subscriber
from cms.outbox.backoff import retry_after
from cms.submissions.kinds import MAIL_CONFIRMATION, NEWSLETTER_RESEND
from cms.submissions.targets import Target
from tests.builders import make_panel, make_site
from tests.cms.outbox_builders import NOW, Clock, record, states, subscribe
from tests.cms.submissions.newsletters import mails, pending, work
from tests.cms.submissions.target_builders import CANARY_ADDRESS, accepted, make_target
from tests.receivers import answers, receiver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("local")]

NONSENSE = [
    "9" * 5000,
    "Mon, 01 Jan 2024 00:00:00 +99999999999999999999",
    "Mon, 99999999999999999999 Jan 2024 00:00:00 GMT",
]
"""Values of `Retry-After` that are more than Python's readers take."""


class Odd(Target):
    """A target of a host's own, which does not return what it should."""

    def send(self, message, *, now):
        return f"sent to {message.email}"


@pytest.mark.parametrize("value", NONSENSE, ids=range(len(NONSENSE)))
def test_a_time_to_wait_that_nobody_can_read_is_none(value):
    assert retry_after(value, now=NOW) is None


@pytest.mark.parametrize("value", NONSENSE, ids=range(len(NONSENSE)))
def test_a_time_to_wait_that_nobody_can_read_stops_no_round(value):
    with receiver(answers(503, Retry_After=value)) as odd, receiver() as server:
        subscribe(odd.url, name="Odd")
        subscribe(server.url)
        record()
        done = Clock().deliver()

    assert len(server.requests) == 1
    assert (done.delivered, done.to_be_retried) == (1, 1)


def test_what_a_receiver_of_a_host_returns_stops_no_round_and_is_not_logged(caplog):
    entry = {"NAME": "odd", "BACKEND": f"{__name__}.Odd"}
    with override_settings(CMS_SUBMISSION_TARGETS=[entry]), receiver() as server:
        make_target(url=server.url)
        accepted()
        done = Clock().deliver()

    assert len(server.requests) == 1
    assert (done.delivered, done.to_be_retried) == (1, 1)
    assert Delivery.objects.get(status="pending").last_failure == "error"
    assert "AttributeError" in caplog.text
    assert CANARY_ADDRESS not in caplog.text


def test_an_event_that_can_not_be_read_takes_nobody_s_mail_away(settings):
    settings.CMS_FRONTEND_URLS = {"localhost": "https://www.example.org"}
    make_site()
    panel = make_panel("newsletter")
    waiting = pending(panel)
    Subscriber.objects.update(last_mail_at=datetime.now(UTC) - timedelta(hours=1))
    outbox.record(NEWSLETTER_RESEND, {"address": waiting.email_hash, "list": panel.translation_key})
    outbox.record(MAIL_CONFIRMATION, {"subscriber": "nobody"})
    work()

    assert len(mails()) == 2
    assert [status for status, _attempts in states()] == ["delivered", "delivered"]
