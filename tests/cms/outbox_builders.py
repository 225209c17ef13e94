"""What tests of the outbox need: receivers that may be asked, subscriptions, events, and a clock that is set."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cms import outbox
from cms.delivery.dispatch import Round, deliver
from cms.models import Delivery, WebhookSubscription

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Clock:
    """Shows the same time until it is set forward."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **parts: float) -> None:
        self.now += timedelta(**parts)

    def deliver(self) -> Round:
        return deliver(clock=self)


def subscribe(url: str, *, name: str = "Frontend", **fields: object) -> WebhookSubscription:
    subscription = WebhookSubscription.objects.create(name=name, url=url, **fields)
    subscription.secrets.create(created_at=NOW)
    return subscription


def record(number: int = 1, kind: str = "page.upsert", **options: object) -> None:
    outbox.record(kind, {"id": number}, now=NOW, **options)  # type: ignore[arg-type]


def states() -> list[tuple[str, int]]:
    """Status and attempts of all deliveries in the order of their events."""
    return list(Delivery.objects.order_by("event", "receiver").values_list("status", "attempts"))
