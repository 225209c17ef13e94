"""How fast a registry may be asked. What all processes of a site do counts together, so it is kept in the cache.

Time is cut into slots, one request each, and a slot is taken with the cache's atomic `add`. How long they are says the
registry in its answers: Crossref in X-Rate-Limit-Limit, X-Rate-Limit-Interval and X-Concurrency-Limit
(https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/), NCBI in
X-RateLimit-Limit and X-RateLimit-Remaining (https://www.ncbi.nlm.nih.gov/books/NBK25497/), anyone in Retry-After.
"""

import math
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.core.cache import cache

from cms.lookup.time_budget import TimeBudget

__all__ = ["Busy", "Pace"]

FASTEST: Final = 50.0
SLOWEST: Final = 0.1
"""Requests a second: what an answer says beyond these is not believed."""
MARGIN: Final = 0.9
"""So much of the allowed rate is used: what is sent evenly does not arrive evenly."""
REMEMBERED: Final = 24 * 60 * 60
LONGEST_BLOCK: Final = timedelta(days=1)
POLL: Final = 0.1
SKEW: Final = 5.0
"""Seconds by which the clocks of two hosts may differ."""


class Busy(Exception):
    """The registry can not be asked within the time there is. `retry_after` says when it can, as far as is known."""

    def __init__(self, retry_after: timedelta) -> None:
        self.retry_after = retry_after
        super().__init__(str(retry_after))


@dataclass(frozen=True)
class Pace:
    """The pace of one registry: its name, and until it says otherwise, requests a second and at the same time."""

    name: str
    per_second: float
    at_once: int

    @contextmanager
    def turn(self, budget: TimeBudget) -> Iterator[None]:
        """Wait for one's turn, and hold it while asking. Raises `Busy` if the time there is does not reach for it."""
        self._wait(self.blocked_for(), budget)
        place = self._place(budget)
        try:
            self._wait(self._slot(), budget)
            yield
        finally:
            cache.delete(place)

    def blocked_for(self) -> float:
        """Seconds until the registry wants to be asked again."""
        until: float = cache.get(self._key("blocked"), 0.0)
        return max(0.0, until - time.time())

    def block(self, wait: timedelta) -> None:
        """Ask nothing for so long: the registry has said so."""
        seconds = min(wait, LONGEST_BLOCK).total_seconds()
        if seconds > self.blocked_for():
            cache.set(self._key("blocked"), time.time() + seconds, timeout=seconds + 1)

    def learn(self, headers: Mapping[str, str]) -> None:
        """Take the limits over that an answer names."""
        most = _number(headers.get("X-Rate-Limit-Limit")) or _number(headers.get("X-RateLimit-Limit"))
        seconds = _number(headers.get("X-Rate-Limit-Interval", "1s")) or 1.0
        if most:
            self._remember("rate", min(max(MARGIN * most / seconds, SLOWEST), FASTEST))
        if at_once := _number(headers.get("X-Concurrency-Limit")):
            self._remember("at-once", max(1, int(at_once)))
        if headers.get("X-RateLimit-Remaining", "").strip() == "0":
            self.block(timedelta(seconds=1))

    def _remember(self, what: str, value: float) -> None:
        if cache.get(self._key(what)) != value:
            cache.set(self._key(what), value, timeout=REMEMBERED)

    def _slot(self) -> float:
        """Take the next free slot; seconds until it begins."""
        rate: float = cache.get(self._key("rate"), self.per_second)
        length = 1 / rate
        now = time.time()
        number = math.ceil(now / length)
        while not cache.add(
            self._key(f"slot:{length:.4f}:{number}"), 1, timeout=number * length - now + SKEW
        ):
            number += 1
        return max(0.0, number * length - now)

    def _place(self, budget: TimeBudget) -> str:
        """Take one of the places of those who may ask at the same time; its key."""
        while True:
            for number in range(int(cache.get(self._key("at-once"), self.at_once))):
                key = self._key(f"place:{number}")
                if cache.add(key, 1, timeout=budget.remaining() + 1):
                    return key
            self._wait(POLL, budget)

    def _wait(self, seconds: float, budget: TimeBudget) -> None:
        if not seconds:
            return
        if seconds >= budget.remaining():
            raise Busy(timedelta(seconds=seconds))
        time.sleep(seconds)

    def _key(self, what: str) -> str:
        return f"cms.lookup.pace:{self.name.replace(' ', '-')}:{what}"


def _number(text: str | None) -> float | None:
    """The number a header begins with, such as "10" or "1s"; minutes and hours are not in use."""
    found = re.match(r"\s*([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*s?\s*$", text or "")
    return float(found.group(1)) if found and float(found.group(1)) > 0 else None
