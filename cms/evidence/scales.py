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
    comma: str = "thousands"
    """What a comma before three digits parts if none of the numbers shows it: "1,410" grams, a ratio of "1,410". On a
    scale without logarithms the p that fit are the same either way."""


def _as_it_is(number: Printed) -> Range:
    return number.low, number.high


def _logarithm(number: Printed) -> Range | None:
    """Of a ratio. What is printed as 0.00 may be anything above 0 that rounds to it."""
    if number.value < 0 or number.high <= 0:
        return None
    return (math.log(number.low) if number.low > 0 else -math.inf), math.log(number.high)


def _ratio_of_increase(number: Printed) -> Range | None:
    """Of an increase in percent: that of the ratio behind it, 1 + x/100."""
    if number.high <= -100:
        return None
    return (math.log1p(number.low / 100) if number.low > -100 else -math.inf), math.log1p(number.high / 100)


def _ratio_of_reduction(number: Printed) -> Range | None:
    """Of a reduction in percent (a vaccine's efficacy): that of the ratio behind it, 1 − x/100."""
    return _ratio_of_increase(Printed(-number.value, number.half_unit))


def _fisher(number: Printed) -> Range | None:
    """Of a correlation. What is printed as 1.00 may be anything below 1 that rounds to it.

    Source: Fisher RA, Biometrika 1915;10:507.
    """
    if abs(number.value) > 1:
        return None
    low = math.atanh(number.low) if number.low > -1 else -math.inf
    return low, math.atanh(number.high) if number.high < 1 else math.inf


_RATIO = Scale(_logarithm, comma="decimal")
_DIFFERENCE = Scale(_as_it_is)
_MEANS = Scale(_as_it_is, of_means=True)
_ANY = (
    _MEANS,
    Scale(_ratio_of_reduction),
    Scale(_ratio_of_increase),
    _RATIO,
    Scale(_fisher, comma="decimal"),
)


def scales_of(measure: str | None) -> tuple[Scale, ...]:
    """The scale of a measure, or all that there are if it is none of those that are known."""
    if measure in RATIOS:
        return (_RATIO,)
    if measure == "risk_difference":
        return (_DIFFERENCE,)
    return (_MEANS,) if measure in DIFFERENCES else _ANY
