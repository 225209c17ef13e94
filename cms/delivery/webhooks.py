"""Webhooks as Standard Webhooks describes them (https://www.standardwebhooks.com/): signed, retried, with a stable id.

Events of one subscription are sent one at a time in the order they were written down. One that fails holds the later
ones back for its first four attempts, some 35 minutes; after that they overtake it, so that a single event that the
receiver chokes on does not silence it for days. A receiver that needs the exact order reads the change feed.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from wagtail.log_actions import log

from cms import outgoing
from cms.models.events import Delivery, OutboxEvent, WebhookSubscription
from cms.outbox import event_kinds
from cms.outbox.attempts import attempt, gone_for_good
from cms.outbox.channels import Channel, Outcome, ReceiverGone, Send
from cms.outbox.signing import body_of, headers_of, sign

__all__ = ["TEST_KIND", "WebhookChannel", "body_of", "delivery_to", "headers_of", "send_test_event", "sign"]

TEST_KIND: Final = "webhook.test"
TIMEOUT: Final = 20.0
ANSWER_BYTES: Final = 2048
"""So much of an answer is kept, for the editor who wants to know what went wrong."""

logger = logging.getLogger(__name__)


class WebhookChannel(Channel):
    """Events to the subscriptions that are switched on when the event is fanned out."""

    name = "webhook"
    ordered = True
    lease = timedelta(minutes=1)

    def deliveries(self, events: Sequence[OutboxEvent]) -> Iterator[Delivery]:
        kinds = event_kinds()
        offered = [event for event in events if event.kind in kinds]
        subscriptions = list(WebhookSubscription.objects.filter(active=True)) if offered else []
        for event in offered:
            for subscription in subscriptions:
                if subscription.wants(event):
                    yield delivery_to(subscription, event)

    def prepare(self, deliveries: Sequence[Delivery], *, now: datetime) -> Send:
        (delivery,) = deliveries
        event, subscription = delivery.event, delivery.subscription
        if subscription is None:
            raise ReceiverGone
        body, url = body_of(event), subscription.url
        keys = [secret.key for secret in subscription.valid_secrets(now=now)]
        if not keys:
            logger.error("Webhook “%s” has no valid secret, and nothing is sent unsigned.", subscription)
            raise ReceiverGone
        headers = headers_of(event, body, keys=keys, now=now)

        def post() -> outgoing.Answer:
            return outgoing.fetch(
                "POST",
                url,
                headers=headers,
                body=body,
                timeout=TIMEOUT,
                max_bytes=ANSWER_BYTES,
                truncate=True,
            )

        return lambda: gone_for_good(attempt(post, now=now))

    def settled(self, deliveries: Sequence[Delivery], outcome: Outcome, *, now: datetime) -> None:
        if outcome.failure != Delivery.Failure.GONE:
            return
        for delivery in deliveries:
            subscription = delivery.subscription
            if subscription is None:
                continue
            switched_on = WebhookSubscription.objects.filter(pk=subscription.pk, active=True)
            if switched_on.update(active=False):
                log(instance=subscription, action="cms.webhook.gone")
                logger.warning("Webhook “%s” was switched off: its receiver answered 410.", subscription)


def delivery_to(subscription: WebhookSubscription, event: OutboxEvent) -> Delivery:
    """An unsaved delivery."""
    return Delivery(
        event=event, receiver=f"{WebhookChannel.name}:{subscription.pk}", subscription=subscription
    )


def send_test_event(subscription: WebhookSubscription, *, now: datetime) -> Delivery:
    """Write an event down that only this subscription gets, whatever it has subscribed to."""
    event = OutboxEvent.objects.create(
        kind=TEST_KIND,
        payload={"webhook": subscription.name, "message": "This is a test. Nothing has changed."},
        site_id=subscription.site_id,
        created_at=now,
        fanned_out_at=now,
    )
    delivery = delivery_to(subscription, event)
    delivery.next_attempt_at = now
    delivery.save()
    return delivery
