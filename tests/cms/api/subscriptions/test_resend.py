"""Asking for the mail once more: whatever is known of an address, the answer is the same."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import ConsentRecord, OutboxEvent, Submission
from cms.models.addresses import address_hash
from cms.submissions.kinds import NEWSLETTER_RESEND
from cms.submissions.subscriptions import unsubscribe
from cms.submissions.tokens import unsubscribe_token
from tests.builders import change, make_locale, make_panel
from tests.cms.submissions.newsletters import READER, confirmed, pending, send
from tests.submitting import errors_of

pytestmark = pytest.mark.django_db


def test_it_writes_down_that_somebody_asked_and_no_address(newsletter, post):
    response = post("/resend/", {"email": " Reader@Example.org ", "panel": "newsletter"})

    assert response.status_code == 202
    assert response.json() == {
        "status": "accepted",
        "message": "If the address waits for confirmation, the mail is on its way once more.",
    }
    event = OutboxEvent.objects.get(kind=NEWSLETTER_RESEND)
    assert event.payload == {"address": address_hash(READER), "list": str(newsletter.translation_key)}


def test_no_address_gets_another_answer_or_takes_another_query(newsletter, post, settings):
    settings.CMS_FORM_LIMITS = {}
    pending(newsletter, "pending@example.org")
    confirmed(newsletter, "confirmed@example.org")
    gone = confirmed(newsletter, "gone@example.org")
    unsubscribe(unsubscribe_token(gone.uuid), ConsentRecord.Method.ONE_CLICK, now=gone.created_at)
    send(newsletter, "honey@example.org", state=Submission.State.QUARANTINED, suspicion="honeypot")
    post("/resend/", {"email": "warm@example.org", "panel": "newsletter"})
    seen = set()
    for name in ("fresh", "pending", "confirmed", "gone", "honey"):
        with CaptureQueriesContext(connection) as queries:
            response = post("/resend/", {"email": f"{name}@example.org", "panel": "newsletter"})
        statements = tuple(query["sql"].partition(" ")[0] for query in queries)
        headers = tuple(sorted(response.headers.items()))
        seen.add((response.status_code, response.content, headers, statements))

    assert len(seen) == 1


def test_the_message_is_in_the_language_that_is_asked_for(newsletter, post):
    change(newsletter.copy_for_translation(make_locale("es")), live=True)

    response = post("/resend/?locale=es", {"email": READER, "panel": "newsletter"})

    assert response.status_code == 202


@pytest.mark.parametrize(
    "panel", [{"live": False}, {"kind": "contact"}, {"starts_at": datetime(2999, 1, 1, tzinfo=UTC)}]
)
def test_a_panel_that_is_no_public_newsletter_is_not_found(newsletter, post, panel):
    make_panel("other", **panel)

    response = post("/resend/", {"email": READER, "panel": "other"})
    unknown = post("/resend/", {"email": READER, "panel": "nothing"})

    assert response.status_code == 404
    assert response.content == unknown.content


def test_a_panel_whose_time_is_over_still_sends_its_mails(newsletter, post):
    make_panel("other", ends_at=datetime(2020, 1, 1, tzinfo=UTC))

    assert post("/resend/", {"email": READER, "panel": "other"}).status_code == 202


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@b", "a b@example.org", "a@example.org\nBcc: b@example.org"]
)
def test_what_is_no_address_is_refused(newsletter, post, email):
    response = post("/resend/", {"email": email, "panel": "newsletter"})

    assert response.status_code == 400
    assert errors_of(response) == [("email", "invalid")]
    assert not OutboxEvent.objects.filter(kind=NEWSLETTER_RESEND).exists()


def test_an_address_is_asked_for_only_so_often(newsletter, post, settings):
    settings.CMS_FORM_LIMITS = {"address": (2, 3600)}
    body = {"email": READER, "panel": "newsletter"}

    statuses = [post("/resend/", body).status_code for _ in range(3)]

    assert statuses == [202, 202, 429]
    assert post("/resend/", {**body, "email": "other@example.org"}).status_code == 202


def test_a_client_asks_only_so_often(newsletter, post, settings):
    settings.CMS_FORM_LIMITS = {"client": (2, 3600)}

    responses = [post("/resend/", {"email": f"{n}@example.org", "panel": "newsletter"}) for n in range(3)]

    assert [response.status_code for response in responses] == [202, 202, 429]
    assert int(responses[2]["Retry-After"]) > 0
