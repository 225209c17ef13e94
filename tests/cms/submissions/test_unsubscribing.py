"""Who leaves a newsletter: it ends at once, is recorded once, and is not undone by an old link."""

from datetime import UTC, datetime

import pytest

from cms.models import ConsentRecord, Submission, Subscriber
from cms.submissions.subscriptions import Confirmation, ask_again, confirm, unsubscribe
from cms.submissions.tokens import unsubscribe_token
from tests.cms.submissions.newsletters import again, confirmed, events, mails, pending, token_in, work

pytestmark = pytest.mark.django_db

ONE_CLICK = ConsentRecord.Method.ONE_CLICK


def now():
    return datetime.now(UTC)


def test_unsubscribing_ends_it_and_is_recorded_once(newsletter):
    subscriber = confirmed(newsletter)
    token = unsubscribe_token(subscriber.uuid)

    for _ in range(2):
        assert unsubscribe(token, ONE_CLICK, now=now(), client="198.51.100.0/24") == subscriber

    subscriber.refresh_from_db()
    assert subscriber.status == Subscriber.Status.UNSUBSCRIBED
    assert events() == ["given", "confirmed", "withdrawn"]
    record = ConsentRecord.objects.get(event="withdrawn")
    assert (record.method, record.client) == ("one_click", "198.51.100.0/24")
    assert record.wording == "I agree to get this newsletter by e-mail."


def test_who_unsubscribes_before_confirming_can_not_be_confirmed_by_the_old_link(newsletter):
    subscriber = pending(newsletter)
    unsubscribe(unsubscribe_token(subscriber.uuid), ONE_CLICK, now=now())

    assert confirm(token_in(mails()[0]), now=now()).outcome == Confirmation.USED
    assert ask_again(subscriber.email_hash, newsletter.translation_key, now=now()) is None


def test_who_has_unsubscribed_can_sign_up_anew(newsletter):
    subscriber = confirmed(newsletter)
    unsubscribe(unsubscribe_token(subscriber.uuid), ONE_CLICK, now=now())

    submission, asked = again(newsletter)
    work()

    assert (submission.state, asked) == (Submission.State.AWAITING, 1)
    assert confirm(token_in(mails()[-1]), now=now()).outcome == Confirmation.CONFIRMED
    assert events() == ["given", "confirmed", "withdrawn", "given", "confirmed"]


@pytest.mark.parametrize("forge", [lambda token: token[:-1], lambda token: "x" + token[1:], lambda _: ""])
def test_a_forged_token_unsubscribes_nobody(newsletter, forge):
    subscriber = confirmed(newsletter)

    assert unsubscribe(forge(unsubscribe_token(subscriber.uuid)), ONE_CLICK, now=now()) is None
    subscriber.refresh_from_db()
    assert subscriber.status == Subscriber.Status.CONFIRMED
