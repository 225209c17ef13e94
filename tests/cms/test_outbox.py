"""Events are written down with the change, and every receiver gets each of them, whatever happens in between."""

import logging
import threading
from concurrent import futures
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms import outbox
from cms.delivery import dispatch
from cms.delivery.webhooks import WebhookChannel
from cms.models import Delivery, OutboxEvent, WebhookSubscription
from cms.outbox import queue
from cms.outbox.backoff import LAST_ATTEMPT, next_delay, retry_after
from cms.outbox.channels import Channel, Outcome
from cms.outbox.recording import _before_delivery
from tests.cms.outbox_builders import LOCAL, NOW, Clock, record, states, subscribe
from tests.receivers import answers, answers_in_turn, receiver

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _local():
    with LOCAL:
        yield


@pytest.fixture
def clock():
    return Clock()


def sent(server):
    return [int(one.body.split(b'"id":')[1].split(b"}")[0]) for one in server.requests]


def test_recording_is_one_insert_and_asks_nobody():
    subscribe("http://127.0.0.1:1/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        record()

    assert [query["sql"].split()[0] for query in queries] == ["INSERT"]


def test_many_events_are_recorded_in_order_with_few_inserts():
    with CaptureQueriesContext(connection) as queries:
        outbox.record_many([outbox.NewEvent("page.delete", {"id": n}) for n in range(300)], now=NOW)

    # SQLite takes fewer values in one statement than PostgreSQL.
    assert sum("INSERT" in query["sql"] for query in queries) <= 3
    stored = OutboxEvent.objects.order_by("id").values_list("payload", flat=True)
    assert [payload["id"] for payload in stored] == list(range(300))


def test_a_change_that_is_rolled_back_tells_nobody(clock):
    with receiver() as server:
        subscribe(server.url)
        with transaction.atomic():
            record()
            transaction.set_rollback(True)
        clock.deliver()

    assert server.requests == []


def test_an_event_goes_to_every_subscription_that_wants_it(clock):
    site = Site.objects.get()
    with receiver() as server:
        for name, fields in {
            "all": {},
            "kind": {"kinds": ["page.upsert"]},
            "other": {"kinds": ["page.delete"]},
            "site": {"site": site},
            "off": {"active": False},
        }.items():
            subscribe(f"{server.url}/{name}", name=name, **fields)
        record(1, site_id=site.pk)
        record(2)
        record(3, kind="not.registered")
        done = clock.deliver()

    paths = [(request.path, request.body.split(b'"id":')[1][:1]) for request in server.requests]
    assert sorted(paths) == [
        ("/all", b"1"), ("/all", b"2"), ("/kind", b"1"), ("/kind", b"2"), ("/site", b"1"),
    ]  # fmt: skip
    assert (done.events, done.delivered) == (3, 5)
    assert OutboxEvent.objects.filter(settled_at=NOW).count() == 3


def test_nothing_is_sent_twice(clock):
    with receiver() as server:
        subscribe(server.url)
        record()
        assert clock.deliver()
        assert not clock.deliver()

    assert len(server.requests) == 1


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_receiver_is_asked(clock, monkeypatch):
    def waiting(*args, **kwargs):
        in_transaction.append(connection.in_atomic_block)
        return futures.wait(*args, **kwargs)

    in_transaction: list[bool] = []
    monkeypatch.setattr(dispatch, "wait", waiting)
    with receiver() as server:
        subscribe(server.url)
        record()
        clock.deliver()

    assert len(server.requests) == 1
    assert in_transaction
    assert not any(in_transaction)


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


def test_what_is_registered_is_called_before_the_round_and_its_events_go_out_in_it(clock, monkeypatch):
    monkeypatch.setattr("cms.outbox.recording._before_delivery", [])
    outbox.register_before_delivery(record)
    outbox.register_before_delivery(record)
    with receiver() as server:
        subscribe(server.url)
        clock.deliver()

    assert len(server.requests) == 1
    assert record not in _before_delivery


def test_what_fails_before_the_round_does_not_keep_it_from_being_made(clock, monkeypatch, caplog):
    def fails():
        raise ValueError("a bug")

    monkeypatch.setattr("cms.outbox.recording._before_delivery", [fails])
    with receiver() as server, caplog.at_level(logging.ERROR):
        subscribe(server.url)
        record()
        clock.deliver()

    assert len(server.requests) == 1
    assert "a bug" in caplog.text


class Chokes(Channel):
    """Can not read an event with the number 2, and can not prepare one with the number 3."""

    name = "chokes"

    def deliveries(self, events):
        for event in events:
            if event.payload["id"] == 2:
                raise ValueError("a bug")
            yield Delivery(event=event, receiver="chokes:here")

    def prepare(self, deliveries, *, now):
        if deliveries[0].event.payload["id"] == 3:
            raise ValueError("a bug")
        return lambda: Outcome(ok=True)


def test_an_event_that_a_channel_chokes_on_stops_neither_other_events_nor_the_loop(
    clock, monkeypatch, caplog
):
    monkeypatch.setattr("cms.outbox.channels._channels", {"chokes": Chokes(), "webhook": WebhookChannel()})
    with receiver() as server, caplog.at_level(logging.ERROR):
        subscribe(server.url)
        for number in (1, 2, 3):
            record(number)
        clock.deliver()

    assert sent(server) == [1, 2, 3]
    found = Delivery.objects.filter(receiver="chokes:here").order_by("event")
    assert [(one.event.payload["id"], one.status, one.last_failure) for one in found] == [
        (1, "delivered", ""), (3, "pending", "error"),
    ]  # fmt: skip


def test_a_thousand_events_that_wait_for_a_dead_receiver_cost_no_more_queries_than_two(clock):
    with receiver() as down:
        pass
    subscribe(down.url)
    record(1)
    record(2)
    clock.deliver()
    with CaptureQueriesContext(connection) as few:
        clock.deliver()
    outbox.record_many([outbox.NewEvent("page.upsert", {"id": n}) for n in range(1000)], now=NOW)
    clock.deliver()
    with CaptureQueriesContext(connection) as many:
        clock.deliver()

    assert len(many) == len(few)


def test_pruning_deletes_what_was_settled_long_ago_and_nothing_that_waits(clock, capsys):
    with receiver(answers_in_turn(answers(200), answers(500))) as server:
        subscribe(server.url)
        record(1)
        record(2)
        clock.deliver()
    call_command("prune_outbox", days=30)

    assert capsys.readouterr().out == "1 events deleted\n"
    assert [event.payload for event in OutboxEvent.objects.all()] == [{"id": 2}]
    assert states() == [("pending", 1)]


def test_the_command_says_what_it_did_and_nothing_when_there_was_nothing(capsys):
    with receiver() as server:
        subscribe(server.url)
        record()
        call_command("deliver_outbox", once=True)
        call_command("deliver_outbox", once=True)

    expected = "1 new events; 1 delivered, 0 to be retried, 0 given up, 0 cancelled\n"
    assert capsys.readouterr().out == expected
