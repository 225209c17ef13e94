"""A cache whose server is gone."""

from typing import Any, NoReturn

from django.core.cache.backends.base import BaseCache

__all__ = ["BrokenCache"]


class BrokenCache(BaseCache):
    """Every call fails, as a client of a server does that is not there."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def _fail(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ConnectionError("Error 111 connecting to cache.example.org:6379. Connection refused.")

    add = get = set = touch = delete = incr = get_many = set_many = _fail

    def clear(self) -> None:
        """Nothing is in it."""
