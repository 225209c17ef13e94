"""A receiver that fails is asked again, by a schedule, and holds up nobody else."""

import threading
from datetime import timedelta

import pytest

from cms.delivery.webhooks import WebhookChannel
from cms.models import Delivery, OutboxEvent, WebhookSubscription
from cms.outbox import queue
from cms.outbox.backoff import LAST_ATTEMPT, next_delay, retry_after
from cms.outbox.channels import Outcome
from tests.cms.outbox_builders import NOW, Clock, record, states, subscribe
from tests.receivers import answers, receiver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("local")]


@pytest.fixture
def clock():
    return Clock()


def sent(server):
    return [int(one.body.split(b'"id":')[1].split(b"}")[0]) for one in server.requests]


def test_a_failed_attempt_is_made_again_by_the_schedule_and_given_up_after_three_days(clock):
    with receiver(answers(500, b"broken")) as server:
        subscribe(server.url)
        record()
        waits = []
        while Delivery.objects.exclude(status="pending").count() == 0:
            clock.deliver()
            delivery = Delivery.objects.get()
            if delivery.is_pending:
                waits.append(delivery.next_attempt_at - clock.now)
                clock.now = delivery.next_attempt_at - timedelta(seconds=1)
                assert not clock.deliver()
                clock.now = delivery.next_attempt_at

    assert len(server.requests) == LAST_ATTEMPT == 10
    schedule = [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]
    for wait, seconds in zip(waits, schedule, strict=True):
        assert seconds <= wait.total_seconds() <= seconds * 1.2
    assert (delivery.status, delivery.last_status, delivery.answer) == ("failed", 500, "broken")
    assert len({request.headers["webhook-id"] for request in server.requests}) == 1
    assert OutboxEvent.objects.get().settled_at == clock.now


def test_a_receiver_that_is_down_holds_up_nobody_else(clock):
    with receiver() as down:
        pass
    with receiver() as server:
        subscribe(down.url, name="Down")
        subscribe(server.url)
        for number in range(5):
            record(number)
        done = clock.deliver()

    assert sent(server) == [0, 1, 2, 3, 4]
    assert (done.delivered, done.to_be_retried) == (5, 1)


def test_a_slow_receiver_does_not_delay_the_others(clock):
    release = threading.Event()

    def slow(handler, received):
        release.wait(5)
        answers()(handler, received)

    def releasing(handler, received):
        answers()(handler, received)
        if len(server.requests) == 3:
            release.set()  # only now does the slow one answer, so the three did not wait for it

    with receiver(slow) as slow_server, receiver(releasing) as server:
        subscribe(slow_server.url, name="A slow one")
        subscribe(server.url)
        for number in range(3):
            record(number)
        clock.deliver()

    assert sent(server) == [0, 1, 2]
    assert sent(slow_server) == [0, 1, 2]


def test_a_later_event_waits_for_an_earlier_one_that_is_tried_again(clock):
    with receiver(answers(500)) as server:
        subscribe(server.url)
        record(1)
        record(2)
        clock.deliver()
        server.behave = answers(200)
        clock.deliver()
        assert sent(server) == [1]
        clock.forward(seconds=7)
        clock.deliver()

    assert sent(server) == [1, 1, 2]


def test_an_event_that_failed_four_times_is_overtaken_and_not_forgotten(clock):
    def chokes_on_one(handler, received):
        answers(500 if b'"id":1}' in received.body and not healed else 200)(handler, received)

    healed: list[bool] = []
    with receiver(chokes_on_one) as server:
        subscribe(server.url)
        record(1)
        record(2)
        for _ in range(4):
            clock.deliver()
            clock.forward(minutes=40)
        clock.deliver()
        assert sent(server) == [1, 1, 1, 1, 2]
        healed.append(True)
        clock.forward(hours=3)
        clock.deliver()

    assert sent(server) == [1, 1, 1, 1, 2, 1]
    assert states() == [("delivered", 5), ("delivered", 1)]


def test_a_receiver_decides_how_long_it_is_left_alone_within_a_day(clock):
    with receiver(answers(503, Retry_After="7200")) as server:
        subscribe(server.url)
        record()
        clock.deliver()
        assert Delivery.objects.get().next_attempt_at == NOW + timedelta(hours=2)
        clock.forward(hours=2)
        server.behave = answers(429, Retry_After="9999999")
        clock.deliver()

    assert Delivery.objects.get().next_attempt_at == clock.now + timedelta(days=1)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("120", timedelta(minutes=2)),
        ("Sun, 01 Mar 2026 12:01:00 GMT", timedelta(minutes=1)),
        ("Sun, 01 Mar 2026 11:00:00 GMT", timedelta(0)),
        ("9" * 400, timedelta(days=1)),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_a_date(header, expected):
    assert retry_after(header, now=NOW) == expected


def test_retry_after_never_makes_a_wait_shorter():
    assert next_delay(3, asked=timedelta(seconds=1), chance=0) == timedelta(minutes=30)


def test_what_waits_for_a_webhook_that_is_switched_off_is_cancelled(clock):
    with receiver(answers(500)) as server:
        subscription = subscribe(server.url)
        record()
        clock.deliver()
        WebhookSubscription.objects.update(active=False)
        clock.forward(hours=1)
        done = clock.deliver()
        assert done.cancelled == 1
        WebhookSubscription.objects.filter(pk=subscription.pk).update(active=True)
        clock.deliver()

    assert len(server.requests) == 1
    assert OutboxEvent.objects.get().settled_at is not None


def test_a_claim_of_a_process_that_died_runs_out_by_itself(clock):
    with receiver() as server:
        subscribe(server.url)
        record()
        queue.fan_out(now=NOW)
        channel = WebhookChannel()
        (name,) = queue.due_receivers(now=NOW)
        assert queue.claim_next(name, channel, now=NOW) is not None
        clock.deliver()
        assert server.requests == []
        clock.forward(seconds=61)
        clock.deliver()

    assert len(server.requests) == 1
    assert states() == [("delivered", 2)]


def test_what_comes_too_late_does_not_overwrite_what_another_process_wrote(clock):
    with receiver(answers(500)) as server:
        subscribe(server.url)
        record()
        queue.fan_out(now=NOW)
        channel = WebhookChannel()
        (name,) = queue.due_receivers(now=NOW)
        slow = queue.claim_next(name, channel, now=NOW)
        clock.forward(minutes=2)
        server.behave = answers(200)
        clock.deliver()
        assert slow is not None
        failed = Outcome(ok=False, failure=Delivery.Failure.TIMEOUT)
        assert queue.settle(slow, failed, duration=timedelta(0), now=clock.now) == []

    assert states() == [("delivered", 2)]


def test_a_delivery_can_be_sent_again_with_the_same_id(clock):
    with receiver() as server:
        subscribe(server.url)
        record()
        clock.deliver()
        assert queue.send_again(Delivery.objects.all(), now=NOW) == 1
        clock.deliver()

    first, second = server.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert OutboxEvent.objects.get().settled_at is not None
