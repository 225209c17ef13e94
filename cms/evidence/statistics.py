"""Whether the numbers of one result agree with each other, as far as their printed digits can tell.

Each printed number stands for all numbers that round to it, so a result is only said to disagree when no choice of
unrounded numbers would agree. Ratios are taken to the log scale.
Source: Altman DG, Bland JM. How to obtain the P value from a confidence interval. BMJ 2011;343:d2304.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cms.evidence.distributions import p_of_t, p_of_z, quantile_of_t, quantile_of_z
from cms.evidence.printed import Printed, PrintedP, read_numbers, read_p
from cms.evidence.scales import DIFFERENCES, RATIOS, Scale, scales_of

__all__ = ["implied_p", "includes_no_effect", "interval_holds_estimate", "p_agrees"]

FEWEST_DEGREES = 8
"""Of freedom, in the smallest trial whose interval is thought to rest on the t distribution: ten people in two arms."""

SLACK = 0.01
"""How far, as a share, a computed p may be off: some take 1.96 for 1.959964, or round on the way."""

FAR_OFF = 0.1
"""How far, as a share of half its interval, an estimate lies from the middle that is not on its scale."""

SLIPS = (-1.0, 0.1, 0.01, 0.001, 10.0, 100.0, 1000.0)
"""What makes an estimate of one that lost its sign, or whose decimal point was lost or moved."""

Range = tuple[float, float]


def p_agrees(
    *,
    measure: str | None,
    estimate: str | None,
    low: str | None,
    high: str | None,
    level: str | None,
    p_operator: str | None,
    p_value: str | None,
) -> bool | None:
    """Whether the printed p fits the printed interval; None if that can not be tested.

    Not testable is a result without p, with a number that can not be read, with an interval of no width, and one whose
    estimate alone is wrong: it lies outside an interval that fits p, and only lost its sign or its decimal point. The
    order of the bounds does not matter. The level is 95 unless said. Of a measure that is not known to be a difference
    or a ratio, any scale may fit, but none on which the interval is lopsided if there is another.
    """
    p = read_p(p_operator, p_value)
    if p is None:
        return None
    results = _likely(measure=measure, estimate=estimate, low=low, high=high, level=level)
    found = {_agreement(p, result) for result in results}
    if True in found:
        return True
    return None if None in found or not found else False


def implied_p(
    *, measure: str | None, estimate: str | None, low: str | None, high: str | None, level: str | None
) -> Range | None:
    """The smallest and largest two-sided p that fit the printed estimate and interval; None if there is none."""
    ranges = [
        result.p for result in _likely(measure=measure, estimate=estimate, low=low, high=high, level=level)
    ]
    return (min(each[0] for each in ranges), max(each[1] for each in ranges)) if ranges else None


def interval_holds_estimate(*, estimate: str | None, low: str | None, high: str | None) -> bool | None:
    """Whether the estimate can lie within its interval, rounding allowed; None if a number can not be read."""
    found = set()
    for comma in ("thousands", "decimal"):
        middle, *bounds = read_numbers(estimate, low, high, comma=comma)
        ends = [bound for bound in bounds if bound is not None]
        if middle is None or len(ends) < 2:
            return None
        found.add(middle.high >= min(end.low for end in ends) and middle.low <= max(end.high for end in ends))
    return True in found


def includes_no_effect(*, measure: str | None, low: str | None, high: str | None) -> bool | None:
    """Whether the interval includes no effect: 0 for a difference, 1 for a ratio.

    None where that is open: a bound that, rounded, is no effect itself; a number that can not be read; a measure that
    is neither.
    """
    if measure not in RATIOS | DIFFERENCES:
        return None
    (scale,) = scales_of(measure)
    numbers = read_numbers(low, high, comma=scale.comma)
    bounds = [scale.place(number) for number in numbers if number is not None]
    ends = [bound for bound in bounds if bound is not None]
    if len(ends) < 2:
        return None
    (low_from, low_to), (high_from, high_to) = sorted(ends)
    if low_from > 0 or high_to < 0:
        return False
    return True if low_to < 0 < high_from else None


@dataclass(frozen=True)
class _Result:
    """A result on one scale; each number is the range of what is printed so, the smaller bound comes first."""

    scale: Scale
    estimate: Printed
    middle: Range
    """Where the estimate lies."""
    bounds: tuple[Range, Range]
    level: float

    @property
    def holds_its_estimate(self) -> bool:
        return self.middle[1] >= self.bounds[0][0] and self.middle[0] <= self.bounds[1][1]

    @property
    def off_centre(self) -> float:
        """How far, as a share of half the interval, the estimate lies from its middle, beyond rounding."""
        centre = self.around_its_middle()
        if centre is None:
            return math.inf
        gap = max(self.middle[0] - centre.middle[1], centre.middle[0] - self.middle[1], 0.0)
        return 2 * gap / (self.bounds[1][1] - self.bounds[0][0])

    @property
    def p(self) -> Range:
        """The smallest and largest p that fit."""
        (low_from, low_to), (high_from, high_to) = self.bounds
        widest, narrowest = (high_to - low_from) / 2, max(high_from - low_to, 0) / 2
        nearest = 0.0 if self.middle[0] <= 0 <= self.middle[1] else min(map(abs, self.middle))
        farthest = max(map(abs, self.middle))
        # Distances from no effect, in half widths of the interval.
        least = 0.0 if math.isinf(widest) else nearest / widest
        most = farthest / narrowest if narrowest else math.inf
        found = [p_of_z(times * quantile_of_z(self.level)) for times in (most, least)]
        if self.scale.of_means:
            quantile = quantile_of_t(self.level, FEWEST_DEGREES)
            found += [p_of_t(times * quantile, FEWEST_DEGREES) for times in (most, least)]
        return min(found), max(found)

    def around_its_middle(self) -> "_Result | None":
        """The result that its interval alone speaks of; None if it is open on one side."""
        (low_from, low_to), (high_from, high_to) = self.bounds
        if math.isinf(low_from) or math.isinf(high_to):
            return None
        return replace(self, middle=((low_from + high_from) / 2, (low_to + high_to) / 2))

    def without_slip(self) -> "Iterator[_Result]":
        """The result as it may have been before the estimate was miswritten."""
        for slip in SLIPS:
            meant = Printed(self.estimate.value * slip, self.estimate.half_unit * abs(slip))
            middle = self.scale.place(meant)
            if middle is not None:
                yield replace(self, estimate=meant, middle=middle)


def _likely(
    *, measure: str | None, estimate: str | None, low: str | None, high: str | None, level: str | None
) -> list[_Result]:
    """The printed result on the scales that it may be meant on.

    An interval that is symmetric on one scale is lopsided on others: those are left out, unless it is so on all.
    """
    found = list(_results(measure=measure, estimate=estimate, low=low, high=high, level=level))
    if 0.0 not in [result.off_centre for result in found]:
        return found
    return [result for result in found if result.off_centre <= FAR_OFF]


def _results(
    *, measure: str | None, estimate: str | None, low: str | None, high: str | None, level: str | None
) -> Iterator[_Result]:
    """The printed result on each scale that it can be on."""
    (percent,) = read_numbers(level or "95")
    if percent is None or not 50 <= percent.value < 100:
        return
    for scale in scales_of(measure):
        numbers = read_numbers(estimate, low, high, comma=scale.comma)
        middle, *bounds = (None if number is None else scale.place(number) for number in numbers)
        lower, upper = (
            sorted(bound for bound in bounds if bound is not None) if None not in bounds else (None, None)
        )
        if middle is None or lower is None or upper is None or numbers[0] is None:
            continue
        if upper[0] > lower[0] and upper[1] > lower[1]:
            yield _Result(scale, numbers[0], middle, (lower, upper), percent.value / 100)


def _agreement(p: PrintedP, result: _Result) -> bool | None:
    if result.holds_its_estimate:
        return _fits(p, result.p) and not _contradicts(p, result)
    alone = result.around_its_middle()
    if not any(meant.holds_its_estimate for meant in result.without_slip()):
        return False
    return None if alone is None or _fits(p, alone.p) else False


def _contradicts(p: PrintedP, result: _Result) -> bool:
    """Whether p and interval lie on different sides of the interval's level, whatever the unrounded numbers are."""
    alpha = round(1 - result.level, 9)
    (low_from, low_to), (high_from, high_to) = result.bounds
    if low_to < 0 < high_from:
        return p.operator in ("=", "<", "<=") and p.most < alpha
    if low_from > 0 or high_to < 0:
        return p.operator in ("=", ">", ">=") and p.least > alpha
    return False


def _fits(p: PrintedP, implied: Range) -> bool:
    smallest, largest = implied[0] * (1 - SLACK), implied[1] * (1 + SLACK)
    if p.operator == "<":
        return smallest < p.most
    if p.operator == ">":
        return largest > p.least
    return (p.operator == ">=" or smallest <= p.most) and (p.operator == "<=" or largest >= p.least)
