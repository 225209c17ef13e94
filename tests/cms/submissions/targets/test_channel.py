"""Each accepted submission goes to the receivers that want it, and is tried again where that fails."""

import json
from datetime import timedelta

import pytest
from django.test import override_settings
from wagtail.log_actions import registry
from wagtail.models import Locale

from cms import outbox, outgoing
from cms.models import Delivery, OutboxEvent, Submission, SubmissionTarget, Subscriber
from cms.models.events import with_receiver_names
from cms.outbox.queue import send_again
from cms.submissions.targets import Target
from tests.builders import make_locale, make_panel, make_site
from tests.cms.outbox_builders import NOW
from tests.cms.submissions.target_builders import CANARY_ADDRESS, accepted, contact_panel, make_target
from tests.receivers import LOCAL, answers, answers_in_turn, receiver

pytestmark = pytest.mark.django_db


class Remembering(Target):
    """A target of a host's own, which keeps what it is sent."""

    sent: list = []

    def __init__(self, *, say=""):
        self.say = say

    def send(self, message, *, now):
        self.sent.append((self.say, message))


def entry(name="own", backend="Remembering", **values):
    return {"NAME": name, "BACKEND": f"{__name__}.{backend}", **values}


@pytest.fixture(autouse=True)
def _forget():
    Remembering.sent.clear()


def names(server):
    return [json.loads(request.body)["data"]["fields"]["name"] for request in server.requests]


def test_every_receiver_that_wants_a_submission_gets_it(clock):
    contact, packet = contact_panel(), contact_panel("packet", kind="information_packet")
    site, other = make_site("www.example.org"), make_site("other.example.org")
    with receiver() as server:
        wanted: dict[str, dict] = {
            "all": {},
            "packets": {"kinds": ["information_packet"]},
            "contact-and-newsletter": {"kinds": ["contact", "newsletter"]},
            "of-a-panel": {"panels": [packet]},
            "of-the-site": {"site": site},
            "of-another-site": {"site": other},
            "off": {"active": False},
        }
        for name, values in wanted.items():
            make_target(name=name, url=f"{server.url}/{name}", **values)
        accepted(contact, site=site)
        clock.deliver()

    assert sorted(request.path for request in server.requests) == [
        "/all",
        "/contact-and-newsletter",
        "/of-the-site",
    ]


def test_a_panel_stands_for_all_its_translations(clock):
    contact = contact_panel()
    translated = contact.copy_for_translation(make_locale("es"))
    translated.save()
    with receiver() as server:
        make_target(url=server.url, panels=[contact])
        accepted(translated)
        clock.deliver()

    assert len(server.requests) == 1
    assert Locale.objects.count() == 2


def test_fanning_out_takes_the_same_queries_for_any_number_of_events(clock, django_assert_num_queries):
    make_target(url="https://example.org/")
    channel = outbox.channels.channel_of("target:1")
    for _ in range(5):
        accepted()
    events = list(OutboxEvent.objects.all())
    # Receivers, their panels, submissions.
    with django_assert_num_queries(3):
        assert len(list(channel.deliveries(events))) == 5
    with django_assert_num_queries(0):
        assert list(channel.deliveries([])) == []


def test_a_receiver_in_the_settings_gets_the_kinds_it_names(clock):
    with override_settings(
        CMS_SUBMISSION_TARGETS=[
            entry(OPTIONS={"say": "hello"}),
            entry("newsletters", KINDS=["newsletter"]),
        ]
    ):
        submission = accepted()
        clock.deliver()

    ((said, message),) = Remembering.sent
    assert (said, message.id, message.email) == ("hello", submission.uuid, CANARY_ADDRESS)
    delivery = Delivery.objects.get()
    assert (delivery.receiver, delivery.receiver_name) == ("target:settings-own", "own")
    assert delivery.status == "delivered"


def test_what_is_not_there_any_more_is_not_sent(clock):
    with receiver(answers(500)) as server:
        for name in ("deleted", "off", "kept"):
            make_target(name=name, url=server.url)
        with override_settings(CMS_SUBMISSION_TARGETS=[entry()]):
            accepted()
            outbox.queue.fan_out(now=clock.now)
        SubmissionTarget.objects.get(name="deleted").delete()
        SubmissionTarget.objects.filter(name="off").update(active=False)
        clock.deliver()
        assert len(server.requests) == 1
        assert sorted(Delivery.objects.values_list("status", flat=True)) == ["cancelled"] * 3 + ["pending"]
        Submission.objects.all().delete()
        clock.forward(minutes=1)
        clock.deliver()

    assert len(server.requests) == 1
    assert set(Delivery.objects.values_list("status", flat=True)) == {"cancelled"}


@pytest.mark.parametrize("status", ["unsubscribed", "pending", "confirmed"])
def test_a_newsletter_is_passed_on_only_while_its_reader_is_subscribed(clock, status):
    panel = make_panel("newsletter")
    with receiver() as server:
        make_target(url=server.url)
        accepted(panel, email_hash="1" * 64)
        Subscriber.objects.create(list_key=panel.translation_key, email_hash="1" * 64, status=status)
        clock.deliver()

    assert len(server.requests) == (status == "confirmed")
    assert (Delivery.objects.get().status == "cancelled") is (status != "confirmed")


def test_what_the_team_has_taken_for_spam_meanwhile_is_not_sent(clock):
    with receiver() as server:
        make_target(url=server.url)
        accepted(state=Submission.State.QUARANTINED, suspicion="team")
        clock.deliver()

    assert not server.requests
    assert Delivery.objects.get().status == "cancelled"


def test_one_that_fails_holds_up_no_other_and_is_tried_again_as_the_schedule_says(clock):
    with receiver(answers_in_turn(answers(503), answers())) as server:
        make_target(url=server.url)
        accepted(fields={"name": "first"})
        accepted(fields={"name": "second"})
        clock.deliver()
        clock.deliver()
        assert names(server) == ["first", "second"]
        clock.forward(seconds=6)
        clock.deliver()

    assert names(server) == ["first", "second", "first"]
    first, _second, again = server.requests
    assert first.headers["webhook-id"] == again.headers["webhook-id"]
    assert set(Delivery.objects.values_list("status", flat=True)) == {"delivered"}


@pytest.mark.parametrize("status", [400, 401, 404, 422, 429, 500])
def test_whatever_the_status_of_a_failure_it_is_tried_again(clock, status):
    with receiver(answers(status)) as server:
        make_target("http_json", url=server.url)
        accepted()
        clock.deliver()

    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.last_status, delivery.last_failure) == ("pending", status, "status")
    assert delivery.next_attempt_at - NOW >= timedelta(seconds=5)


def test_after_the_last_attempt_it_is_given_up_and_the_team_can_send_it_again_with_the_same_id(clock):
    with receiver(answers(500)) as server:
        make_target(url=server.url)
        accepted()
        for _ in range(10):
            clock.deliver()
            clock.forward(days=2)
        delivery = Delivery.objects.get()
        assert (delivery.status, delivery.attempts) == ("failed", 10)
        server.behave = answers()
        assert send_again([delivery], now=clock.now) == 1
        clock.deliver()

    assert Delivery.objects.get().status == "delivered"
    assert len({request.headers["webhook-id"] for request in server.requests}) == 1


def test_a_webhook_that_is_gone_is_switched_off_and_another_api_is_not(clock):
    with receiver(answers(410)) as server:
        webhook = make_target(name="Webhook", url=server.url)
        api = make_target("http_json", name="API", url=server.url)
        accepted()
        clock.deliver()
    webhook.refresh_from_db()
    api.refresh_from_db()

    assert (webhook.active, api.active) == (False, True)
    assert sorted(Delivery.objects.values_list("status", "last_failure")) == [
        ("failed", "gone"),
        ("pending", "status"),
    ]
    assert [log.action for log in registry.get_logs_for_instance(webhook)] == ["cms.target.gone"]


def test_an_incomplete_row_is_an_error_of_its_own_alone(clock, caplog):
    with receiver() as server:
        make_target("email", name="No recipients")
        make_target(url=server.url, name="Fine")
        accepted()
        clock.deliver()

    assert len(server.requests) == 1
    assert sorted(Delivery.objects.values_list("status", "last_failure")) == [
        ("delivered", ""),
        ("pending", "error"),
    ]


def test_a_list_of_deliveries_knows_the_names_of_its_receivers_by_one_query(clock, django_assert_num_queries):
    targets = [make_target(name=f"Receiver {number}", url="https://127.0.0.1:9/") for number in range(3)]
    with override_settings(CMS_SUBMISSION_TARGETS=[entry()]):
        accepted()
        outbox.queue.fan_out(now=clock.now)
    targets[0].delete()
    with django_assert_num_queries(1):
        names = {one.receiver_name for one in with_receiver_names(Delivery.objects.all())}

    assert names == {"Receiver 1", "Receiver 2", "own", "A deleted receiver of submissions"}
    assert {one.receiver_name for one in Delivery.objects.all()} == names


def test_only_public_addresses_are_asked(clock):
    LOCAL.disable()
    try:
        make_target(url="http://127.0.0.1:9/")
        accepted()
        clock.deliver()
    finally:
        LOCAL.enable()

    assert Delivery.objects.get().last_failure in ("invalid_address", "refused_address")
    assert issubclass(outgoing.AddressRefused, outgoing.OutgoingError)
