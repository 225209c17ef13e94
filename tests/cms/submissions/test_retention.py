"""What is forgotten when, and what stays."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models.signals import pre_delete

from cms.models import ConsentRecord, Submission, Subscriber
from cms.models.consent import AppendOnly
from cms.submissions.process import process_received
from cms.submissions.retention import BATCH, Purged, purge
from cms.submissions.subscriptions import unsubscribe
from cms.submissions.tokens import unsubscribe_token
from tests.builders import make_panel
from tests.cms.submissions.newsletters import confirmed, pending, send

pytestmark = pytest.mark.django_db

State = Submission.State


def days(number: float) -> datetime:
    """So many days from now."""
    return datetime.now(UTC) + timedelta(days=number)


@pytest.fixture
def packet(db):
    return make_panel("packet", kind="information_packet", consent_text="")


def test_a_request_is_kept_as_long_as_its_kind_says(packet, settings):
    settings.CMS_RETENTION_DAYS = {"information_packet": 90}
    send(packet)
    process_received()

    assert purge(now=days(89)).old == 0
    assert purge(now=days(91)).old == 1
    assert not Submission.objects.exists()


def test_a_kind_without_days_is_kept_for_good(packet, settings):
    settings.CMS_RETENTION_DAYS = {"information_packet": None}
    send(packet)
    process_received()

    assert purge(now=days(10_000)) == Purged()


def test_what_was_put_aside_goes_sooner(packet):
    send(packet, state=State.QUARANTINED, suspicion="honeypot")
    process_received()

    assert purge(now=days(13)).quarantined == 0
    assert purge(now=days(15)).quarantined == 1


def test_what_nobody_has_processed_yet_is_not_forgotten(packet):
    send(packet)

    assert purge(now=days(10_000)) == Purged()


def test_what_is_not_confirmed_lapses_and_then_goes_with_the_address(newsletter):
    pending(newsletter)

    assert purge(now=days(1)) == Purged()
    assert purge(now=days(3)) == Purged(lapsed=1)
    assert Submission.objects.get().state == State.LAPSED
    assert purge(now=days(8)) == Purged(unconfirmed=1, pending_subscribers=1)
    assert not Submission.objects.exists()
    assert not Subscriber.objects.exists()


def test_a_link_that_still_works_keeps_what_it_confirms(newsletter):
    subscriber = pending(newsletter)
    Subscriber.objects.filter(pk=subscriber.pk).update(token_expires_at=days(9))

    assert purge(now=days(8)) == Purged()
    assert purge(now=days(10)) == Purged(lapsed=1, unconfirmed=1, pending_subscribers=1)


def test_a_newsletter_s_submission_stays_while_its_address_is_subscribed(newsletter):
    subscriber = confirmed(newsletter)
    assert purge(now=days(1000)) == Purged()

    unsubscribe(unsubscribe_token(subscriber.uuid), ConsentRecord.Method.ONE_CLICK, now=datetime.now(UTC))

    assert purge(now=days(729)) == Purged()
    assert purge(now=days(731)) == Purged(old=1, unsubscribed_subscribers=1)
    assert not Subscriber.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_signs_up_while_old_rows_are_deleted_is_not_deleted_with_them():
    newsletter = make_panel("newsletter")
    subscriber = confirmed(newsletter)
    unsubscribe(unsubscribe_token(subscriber.uuid), ConsentRecord.Method.ONE_CLICK, now=datetime.now(UTC))
    send(newsletter)

    def sign_up():
        process_received()
        connection.close()

    worker = threading.Thread(target=sign_up)

    def meanwhile(**_kwargs):
        """What is deleted has been read by now. Either the worker waits for the rows, or it is done at once."""
        worker.start()
        worker.join(1)

    pre_delete.connect(meanwhile, sender=Subscriber)
    try:
        purge(now=days(731))
    finally:
        pre_delete.disconnect(meanwhile, sender=Subscriber)
    worker.join()

    assert Subscriber.objects.get().status == Subscriber.Status.PENDING


def test_the_records_of_consent_outlive_what_they_are_about(newsletter):
    subscriber = confirmed(newsletter)
    unsubscribe(unsubscribe_token(subscriber.uuid), ConsentRecord.Method.ONE_CLICK, now=datetime.now(UTC))

    purge(now=days(10_000))

    assert not Submission.objects.exists()
    assert ConsentRecord.objects.count() == 3


def test_a_site_can_forget_the_records_of_readers_of_whom_nothing_else_is_held(newsletter, settings):
    settings.CMS_RETENTION_DAYS = {"consents": 3650}
    kept, gone = confirmed(newsletter, "kept@example.org"), confirmed(newsletter, "gone@example.org")
    unsubscribe(unsubscribe_token(gone.uuid), ConsentRecord.Method.ONE_CLICK, now=datetime.now(UTC))

    assert purge(now=days(3649)).consents == 0
    assert purge(now=days(3651)).consents == 3
    assert {record.email_hash for record in ConsentRecord.objects.all()} == {kept.email_hash}


def test_records_without_an_address_are_forgotten_one_by_one(newsletter, settings):
    settings.CMS_RETENTION_DAYS = {"consents": 3650}
    for year in (0, 5):
        ConsentRecord.objects.create(event="given", method="form", at=days(year * 365))

    assert purge(now=days(3651)).consents == 1


def test_a_dry_run_counts_and_changes_nothing(newsletter, packet):
    pending(newsletter)
    send(packet, "other@example.org")
    process_received()

    done = purge(now=days(400), dry_run=True)

    assert done == Purged(lapsed=1, unconfirmed=1, pending_subscribers=1, old=1)
    assert Submission.objects.filter(state=State.AWAITING).count() == 1
    assert Submission.objects.count() == 2
    assert purge(now=days(400)) == done


def test_a_second_run_finds_nothing(newsletter, packet):
    pending(newsletter)
    send(packet, "other@example.org")
    process_received()
    purge(now=days(400))

    assert purge(now=days(400)) == Purged()


def test_more_than_a_batch_goes_in_one_run(packet):
    number = BATCH + 1
    first = send(packet)
    rows = [
        Submission(
            panel_key=first.panel_key,
            kind=first.kind,
            state=State.ACCEPTED,
            processed_at=first.received_at,
            idempotency_key=str(key),
        )
        for key in range(number)
    ]
    Submission.objects.bulk_create(rows)

    assert purge(now=days(400)).old == number


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.save(),
        lambda record: record.delete(),
        lambda record: ConsentRecord.objects.update(wording="Other words."),
        lambda record: ConsentRecord.objects.all().delete(),
    ],
)
def test_a_record_of_consent_can_neither_be_changed_nor_deleted(newsletter, change):
    pending(newsletter)

    with pytest.raises(AppendOnly):
        change(ConsentRecord.objects.get())
