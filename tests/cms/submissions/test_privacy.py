"""Telling a reader what is held about an address, and erasing it."""

import json
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import ModelLogEntry

from cms import outbox
from cms.models import ConsentRecord, Delivery, ErasedAddress, OutboxEvent, Submission, Subscriber
from cms.models.addresses import address_hash
from cms.submissions.kinds import MAIL_CONFIRMATION, NEWSLETTER_RESEND, SUBMISSION_ACCEPTED
from cms.submissions.privacy import ERASED, EXPORTED, Erasure, erase, held_about
from cms.submissions.process import process_received
from cms.submissions.subscriptions import Confirmation, confirm
from tests.builders import make_panel
from tests.cms.submissions.newsletters import READER, confirmed, mails, pending, send, token_in, work
from tests.cms.submissions.target_builders import make_target

pytestmark = pytest.mark.django_db

OTHER = "other@example.org"
OUR_KINDS = (MAIL_CONFIRMATION, NEWSLETTER_RESEND, SUBMISSION_ACCEPTED)


@pytest.fixture
def contact(db):
    return make_panel("contact", kind="contact", consent_text="")


@pytest.fixture
def user(db):
    return get_user_model().objects.create_user("ada", "ada@example.org", "secret")


def ask(panel, email=READER):
    payload = {"address": address_hash(email), "list": panel.translation_key}
    outbox.record(NEWSLETTER_RESEND, payload)


def everything_stored():
    """The text of every row of ours."""
    models = (Submission, Subscriber, ConsentRecord, ErasedAddress, OutboxEvent, Delivery, ModelLogEntry)
    return "\n".join(str(row) for model in models for row in model.objects.values())


def test_to_whom_a_submission_went_is_told_as_long_as_it_is_held(contact):
    make_target("email", recipients="team@example.org")
    submission = send(contact, fields={"email": READER, "message": "Hello"})
    work()

    call_command("prune_outbox", days=0)
    assert [row["receiver"] for row in held_about(READER)["deliveries"]] == ["The team"]

    submission.delete()
    call_command("prune_outbox", days=0)
    assert not OutboxEvent.objects.exists()


def test_everything_that_is_held_is_told(newsletter, contact):
    confirmed(newsletter, fields={"email": READER, "name": "Ada"})
    send(contact, fields={"email": READER, "message": "Hello"})
    work()

    found = json.loads(json.dumps(held_about("Reader@Example.org "), cls=DjangoJSONEncoder))

    assert found["address"] == READER
    assert [row["fields"] for row in found["submissions"]] == [
        {"email": READER, "name": "Ada"},
        {"email": READER, "message": "Hello"},
    ]
    assert [row["status"] for row in found["subscriptions"]] == ["confirmed"]
    assert [row["event"] for row in found["consents"]] == ["given", "confirmed"]
    assert found["consents"][0]["wording"] == "I agree to get this newsletter by e-mail."
    (mailed,) = found["deliveries"]
    assert (mailed["kind"], mailed["status"]) == (MAIL_CONFIRMATION, "delivered")
    assert found["erased_at"] is None


def test_nothing_is_told_that_is_about_others_or_could_be_used_by_them(newsletter):
    pending(newsletter)
    pending(newsletter, OTHER)

    text = json.dumps(held_about(READER), cls=DjangoJSONEncoder)

    subscriber = Subscriber.objects.get(email=READER)
    assert OTHER not in text
    assert subscriber.nonce not in text
    assert subscriber.token_hash not in text


def test_an_address_of_which_nothing_is_held_gets_an_empty_answer(db):
    found = held_about(READER)

    assert not any(
        found[name] for name in ("submissions", "subscriptions", "consents", "deliveries", "mentions")
    )


def test_erasing_leaves_nothing_but_the_hash(newsletter, contact):
    confirmed(newsletter)
    send(contact)
    process_received()
    ask(newsletter)
    work()

    done = erase(" READER@example.org")

    assert done == Erasure(submissions=2, subscribers=1, events=4, mentions=0)
    assert not Submission.objects.exists()
    assert not Subscriber.objects.exists()
    assert not OutboxEvent.objects.filter(kind__in=OUR_KINDS).exists()
    assert READER not in everything_stored().lower()
    assert ErasedAddress.objects.get().email_hash == address_hash(READER)
    last = ConsentRecord.objects.order_by("id").last()
    assert (last.event, last.method, last.email_hash) == ("erased", "team", address_hash(READER))


def test_erasing_touches_nobody_else(newsletter):
    pending(newsletter)
    other = confirmed(newsletter, OTHER)

    erase(READER)

    assert [subscriber.pk for subscriber in Subscriber.objects.all()] == [other.pk]
    assert [submission.email for submission in Submission.objects.all()] == [OTHER]
    assert OutboxEvent.objects.filter(kind__in=OUR_KINDS).count() == 2


def test_what_is_under_way_is_erased_too(newsletter):
    send(newsletter)
    process_received()
    send(newsletter, state=Submission.State.QUARANTINED, suspicion="honeypot")

    erase(READER)
    work()

    assert mails() == []
    assert not Submission.objects.exists()


def test_a_link_that_was_mailed_before_confirms_nothing_after(newsletter):
    pending(newsletter)
    erase(READER)

    assert confirm(token_in(mails()[0]), now=datetime.now(UTC)).outcome == Confirmation.UNKNOWN


def test_erasing_again_is_no_error(newsletter):
    pending(newsletter)
    erase(READER)

    assert erase(READER) == Erasure(submissions=0, subscribers=0, events=0, mentions=0)
    assert ErasedAddress.objects.count() == 1


def test_who_was_erased_can_sign_up_anew_by_their_own_hand(newsletter):
    confirmed(newsletter)
    erase(READER)

    assert confirmed(newsletter).status == Subscriber.Status.CONFIRMED
    assert ErasedAddress.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "written"), [(READER, "READER@Example.org"), ("ada@exämple.org", "Ada@exämple.org")]
)
def test_what_others_wrote_is_named_and_left_to_people(contact, email, written):
    message = {"email": OTHER, "message": f"Please write to {written} too."}
    submission = send(contact, OTHER, fields=message)

    assert held_about(email)["mentions"] == [submission.uuid]
    assert erase(email).mentions == 1
    assert Submission.objects.count() == 1


def test_every_use_is_in_the_log_with_who_did_it_and_without_the_address(newsletter, user):
    pending(newsletter)
    held_about(READER, by=user)
    erase(READER, by=user)

    entries = ModelLogEntry.objects.filter(action__in=(EXPORTED, ERASED)).order_by("id")
    assert [(entry.action, entry.user) for entry in entries] == [(EXPORTED, user), (ERASED, user)]
    assert {entry.label for entry in entries} == {f"{address_hash(READER)[:8]}…"}
    assert [entry.data for entry in entries] == [{"address": address_hash(READER)[:8]}] * 2
    assert "address was looked up" in str(entries[0].message)
