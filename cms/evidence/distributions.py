"""The normal and the t distribution, as far as two-sided p values need them."""

import math
from functools import cache
from statistics import NormalDist

__all__ = ["p_of_t", "p_of_z", "quantile_of_t", "quantile_of_z"]


def p_of_z(z: float) -> float:
    """Two-sided p of a normal deviate."""
    return math.erfc(abs(z) / math.sqrt(2))


def quantile_of_z(level: float) -> float:
    """Half the width of an interval of this level (0.95: 1.96), in standard errors."""
    return NormalDist().inv_cdf((1 + level) / 2)


def p_of_t(t: float, degrees: int) -> float:
    """Two-sided p of t, for an even number of degrees of freedom.

    Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.4.
    """
    if math.isinf(t):
        return 0.0
    cosine_squared = degrees / (degrees + t * t)
    term = total = 1.0
    for number in range(1, degrees // 2):
        term *= (2 * number - 1) / (2 * number) * cosine_squared
        total += term
    # Below this, differences from 1 are lost in floating point; the normal tail is smaller still.
    return max(1 - math.sqrt(1 - cosine_squared) * total, p_of_z(t))


@cache
def quantile_of_t(level: float, degrees: int) -> float:
    """Half the width of an interval of this level, in standard errors, with so many degrees of freedom (even)."""
    low, high = 0.0, 1000.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if p_of_t(middle, degrees) > 1 - level else (low, middle)
    return low
