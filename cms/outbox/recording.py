"""Writing events down, and saying what kinds there are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.models.events import OutboxEvent

__all__ = [
    "NewEvent",
    "before_delivery",
    "event_kinds",
    "record",
    "record_many",
    "register_before_delivery",
    "register_kind",
]

BATCH = 500

_kinds: dict[str, Promise | str] = {
    "page.upsert": _("A page was published or changed"),
    "page.delete": _("A page is no longer public"),
}
_before_delivery: list[Callable[[], None]] = []


@dataclass(frozen=True)
class NewEvent:
    """An event that is not written down yet. `payload` is anything that Django can write as a JSON object."""

    kind: str
    payload: Mapping[str, Any]
    site_id: int | None = None


def record(
    kind: str, payload: Mapping[str, Any], *, site_id: int | None = None, now: datetime | None = None
) -> None:
    """Write one event down: one INSERT, in the caller's transaction."""
    OutboxEvent.objects.create(
        kind=kind, payload=dict(payload), site_id=site_id, created_at=now or timezone.now()
    )


def record_many(events: Iterable[NewEvent], *, now: datetime | None = None) -> None:
    """Write events down in their order, with one INSERT for each 500."""
    created_at = now or timezone.now()
    rows = [
        OutboxEvent(
            kind=event.kind, payload=dict(event.payload), site_id=event.site_id, created_at=created_at
        )
        for event in events
    ]
    OutboxEvent.objects.bulk_create(rows, batch_size=BATCH)


def register_kind(kind: str, label: Promise | str) -> None:
    """Offer a kind of event to webhooks. An event of an unregistered kind is not sent to any of them."""
    _kinds[kind] = label


def event_kinds() -> Mapping[str, Promise | str]:
    """The kinds that webhooks can subscribe to, with what editors call them."""
    return dict(_kinds)


def register_before_delivery(function: Callable[[], None]) -> None:
    """Have `deliver_outbox` call the function before each of its rounds; the events it records go out in that round.

    Registering it again changes nothing. What it raises is logged, and does not keep the round from being made.
    """
    if function not in _before_delivery:
        _before_delivery.append(function)


def before_delivery() -> tuple[Callable[[], None], ...]:
    """What was registered, in order."""
    return tuple(_before_delivery)
