"""What is told to the outside about a submission: that there is one, and where it was sent. Never who sent what."""

from datetime import datetime

from cms import outbox
from cms.models import Submission, Subscriber
from cms.submissions.kinds import MAIL_CONFIRMATION, SUBMISSION_ACCEPTED

__all__ = ["record_accepted", "record_confirmation_mail"]


def record_accepted(submission: Submission, *, now: datetime) -> None:
    """Write down that a submission may go on to its receivers."""
    payload = {
        "submission": submission.uuid,
        "panel": submission.panel_slug,
        "kind": submission.kind,
        "locale": submission.locale,
        "page": submission.page_id,
        "path": submission.page_path,
        "placement": submission.placement,
        "received_at": submission.received_at,
    }
    outbox.record(SUBMISSION_ACCEPTED, payload, site_id=submission.site_id, now=now)


def record_confirmation_mail(subscriber: Subscriber, *, now: datetime) -> None:
    """Write down that a subscriber is to be asked for confirmation."""
    outbox.record(MAIL_CONFIRMATION, {"subscriber": subscriber.uuid}, site_id=subscriber.site_id, now=now)
