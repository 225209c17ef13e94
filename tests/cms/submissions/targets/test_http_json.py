"""JSON to another service: its own names and headers, and nothing that was not asked for."""

import json

import pytest

from cms.models import OutboxEvent
from cms.submissions.targets import HttpJsonTarget
from tests.cms.submissions.target_builders import CANARY_ADDRESS, accepted, make_target
from tests.receivers import answers, answers_in_turn, receiver

pytestmark = pytest.mark.django_db


def test_only_what_the_mapping_names_is_sent_under_the_names_of_the_other_service(clock):
    mapping = {
        "contact.mail": "fields.email",
        "contact.name": "fields.name",
        "source": "panel.slug",
        "list": '"L-17"',
        "phone": "fields.phone",
    }
    with receiver() as server:
        make_target("http_json", url=server.url, mapping=mapping)
        accepted()
        clock.deliver()

    (request,) = server.requests
    assert json.loads(request.body) == {
        "contact": {"mail": CANARY_ADDRESS, "name": "Ada"},
        "source": "contact",
        "list": "L-17",
    }


def test_without_a_mapping_the_whole_message_is_sent(clock):
    with receiver() as server:
        make_target("http_json", url=server.url)
        submission = accepted()
        clock.deliver()

    sent = json.loads(server.requests[0].body)
    assert (sent["id"], sent["fields"]["message"]) == (str(submission.uuid), "Hello")


def test_headers_are_sent_and_a_repeat_has_the_same_key(clock):
    with receiver(answers_in_turn(answers(500), answers())) as server:
        make_target("http_json", url=server.url, headers={"Authorization": "Bearer 12345", "accept": "*/*"})
        accepted()
        clock.deliver()
        clock.forward(seconds=10)
        clock.deliver()

    first, second = server.requests
    assert first.headers["Authorization"] == "Bearer 12345"
    assert first.headers["Content-Type"] == "application/json"
    assert [value for name, value in first.headers.items() if name.lower() == "accept"] == ["*/*"]
    key = OutboxEvent.objects.get(kind="submission.accepted").public_id
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"] == key
    assert first.body == second.body


@pytest.mark.parametrize(
    "options",
    [
        {"headers": {"Not a name": "x"}},
        {"headers": {"X-Key": "a\r\nX-Other: b"}},
        {"headers": {"X-Key": ""}},
        {"headers": {"Content-Length": "1"}},
        {"headers": {"idempotency-key": "1"}},
        {"mapping": {"name": "nothing"}},
        {"mapping": {"name": "panel.nothing"}},
        {"mapping": {"name": "fields."}},
        {"mapping": {"name": "email.address"}},
        {"mapping": {"name": 1}},
        {"mapping": {"a..b": "email"}},
        {"mapping": {"a": "email", "a.b": "locale"}},
    ],
)
def test_options_that_can_not_be_used_are_refused(options):
    with pytest.raises(ValueError, match=":"):
        HttpJsonTarget(url="https://www.example.org/", **options)


@pytest.mark.parametrize("path", ["fields.email", "fields.address.city", "page.path", "consent", '"x"', '""'])
def test_paths_into_the_message_are_taken(path):
    assert HttpJsonTarget(url="https://www.example.org/", mapping={"a.b": path}).mapping == {"a.b": path}
