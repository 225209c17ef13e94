"""The life of a subscription: pending until the reader confirms it, over when the reader says so.

Everything here runs in the caller's transaction or in a short one of its own, with the subscriber's row locked, so that
of two requests at once the second sees what the first has done.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction

from cms.conf import conf
from cms.models import ConsentRecord, Submission, Subscriber
from cms.submissions.consents import record_of
from cms.submissions.events import record_accepted, record_confirmation_mail
from cms.submissions.tokens import confirmation_token, new_nonce, read_unsubscribe_token, token_hash

__all__ = [
    "Confirmation",
    "ask_again",
    "confirm",
    "lapses_at",
    "new_subscriber",
    "sign_up",
    "take_back",
    "unsubscribe",
]

State = Submission.State
Status = Subscriber.Status


class Confirmation(StrEnum):
    """What became of a token."""

    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Confirmed:
    """What became of a token, and the subscriber if there is one."""

    outcome: Confirmation
    subscriber: Subscriber | None = None


def lapses_at(now: datetime) -> datetime:
    """Until when a link that is mailed now is valid."""
    return now + timedelta(hours=conf.confirmation_hours)


def sign_up(submission: Submission, *, now: datetime) -> Submission.State:
    """Enter the sender of a newsletter's form, and have the address asked to confirm; the state of the submission.

    A confirmed subscriber stays as it is, and gets no mail.
    """
    subscriber, is_new = Subscriber.objects.select_for_update().get_or_create(
        list_key=submission.panel_key,
        email_hash=submission.email_hash,
        defaults={"email": submission.email, "locale": submission.locale, "created_at": now},
    )
    if subscriber.status == Status.CONFIRMED:
        return State.REPEATED
    begins = is_new or subscriber.status == Status.UNSUBSCRIBED or _has_lapsed(subscriber, now=now)
    subscriber.email, subscriber.locale = submission.email, submission.locale
    subscriber.panel_id, subscriber.site_id = submission.panel_id, submission.site_id
    subscriber.submission = submission
    if begins:
        _begin(subscriber, now=now)
    if begins or _may_be_mailed(subscriber, now=now):
        _count_mail(subscriber, now=now)
        record_confirmation_mail(subscriber, now=now)
    subscriber.save()
    return State.AWAITING


def new_subscriber(subscriber: Subscriber, *, now: datetime) -> None:
    """Save a subscriber that did not come by a form, and have the address asked to confirm."""
    _begin(subscriber, now=now)
    _count_mail(subscriber, now=now)
    subscriber.save()
    record_confirmation_mail(subscriber, now=now)


def ask_again(email_hash: str, list_key: str, *, now: datetime) -> Subscriber | None:
    """The subscriber, if it waits for confirmation and may get another mail now; the mail is counted."""
    with transaction.atomic():
        found = Subscriber.objects.select_for_update().filter(list_key=list_key, email_hash=email_hash)
        subscriber = found.filter(status=Status.PENDING).first()
        if subscriber is None:
            return None
        if _has_lapsed(subscriber, now=now):
            _begin(subscriber, now=now)
            _wait_again(subscriber.submission)
        elif not _may_be_mailed(subscriber, now=now):
            return None
        _count_mail(subscriber, now=now)
        subscriber.save()
        return subscriber


def confirm(token: str, *, now: datetime, client: str = "") -> Confirmed:
    """Use a confirmation token. What the reader sent goes on to its receivers from here."""
    with transaction.atomic():
        subscriber = Subscriber.objects.select_for_update().filter(token_hash=token_hash(token)).first()
        if subscriber is None:
            return Confirmed(Confirmation.UNKNOWN)
        if subscriber.token_used_at is not None:
            return Confirmed(Confirmation.USED, subscriber)
        if _has_lapsed(subscriber, now=now):
            return Confirmed(Confirmation.EXPIRED, subscriber)
        subscriber.status = Status.CONFIRMED
        subscriber.confirmed_at = subscriber.token_used_at = now
        subscriber.unsubscribed_at = None
        subscriber.save()
        record_of(
            subscriber,
            ConsentRecord.Event.CONFIRMED,
            ConsentRecord.Method.CONFIRMATION_LINK,
            now=now,
            client=client,
        )
        _accept(subscriber, now=now)
        return Confirmed(Confirmation.CONFIRMED, subscriber)


def take_back(submission: Submission, *, now: datetime) -> State:
    """The state of a submission that waited for confirmation when it was put aside, and is no spam after all. If its
    reader has confirmed in the meantime, it goes on to its receivers now."""
    found = Subscriber.objects.filter(
        list_key=submission.panel_key, email_hash=submission.email_hash, status=Status.CONFIRMED
    )
    subscriber = found.first()
    if subscriber is None:
        return State.AWAITING
    if subscriber.submission_id != submission.pk:
        return State.REPEATED
    record_accepted(submission, now=now)
    return State.ACCEPTED


def unsubscribe(
    token: str, method: ConsentRecord.Method, *, now: datetime, client: str = ""
) -> Subscriber | None:
    """End a subscription, whether it was confirmed or not; None if the token is not one of ours. Again is no error."""
    uuid = read_unsubscribe_token(token)
    if uuid is None:
        return None
    with transaction.atomic():
        subscriber = Subscriber.objects.select_for_update().filter(uuid=uuid).first()
        if subscriber is None or subscriber.status == Status.UNSUBSCRIBED:
            return subscriber
        subscriber.status = Status.UNSUBSCRIBED
        subscriber.unsubscribed_at = now
        # A link that was mailed before must not bring the subscription back.
        subscriber.token_used_at = subscriber.token_used_at or now
        subscriber.save()
        record_of(subscriber, ConsentRecord.Event.WITHDRAWN, method, now=now, client=client)
        return subscriber


def _begin(subscriber: Subscriber, *, now: datetime) -> None:
    """Make it wait for confirmation by a link that has not been sent to anybody."""
    subscriber.status = Status.PENDING
    subscriber.nonce = new_nonce()
    subscriber.token_hash = token_hash(confirmation_token(subscriber.nonce))
    subscriber.token_expires_at = lapses_at(now)
    subscriber.token_used_at = subscriber.confirmed_at = None
    subscriber.created_at = now
    subscriber.mails = 0
    subscriber.last_mail_at = None


def _has_lapsed(subscriber: Subscriber, *, now: datetime) -> bool:
    return subscriber.token_expires_at is None or subscriber.token_expires_at <= now


def _may_be_mailed(subscriber: Subscriber, *, now: datetime) -> bool:
    most, seconds = conf.confirmation_mails
    last = subscriber.last_mail_at
    return subscriber.mails < most and (last is None or now - last >= timedelta(seconds=seconds))


def _count_mail(subscriber: Subscriber, *, now: datetime) -> None:
    subscriber.mails += 1
    subscriber.last_mail_at = now


def _wait_again(submission: Submission | None) -> None:
    """What was given up as never confirmed may be confirmed after all."""
    if submission is not None and submission.state == State.LAPSED:
        submission.state = State.AWAITING
        submission.save(update_fields=["state"])


def _accept(subscriber: Subscriber, *, now: datetime) -> None:
    """The newest of what the address sent to this list counts; the earlier ones said the same. The team may have
    deleted or put aside the one that the subscriber came by: then it is the newest of those that are left."""
    waiting = list(
        Submission.objects.select_for_update()
        .filter(
            panel_key=subscriber.list_key,
            email_hash=subscriber.email_hash,
            state__in=(State.AWAITING, State.LAPSED),
        )
        .order_by("pk")
    )
    if not waiting:
        return
    ids = [submission.pk for submission in waiting]
    newest = subscriber.submission_id if subscriber.submission_id in ids else ids[-1]
    for submission in waiting:
        submission.state = State.ACCEPTED if submission.pk == newest else State.REPEATED
        submission.save(update_fields=["state"])
        if submission.pk == newest:
            record_accepted(submission, now=now)
