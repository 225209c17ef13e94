"""The life of a subscription, from the form to the click that confirms it."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from cms.models import ConsentRecord, OutboxEvent, Submission, Subscriber
from cms.submissions.kinds import SUBMISSION_ACCEPTED
from cms.submissions.process import process_received
from cms.submissions.subscriptions import Confirmation, ask_again, confirm
from cms.submissions.tokens import confirmation_token, token_hash
from tests.builders import change, make_locale, make_panel
from tests.cms.submissions.newsletters import again, confirmed, events, mails, pending, send, token_in, work

pytestmark = pytest.mark.django_db


def now():
    return datetime.now(UTC)


def waited(subscriber, **parts):
    """The subscriber as if so much time had passed."""
    passed = timedelta(**parts)
    return change(
        Subscriber.objects.get(pk=subscriber.pk),
        last_mail_at=subscriber.last_mail_at - passed,
        token_expires_at=subscriber.token_expires_at - passed,
    )


def test_confirming_accepts_the_submission_and_passes_it_on_in_one_go(newsletter):
    subscriber = pending(newsletter)

    done = confirm(token_in(mails()[0]), now=now())

    assert done.outcome == Confirmation.CONFIRMED
    subscriber.refresh_from_db()
    assert subscriber.status == Subscriber.Status.CONFIRMED
    assert subscriber.submission.state == Submission.State.ACCEPTED
    event = OutboxEvent.objects.get(kind=SUBMISSION_ACCEPTED)
    assert event.payload["submission"] == str(subscriber.submission.uuid)


def test_the_record_of_a_confirmation_has_the_words_that_were_agreed_to(newsletter):
    pending(newsletter)
    change(newsletter, consent_text="Other words.")

    confirm(token_in(mails()[0]), now=now(), client="198.51.100.0/24")

    record = ConsentRecord.objects.get(event="confirmed")
    assert record.method == "confirmation_link"
    assert (record.wording, record.version) == ("I agree to get this newsletter by e-mail.", 1)
    assert (record.page_path, record.placement, record.client) == ("/research/", "b3", "198.51.100.0/24")


def test_a_token_is_good_for_one_use(newsletter):
    pending(newsletter)
    token = token_in(mails()[0])
    confirm(token, now=now())

    assert confirm(token, now=now()).outcome == Confirmation.USED
    assert events() == ["given", "confirmed"]
    assert OutboxEvent.objects.filter(kind=SUBMISSION_ACCEPTED).count() == 1


def test_a_token_is_good_for_48_hours_from_the_mail(newsletter):
    subscriber = pending(newsletter)
    token = token_in(mails()[0])
    sent_at = subscriber.last_mail_at
    assert sent_at is not None

    assert confirm(token, now=sent_at + timedelta(hours=48, minutes=1)).outcome == Confirmation.EXPIRED
    assert confirm(token, now=sent_at + timedelta(hours=47, minutes=59)).outcome == Confirmation.CONFIRMED


def test_the_hours_begin_when_the_mail_is_sent_and_not_before(newsletter):
    send(newsletter)
    process_received()

    work(now() + timedelta(hours=30))

    in_70_hours = now() + timedelta(hours=70)
    assert confirm(token_in(mails()[0]), now=in_70_hours).outcome == Confirmation.CONFIRMED


def test_the_database_does_not_hold_the_token(newsletter):
    subscriber = pending(newsletter)
    token = token_in(mails()[0])

    assert token == confirmation_token(subscriber.nonce)
    assert subscriber.token_hash == token_hash(token)
    assert token not in str(vars(subscriber))


def test_who_is_confirmed_gets_no_mail_for_signing_up_again(newsletter):
    confirmed(newsletter)

    submission, asked = again(newsletter)

    assert (submission.state, asked) == (Submission.State.REPEATED, 0)
    assert Subscriber.objects.get().status == Subscriber.Status.CONFIRMED
    assert events() == ["given", "confirmed", "given"]


def test_who_waits_gets_another_mail_only_after_a_while(newsletter):
    subscriber = pending(newsletter)

    assert again(newsletter)[1] == 0
    waited(subscriber, seconds=300)
    assert again(newsletter)[1] == 1


def test_who_waits_gets_only_so_many_mails(newsletter, settings):
    settings.CMS_CONFIRMATION_MAILS = (3, 0)
    pending(newsletter)

    assert [again(newsletter)[1] for _ in range(3)] == [1, 1, 0]


def test_all_mails_of_one_time_of_waiting_hold_the_same_link(newsletter, settings):
    settings.CMS_CONFIRMATION_MAILS = (3, 0)
    pending(newsletter)
    pending(newsletter)

    first, second = mails()
    assert token_in(first) == token_in(second)


def test_a_link_that_has_run_out_is_replaced_by_a_new_one(newsletter):
    subscriber = pending(newsletter)
    waited(subscriber, hours=49)

    _, asked = again(newsletter)
    work()

    assert asked == 1
    old, new = (token_in(message) for message in mails())
    assert confirm(old, now=now()).outcome == Confirmation.UNKNOWN
    assert confirm(new, now=now()).outcome == Confirmation.CONFIRMED


def test_of_several_submissions_that_wait_the_newest_counts(newsletter):
    pending(newsletter)
    second, _ = again(newsletter)

    confirm(token_in(mails()[0]), now=now())

    states = list(Submission.objects.order_by("pk").values_list("state", flat=True))
    assert states == [Submission.State.REPEATED, Submission.State.ACCEPTED]
    event = OutboxEvent.objects.get(kind=SUBMISSION_ACCEPTED)
    assert event.payload["submission"] == str(second.uuid)


@pytest.mark.parametrize("fate", ["deleted", "suspected"])
def test_if_the_newest_was_taken_away_the_newest_that_is_left_counts(newsletter, fate):
    first = pending(newsletter).submission
    second, _ = again(newsletter)
    if fate == "deleted":
        second.delete()
    else:
        change(second, state=Submission.State.QUARANTINED, suspicion="team")

    confirm(token_in(mails()[0]), now=now())

    first.refresh_from_db()
    assert first.state == Submission.State.ACCEPTED
    event = OutboxEvent.objects.get(kind=SUBMISSION_ACCEPTED)
    assert event.payload["submission"] == str(first.uuid)


def test_a_mail_that_is_sent_after_the_secret_key_was_changed_has_a_link_that_works(newsletter, settings):
    send(newsletter)
    process_received()
    settings.SECRET_KEY = "another one"
    work()

    assert confirm(token_in(mails()[0]), now=now()).outcome == Confirmation.CONFIRMED


def test_what_was_given_up_can_still_be_confirmed_by_a_new_mail(newsletter):
    subscriber = waited(pending(newsletter), hours=49)
    change(subscriber.submission, state=Submission.State.LAPSED)

    assert ask_again(subscriber.email_hash, newsletter.translation_key, now=now()) is not None

    subscriber.submission.refresh_from_db()
    assert subscriber.submission.state == Submission.State.AWAITING


def test_translations_of_a_panel_share_a_list_and_the_newest_language_counts(newsletter):
    spanish = change(newsletter.copy_for_translation(make_locale("es")), live=True, heading="Boletín")
    subscriber = waited(pending(newsletter), minutes=10)

    again(spanish)

    assert Subscriber.objects.get(pk=subscriber.pk).locale == "es"


def test_each_panel_has_a_list_of_its_own(newsletter):
    confirmed(newsletter)

    submission, asked = again(make_panel("other"))

    assert (submission.state, asked) == (Submission.State.AWAITING, 1)


def test_two_spellings_of_an_address_are_one_subscriber(newsletter):
    pending(newsletter, "Reader@Example.org")
    pending(newsletter, "reader@example.org")

    assert Subscriber.objects.count() == 1


def test_a_domain_in_letters_and_in_ascii_is_one_subscriber(newsletter):
    pending(newsletter, "reader@bücher.example.org")
    pending(newsletter, "reader@xn--bcher-kva.example.org")

    assert Subscriber.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_confirm_once():
    pending(make_panel("newsletter"))
    token = token_in(mails()[0])
    outcomes: list[Confirmation] = []

    def click():
        barrier.wait()
        outcomes.append(confirm(token, now=now()).outcome)
        connection.close()

    barrier = threading.Barrier(4)
    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == [Confirmation.CONFIRMED, *[Confirmation.USED] * 3]
    assert events() == ["given", "confirmed"]
    assert OutboxEvent.objects.filter(kind=SUBMISSION_ACCEPTED).count() == 1
