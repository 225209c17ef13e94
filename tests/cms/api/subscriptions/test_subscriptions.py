"""Confirming and unsubscribing by HTTP: what each answers, and what no answer tells."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from cms.models import ConsentRecord, OutboxEvent, Submission, Subscriber
from cms.submissions.kinds import SUBMISSION_ACCEPTED
from cms.submissions.tokens import unsubscribe_token
from tests import submitting
from tests.builders import change
from tests.cms.submissions.newsletters import READER, confirmed, link_of, mails, pending, token_in, work
from tests.submitting import errors_of

pytestmark = pytest.mark.django_db

PREFIX = "/api/v1/submissions"
FORM = "application/x-www-form-urlencoded"


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
        assert errors_of(response) == [("token", "used")]

    def test_a_token_that_has_expired_is_gone(self, newsletter, post):
        subscriber = pending(newsletter)
        change(subscriber, token_expires_at=datetime.now(UTC) - timedelta(hours=1))

        response = post("/confirm/", {"token": token_in(mails()[0])})

        assert response.status_code == 410
        assert errors_of(response) == [("token", "expired")]

    def test_a_token_that_nobody_made_is_not_found(self, newsletter, post):
        response = post("/confirm/", {"token": "x" * 43})

        assert response.status_code == 404
        assert errors_of(response) == [("token", "not_found")]

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
        assert errors_of(response) == [error]

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
