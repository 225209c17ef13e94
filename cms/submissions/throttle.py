"""How often a client may send something, and how often something may be sent for an address.

Counters stand in Django's cache, one for each window of time: Redis, Memcached and the database share them among
processes; memory (`LocMemCache`) counts for one process only. The keys are hashes, so the cache holds nobody's data.
Windows have fixed ends, so that at worst twice the limit passes within one length of a window. A database cache
counts by reading and then writing: of requests at the very same moment it may miss some.

- `client` counts every request that reaches a form, accepted or not; only the replay of a first answer is free.
- `address` counts every submission that was found in order.

**While the cache does not answer**, `CMS_FORM_LIMITS_WITHOUT_CACHE` decides: "allow" (the default) accepts every
request, so that no reader's message is lost because of a cache; "refuse" answers 503 with `Retry-After`. Either is
logged, once a minute for a process and without addresses. What a cache takes to fail is up to its timeouts: give the
one that counts a short one (for Redis `OPTIONS: {"socket_timeout": 1, "socket_connect_timeout": 1}`).
"""

import hashlib
import logging
import time
from datetime import UTC, datetime, timedelta
from threading import Lock

from django.core.cache import cache

from cms.conf import conf
from cms.submissions.refusals import CannotCount, TooMany

__all__ = ["count"]

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOG_LINES = 60
_logged_at: float | None = None
_logging = Lock()


def count(policy: str, key: str, *, now: datetime, limit: tuple[int, int] | None = None) -> None:
    """Count one more for a hash under one of `CMS_FORM_LIMITS`, or under a limit of its own (requests, seconds); a
    policy without either has no limit.

    Raises `TooMany` when the limit is passed, and `CannotCount` when nobody can tell and the site refuses then.
    """
    limit = limit or conf.form_limits.get(policy)
    if limit is None:
        return
    most, seconds = limit
    window, passed = divmod(int(now.timestamp()), seconds)
    left = seconds - passed
    try:
        number = _one_more(_cache_key(policy, key, window, seconds), left)
    except Exception as error:  # noqa: BLE001 - each kind of cache fails in its own way
        _cache_is_gone(error)
        return
    if number > most:
        until = datetime.fromtimestamp((window + 1) * seconds, UTC)
        raise TooMany(policy, until=until, seconds=max(1, -(-(until - now) // timedelta(seconds=1))))


def _cache_key(policy: str, key: str, window: int, seconds: int) -> str:
    digest = hashlib.sha256(f"{policy}\0{key}\0{window}\0{seconds}".encode()).hexdigest()
    return f"cms.form_limit.{digest}"


def _one_more(key: str, left: int) -> int:
    """The number of requests in the window, with this one. It is kept to the window's end.

    The cache is asked the same for the first one as for any later one: the time of an answer tells nobody whether the
    address was sent before.
    """
    cache.add(key, 0, timeout=left + 1)
    try:
        number: int = cache.incr(key)
    except ValueError:  # it has just been thrown out
        cache.set(key, 1, timeout=left + 1)
        return 1
    # Where a cache counts by reading and writing, it has forgotten until when.
    cache.touch(key, timeout=left + 1)
    return number


def _cache_is_gone(error: Exception) -> None:
    global _logged_at
    refuses = conf.form_limits_without_cache == "refuse"
    with _logging:
        moment = time.monotonic()
        if _logged_at is None or moment - _logged_at >= SECONDS_BETWEEN_LOG_LINES:
            _logged_at = moment
            logger.error(
                "The cache that counts submissions does not answer (%s): %s.",
                type(error).__name__,
                "submissions are refused" if refuses else "they are accepted without limits",
            )
    if refuses:
        raise CannotCount from None
