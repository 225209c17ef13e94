"""What a worker makes of a submission, row by row, whatever happens in between."""

import pytest
from django.db import connection
from django.db.models.signals import post_save, pre_save

from cms.models import ConsentRecord, OutboxEvent, Submission, Subscriber
from cms.submissions import process
from cms.submissions.kinds import MAIL_CONFIRMATION, SUBMISSION_ACCEPTED
from cms.submissions.process import process_received
from tests.builders import change, make_panel, make_standard
from tests.cms.submissions.newsletters import READER, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def packet(db):
    return make_panel("packet", kind="information_packet", consent_text="")


@pytest.fixture
def broken_row(caplog):
    """A submission that can not be saved, until it is mended."""
    broken: set[int] = set()

    def refuse(sender, instance, **kwargs):
        if instance.pk in broken:
            raise ValueError(f"no good: {instance.email}")

    pre_save.connect(refuse, sender=Submission)
    yield broken
    pre_save.disconnect(refuse, sender=Submission)
    process._failed.clear()


def test_a_request_for_a_packet_is_accepted_and_passed_on(packet):
    page = make_standard("Lupus")
    submission = send(packet, page_id=page.pk, page_path="/lupus/")

    process_received()

    submission.refresh_from_db()
    assert submission.state == Submission.State.ACCEPTED
    assert submission.processed_at is not None
    event = OutboxEvent.objects.get(kind=SUBMISSION_ACCEPTED)
    assert event.site_id == submission.site_id
    received_at = event.payload.pop("received_at")
    assert received_at.startswith(submission.received_at.isoformat()[:19])
    assert event.payload == {
        "submission": str(submission.uuid),
        "panel": "packet",
        "kind": "information_packet",
        "locale": "en",
        "page": page.pk,
        "path": "/lupus/",
        "placement": "b3",
    }


def test_consent_is_recorded_only_where_it_was_given(packet):
    send(packet)
    with_consent = make_panel("contact", kind="contact", consent_text="Answer me by e-mail.")
    submission = send(with_consent)

    process_received()

    record = ConsentRecord.objects.get()
    assert (record.submission, record.wording) == (submission.uuid, "Answer me by e-mail.")


def test_a_newsletter_waits_for_confirmation_and_nothing_is_passed_on(newsletter):
    submission = send(newsletter)

    process_received()

    submission.refresh_from_db()
    subscriber = Subscriber.objects.get()
    assert submission.state == Submission.State.AWAITING
    assert (subscriber.email, subscriber.status, subscriber.submission) == (READER, "pending", submission)
    events = list(OutboxEvent.objects.exclude(kind__startswith="page.").values_list("kind", "payload"))
    assert events == [(MAIL_CONFIRMATION, {"subscriber": str(subscriber.uuid)})]


def test_a_newsletter_form_without_an_address_is_accepted_like_any_other(newsletter):
    submission = send(newsletter, "")

    process_received()

    submission.refresh_from_db()
    assert submission.state == Submission.State.ACCEPTED
    assert not Subscriber.objects.exists()


def test_the_record_of_a_consent_says_exactly_what_was_agreed_to_and_where(newsletter):
    page = make_standard("Lupus")
    submission = send(newsletter, page_id=page.pk, page_path="/lupus/", locale="en")
    # The wording changes between the form and the worker.
    change(newsletter, consent_text="I agree to two mails a month.")

    process_received()

    record = ConsentRecord.objects.get()
    assert (record.event, record.method) == ("given", "form")
    assert (record.wording, record.version) == ("I agree to get this newsletter by e-mail.", 1)
    assert record.at == submission.received_at
    assert (record.page_id, record.page_path, record.placement) == (page.pk, "/lupus/", "b3")
    assert (record.panel_key, record.panel_slug) == (newsletter.translation_key, "newsletter")
    assert (record.locale, record.client) == ("en", "192.0.2.0/24")
    assert record.email_hash == submission.email_hash


def test_the_record_of_a_consent_has_its_words_also_when_the_panel_is_gone_by_then(newsletter):
    send(newsletter)
    newsletter.delete()

    process_received()

    record = ConsentRecord.objects.get()
    assert (record.wording, record.version) == ("I agree to get this newsletter by e-mail.", 1)


def test_what_was_put_aside_has_no_consequences(newsletter):
    submission = send(newsletter, state=Submission.State.QUARANTINED, suspicion="honeypot")

    process_received()

    submission.refresh_from_db()
    assert submission.state == Submission.State.QUARANTINED
    assert submission.processed_at is not None
    assert not Subscriber.objects.exists()
    assert not ConsentRecord.objects.exists()
    assert not OutboxEvent.objects.filter(kind=MAIL_CONFIRMATION).exists()


def test_what_the_team_lets_out_of_quarantine_is_followed_up_like_any_other(packet):
    submission = send(packet, state=Submission.State.QUARANTINED, suspicion="honeypot")
    process_received()

    Submission.objects.filter(pk=submission.pk).update(
        state=Submission.State.RECEIVED, suspicion="", processed_at=None
    )
    process_received()

    submission.refresh_from_db()
    assert submission.state == Submission.State.ACCEPTED


def test_a_second_run_finds_nothing_to_do_with_one_query(packet, django_assert_num_queries):
    send(packet)
    process_received()

    with django_assert_num_queries(1):
        process_received()

    assert OutboxEvent.objects.filter(kind=SUBMISSION_ACCEPTED).count() == 1


def test_a_row_that_fails_stops_no_other_and_leaves_no_half_work(newsletter, broken_row):
    first, second = send(newsletter, "first@example.org"), send(newsletter, "second@example.org")
    broken_row.add(first.pk)

    process_received()

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.processed_at is None
    assert second.state == Submission.State.AWAITING
    assert [subscriber.email for subscriber in Subscriber.objects.all()] == ["second@example.org"]
    assert [record.submission for record in ConsentRecord.objects.all()] == [second.uuid]


def test_a_row_that_fails_is_logged_without_what_stands_in_it(newsletter, broken_row, caplog):
    broken_row.add(send(newsletter).pk)

    process_received()

    assert "ValueError" in caplog.text
    assert "could not be processed" in caplog.text
    assert READER not in caplog.text


def test_a_row_that_fails_is_left_alone_for_a_while_and_then_tried_again(newsletter, broken_row, caplog):
    submission = send(newsletter)
    broken_row.add(submission.pk)
    process_received()
    process_received()
    assert caplog.text.count("could not be processed") == 1

    broken_row.clear()
    process._failed[submission.pk] -= process.RETRY_AFTER
    process_received()

    submission.refresh_from_db()
    assert submission.state == Submission.State.AWAITING
    assert process._failed == {}


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_in_the_middle_of_a_row_leaves_it_as_it_was():
    newsletter = make_panel("newsletter")
    submission = send(newsletter)

    def die(sender, **kwargs):
        raise KeyboardInterrupt

    post_save.connect(die, sender=Subscriber)
    try:
        with pytest.raises(KeyboardInterrupt):
            process_received()
    finally:
        post_save.disconnect(die, sender=Subscriber)

    assert not Subscriber.objects.exists()
    assert not ConsentRecord.objects.exists()
    process_received()
    submission.refresh_from_db()
    assert submission.state == Submission.State.AWAITING
    assert ConsentRecord.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_follow_up_every_row_once():
    import threading

    packet = make_panel("packet", kind="information_packet", consent_text="")
    newsletter = make_panel("newsletter")
    for number in range(20):
        send(packet, f"reader{number}@example.org")
        send(newsletter, "same@example.org")
    errors: list[BaseException] = []

    def run():
        try:
            barrier.wait()
            process_received()
        except BaseException as error:  # noqa: BLE001 - raised again below
            errors.append(error)
        finally:
            connection.close()

    barrier = threading.Barrier(2)
    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert not Submission.objects.filter(processed_at=None).exists()
    accepted = OutboxEvent.objects.filter(kind=SUBMISSION_ACCEPTED)
    assert len({event.payload["submission"] for event in accepted}) == accepted.count() == 20
    assert Subscriber.objects.count() == 1
    assert ConsentRecord.objects.count() == 20
