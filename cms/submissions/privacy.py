"""What readers may ask for: to be told all that is held about their address, and to have it erased.

Erased is everything that holds the address or what was written with it. What stays knows the address by a keyed hash
only: the consent records, which prove what was agreed to, on which page, from which (shortened or hashed) client, and
when that ended; and the erased addresses, so that an import does not write to somebody who asked to be forgotten.
Whoever signs up anew, by their own hand, gives a new consent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.log_actions import log

from cms.models import ConsentRecord, Delivery, ErasedAddress, OutboxEvent, Submission, Subscriber
from cms.models.addresses import address_hash, normal_address
from cms.submissions.related_events import events_about

__all__ = ["ERASED", "EXPORTED", "Erasure", "erase", "held_about"]

EXPORTED = "cms.submission.exported"
ERASED = "cms.submission.erased"
"""Actions in Wagtail's log."""

SECRETS = {"nonce", "token_hash", "idempotency_key", "request_hash", "answer"}
"""Columns that say nothing about the reader, and could be of use to somebody else."""


@dataclass(frozen=True)
class Erasure:
    """What was deleted, in numbers of rows."""

    submissions: int
    subscribers: int
    events: int
    mentions: int
    """Submissions of others in which the address stands: nobody but a person can judge them."""


def held_about(email: str, *, by: Any = None) -> dict[str, Any]:
    """Everything that is held about an address, as Django's JSON encoder can write it.

    `mentions` are the identifiers of submissions by others in which the address stands. That somebody (`by`, a user, or
    None for a command) looked is written to the log.
    """
    key = address_hash(email)
    submissions = list(Submission.objects.filter(email_hash=key).order_by("pk"))
    subscribers = list(Subscriber.objects.filter(email_hash=key).order_by("pk"))
    consents = ConsentRecord.objects.filter(email_hash=key).order_by("pk")
    erased = ErasedAddress.objects.filter(email_hash=key).first()
    found = {
        "address": normal_address(email),
        "exported_at": timezone.now(),
        "submissions": [_columns(row) for row in submissions],
        "subscriptions": [_columns(row) for row in subscribers],
        "consents": [_columns(row) for row in consents],
        "deliveries": _deliveries(_events(key, submissions, subscribers)),
        "mentions": list(_mentions(email, key).values_list("uuid", flat=True)),
        "erased_at": erased and erased.erased_at,
    }
    _log(EXPORTED, key, by)
    return found


def erase(email: str, *, by: Any = None) -> Erasure:
    """Delete all that is held about an address but its hash. `by` is the user who does it; None for a command."""
    now, key = timezone.now(), address_hash(email)
    with transaction.atomic():
        # Locked in the order in which a worker locks what it processes, and a reader what is confirmed.
        of_address = Submission.objects.filter(email_hash=key)
        list(of_address.select_for_update().filter(processed_at=None).values_list("pk"))
        subscribers = list(Subscriber.objects.select_for_update().filter(email_hash=key))
        submissions = list(of_address.select_for_update())
        mentions = _mentions(email, key).count()
        events = list(_events(key, submissions, subscribers).values_list("pk", flat=True))
        Delivery.objects.filter(event__in=events).delete()
        OutboxEvent.objects.filter(pk__in=events).delete()
        Subscriber.objects.filter(pk__in=[row.pk for row in subscribers]).delete()
        Submission.objects.filter(pk__in=[row.pk for row in submissions]).delete()
        ConsentRecord.objects.create(
            email_hash=key, event=ConsentRecord.Event.ERASED, method=ConsentRecord.Method.TEAM, at=now
        )
        ErasedAddress.add(key, now=now)
        _log(ERASED, key, by)
    return Erasure(len(submissions), len(subscribers), len(events), mentions)


def _columns(row: Model) -> Mapping[str, Any]:
    """A row by the names of its columns, without our own bookkeeping."""
    return {
        field.attname: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.attname not in SECRETS
    }


def _events(key: str, submissions: list[Submission], subscribers: list[Subscriber]) -> QuerySet[OutboxEvent]:
    return events_about(
        key,
        submissions=[row.uuid for row in submissions],
        subscribers=[row.uuid for row in subscribers],
    )


def _deliveries(events: QuerySet[OutboxEvent]) -> list[Mapping[str, Any]]:
    """To whom anything was passed on, and when; not what they answered."""
    rows = Delivery.objects.filter(event__in=events).select_related("event").order_by("pk")
    return [
        {
            "event": row.event.public_id,
            "kind": row.event.kind,
            "receiver": row.receiver_name,
            "status": row.status,
            "attempts": row.attempts,
            "created_at": row.event.created_at,
            "delivered_at": row.delivered_at,
        }
        for row in rows
    ]


def _mentions(email: str, key: str) -> QuerySet[Submission]:
    """What others wrote that holds the address. Databases differ in how they write letters beyond ASCII in JSON."""
    address = normal_address(email)
    texts = Submission.objects.alias(fields_text=Cast("fields", TextField())).exclude(email_hash=key)
    escaped = json.dumps(address)[1:-1]
    return texts.filter(
        Q(fields_text__icontains=address) | Q(fields_text__icontains=escaped) | Q(note__icontains=address)
    )


def _log(action: str, key: str, user: Any) -> None:
    """To Wagtail's log, with so much of the hash that two entries can be told to be about the same address."""
    # There is no object for it: what it was about may be gone.
    log(instance=Submission(pk=0), action=action, user=user, title=f"{key[:8]}…", data={"address": key[:8]})
