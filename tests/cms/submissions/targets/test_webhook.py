"""The signed webhook: the library of Standard Webhooks takes it, and it says all there is."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from standardwebhooks import Webhook

from cms.models import OutboxEvent
from cms.submissions.targets import WebhookTarget
from cms.submissions.targets.channel import send_test
from cms.submissions.targets.configured import made
from tests.builders import make_site, make_standard
from tests.cms.submissions.target_builders import CANARY_ADDRESS, accepted, contact_panel, make_target
from tests.receivers import answers, receiver

pytestmark = pytest.mark.django_db


def test_the_library_of_the_standard_accepts_what_is_sent_and_all_is_said(clock):
    site = make_site("www.example.org")
    page = make_standard(parent=site.root_page, slug="lupus")
    panel = contact_panel()
    with receiver() as server:
        target = make_target(url=server.url)
        submission = accepted(panel, site=site, page=page, consent="I agree.")
        clock.deliver()

    (request,) = server.requests
    event = OutboxEvent.objects.get(kind="submission.accepted")
    sent = Webhook(target.secret).verify(request.body, request.headers)
    assert request.headers["webhook-id"] == event.public_id
    assert sent == {
        "type": "submission.accepted",
        "timestamp": "2026-03-01T12:00:00.000Z",
        "data": {
            "id": str(submission.uuid),
            "event": event.public_id,
            "test": False,
            "received_at": "2026-03-01T12:00:00.000Z",
            "accepted_at": "2026-03-01T12:00:00.000Z",
            "panel": {
                "slug": "contact",
                "key": str(panel.translation_key),
                "heading": "Write to us",
                "kind": "contact",
            },
            "locale": "en",
            "site": "www.example.org",
            "page": {"id": page.pk, "path": "/research/lupus/"},
            "placement": "b3",
            "email": CANARY_ADDRESS,
            "fields": {"name": "Ada", "email": CANARY_ADDRESS, "message": "Hello"},
            "labels": {"name": "Your name", "email": "Your e-mail address", "message": "Your message"},
            "consent": {"text": "I agree.", "version": 2, "at": "2026-03-01T12:00:00.000Z"},
        },
    }


def test_what_is_not_known_is_null(clock):
    with receiver() as server:
        target = make_target(url=server.url)
        accepted(page_path="", email="", fields={})
        clock.deliver()

    sent = Webhook(target.secret).verify(server.requests[0].body, server.requests[0].headers)["data"]
    assert (sent["site"], sent["page"], sent["consent"], sent["email"]) == (None, None, None, None)


def test_each_attempt_has_its_own_time_and_the_same_id_and_body(clock):
    with receiver(answers(500)) as server:
        target = make_target(url=server.url)
        accepted()
        clock.deliver()
        clock.forward(minutes=1)
        clock.deliver()

    first, second = server.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert int(second.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"]) == 60
    Webhook(target.secret).verify(second.body, second.headers)


def test_a_test_says_that_it_is_one(clock):
    with receiver() as server:
        target = make_target(url=server.url, kinds=["newsletter"])
        send_test(target, now=clock.now)
        clock.deliver()

    sent = Webhook(target.secret).verify(server.requests[0].body, server.requests[0].headers)
    assert (sent["type"], sent["data"]["test"]) == ("submission.test", True)
    assert sent["data"]["email"] == "reader@example.org"
    assert sent["data"]["panel"]["kind"] == "newsletter"


@pytest.mark.parametrize("secret", ["", "whsec_not base64"])
def test_nothing_is_sent_unsigned(secret):
    with pytest.raises(ValueError, match=r"secret|base64|characters|padd"):
        WebhookTarget(url="https://www.example.org/", secret=secret)


def test_it_can_stand_in_the_settings():
    options = {"url": "https://www.example.org/", "secret": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz"}
    backend = "cms.submissions.targets.WebhookTarget"

    assert isinstance(made({"BACKEND": backend, "OPTIONS": options}), WebhookTarget)
    with pytest.raises(ImproperlyConfigured, match="secret"):
        made({"BACKEND": backend, "OPTIONS": {**options, "secret": ""}})
