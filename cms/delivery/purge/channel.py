"""Events of the kind `purge`, {"urls": [absolute addresses], "tags": [names]}, to every cache that is configured.

Order does not matter here, and purging twice does no harm: whatever is due for a cache goes out together, each address
and tag once. Ours get the tags. Wagtail's own backends get the addresses, and make their requests themselves, to where
the settings say; most of them log their errors and go on, and only what they raise is tried again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from cms import outgoing
from cms.conf import conf
from cms.delivery.purge.backends import backend_names, make_backend
from cms.models.events import Delivery, OutboxEvent
from cms.outbox.attempts import attempt
from cms.outbox.channels import Channel, ReceiverGone, Send

__all__ = ["PURGE_KIND", "PurgeChannel"]

PURGE_KIND: Final = "purge"
WAGTAIL: Final = "wagtail-frontend-cache"
SECONDS: Final = 120.0
"""All calls for one cache together may take so long."""


class PurgeChannel(Channel):
    """Purges caches."""

    name = "purge"
    most = 50
    lease = timedelta(minutes=5)

    def deliveries(self, events: Sequence[OutboxEvent]) -> Iterator[Delivery]:
        for event in events:
            if event.kind != PURGE_KIND:
                continue
            if event.payload.get("urls") and conf.wagtail_frontend_cache:
                yield Delivery(event=event, receiver=f"{self.name}:{WAGTAIL}")
            if event.payload.get("tags"):
                for name in backend_names():
                    yield Delivery(event=event, receiver=f"{self.name}:{name}")

    def prepare(self, deliveries: Sequence[Delivery], *, now: datetime) -> Send:
        name = deliveries[0].receiver.partition(":")[2]
        if name == WAGTAIL:
            return self._prepared(_purge_addresses, _all(deliveries, "urls"), now=now)
        backend = make_backend(name)
        if backend is None:
            raise ReceiverGone
        return self._prepared(backend.purge, _all(deliveries, "tags"), now=now)

    def _prepared(
        self, purge: Callable[[Sequence[str]], outgoing.Answer | None], what: Sequence[str], *, now: datetime
    ) -> Send:
        def ask() -> outgoing.Answer:
            answer = outgoing.call_within(SECONDS, lambda: purge(what))
            return answer or outgoing.Answer(url="", status=200, headers={}, body=b"")

        return lambda: attempt(ask, now=now)


def _all(deliveries: Iterable[Delivery], key: str) -> list[str]:
    """What the payloads list under the key, each once."""
    return list(
        dict.fromkeys(str(one) for delivery in deliveries for one in delivery.event.payload.get(key, ()))
    )


def _purge_addresses(urls: Sequence[str]) -> None:
    from django.db import connections
    from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache

    try:
        purge_urls_from_cache(urls)
    finally:
        connections.close_all()  # those of this thread, if a backend or a task used the database
