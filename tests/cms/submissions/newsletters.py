"""What tests of newsletters need: forms that were sent, a worker that follows up, and the mails that come of it."""

import re
import uuid
from datetime import UTC, datetime
from typing import Any

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from wagtail.models import Site

from cms.models import CallToAction, ConsentRecord, OutboxEvent, Submission, Subscriber
from cms.models.addresses import address_hash
from cms.submissions.kinds import MAIL_CONFIRMATION
from cms.submissions.process import process_received
from cms.submissions.subscriptions import confirm
from tests.cms.outbox_builders import Clock

__all__ = [
    "READER",
    "again",
    "confirmed",
    "events",
    "link_of",
    "mails",
    "pending",
    "send",
    "token_in",
    "work",
]

READER = "reader@example.org"


def send(panel: CallToAction, email: str = READER, **values: Any) -> Submission:
    """A submission as the request leaves it."""
    site = Site.objects.get(is_default_site=True)
    values = {
        "panel": panel,
        "panel_key": panel.translation_key,
        "panel_slug": panel.slug,
        "panel_heading": panel.heading,
        "kind": panel.kind,
        "locale": panel.locale.language_code,
        "site": site,
        "page_path": "/research/",
        "placement": "b3",
        "fields": {"email": email},
        "email": email,
        "email_hash": address_hash(email) if email else "",
        "client": "192.0.2.0/24",
        "consent_version": panel.consent_version or None,
        "consent_text": panel.consent_text,
        "idempotency_key": uuid.uuid4().hex,
        "request_hash": uuid.uuid4().hex,
        **values,
    }
    return Submission.objects.create(**values)


def work(now: datetime | None = None) -> None:
    """One round of `deliver_outbox`; `now` is when deliveries are due."""
    Clock(now or datetime.now(UTC)).deliver()


def mails() -> list[EmailMultiAlternatives]:
    """What was sent to readers."""
    return mail.outbox  # type: ignore[return-value]


def token_in(message: EmailMultiAlternatives, path: str = "confirm") -> str:
    """The token of a link in the text of a mail."""
    found = re.search(rf"/{path}/\?token=([^\s]+)", str(message.body))
    assert found is not None
    return found[1]


def link_of(message: EmailMultiAlternatives) -> str:
    """The address in the header for one click."""
    return str(message.extra_headers["List-Unsubscribe"]).strip("<>")


def pending(panel: CallToAction, email: str = READER, **values: Any) -> Subscriber:
    """Somebody who was asked to confirm."""
    send(panel, email, **values)
    work()
    return Subscriber.objects.get(list_key=panel.translation_key, email_hash=address_hash(email))


def confirmed(panel: CallToAction, email: str = READER, **values: Any) -> Subscriber:
    """Somebody who has confirmed."""
    pending(panel, email, **values)
    subscriber = confirm(token_in(mails()[-1]), now=datetime.now(UTC)).subscriber
    assert subscriber is not None
    return subscriber


def again(panel: CallToAction, email: str = READER, **values: Any) -> tuple[Submission, int]:
    """Another submission, followed up; it, and how many mails were asked for."""
    before = OutboxEvent.objects.filter(kind=MAIL_CONFIRMATION).count()
    submission = send(panel, email, **values)
    process_received()
    submission.refresh_from_db()
    return submission, OutboxEvent.objects.filter(kind=MAIL_CONFIRMATION).count() - before


def events() -> list[str]:
    """What was recorded about consents, the oldest first."""
    return list(ConsentRecord.objects.order_by("id").values_list("event", flat=True))
