"""When to try again: the schedule that Standard Webhooks recommends, with jitter, so that what failed together does
not come back together.
"""

import email.utils
import random
from datetime import UTC, datetime, timedelta

__all__ = ["LAST_ATTEMPT", "OVERTAKEN_AFTER", "next_delay", "retry_after"]

SCHEDULE = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
"""After the first failure 5 seconds, after the second 5 minutes, and so on; three days in all."""

LAST_ATTEMPT = len(SCHEDULE) + 1
"""The attempt after which nothing more is tried."""

OVERTAKEN_AFTER = 4
"""As many failures let later events overtake: until then, some 35 minutes, order matters more than delay."""

JITTER = 0.2
LONGEST_RETRY_AFTER = timedelta(days=1)


def next_delay(attempts: int, *, asked: timedelta | None = None, chance: float | None = None) -> timedelta:
    """How long to wait after so many failed attempts: the schedule and up to a fifth more.

    `asked` is what the receiver's `Retry-After` said: it makes the wait longer, up to a day, never shorter. `chance`,
    from 0 to 1, takes the place of a random number.
    """
    delay = SCHEDULE[min(attempts, len(SCHEDULE)) - 1]
    delay *= 1 + JITTER * (random.random() if chance is None else chance)  # noqa: S311 - nothing to guess
    return max(delay, min(asked or timedelta(0), LONGEST_RETRY_AFTER))


def retry_after(value: str | None, *, now: datetime) -> timedelta | None:
    """What a header `Retry-After` says (RFC 9110, 10.2.3): seconds or a date. None if it says nothing sensible."""
    text = (value or "").strip()
    try:
        if text.isascii() and text.isdigit():
            return timedelta(seconds=min(int(text), int(LONGEST_RETRY_AFTER.total_seconds())))
        until = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # also thousands of digits, or a zone further away than any
        return None
    return max((until if until.tzinfo else until.replace(tzinfo=UTC)) - now, timedelta(0))
