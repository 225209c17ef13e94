"""Nothing of what a reader wrote stays on the way to a receiver, or reaches one that has not asked for it."""

import logging

import pytest
from django.test import override_settings

from cms.models import Delivery, OutboxEvent
from cms.submissions.targets import Target
from tests.cms.outbox_builders import subscribe
from tests.cms.submissions.target_builders import CANARY_ADDRESS, accepted, make_target
from tests.receivers import answers, receiver

pytestmark = pytest.mark.django_db


class Clumsy(Target):
    """Fails with the words of the reader in its error."""

    def send(self, message, *, now):
        raise RuntimeError(f"can not do anything with {message.email}")


@pytest.mark.parametrize("status", [200, 500])
def test_nothing_of_what_a_reader_wrote_stays_on_the_way(clock, status, caplog):
    def echo(handler, received):
        answers(status, received.body)(handler, received)

    own = {"NAME": "own", "BACKEND": f"{__name__}.Clumsy"}
    with receiver(echo) as server, override_settings(CMS_SUBMISSION_TARGETS=[own]):
        make_target(url=server.url)
        accepted()
        with caplog.at_level(logging.DEBUG):
            clock.deliver()

    assert CANARY_ADDRESS.encode() in server.requests[0].body
    rows = [*Delivery.objects.values(), *OutboxEvent.objects.values()]
    assert CANARY_ADDRESS not in str(rows)
    assert CANARY_ADDRESS not in caplog.text
    assert "RuntimeError" in caplog.text
    assert "test_nothing_stays.py" in caplog.text
    assert {one.answer for one in Delivery.objects.all()} == {""}
    assert Delivery.objects.get(receiver="target:settings-own").last_error == "RuntimeError"


def test_the_words_of_a_broken_answer_are_not_kept(clock):
    def babbles(handler, received):
        handler.wfile.write(CANARY_ADDRESS.encode() + b"\r\n\r\n")

    with receiver(babbles) as server:
        make_target(url=server.url)
        accepted()
        clock.deliver()

    delivery = Delivery.objects.get()
    assert delivery.last_failure == "connection"
    assert CANARY_ADDRESS not in delivery.last_error
    assert delivery.last_error.startswith("127.0.0.1: ")


def test_an_ordinary_webhook_is_told_that_there_is_a_submission_and_nothing_personal(clock):
    with receiver() as server:
        subscribe(server.url)
        submission = accepted()
        clock.deliver()

    (request,) = server.requests
    assert str(submission.uuid).encode() in request.body
    assert b"canary" not in request.body
