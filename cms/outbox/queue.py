"""The queue that the deliveries are: fanned out, claimed, settled. Short transactions, none while anybody is asked.

A claim is a conditional update, so that of two loops one gets it; it has a time at which it runs out, so that what a
killed process was about to do is done by another. Between the answer and its being written down a process can die:
then the event is sent again, with the same id.
"""

import logging
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import DatabaseError, connection, models, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cms.models.events import Delivery, OutboxEvent
from cms.outbox.backoff import LAST_ATTEMPT, OVERTAKEN_AFTER, next_delay
from cms.outbox.channels import Channel, Outcome, channels

__all__ = [
    "Claim",
    "cancel",
    "cancel_switched_off",
    "claim_late",
    "claim_next",
    "due_receivers",
    "fan_out",
    "prune",
    "send_again",
    "settle",
    "settle_events",
]

BATCH = 500
logger = logging.getLogger(__name__)
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Claim:
    """Deliveries to one receiver that this process may send now."""

    token: uuid.UUID
    deliveries: Sequence[Delivery]


def fan_out(*, now: datetime) -> int:
    """Make the deliveries of up to 500 events that have none yet; how many events that were."""
    with transaction.atomic():
        events = list(_not_locked(OutboxEvent.objects.filter(fanned_out_at=None).order_by("id"))[:BATCH])
        rows = [delivery for channel in channels() for delivery in _deliveries(channel, events)]
        for row in rows:
            row.next_attempt_at = now
        rows.sort(key=lambda row: row.event_id)
        Delivery.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
        OutboxEvent.objects.filter(pk__in=[event.pk for event in events]).update(fanned_out_at=now)
    return len(events)


def _deliveries(channel: Channel, events: Sequence[OutboxEvent]) -> list[Delivery]:
    """What the channel makes of the events. One that it can not read is logged, and none of the others suffers."""
    try:
        with transaction.atomic():  # a channel may write, and is asked again below
            return list(channel.deliveries(events))
    except DatabaseError:
        raise
    except Exception:
        if len(events) == 1:
            logger.exception("Event %s is of no use to the channel %s.", events[0].public_id, channel.name)
            return []
        return [delivery for event in events for delivery in _deliveries(channel, [event])]


def cancel_switched_off() -> int:
    """Cancel what waits for a webhook that was switched off; how many deliveries that were."""
    return _pending().filter(subscription__active=False).update(status=Delivery.Status.CANCELLED, claim=None)


def due_receivers(*, now: datetime) -> list[str]:
    """Who has something due."""
    due = _free(_pending(), now=now).filter(next_attempt_at__lte=now)
    return list(due.order_by("receiver").values_list("receiver", flat=True).distinct())


def claim_late(receiver: str, channel: Channel, *, now: datetime) -> Claim | None:
    """One delivery that has failed so often that later events overtake it, and is due again."""
    late = _free(_pending(), now=now).filter(
        receiver=receiver, attempts__gte=OVERTAKEN_AFTER, next_attempt_at__lte=now
    )
    return _claim(late.order_by("next_attempt_at")[:1], channel, now=now)


def claim_next(receiver: str, channel: Channel, *, now: datetime) -> Claim | None:
    """What to send to the receiver next; None if that is nothing, not due yet, or another process is at it."""
    waiting = _pending().filter(receiver=receiver, attempts__lt=OVERTAKEN_AFTER).order_by("event")
    if channel.ordered:
        # The head of the line itself, due or not, claimed or not: nothing goes past it.
        head = list(waiting.values_list("pk", flat=True)[:1])
        due = _free(waiting.filter(pk__in=head, next_attempt_at__lte=now), now=now)
        return _claim(due, channel, now=now)
    with transaction.atomic():
        due = _free(waiting.filter(next_attempt_at__lte=now), now=now)
        return _claim(_not_locked(due)[: channel.most], channel, now=now)


def _claim(found: QuerySet[Delivery], channel: Channel, *, now: datetime) -> Claim | None:
    ids = [delivery.pk for delivery in found]
    token = uuid.uuid4()
    free = _free(_pending().filter(pk__in=ids), now=now)
    # An attempt counts when it begins: what kills the process every time must come to an end too.
    mine = free.update(
        claim=token, claimed_until=now + channel.lease, attempts=F("attempts") + 1, last_attempt_at=now
    )
    if not mine:
        return None
    claimed = Delivery.objects.filter(claim=token).select_related("event", "subscription").order_by("event")
    return Claim(token=token, deliveries=list(claimed))


def settle(claim: Claim, outcome: Outcome, *, duration: Any, now: datetime) -> list[Delivery]:
    """Write down what became of the attempt. A claim that ran out in the meantime is another's, and left alone."""
    for delivery in claim.deliveries:
        delivery.last_status = outcome.status
        delivery.last_failure = "" if outcome.ok else outcome.failure or Delivery.Failure.ERROR
        delivery.last_error, delivery.answer = outcome.error, outcome.answer
        delivery.duration = duration
        if outcome.ok:
            delivery.status, delivery.delivered_at = Delivery.Status.DELIVERED, now
        elif outcome.final or delivery.attempts >= LAST_ATTEMPT:
            delivery.status = Delivery.Status.FAILED
        else:
            delivery.next_attempt_at = now + next_delay(delivery.attempts, asked=outcome.asked_delay)
    with transaction.atomic():
        return [delivery for delivery in claim.deliveries if _write(delivery, claim)]


def _write(delivery: Delivery, claim: Claim) -> bool:
    names = (
        "status", "next_attempt_at", "last_status", "last_failure", "last_error", "answer", "duration", "delivered_at"
    )  # fmt: skip
    changes = {name: getattr(delivery, name) for name in names}
    mine = Delivery.objects.filter(pk=delivery.pk, claim=claim.token)
    return bool(mine.update(claim=None, claimed_until=None, **changes))


def cancel(claim: Claim) -> None:
    """Give up on deliveries whose receiver is not there any more."""
    mine = Delivery.objects.filter(claim=claim.token)
    mine.update(status=Delivery.Status.CANCELLED, claim=None, claimed_until=None)


def settle_events(*, now: datetime) -> int:
    """Mark the events of which nothing is pending as settled; how many that were."""
    pending = _pending().filter(event=OuterRef("pk"))
    done = OutboxEvent.objects.filter(settled_at=None, fanned_out_at__isnull=False).exclude(Exists(pending))
    return done.update(settled_at=now)


def send_again(deliveries: Iterable[Delivery], *, now: datetime) -> int:
    """Have deliveries sent once more, from the first attempt on and with the same id; how many that are.

    What is pending keeps its number of attempts and is tried at once. What is being sent right now is left alone.
    """
    ids = [delivery.pk for delivery in deliveries]
    with transaction.atomic():
        free = _free(Delivery.objects.filter(pk__in=ids), now=now)
        settled = free.exclude(status=Delivery.Status.PENDING)
        again = settled.update(
            status=Delivery.Status.PENDING, attempts=0, next_attempt_at=now, delivered_at=None
        )
        sooner = free.filter(status=Delivery.Status.PENDING, next_attempt_at__gt=now)
        again += sooner.update(next_attempt_at=now)
        OutboxEvent.objects.filter(deliveries__in=ids).update(settled_at=None)
    return again


def prune(
    *, before: datetime, needed: Callable[[Sequence[OutboxEvent]], Collection[int]] = lambda events: ()
) -> int:
    """Delete the events that were settled before this time, and their deliveries; how many events that were.

    `needed` returns the ids of those that are kept all the same.
    """
    deleted = last = 0
    while True:
        with transaction.atomic():
            old = list(OutboxEvent.objects.filter(settled_at__lt=before, pk__gt=last).order_by("id")[:BATCH])
            if not old:
                return deleted
            last = old[-1].pk
            ids = {event.pk for event in old}.difference(needed(old))
            Delivery.objects.filter(event__in=ids).delete()
            deleted += OutboxEvent.objects.filter(pk__in=ids).delete()[1].get("cms.OutboxEvent", 0)


def _pending() -> QuerySet[Delivery]:
    return Delivery.objects.filter(status=Delivery.Status.PENDING)


def _free(deliveries: QuerySet[Delivery], *, now: datetime) -> QuerySet[Delivery]:
    """Those that nobody has a claim to, or none that still holds."""
    return deliveries.filter(Q(claimed_until=None) | Q(claimed_until__lte=now))


def _not_locked(found: QuerySet[M]) -> QuerySet[M]:
    """Rows that no other process is about to take, where the database can tell."""
    if connection.features.has_select_for_update_skip_locked:
        return found.select_for_update(skip_locked=True)
    return found
