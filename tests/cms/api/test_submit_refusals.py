"""What is wrong with a submission is told by name, all at once, and never kept."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone

from cms.models import CallToAction, Submission
from tests.builders import make_panel
from tests.submitting import EVERY_FIELD, address_of, errors_of, every_field, filled_in, post, token_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(site):
    return make_panel("newsletter")


@pytest.fixture(autouse=True)
def _nothing_is_kept(request, db):
    yield
    assert not Submission.objects.exists()


def told(answer):
    """(status, kind, faults) of a problem."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.json()["type"].removeprefix("/problems/"), errors_of(answer)


# The request


@pytest.mark.parametrize("media_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
                                        "application/jsonx", "application/json; charset=latin-1"])  # fmt: skip
def test_a_body_that_is_not_json_by_its_type_is_refused(client, panel, media_type):
    answer = client.generic("POST", address_of(panel), b"{}", content_type=media_type)
    assert told(answer) == (415, "unsupported-media-type", [])
    assert answer.headers["Accept"] == "application/json"


@pytest.mark.parametrize(
    "media_type", ["application/json;charset=utf-8", 'APPLICATION/JSON; charset="UTF-8"']
)
def test_json_may_say_that_it_is_utf_8(client, panel, media_type):
    answer = client.generic("POST", address_of(panel), b"{}", content_type=media_type)
    assert answer.status_code == 400


def test_a_body_that_is_too_large_is_refused(panel, settings):
    settings.CMS_FORM_BYTES = 1000
    assert told(post(panel, b" " * 1001))[:2] == (413, "content-too-large")
    assert post(panel, b" " * 1000).status_code == 400


class Endless:
    """A stream that gives as much as is asked for."""

    def __init__(self):
        self.given = 0

    def read(self, size=-1):
        assert size > 0
        self.given += size
        return b" " * size

    readline = read


@pytest.mark.parametrize("length", ["", "10", "-1", "x", "٣", "1" * 50])
def test_no_more_is_read_than_may_be_sent_whatever_the_length_says(panel, settings, length):
    settings.CMS_FORM_BYTES = 1000
    stream = Endless()
    environ: Any = {"CONTENT_LENGTH": length, "wsgi.input": stream, "wsgi.input_terminated": True}
    assert post(panel, b"{}", **environ).status_code in (400, 413)
    assert stream.given <= 1001


def test_a_body_that_comes_in_chunks_is_read(panel):
    content = json.dumps(filled_in(panel, fields={"email": "no address"})).encode()
    environ: Any = {"CONTENT_LENGTH": "", "wsgi.input": BytesIO(content), "wsgi.input_terminated": True}
    assert told(post(panel, b"{}", **environ)) == (422, "invalid-submission", [("fields.email", "invalid")])


def test_a_body_that_breaks_off_is_refused(panel):
    content = json.dumps(filled_in(panel)).encode()
    assert post(panel, content[:-5]).status_code == 400


NO_JSON = [
    b" ", b"{", b"x", b"[]", b"1", b'"x"', b"null", b"true", b"{}{}", b"{'a': 1}", b'{"a": 1,}', b"\xff",
    b'{"a": "\xff"}',
    b'{"a": "\xed\xa0\x80"}', b"\xef\xbb\xbf{}", '{"a": 1}'.encode("utf-16"), b'{"a": NaN}', b'{"a": Infinity}',
    b'{"a": -Infinity}', b'{"a": 1e999}', b'{"a": ' + b"9" * 5000 + b"}", b'{"a": 1, "a": 1}',
    b'{"fields": {"x": 1, "x": 1}}',
    b'{"a": "\\u0000"}', b'{"\\u0000": 1}', b'{"a": "\\ud800"}', b'{"\\udfff": 1}', b'{"a": "\\ude00\\ud83d"}',
    b"[" * 60_000, b'{"a":' * 10_000, b'{"a": ' + b"[" * 100 + b"]" * 100 + b"}", b"a=1&b=2",
]  # fmt: skip


@pytest.mark.parametrize("content", NO_JSON, ids=range(len(NO_JSON)))
def test_what_is_no_json_object_is_refused(panel, content):
    assert told(post(panel, content)) == (400, "invalid-body", [])


def test_a_key_of_the_body_that_is_not_known_is_named(panel):
    assert told(post(panel, filled_in(panel, utm_source="x", fields_=1)))[2] == [
        ("utm_source", "unknown"),
        ("fields_", "unknown"),
    ]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"fields": ...}, ("fields", "missing")),
        ({"token": ...}, ("token", "missing")),
        ({"fields": []}, ("fields", "invalid")),
        ({"fields": None}, ("fields", "invalid")),
        ({"consent": "true"}, ("consent", "invalid")),
        ({"consent": 1}, ("consent", "invalid")),
        ({"consent_version": "1"}, ("consent_version", "invalid")),
        ({"consent_version": 1.5}, ("consent_version", "invalid")),
        ({"consent_version": True}, ("consent_version", "invalid")),
        ({"page": "12"}, ("page", "invalid")),
        ({"page": []}, ("page", "invalid")),
        ({"placement": 3}, ("placement", "invalid")),
        ({"placement": "x" * 101}, ("placement", "too_long")),
        ({"placement": "a\nb"}, ("placement", "invalid")),
        ({"token": 1}, ("token", "invalid")),
        ({"token": "x" * 201}, ("token", "too_long")),
        ({"website": 1}, ("website", "invalid")),
        ({"captcha": {}}, ("captcha", "invalid")),
    ],
)
def test_a_part_of_the_body_of_another_type_is_named(panel, changed, error):
    assert told(post(panel, filled_in(panel, **changed))) == (400, "invalid-body", [error])


@pytest.mark.parametrize(
    ("key", "code"),
    [("", "missing"), ("  ", "missing"), ("é", "invalid"), ("a\tb", "invalid"), ("x" * 256, "invalid")],
)
def test_a_request_without_a_key_is_refused(panel, key, code):
    assert told(post(panel, filled_in(panel), key=key)) == (400, "invalid-body", [("Idempotency-Key", code)])


def test_parameters_are_as_strict_as_anywhere(client, panel):
    answer = client.post(address_of(panel) + "?utm_source=x", {}, content_type="application/json")
    assert told(answer) == (400, "invalid-parameters", [("utm_source", "unknown")])


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
def test_other_methods_are_refused(client, panel, method):
    answer = client.generic(method, address_of(panel))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST, OPTIONS")


# The panel


def test_a_panel_that_is_not_shown_takes_nothing(panel):
    unknown = CallToAction(slug="unknown", locale=panel.locale, kind="newsletter", consent_version=1)
    assert told(post(unknown, filled_in(panel)))[:2] == (404, "not-found")


def test_a_panel_that_is_not_published_takes_nothing(site):
    panel = make_panel("draft", live=False)
    assert post(panel, filled_in(panel)).status_code == 404


def test_a_panel_takes_nothing_after_its_end(site):
    end = timezone.now() + timedelta(hours=1)
    panel = make_panel("ending", ends_at=end)
    body = filled_in(panel)
    with mock.patch.object(timezone, "now", return_value=end):
        assert post(panel, body).status_code == 404


def test_a_panel_without_a_form_takes_nothing(site):
    panel = make_panel("link")
    CallToAction.objects.filter(pk=panel.pk).update(kind="link")
    assert post(panel, filled_in(panel)).status_code == 404


# The token


@pytest.mark.parametrize(
    ("token", "code"),
    [("", "missing"), ("x", "invalid"), ("é", "invalid"), ("1.x", "invalid"), (".", "invalid")],
)
def test_a_token_that_is_none_is_refused(panel, token, code):
    assert told(post(panel, filled_in(panel, token=token))) == (422, "invalid-submission", [("token", code)])


def test_a_token_of_another_panel_is_refused(panel):
    other = make_panel("other")
    assert errors_of(post(panel, filled_in(panel, token=token_for(other)))) == [("token", "invalid")]


def test_a_token_that_is_too_young_says_when_it_is_old_enough(panel):
    answer = post(panel, filled_in(panel, token=token_for(panel, age=0.5)))
    assert told(answer) == (422, "invalid-submission", [("token", "too_early")])
    assert answer.headers["Retry-After"] == "2"
    assert "Send it again at 20" in answer.json()["errors"][0]["detail"]


def test_a_token_that_is_too_old_is_refused(panel):
    assert errors_of(post(panel, filled_in(panel, token=token_for(panel, age=24 * 3600)))) == [
        ("token", "expired")
    ]


# The fields


def test_all_fields_that_are_wrong_are_named_at_once_in_the_order_of_the_form(site):
    panel = make_panel("all", kind="contact", form_fields=every_field(required=True))
    wrong = {
        "unknown": 1, "hidden": "spring", "checkbox": False, "postal_address": {"line1": "x", "city": " ", "zip": "1"},
        "country": "XX", "multiple_choice": ["a", "b", "c"], "choice": "d", "phone": "x", "email": "x",
        "text": "x" * 201,
    }  # fmt: skip
    answer = post(panel, filled_in(panel, fields=wrong, consent=False))
    assert told(answer) == (
        422,
        "invalid-submission",
        [
            ("fields.text", "too_long"),
            ("fields.long_text", "missing"),
            ("fields.email", "invalid"),
            ("fields.phone", "invalid"),
            ("fields.choice", "not_one_of"),
            ("fields.multiple_choice", "too_many"),
            ("fields.checkbox", "must_be_accepted"),
            ("fields.country", "not_one_of"),
            ("fields.postal_address.city", "missing"),
            ("fields.postal_address.country", "missing"),
            ("fields.postal_address.zip", "unknown"),
            ("fields.hidden", "not_one_of"),
            ("fields.unknown", "unknown"),
            ("consent", "must_be_accepted"),
        ],
    )


def test_no_fault_repeats_what_was_sent(site):
    panel = make_panel("all", kind="contact", form_fields=every_field(required=True))
    answer = post(panel, filled_in(panel, fields=dict.fromkeys(EVERY_FIELD, "canary\x01")))
    assert answer.status_code == 422
    assert b"canary" not in answer.content


@pytest.mark.parametrize("value", ["", None])
def test_a_field_that_has_to_be_filled_in_is_missing_when_it_is_empty(panel, value):
    assert errors_of(post(panel, filled_in(panel, fields={"email": value}))) == [("fields.email", "missing")]


# The consent


@pytest.mark.parametrize("consent", [..., None, False])
def test_a_reader_who_does_not_agree_is_not_signed_up(panel, consent):
    assert errors_of(post(panel, filled_in(panel, consent=consent))) == [("consent", "must_be_accepted")]


def test_the_version_of_the_consent_has_to_be_named(panel):
    assert errors_of(post(panel, filled_in(panel, consent_version=...))) == [("consent_version", "missing")]


@pytest.mark.parametrize("version", [0, 1, 3, 10**30, -1])
def test_a_consent_to_other_words_is_refused_with_the_version_of_these(panel, version):
    panel.consent_text = "Other words."
    panel.save_revision().publish()
    answer = post(panel, filled_in(panel, consent_version=version))
    assert told(answer) == (409, "outdated-consent", [])
    assert "version 2 " in answer.json()["detail"]


# The captcha


class TestTheCaptcha:
    @pytest.fixture(autouse=True)
    def _captcha(self, settings):
        settings.CMS_CAPTCHA = {"BACKEND": "tests.cms.submissions.captchas.Word", "OPTIONS": {"word": "pass"}}

    @pytest.mark.parametrize(("answer", "code"), [(..., "missing"), ("", "missing"), ("fail", "invalid")])
    def test_who_does_not_pass_is_refused(self, panel, answer, code):
        assert errors_of(post(panel, filled_in(panel, captcha=answer))) == [("captcha", code)]
