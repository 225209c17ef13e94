"""Submissions that were accepted, on their way to every receiver that wants them.

What the reader wrote is read from the submission when it is sent, and stands neither in the event nor in the
delivery: what has been erased in the meantime is not sent any more.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wagtail.log_actions import log

from blocks.vocabulary import CallToActionKind
from cms import outgoing
from cms.conf import conf
from cms.models.events import TARGET_IN_SETTINGS, Delivery, OutboxEvent
from cms.models.submission_targets import SubmissionTarget
from cms.models.submissions import Submission
from cms.models.subscribers import Subscriber
from cms.outbox.attempts import attempt, gone_for_good
from cms.outbox.channels import Channel, Outcome, ReceiverGone, Send
from cms.submissions.kinds import SUBMISSION_ACCEPTED
from cms.submissions.targets.base import Target
from cms.submissions.targets.configured import CHANNEL, made, receiver_of, setting_of, target_of
from cms.submissions.targets.message import SubmissionMessage, example_message, message_of
from cms.submissions.targets.webhook import TEST_KIND

__all__ = ["TargetChannel", "send_test"]

DONE = outgoing.Answer(url="", status=200, headers={}, body=b"")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wish:
    """What a receiver wants: submissions of some kinds, panels (by translation key) and of a site, or of any."""

    receiver: str
    kinds: frozenset[str]
    panels: frozenset[UUID] = frozenset()
    site_id: int | None = None

    def covers(self, submission: Submission) -> bool:
        """Whether the receiver gets this one."""
        return (
            (not self.kinds or submission.kind in self.kinds)
            and (not self.panels or submission.panel_key in self.panels)
            and self.site_id in (None, submission.site_id)
        )


class TargetChannel(Channel):
    """Submissions to targets, one at a time each, in no particular order: one that fails holds up no other."""

    name = CHANNEL
    lease = timedelta(minutes=2)

    def deliveries(self, events: Sequence[OutboxEvent]) -> Iterator[Delivery]:
        accepted = [event for event in events if event.kind == SUBMISSION_ACCEPTED]
        if not accepted:
            return
        wishes = _wishes()
        submissions = _submissions(accepted) if wishes else {}
        for event in accepted:
            submission = submissions.get(_uuid(event))
            for wish in wishes:
                if submission is not None and wish.covers(submission):
                    yield Delivery(event=event, receiver=wish.receiver)

    def prepare(self, deliveries: Sequence[Delivery], *, now: datetime) -> Send:
        (delivery,) = deliveries
        own = delivery.receiver.partition(":")[2]
        if own.startswith(TARGET_IN_SETTINGS):
            target = made(setting_of(own.removeprefix(TARGET_IN_SETTINGS)))
            message = _message(delivery.event)
        else:
            row = _row(own)
            target = target_of(row)
            is_test = delivery.event.kind == TEST_KIND
            message = example_message(row, delivery.event) if is_test else _message(delivery.event)
        return lambda: _sent(target, message, now=now)

    def settled(self, deliveries: Sequence[Delivery], outcome: Outcome, *, now: datetime) -> None:
        if outcome.failure != Delivery.Failure.GONE:
            return
        for delivery in deliveries:
            own = delivery.receiver.partition(":")[2]
            row = SubmissionTarget.objects.filter(pk=own, active=True).first() if own.isdigit() else None
            if row is not None and SubmissionTarget.objects.filter(pk=own, active=True).update(active=False):
                log(instance=row, action="cms.target.gone")
            logger.warning("%s gets no more submissions: it answered 410.", row or own)


def _wishes() -> list[Wish]:
    rows = SubmissionTarget.objects.filter(active=True).prefetch_related("panels")
    wishes = [
        Wish(
            receiver_of(row),
            kinds=frozenset(row.kinds),
            panels=frozenset(panel.translation_key for panel in row.panels.all()),
            site_id=row.site_id,
        )
        for row in rows
    ]
    entries = conf.submission_targets
    return wishes + [Wish(receiver_of(entry), kinds=frozenset(entry.get("KINDS") or ())) for entry in entries]


def _submissions(events: Sequence[OutboxEvent]) -> Mapping[UUID, Submission]:
    """What the receivers are chosen by; nothing a reader wrote is read."""
    found = Submission.objects.filter(uuid__in=[_uuid(event) for event in events])
    return {one.uuid: one for one in found.only("uuid", "kind", "panel_key", "site_id")}


def _uuid(event: OutboxEvent) -> UUID:
    return UUID(str(event.payload["submission"]))


def _row(own: str) -> SubmissionTarget:
    """The row, if it is there and switched on. Raises `ReceiverGone`."""
    row = SubmissionTarget.objects.select_related("site").filter(pk=own, active=True).first()
    if row is None:
        raise ReceiverGone
    return row


def _message(event: OutboxEvent) -> SubmissionMessage:
    """What is sent about the event. Raises `ReceiverGone` if the submission has been erased, or nobody is to get it any
    more."""
    submission = Submission.objects.select_related("site").filter(uuid=_uuid(event)).first()
    if submission is None or _is_withheld(submission):
        raise ReceiverGone
    return message_of(submission, event)


def _is_withheld(submission: Submission) -> bool:
    """Whether the team has taken it for spam, or the reader has unsubscribed, since it was accepted."""
    if submission.state == Submission.State.QUARANTINED:
        return True
    if submission.kind != CallToActionKind.NEWSLETTER:
        return False
    subscribers = Subscriber.objects.filter(list_key=submission.panel_key, email_hash=submission.email_hash)
    return subscribers.exclude(status=Subscriber.Status.CONFIRMED).exists()


def _sent(target: Target, message: SubmissionMessage, *, now: datetime) -> Outcome:
    outcome = attempt(lambda: target.send(message, now=now) or DONE, now=now, private=True)
    return gone_for_good(outcome) if target.gone_is_final else outcome


def send_test(row: SubmissionTarget, *, now: datetime) -> Delivery:
    """Write down that this receiver is to be sent a submission that is made up."""
    event = OutboxEvent.objects.create(
        kind=TEST_KIND,
        payload={"receiver": row.name},
        site_id=row.site_id,
        created_at=now,
        fanned_out_at=now,
    )
    return Delivery.objects.create(event=event, receiver=receiver_of(row), next_attempt_at=now)
