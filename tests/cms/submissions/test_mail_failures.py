"""The mail that asks for confirmation, when it can not be sent: what is kept of that, and what is tried again."""

import smtplib
import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend

from cms.models import Delivery, OutboxEvent
from cms.submissions.kinds import MAIL_CONFIRMATION
from cms.submissions.process import process_received
from tests.cms.outbox_builders import Clock
from tests.cms.submissions.newsletters import READER, mails, pending, send, token_in, work

pytestmark = pytest.mark.django_db


class Refusing(BaseEmailBackend):
    """A mail backend that fails as it is told to."""

    error: BaseException | None = None

    def send_messages(self, messages):
        if Refusing.error is None:
            return 0
        raise Refusing.error


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    return lambda error: setattr(Refusing, "error", error)


@pytest.mark.parametrize(
    ("error", "status", "failure", "code"),
    [
        (
            smtplib.SMTPRecipientsRefused({READER: (550, b"no such user " + READER.encode())}),
            "failed",
            "status",
            550,
        ),
        (
            smtplib.SMTPRecipientsRefused({READER: (450, b"busy " + READER.encode())}),
            "pending",
            "status",
            450,
        ),
        (smtplib.SMTPDataError(554, f"spam for {READER}".encode()), "pending", "status", 554),
        (smtplib.SMTPServerDisconnected(f"gone {READER}"), "pending", "connection", None),
        (ConnectionRefusedError(f"refused {READER}"), "pending", "connection", None),
        (TimeoutError(f"late {READER}"), "pending", "timeout", None),
        (socket.gaierror(f"who is {READER}"), "pending", "unknown_host", None),
        (RuntimeError(f"broken {READER}"), "pending", "error", None),
        (None, "pending", "error", None),
    ],
)
def test_what_goes_wrong_is_kept_and_logged_without_the_address(
    newsletter, refusing, caplog, error, status, failure, code
):
    refusing(error)

    pending(newsletter)

    delivery = Delivery.objects.get(receiver__startswith="mail:")
    assert (delivery.status, delivery.last_failure, delivery.last_status) == (status, failure, code)
    assert delivery.last_error
    assert delivery.receiver_name == "A reader, by mail"
    assert READER not in delivery.last_error + delivery.answer + caplog.text


def test_a_mail_that_failed_is_tried_again_and_arrives(newsletter, refusing, settings):
    refusing(smtplib.SMTPServerDisconnected())
    pending(newsletter)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    work(datetime.now(UTC) + timedelta(minutes=1))

    assert [message.to for message in mails()] == [[READER]]


def test_one_address_that_is_refused_does_not_fail_the_mails_of_others(newsletter, settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingOne"
    for number in range(8):
        send(newsletter, f"reader{number}@example.org")
    send(newsletter, "refused@example.org")

    for _ in range(2):
        work()

    statuses = Delivery.objects.filter(receiver__startswith="mail:").values_list("status", flat=True)
    assert sorted(statuses) == ["delivered"] * 8 + ["failed"]


class RefusingOne(BaseEmailBackend):
    """A mail server that does not know one address."""

    def send_messages(self, messages):
        for message in messages:
            if message.to == ["refused@example.org"]:
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"unknown")})
        return len(messages)


def test_a_server_that_never_answers_is_given_up(newsletter, settings, monkeypatch):
    monkeypatch.setattr("cms.submissions.sending.SECONDS", 0.05)
    settings.EMAIL_BACKEND = f"{__name__}.Endless"
    pending(newsletter)

    assert Delivery.objects.get(receiver__startswith="mail:").last_failure == "timeout"
    Endless.released.set()


class Endless(BaseEmailBackend):
    """A mail server that answers nothing."""

    released = threading.Event()

    def send_messages(self, messages):
        self.released.wait(10)
        return 0


def test_a_backend_that_does_not_count_what_it_sends_is_believed(newsletter, settings):
    settings.EMAIL_BACKEND = f"{__name__}.NotCounting"

    pending(newsletter)

    assert Delivery.objects.get(receiver__startswith="mail:").status == "delivered"


class NotCounting(BaseEmailBackend):
    """A mail backend that forgets to say how many mails it has sent."""

    def send_messages(self, messages):
        return None


def test_a_worker_that_dies_after_sending_sends_the_same_message_id_again(newsletter):
    send(newsletter)
    process_received()
    clock = Clock(datetime.now(UTC))
    clock.deliver()
    # As if it had died before writing down what came of it.
    Delivery.objects.filter(receiver__startswith="mail:").update(
        status="pending", delivered_at=None, claimed_until=clock.now
    )

    clock.forward(minutes=5)
    clock.deliver()

    first, second = mails()
    event = OutboxEvent.objects.get(kind=MAIL_CONFIRMATION)
    assert first.extra_headers["Message-ID"] == f"<{event.public_id}@localhost>"
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert token_in(first) == token_in(second)
