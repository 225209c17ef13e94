"""On which scale the interval of an effect measure is symmetric, and where on it there is no effect: at 0."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from cms.evidence.printed import Printed

__all__ = ["DIFFERENCES", "RATIOS", "Scale", "scales_of"]

RATIOS = frozenset({"odds_ratio", "risk_ratio", "hazard_ratio", "rate_ratio"})
DIFFERENCES = frozenset({"mean_difference", "standardised_mean_difference", "risk_difference"})

Range = tuple[float, float]


@dataclass(frozen=True)
class Scale:
    """A scale on which estimates are about normal."""

    place: Callable[[Printed], Range | None]
    """Where on it a printed number, with all that rounds to it, lies; None where the measure can not be."""
    of_means: bool = False
    """Whether small trials test on it with the t distribution."""


def _as_it_is(number: Printed) -> Range:
    return number.low, number.high


def _logarithm(number: Printed) -> Range | None:
    """Of a ratio. What is printed as 0.00 may be anything above 0 that rounds to it."""
    if number.value < 0 or number.high <= 0:
        return None
    return (math.log(number.low) if number.low > 0 else -math.inf), math.log(number.high)


def _ratio_of_reduction(number: Printed) -> Range | None:
    """Of a reduction in percent (a vaccine's efficacy): that of the ratio behind it, 1 − x/100."""
    if number.low >= 100:
        return None
    smallest = math.log(1 - number.high / 100) if number.high < 100 else -math.inf
    return smallest, math.log(1 - number.low / 100)


def _fisher(number: Printed) -> Range | None:
    """Of a correlation. Source: Fisher RA, Biometrika 1915;10:507."""
    if not -1 < number.low <= number.high < 1:
        return None
    return math.atanh(number.low), math.atanh(number.high)


_RATIO = Scale(_logarithm)
_DIFFERENCE = Scale(_as_it_is)
_MEANS = Scale(_as_it_is, of_means=True)
_ANY = (_MEANS, Scale(_ratio_of_reduction), _RATIO, Scale(_fisher))


def scales_of(measure: str | None) -> tuple[Scale, ...]:
    """The scale of a measure, or all that there are if it is none of those that are known."""
    if measure in RATIOS:
        return (_RATIO,)
    if measure == "risk_difference":
        return (_DIFFERENCE,)
    return (_MEANS,) if measure in DIFFERENCES else _ANY
