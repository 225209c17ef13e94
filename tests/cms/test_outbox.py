"""Events are written down with the change, and every receiver gets each of them, whatever happens in between."""

import logging
from concurrent import futures

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms import outbox
from cms.delivery import dispatch
from cms.delivery.webhooks import WebhookChannel
from cms.models import Delivery, OutboxEvent
from cms.outbox.channels import Channel, Outcome
from cms.outbox.recording import _before_delivery
from tests.cms.outbox_builders import NOW, Clock, record, states, subscribe
from tests.receivers import answers, answers_in_turn, receiver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("local")]


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
