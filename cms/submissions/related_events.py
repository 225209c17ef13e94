"""The events that are about somebody's submissions or subscriptions, found by the identifiers in their payloads."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from cms.models import OutboxEvent
from cms.submissions.kinds import MAIL_CONFIRMATION, NEWSLETTER_RESEND, SUBMISSION_ACCEPTED

__all__ = ["events_about"]


def events_about(
    email_hash: str, *, submissions: Iterable[UUID], subscribers: Iterable[UUID]
) -> QuerySet[OutboxEvent]:
    """Events about an address, whose identifiers are given. The table is small, and this is not asked often."""
    sent = Q(kind=SUBMISSION_ACCEPTED, payload__submission__in=[str(uuid) for uuid in submissions])
    mailed = Q(kind=MAIL_CONFIRMATION, payload__subscriber__in=[str(uuid) for uuid in subscribers])
    asked = Q(kind=NEWSLETTER_RESEND, payload__address=email_hash)
    return OutboxEvent.objects.filter(sent | mailed | asked)
