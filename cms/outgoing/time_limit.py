"""One limit for the whole of a request. A timeout of a socket is one for each read: a server that sends a byte a
second never runs into it.
"""

import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Self, TypeVar

from cms.outgoing.errors import TimeLimitExceeded

__all__ = ["TimeLimit", "call_within"]

T = TypeVar("T")


class TimeLimit:
    """A context that, `seconds` after it was entered, shuts down the connections it was given to hold."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.is_over = False
        self._end = time.monotonic() + seconds
        self._held: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def remaining(self) -> float:
        """Seconds that are left, more than 0. Raises `TimeLimitExceeded`."""
        left = self._end - time.monotonic()
        if self.is_over or left <= 0:
            raise TimeLimitExceeded(self.seconds)
        return left

    def hold(self, connection: socket.socket) -> None:
        """Shut this one down too when the time is over, whoever wraps the socket in the meantime."""
        # TLS takes the file descriptor out of the socket; a second one for the same connection stays ours.
        handle = connection.dup()
        with self._lock:
            self._held.append(handle)
        if self.is_over:
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            self.is_over = True
            for handle in self._held:
                try:
                    handle.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # it is closed already

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for handle in self._held:
                handle.close()
            self._held.clear()


def call_within(seconds: float, function: Callable[[], T]) -> T:
    """What the function returns or raises. Raises `TimeLimitExceeded` if that takes longer.

    For what has no limit of its own, such as the system's resolver. It runs in a thread that is left behind.
    """
    result: Future[T] = Future()

    def run() -> None:
        try:
            result.set_result(function())
        except BaseException as error:  # noqa: BLE001 - it is raised again, where it is waited for
            result.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        return result.result(timeout=seconds)
    except TimeoutError as error:
        if result.done():
            raise
        raise TimeLimitExceeded(seconds) from error
