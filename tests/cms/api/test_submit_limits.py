"""How much may be sent; and what happens while nobody can count: nothing is lost, or all is refused."""

import logging
import re
from unittest import mock

import pytest
from django.core.cache import caches

from cms.models import Submission
from cms.submissions import throttle
from tests.builders import make_panel
from tests.submitting import filled_in, post

pytestmark = pytest.mark.django_db

CANARY = "canary@example.org"


@pytest.fixture
def panel(site):
    return make_panel("newsletter")


def send(panel, *, email="ada@example.org", address="203.0.113.1", **changed):
    body = filled_in(panel, **({"fields": {"email": email}} | changed))
    return post(panel, body, REMOTE_ADDR=address)


def test_a_client_that_sends_too_much_is_told_when_to_go_on(panel, settings):
    settings.CMS_FORM_LIMITS = {"client": (2, 600), "address": (5, 3600)}
    answers = [send(panel, email=f"{number}@example.org") for number in range(3)]
    assert [answer.status_code for answer in answers] == [202, 202, 429]
    refused = answers[2]
    assert refused.json()["type"] == "/problems/too-many-requests"
    wait = int(refused.headers["Retry-After"])
    assert 1 <= wait <= 600
    assert refused.headers["RateLimit-Policy"] == '"client";q=2;w=600, "address";q=5;w=3600'
    assert refused.headers["RateLimit"] == f'"client";r=0;t={wait}'


def test_what_is_refused_counts_for_the_client_too(panel, settings):
    settings.CMS_FORM_LIMITS = {"client": (2, 600)}
    assert [send(panel, email="x").status_code for _ in range(3)] == [422, 422, 429]


def test_other_clients_go_on(panel, settings):
    settings.CMS_FORM_LIMITS = {"client": (1, 600)}
    answers = [send(panel, address=f"203.0.113.{number}").status_code for number in (1, 1, 2)]
    assert answers == [202, 429, 202]


def test_an_address_is_counted_over_all_clients_and_panels_in_any_spelling(panel, settings):
    settings.CMS_FORM_LIMITS = {"address": (2, 3600)}
    other = make_panel("other")
    answers = [
        send(panel, email="ada@example.org", address="203.0.113.1"),
        send(other, email="Ada@Example.org", address="203.0.113.2"),
        send(panel, email="ADA@example.org", address="203.0.113.3"),
    ]
    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert answers[2].headers["RateLimit"].startswith('"address";r=0;t=')


def test_what_is_refused_does_not_count_for_the_address(panel, settings):
    settings.CMS_FORM_LIMITS = {"address": (1, 3600)}
    assert [send(panel, consent=False).status_code for _ in range(3)] == [422] * 3
    assert send(panel).status_code == 202


def test_both_are_counted_with_each_submission(panel, settings):
    settings.CMS_FORM_LIMITS = {"client": (9, 600), "address": (9, 3600)}
    with mock.patch.object(throttle, "count", wraps=throttle.count) as counted:
        send(panel)
    assert [call.args[0] for call in counted.call_args_list] == ["client", "address"]


def test_a_form_without_an_address_counts_for_the_client_alone(site, settings):
    settings.CMS_FORM_LIMITS = {"client": (9, 600), "address": (1, 3600)}
    field = {"type": "text", "value": {"label": "Name", "name": "name"}, "id": "b1"}
    panel = make_panel("ask", kind="contact", form_fields=[field])
    assert [send(panel, fields={"name": "x"}).status_code for _ in range(3)] == [202] * 3


def test_what_is_left_of_a_limit_is_not_told_to_those_who_are_within_it(panel):
    assert not [name for name in send(panel).headers if name.lower().startswith("ratelimit")]


def test_the_cache_has_nobodys_data(panel, monkeypatch):
    backend, keys = type(caches["default"]), []
    make_key = backend.make_key

    def told(self, key, version=None):
        keys.append(key)
        return make_key(self, key, version=version)

    monkeypatch.setattr(backend, "make_key", told)
    send(panel, email=CANARY, address="203.0.113.77")
    ours = [key for key in keys if key.startswith("cms.form_limit.")]
    assert len(ours) >= 2
    assert all(re.fullmatch(r"cms\.form_limit\.[0-9a-f]{64}", key) for key in ours)


class TestWithoutTheCache:
    @pytest.fixture(autouse=True)
    def _broken(self, panel, settings, monkeypatch):
        monkeypatch.setattr(throttle, "_logged_at", None)
        settings.CMS_FORM_LIMITS = {"client": (1, 600), "address": (1, 3600)}
        settings.CACHES = {"default": {"BACKEND": "tests.cms.submissions.broken_cache.BrokenCache"}}

    def test_every_submission_is_accepted_by_default(self, panel):
        assert [send(panel).status_code for _ in range(3)] == [202] * 3
        assert Submission.objects.count() == 3

    def test_every_submission_is_refused_where_a_setting_says_so(self, panel, settings):
        settings.CMS_FORM_LIMITS_WITHOUT_CACHE = "refuse"
        answer = send(panel)
        assert (answer.status_code, answer.json()["type"]) == (503, "/problems/unavailable")
        assert int(answer.headers["Retry-After"]) > 0
        assert not Submission.objects.exists()

    def test_the_log_says_so_once_a_minute_and_names_nobody(self, panel, caplog, monkeypatch):
        moment = 1000.0
        monkeypatch.setattr("cms.submissions.throttle.time.monotonic", lambda: moment)
        with caplog.at_level(logging.WARNING, logger="cms"):
            for _ in range(3):
                send(panel, email=CANARY, address="203.0.113.77")
            assert [record.getMessage() for record in caplog.records if record.name == throttle.__name__] == [
                "The cache that counts submissions does not answer (ConnectionError): they are accepted without limits."
            ]
            moment += 61
            send(panel, email=CANARY, address="203.0.113.77")
        assert len([record for record in caplog.records if record.name == throttle.__name__]) == 2
        assert CANARY not in caplog.text
        assert "203.0.113.77" not in caplog.text
