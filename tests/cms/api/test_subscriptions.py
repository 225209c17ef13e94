"""Confirming, asking again and unsubscribing by HTTP: what each answers, and what no answer tells."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.models import ConsentRecord, OutboxEvent, Submission, Subscriber
from cms.models.addresses import address_hash
from cms.submissions.kinds import NEWSLETTER_RESEND, SUBMISSION_ACCEPTED
from cms.submissions.subscriptions import unsubscribe
from cms.submissions.tokens import unsubscribe_token
from tests import submitting
from tests.builders import change, make_locale, make_panel, make_site
from tests.cms.submissions.newsletters import (
    READER,
    confirmed,
    link_of,
    mails,
    pending,
    send,
    token_in,
    work,
)

pytestmark = pytest.mark.django_db

PREFIX = "/api/v1/submissions"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def newsletter(db):
    make_site()
    return make_panel("newsletter")


@pytest.fixture
def post():
    """POSTs JSON below the endpoints of subscriptions."""
    client = Client()

    def send_json(path, body=None, *, content=None, content_type=JSON, **headers):
        text = json.dumps(body) if content is None else content
        return client.post(f"{PREFIX}{path}", text, content_type=content_type, headers=headers)

    return send_json


def codes(response):
    return [(error["field"], error["code"]) for error in response.json()["errors"]]


class TestConfirm:
    def test_a_token_confirms(self, newsletter, post):
        subscriber = pending(newsletter)

        response = post("/confirm/", {"token": token_in(mails()[0])}, **{"X-Forwarded-For": "203.0.113.9"})

        assert response.status_code == 200
        assert response.json() == {
            "status": "confirmed",
            "message": "Thank you, your subscription is confirmed.",
        }
        assert response["Cache-Control"] == "no-store"
        subscriber.refresh_from_db()
        assert subscriber.status == Subscriber.Status.CONFIRMED
        assert ConsentRecord.objects.get(event="confirmed").client == "127.0.0.0/24"

    def test_a_token_that_was_used_is_gone(self, newsletter, post):
        pending(newsletter)
        body = {"token": token_in(mails()[0])}
        post("/confirm/", body)

        response = post("/confirm/", body)

        assert response.status_code == 410
        assert response["Content-Type"] == "application/problem+json"
        assert codes(response) == [("token", "used")]

    def test_a_token_that_has_expired_is_gone(self, newsletter, post):
        subscriber = pending(newsletter)
        change(subscriber, token_expires_at=datetime.now(UTC) - timedelta(hours=1))

        response = post("/confirm/", {"token": token_in(mails()[0])})

        assert response.status_code == 410
        assert codes(response) == [("token", "expired")]

    def test_a_token_that_nobody_made_is_not_found(self, newsletter, post):
        response = post("/confirm/", {"token": "x" * 43})

        assert response.status_code == 404
        assert codes(response) == [("token", "not_found")]

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            ({"token": "short"}, ("token", "invalid")),
            ({"token": "ü" * 43}, ("token", "invalid")),
            ({"token": "x" * 201}, ("token", "too_long")),
            ({"token": 1}, ("token", "invalid")),
            ({}, ("token", "missing")),
            ({"token": "x" * 43, "more": 1}, ("more", "unknown")),
        ],
    )
    def test_a_malformed_body_is_refused(self, newsletter, post, body, error):
        response = post("/confirm/", body)

        assert response.status_code == 400
        assert codes(response) == [error]

    @pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
    def test_nothing_but_a_post_confirms(self, newsletter, method):
        subscriber = pending(newsletter)
        token = token_in(mails()[0])

        response = getattr(Client(), method)(f"{PREFIX}/confirm/?token={token}")

        assert response.status_code == 405
        subscriber.refresh_from_db()
        assert subscriber.status == Subscriber.Status.PENDING

    def test_a_page_of_another_origin_can_not_confirm(self, newsletter, post, settings):
        settings.CORS_ALLOW_ALL_ORIGINS = False
        pending(newsletter)

        response = post("/confirm/", {"token": token_in(mails()[0])}, Origin="https://evil.example.net")

        assert response.status_code == 403


class TestResend:
    def test_it_writes_down_that_somebody_asked_and_no_address(self, newsletter, post):
        response = post("/resend/", {"email": " Reader@Example.org ", "panel": "newsletter"})

        assert response.status_code == 202
        assert response.json() == {
            "status": "accepted",
            "message": "If the address waits for confirmation, the mail is on its way once more.",
        }
        event = OutboxEvent.objects.get(kind=NEWSLETTER_RESEND)
        assert event.payload == {"address": address_hash(READER), "list": str(newsletter.translation_key)}

    def test_no_address_gets_another_answer_or_takes_another_query(self, newsletter, post, settings):
        settings.CMS_FORM_LIMITS = {}
        pending(newsletter, "pending@example.org")
        confirmed(newsletter, "confirmed@example.org")
        gone = confirmed(newsletter, "gone@example.org")
        unsubscribe(unsubscribe_token(gone.uuid), ConsentRecord.Method.ONE_CLICK, now=gone.created_at)
        send(newsletter, "honey@example.org", state=Submission.State.QUARANTINED, suspicion="honeypot")
        post("/resend/", {"email": "warm@example.org", "panel": "newsletter"})
        seen = set()
        for name in ("fresh", "pending", "confirmed", "gone", "honey"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                response = post("/resend/", {"email": f"{name}@example.org", "panel": "newsletter"})
            statements = tuple(query["sql"].partition(" ")[0] for query in queries)
            headers = tuple(sorted(response.headers.items()))
            seen.add((response.status_code, response.content, headers, statements))

        assert len(seen) == 1

    def test_the_message_is_in_the_language_that_is_asked_for(self, newsletter, post):
        change(newsletter.copy_for_translation(make_locale("es")), live=True)

        response = post("/resend/?locale=es", {"email": READER, "panel": "newsletter"})

        assert response.status_code == 202

    @pytest.mark.parametrize(
        "panel", [{"live": False}, {"kind": "contact"}, {"starts_at": datetime(2999, 1, 1, tzinfo=UTC)}]
    )
    def test_a_panel_that_is_no_public_newsletter_is_not_found(self, newsletter, post, panel):
        make_panel("other", **panel)

        response = post("/resend/", {"email": READER, "panel": "other"})
        unknown = post("/resend/", {"email": READER, "panel": "nothing"})

        assert response.status_code == 404
        assert response.content == unknown.content

    def test_a_panel_whose_time_is_over_still_sends_its_mails(self, newsletter, post):
        make_panel("other", ends_at=datetime(2020, 1, 1, tzinfo=UTC))

        assert post("/resend/", {"email": READER, "panel": "other"}).status_code == 202

    @pytest.mark.parametrize(
        "email", ["", "nobody", "a@b", "a b@example.org", "a@example.org\nBcc: b@example.org"]
    )
    def test_what_is_no_address_is_refused(self, newsletter, post, email):
        response = post("/resend/", {"email": email, "panel": "newsletter"})

        assert response.status_code == 400
        assert codes(response) == [("email", "invalid")]
        assert not OutboxEvent.objects.filter(kind=NEWSLETTER_RESEND).exists()

    def test_an_address_is_asked_for_only_so_often(self, newsletter, post, settings):
        settings.CMS_FORM_LIMITS = {"address": (2, 3600)}
        body = {"email": READER, "panel": "newsletter"}

        statuses = [post("/resend/", body).status_code for _ in range(3)]

        assert statuses == [202, 202, 429]
        assert post("/resend/", {**body, "email": "other@example.org"}).status_code == 202

    def test_a_client_asks_only_so_often(self, newsletter, post, settings):
        settings.CMS_FORM_LIMITS = {"client": (2, 3600)}

        responses = [post("/resend/", {"email": f"{n}@example.org", "panel": "newsletter"}) for n in range(3)]

        assert [response.status_code for response in responses] == [202, 202, 429]
        assert int(responses[2]["Retry-After"]) > 0


class TestUnsubscribe:
    @pytest.mark.parametrize("accept", ["text/html", "text/plain, text/html;q=0.9", "application/json;q=0"])
    def test_a_mail_program_may_want_another_answer(self, newsletter, post, accept):
        subscriber = confirmed(newsletter)
        path = f"/unsubscribe/{unsubscribe_token(subscriber.uuid)}/"

        assert (
            post(path, content="List-Unsubscribe=One-Click", content_type=FORM, Accept=accept).status_code
            == 200
        )
        subscriber.refresh_from_db()
        assert subscriber.status == Subscriber.Status.UNSUBSCRIBED

    def test_a_mail_program_ends_it_by_one_click(self, newsletter):
        subscriber = confirmed(newsletter)

        response = Client().post(
            link_of(mails()[0]).removeprefix("http://testserver"),
            "List-Unsubscribe=One-Click",
            content_type=FORM,
        )

        assert response.status_code == 200
        assert response.json() == {"status": "unsubscribed", "message": "You have been taken off the list."}
        subscriber.refresh_from_db()
        assert subscriber.status == Subscriber.Status.UNSUBSCRIBED
        assert ConsentRecord.objects.get(event="withdrawn").method == "one_click"

    def test_a_mail_program_may_send_a_multipart_form(self, newsletter):
        confirmed(newsletter)

        response = Client().post(
            link_of(mails()[0]).removeprefix("http://testserver"), {"List-Unsubscribe": "One-Click"}
        )

        assert response.status_code == 200

    def test_the_page_of_the_frontend_ends_it_with_an_empty_object(self, newsletter, post):
        confirmed(newsletter)

        response = post(f"/unsubscribe/{token_in(mails()[0], 'unsubscribe')}/", {})

        assert response.status_code == 200
        assert ConsentRecord.objects.get(event="withdrawn").method == "unsubscribe_page"

    def test_again_is_no_error_and_changes_nothing(self, newsletter, post):
        subscriber = confirmed(newsletter)
        path = f"/unsubscribe/{unsubscribe_token(subscriber.uuid)}/"

        first, second = post(path, {}), post(path, {})

        assert first.content == second.content
        assert ConsentRecord.objects.filter(event="withdrawn").count() == 1

    def test_it_works_from_any_origin(self, newsletter, post, settings):
        settings.CORS_ALLOW_ALL_ORIGINS = False
        subscriber = confirmed(newsletter)

        response = post(
            f"/unsubscribe/{unsubscribe_token(subscriber.uuid)}/", {}, Origin="https://mail.example.net"
        )

        assert response.status_code == 200

    def test_it_still_works_when_the_panel_is_gone(self, newsletter, post):
        subscriber = confirmed(newsletter)
        change(subscriber, panel=None)

        assert post(f"/unsubscribe/{unsubscribe_token(subscriber.uuid)}/", {}).status_code == 200

    @pytest.mark.parametrize("token", ["x", "0" * 32 + "." + "x" * 43, "%00", "a.b.c"])
    def test_a_token_that_nobody_made_is_not_found(self, newsletter, post, token):
        assert post(f"/unsubscribe/{token}/", {}).status_code == 404

    def test_a_get_ends_nothing(self, newsletter):
        subscriber = confirmed(newsletter)

        response = Client().get(f"{PREFIX}/unsubscribe/{unsubscribe_token(subscriber.uuid)}/")

        assert response.status_code == 405
        subscriber.refresh_from_db()
        assert subscriber.status == Subscriber.Status.CONFIRMED


def test_no_token_and_no_address_is_logged(newsletter, post, caplog):
    caplog.set_level("DEBUG")
    subscriber = pending(newsletter)
    token = token_in(mails()[0])
    for body in ({"token": token}, {"token": token}, {"token": token + "x"}):
        post("/confirm/", body)
    post("/resend/", {"email": READER, "panel": "newsletter"})
    post("/resend/", {"email": READER, "panel": "nothing"})

    texts = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert READER not in "".join(texts)
    assert token not in "".join(texts)
    assert subscriber.email_hash not in "".join(texts)


def test_a_reader_signs_up_confirms_and_leaves(newsletter, post):
    sent = submitting.post(newsletter, submitting.filled_in(newsletter))
    assert sent.status_code == 202
    assert not Subscriber.objects.exists()

    work()
    (message,) = mails()
    assert message.to == ["ada@example.org"]
    assert not OutboxEvent.objects.filter(kind=SUBMISSION_ACCEPTED).exists()

    assert post("/confirm/", {"token": token_in(message)}).status_code == 200
    event = OutboxEvent.objects.get(kind=SUBMISSION_ACCEPTED)
    assert event.payload["submission"] == str(Submission.objects.get().uuid)
    given = ConsentRecord.objects.get(event="given")
    assert (given.wording, given.version) == (newsletter.consent_text, newsletter.consent_version)

    assert post(f"/unsubscribe/{token_in(message, 'unsubscribe')}/", {}).status_code == 200
    assert Subscriber.objects.get().status == Subscriber.Status.UNSUBSCRIBED
