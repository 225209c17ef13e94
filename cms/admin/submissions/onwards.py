"""Where a submission went on to, and sending it there again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from cms.models import ConsentRecord, Delivery, OutboxEvent, Submission
from cms.models.events import TARGET, with_receiver_names
from cms.outbox.channels import channel_of
from cms.outbox.queue import send_again
from cms.submissions.events import record_accepted
from cms.submissions.kinds import SUBMISSION_ACCEPTED

__all__ = ["SENDABLE", "deliveries_of", "events_of", "resume", "send_onwards_again", "sendable"]

SENDABLE = frozenset({Submission.State.ACCEPTED, Submission.State.HANDLED})
"""States in which a submission may go to receivers: no suspicion, and confirmed if that was asked for."""


def sendable(submissions: Sequence[Submission]) -> list[Submission]:
    """Those that may be sent to receivers; not what was agreed to and withdrawn, such as by unsubscribing."""
    accepted = [submission for submission in submissions if submission.state in SENDABLE]
    withdrawn = ConsentRecord.objects.filter(
        submission__in=[submission.uuid for submission in accepted], event=ConsentRecord.Event.WITHDRAWN
    )
    refused = set(withdrawn.values_list("submission", flat=True))
    return [submission for submission in accepted if submission.uuid not in refused]


def events_of(submissions: Iterable[Submission]) -> QuerySet[OutboxEvent]:
    """What the outbox was told about these submissions, as far as it is kept."""
    ids = [str(submission.uuid) for submission in submissions]
    return OutboxEvent.objects.filter(kind=SUBMISSION_ACCEPTED, payload__submission__in=ids)


def deliveries_of(submission: Submission) -> list[Delivery]:
    """To receivers of submissions, the oldest first."""
    found = Delivery.objects.filter(
        event__in=events_of([submission]).values("pk"), receiver__startswith=TARGET
    )
    return list(with_receiver_names(found).order_by("pk"))


def send_onwards_again(submissions: Sequence[Submission], *, now: datetime) -> int:
    """Send what was accepted to its receivers once more, and to those that were added since; how many deliveries.

    Webhooks that are only told about it are not told again. Where the outbox has forgotten the event, the delivery gets
    a new one.
    """
    channel = channel_of(TARGET)
    if channel is None:
        return 0
    with transaction.atomic():
        wanted = sendable(submissions)
        events = {event.payload["submission"]: event for event in events_of(wanted)}
        for submission in wanted:
            if str(submission.uuid) not in events:
                events[str(submission.uuid)] = _event_for(submission, now=now)
        rows = [*channel.deliveries(list(events.values()))]
        for row in rows:
            row.next_attempt_at = now
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        all_of_them = Delivery.objects.filter(event__in=events.values(), receiver__startswith=TARGET)
        send_again(all_of_them, now=now)
        return all_of_them.filter(status=Delivery.Status.PENDING).count()


def resume(submission: Submission, *, now: datetime) -> None:
    """Send what was not sent because the submission was taken for spam meanwhile."""
    withheld = Delivery.objects.filter(
        event__in=events_of([submission]).values("pk"),
        receiver__startswith=TARGET,
        status=Delivery.Status.CANCELLED,
    )
    send_again(withheld, now=now)


def _event_for(submission: Submission, *, now: datetime) -> OutboxEvent:
    """An event that is fanned out already, so that it goes to nobody else."""
    record_accepted(submission, now=now)
    event = events_of([submission]).latest("pk")
    event.fanned_out_at = now
    event.save(update_fields=["fanned_out_at"])
    return event
