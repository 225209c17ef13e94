"""A Redis that is away for a moment is an empty cache, not an error page.

Wagtail asks the cache on nearly every page of the admin, and so does the build of a document with images. What is
counted there is another matter: `incr` still fails, so that `CMS_FORM_LIMITS_WITHOUT_CACHE` decides about forms.
"""

import logging
import time
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

__all__ = ["ForgivingRedisCache"]

SECONDS_BETWEEN_LOG_LINES = 60

logger = logging.getLogger(__name__)
T = TypeVar("T")


class ForgivingRedisCache(RedisCache):
    """Finds nothing and keeps nothing while the server does not answer. Logged once a minute for a process."""

    _logged_at: float | None = None
    _logging = Lock()

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._or(default, lambda: super(ForgivingRedisCache, self).get(key, default, version))

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        names = list(keys)
        return self._or({}, lambda: super(ForgivingRedisCache, self).get_many(names, version))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return self._or(False, lambda: super(ForgivingRedisCache, self).has_key(key, version))

    def add(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return self._or(False, lambda: super(ForgivingRedisCache, self).add(key, value, timeout, version))

    def set(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._or(None, lambda: super(ForgivingRedisCache, self).set(key, value, timeout, version))

    def set_many(
        self, data: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[Any]:
        entries = dict(data)
        return self._or(
            list(entries), lambda: super(ForgivingRedisCache, self).set_many(entries, timeout, version)
        )

    def touch(self, key: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._or(False, lambda: super(ForgivingRedisCache, self).touch(key, timeout, version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self._or(False, lambda: super(ForgivingRedisCache, self).delete(key, version))

    def _or(self, otherwise: T, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except (NoConnection, NoAnswer) as error:
            self._log(error)
            return otherwise

    @classmethod
    def _log(cls, error: Exception) -> None:
        with cls._logging:
            moment = time.monotonic()
            if cls._logged_at is None or moment - cls._logged_at >= SECONDS_BETWEEN_LOG_LINES:
                cls._logged_at = moment
                logger.error("The cache does not answer (%s): it counts as empty.", type(error).__name__)
