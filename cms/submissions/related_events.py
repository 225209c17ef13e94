"""The events that are about somebody's submissions or subscriptions, found by the identifiers in their payloads."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from cms.models import OutboxEvent, Submission
from cms.submissions.kinds import MAIL_CONFIRMATION, NEWSLETTER_RESEND, SUBMISSION_ACCEPTED

__all__ = ["events_about", "events_of_held_submissions"]


def events_about(
    email_hash: str, *, submissions: Iterable[UUID], subscribers: Iterable[UUID]
) -> QuerySet[OutboxEvent]:
    """Events about an address, whose identifiers are given. This is not asked often."""
    sent = Q(kind=SUBMISSION_ACCEPTED, payload__submission__in=[str(uuid) for uuid in submissions])
    mailed = Q(kind=MAIL_CONFIRMATION, payload__subscriber__in=[str(uuid) for uuid in subscribers])
    asked = Q(kind=NEWSLETTER_RESEND, payload__address=email_hash)
    return OutboxEvent.objects.filter(sent | mailed | asked)


def events_of_held_submissions(events: Sequence[OutboxEvent]) -> set[int]:
    """The ids of those that say to whom a submission went which is still held: its reader may ask for that."""
    sent = {event.pk: event.payload["submission"] for event in events if event.kind == SUBMISSION_ACCEPTED}
    held = set(map(str, Submission.objects.filter(uuid__in=sent.values()).values_list("uuid", flat=True)))
    return {pk for pk, submission in sent.items() if submission in held}
