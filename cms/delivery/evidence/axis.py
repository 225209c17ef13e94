"""The axis of a plot: what it spans, where a value is on it, and its ticks.

Computed here, so that every frontend draws the same. Whatever the values are, the axis has a length.
"""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median_low
from typing import Literal, NamedTuple

__all__ = ["SMALLEST", "Axis", "Reach", "Scale", "Tick"]

Scale = Literal["log", "linear"]

MARGIN = 0.04
"""What the axis has on either side beyond the values, as a share of what they span."""
FAR = 4
"""An interval is cut where it goes further beyond all estimates than so many times the usual half of an interval (the
median), or what the estimates themselves span."""
SMALLEST = 1e-100
"""A ratio below it is no result of a study; an axis that is shorter shows nothing."""
SHORTEST = {"log": 1e-9, "linear": SMALLEST}
MOST_TICKS = 7
PLAIN_DIGITS = 6
"""Values with more digits before or behind the point are written with an exponent."""


class Reach(NamedTuple):
    """An estimate with its interval, all finite; on a logarithmic axis `low` may be 0 or less: it has no beginning."""

    low: float
    middle: float
    high: float


class Tick(NamedTuple):
    """A mark on the axis."""

    value: float
    text: str


class Axis:
    """An axis that shows all estimates and no effect, and intervals as far as they are not absurdly wide."""

    def __init__(self, scale: Scale, no_effect: float, rows: Sequence[Reach]) -> None:
        self.scale = scale
        middles = [self._on(no_effect), *(self._on(row.middle) for row in rows)]
        first, last = min(middles), max(middles)
        halves = [half for row in rows for half in self._halves(row)]
        far = FAR * max(last - first, median_low(halves) if halves else 0)
        least = max(first - far, math.log10(SMALLEST)) if scale == "log" else first - far
        low = min([first, *(max(self._on(row.low), least) for row in rows)])
        high = max([last, *(min(self._on(row.high), last + far) for row in rows)])
        span = high - low
        if span < SHORTEST[scale]:  # all is in one place
            half = math.log10(2) if scale == "log" else 1
            low, high, span = low - half, high + half, 2 * half
        self.low, self.high = low - MARGIN * span, high + MARGIN * span

    def _on(self, value: float) -> float:
        """Where a value is on a ruler that runs with the axis: powers of ten if it is logarithmic."""
        if self.scale == "linear":
            return value
        return math.log10(value) if value > SMALLEST else -math.inf

    def _halves(self, row: Reach) -> Iterator[float]:
        """The longer half of an interval, if it has a length that is known."""
        middle = self._on(row.middle)
        halves = (middle - self._on(row.low), self._on(row.high) - middle)
        longest = max((half for half in halves if math.isfinite(half)), default=0)
        if longest > 0:
            yield longest

    def at(self, value: float) -> float:
        """A fraction of the axis from its left end; what is beyond one of its ends is there."""
        place = (self._on(value) - self.low) / (self.high - self.low)
        return round(min(max(place, 0.0), 1.0), 4)

    def is_before(self, value: float) -> bool:
        """Whether a value lies beyond the left end."""
        return self._on(value) < self.low

    def is_behind(self, value: float) -> bool:
        """Whether a value lies beyond the right end."""
        return self._on(value) > self.high

    @property
    def domain(self) -> tuple[float, float]:
        """The values at the two ends."""
        ends = (self.low, self.high) if self.scale == "linear" else (10**self.low, 10**self.high)
        low, high = (float(f"{end:.6g}") for end in ends)
        return low, high

    def ticks(self) -> list[Tick]:
        """Round values, at most seven, no effect among them."""
        if self.scale == "linear":
            return _even(self.low, self.high)
        if self.high - self.low < math.log10(4):
            return _even(10**self.low, 10**self.high)
        return _powers(self.low, self.high)


def _even(low: float, high: float) -> list[Tick]:
    """Multiples of 1, 2 or 5 times a power of ten."""
    least = (high - low) / (MOST_TICKS - 1)
    power = math.floor(math.log10(least))
    steps = (Decimal(digit).scaleb(power) for digit in (1, 2, 5, 10, 20))
    step = next(step for step in steps if float(step) >= least)
    begin, end = math.ceil(low / float(step)), math.floor(high / float(step))
    return [_tick(number * step) for number in range(begin, end + 1)]


def _powers(low: float, high: float) -> list[Tick]:
    """1, 2 and 5 times the powers of ten, only the powers, or only some of them: as many as there is room for."""
    first, last = math.floor(low), math.ceil(high)
    for digits in ((1, 2, 5), (1, 3), (1,)):
        values = (Decimal(d).scaleb(power) for power in range(first, last + 1) for d in digits)
        found = [value for value in values if low <= math.log10(value) <= high]
        if len(found) <= MOST_TICKS:
            return [_tick(value) for value in found]
    every = math.ceil((high - low) / (MOST_TICKS - 1))
    powers = range(math.ceil(low / every) * every, math.floor(high) + 1, every)
    return [_tick(Decimal(1).scaleb(power)) for power in powers]


def _tick(value: Decimal) -> Tick:
    plain = value.normalize() if value else Decimal(0)
    has_many = plain and not -PLAIN_DIGITS <= plain.adjusted() <= PLAIN_DIGITS
    text = f"{plain:e}".replace("e+", "e") if has_many else f"{plain:f}"
    return Tick(float(plain), text)
