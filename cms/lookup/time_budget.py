"""One look-up may ask several registries, and wait for its turn; all of it together has an end."""

import time

__all__ = ["TimeBudget"]


class TimeBudget:
    """What is left of so many seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds that are left, 0 when there are none."""
        return max(0.0, self._end - time.monotonic())

    def share(self, parts: int) -> "TimeBudget":
        """A budget of what is left, divided by the registries that still may have to be asked."""
        return TimeBudget(self.remaining() / max(parts, 1))
