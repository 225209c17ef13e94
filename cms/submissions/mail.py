"""The channel that mails to readers what the outbox holds for them.

A mail is sent at least once: between sending it and writing that down a process can die. Then it is sent again with the
same `Message-ID`, and most mail programs show it once.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from cms.models import Delivery, OutboxEvent, Subscriber
from cms.outbox.channels import Channel, ReceiverGone, Send
from cms.submissions.confirmation_mail import confirmation_mail
from cms.submissions.kinds import MAIL_CONFIRMATION, NEWSLETTER_RESEND
from cms.submissions.sending import send_mail
from cms.submissions.subscriptions import ask_again, lapses_at
from cms.submissions.tokens import confirmation_token, token_hash

__all__ = ["MailChannel"]

LANES: Final = 4
"""So many mails may be under way at once: an address that is refused holds up a quarter, a slow server not all."""


class MailChannel(Channel):
    """Mails to readers. Each is sent by itself, so that what became of it is known of it alone."""

    name = "mail"
    lease = timedelta(minutes=3)

    def deliveries(self, events: Sequence[OutboxEvent]) -> Iterator[Delivery]:
        for event in events:
            if event.kind == MAIL_CONFIRMATION:
                yield self._delivery(event, UUID(event.payload["subscriber"]))
            elif event.kind == NEWSLETTER_RESEND:
                # Whether there is anybody to write to is looked up here, where no reader can measure it.
                subscriber = ask_again(event.payload["address"], event.payload["list"], now=timezone.now())
                if subscriber is not None:
                    yield self._delivery(event, subscriber.uuid)

    def _delivery(self, event: OutboxEvent, subscriber: UUID) -> Delivery:
        return Delivery(event=event, receiver=f"{self.name}:{subscriber.int % LANES + 1}")

    def prepare(self, deliveries: Sequence[Delivery], *, now: datetime) -> Send:
        (delivery,) = deliveries
        subscriber = _waiting(delivery.event)
        # From now on: a mail that had to wait for a server must not arrive with a link that has run out. Nor with one
        # that nobody knows: the secret key may have been changed since the token was stored.
        still_waits = Subscriber.objects.filter(
            pk=subscriber.pk, status=Subscriber.Status.PENDING, nonce=subscriber.nonce
        )
        stored = token_hash(confirmation_token(subscriber.nonce))
        if not still_waits.update(token_expires_at=lapses_at(now), token_hash=stored):
            raise ReceiverGone
        message = confirmation_mail(subscriber, delivery.event)
        return lambda: send_mail(message)


def _waiting(event: OutboxEvent) -> Subscriber:
    """The subscriber that an event is about. Raises `ReceiverGone` if nobody waits for a mail any more."""
    subscribers = Subscriber.objects.filter(status=Subscriber.Status.PENDING).select_related("panel")
    if event.kind == NEWSLETTER_RESEND:
        found = subscribers.filter(email_hash=event.payload["address"], list_key=event.payload["list"])
    else:
        found = subscribers.filter(uuid=event.payload["subscriber"])
    subscriber = found.first()
    if subscriber is None:
        raise ReceiverGone
    return subscriber
