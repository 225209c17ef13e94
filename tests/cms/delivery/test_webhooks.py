"""Webhooks follow Standard Webhooks, as its own library checks it."""

import base64
import json
from datetime import datetime, timedelta

import pytest
from standardwebhooks import Webhook
from wagtail.log_actions import registry

from cms.delivery.webhooks import send_test_event
from cms.models import Delivery, WebhookSubscription
from tests.cms.outbox_builders import NOW, Clock, record, subscribe
from tests.receivers import answers, drips, receiver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("local")]


@pytest.fixture
def clock(monkeypatch):
    """The library compares the timestamp with the clock of the system: here it is our clock."""
    shown = Clock()

    class Then(datetime):
        @classmethod
        def now(cls, tz=None):
            return shown.now

    monkeypatch.setattr("standardwebhooks.webhooks.datetime", Then)
    return shown


def test_the_library_of_the_standard_accepts_what_is_sent(clock):
    with receiver() as server:
        subscription = subscribe(server.url)
        record(7)
        clock.deliver()

    (request,) = server.requests
    verified = Webhook(subscription.secrets.get().value).verify(request.body, request.headers)
    assert verified == {"type": "page.upsert", "timestamp": "2026-03-01T12:00:00.000Z", "data": {"id": 7}}
    assert request.method == "POST"
    assert request.headers["Content-Type"] == "application/json"


def test_a_body_that_was_changed_on_the_way_is_not_accepted(clock):
    with receiver() as server:
        subscription = subscribe(server.url)
        record(7)
        clock.deliver()

    (request,) = server.requests
    with pytest.raises(Exception, match="No matching signature"):
        Webhook(subscription.secrets.get().value).verify(request.body + b" ", request.headers)


def test_a_secret_has_32_random_bytes():
    first, second = (subscribe("https://example.org/").secrets.get() for _ in range(2))

    assert first.value.startswith("whsec_")
    assert len(base64.b64decode(first.value.removeprefix("whsec_"), validate=True)) == 32
    assert first.value != second.value


def test_after_a_rotation_both_secrets_are_valid_and_a_day_later_the_new_one_only(clock):
    with receiver() as server:
        subscription = subscribe(server.url)
        old = subscription.secrets.get().value
        new = subscription.rotate_secret(now=clock.now).value
        record(1)
        clock.deliver()
        for secret in (old, new):
            Webhook(secret).verify(server.requests[0].body, server.requests[0].headers)
        clock.forward(days=1)
        record(2)
        clock.deliver()

    request = server.requests[1]
    Webhook(new).verify(request.body, request.headers)
    assert len(request.headers["webhook-signature"].split()) == 1
    with pytest.raises(Exception, match="No matching signature"):
        Webhook(old).verify(request.body, request.headers)


def test_a_second_rotation_does_not_lengthen_the_life_of_the_first_secret():
    subscription = subscribe("https://example.org/")
    first = subscription.secrets.get()
    subscription.rotate_secret(now=NOW)
    subscription.rotate_secret(now=NOW + timedelta(hours=23))
    first.refresh_from_db()

    assert first.retires_at == NOW + timedelta(days=1)
    assert len(subscription.valid_secrets(now=NOW + timedelta(hours=23))) == 3
    assert len(subscription.valid_secrets(now=NOW + timedelta(hours=25))) == 2


def test_each_attempt_has_its_own_time_and_the_same_id_and_body(clock):
    with receiver(answers(500)) as server:
        subscribe(server.url)
        record()
        clock.deliver()
        clock.forward(minutes=1)
        clock.deliver()

    first, second = server.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert int(second.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"]) == 60


def test_a_receiver_that_is_gone_is_switched_off_with_an_entry(clock):
    with receiver(answers(410)) as server:
        subscription = subscribe(server.url)
        record(1)
        record(2)
        clock.deliver()
        clock.deliver()

    assert not WebhookSubscription.objects.get().active
    assert len(server.requests) == 1
    assert sorted(Delivery.objects.values_list("status", "last_failure")) == [
        ("cancelled", ""),
        ("failed", "gone"),
    ]
    assert [entry.action for entry in registry.get_logs_for_instance(subscription)] == ["cms.webhook.gone"]


def test_a_redirect_is_an_error_and_not_followed(clock):
    with receiver() as private, receiver(answers(302, Location=private.url)) as server:
        subscribe(server.url)
        record()
        clock.deliver()

    delivery = Delivery.objects.get()
    assert (delivery.last_status, delivery.last_failure, delivery.status) == (302, "status", "pending")
    assert private.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.2:1/",
        "http://[::1]:1/",
        "http://169.254.169.254/latest/meta-data",
        "http://0x7f000002:1/",
    ],
)
def test_a_private_address_is_not_asked(clock, url):
    subscribe(url)
    record()
    clock.deliver()

    assert Delivery.objects.get().last_failure == "refused_address"


def test_an_answer_that_drips_is_given_up_after_the_time_limit(clock, monkeypatch):
    monkeypatch.setattr("cms.delivery.webhooks.TIMEOUT", 0.3)
    with receiver(drips(b"x", start=b"HTTP/1.0 200 OK\r\n\r\n")) as server:
        subscribe(server.url)
        record()
        clock.deliver()

    assert Delivery.objects.get().last_failure == "timeout"


def test_of_a_long_answer_the_beginning_is_kept(clock):
    with receiver(answers(200, b"\0" + b"x" * 100_000)) as server:
        subscribe(server.url)
        record()
        clock.deliver()

    delivery = Delivery.objects.get()
    assert delivery.status == "delivered"
    assert delivery.answer == "\N{REPLACEMENT CHARACTER}" + "x" * 2047


def test_a_test_event_goes_to_the_one_subscription_whatever_it_wants(clock):
    with receiver() as server, receiver() as other:
        subscription = subscribe(server.url, kinds=["page.delete"])
        subscribe(other.url, name="Other")
        send_test_event(subscription, now=NOW)
        clock.deliver()

    assert json.loads(server.requests[0].body)["type"] == "webhook.test"
    assert other.requests == []


def test_an_event_without_a_valid_secret_is_not_sent_unsigned(clock):
    with receiver() as server:
        subscribe(server.url).secrets.all().delete()
        record()
        clock.deliver()

    assert server.requests == []
    assert Delivery.objects.get().status == "cancelled"
