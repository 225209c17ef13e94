"""Whoever computes a result and rounds it is never told that it disagrees."""

import math

from hypothesis import assume, given
from hypothesis import strategies as st

from cms.evidence.distributions import p_of_t, p_of_z, quantile_of_t, quantile_of_z
from cms.evidence.statistics import implied_p, includes_no_effect, interval_holds_estimate, p_agrees

EFFECTS = st.floats(-3, 3)
ERRORS = st.floats(0.02, 1.5)
LEVELS = st.sampled_from(["90", "95", "99"])
DIGITS = st.integers(1, 4)
MINUS = st.sampled_from(["-", "−", "–", "− "])


def shown(value: float, digits: int, minus: str = "-") -> str:
    return f"{value:.{digits}f}".replace("-", minus)


def printed_p(p: float, digits: int) -> tuple[str, str]:
    """As journals print it: rounded, or below a bound."""
    smallest = 10.0**-digits
    return ("<", shown(smallest, digits)) if p < smallest else ("=", shown(p, digits))


@given(effect=EFFECTS, error=ERRORS, level=LEVELS, digits=DIGITS, p_digits=DIGITS, minus=MINUS)
def test_a_rounded_difference_agrees(effect, error, level, digits, p_digits, minus):
    reach = error * quantile_of_z(float(level) / 100)
    numbers = [shown(value, digits, minus) for value in (effect, effect - reach, effect + reach)]
    operator, value = printed_p(p_of_z(effect / error), p_digits)
    for measure in ("mean_difference", "risk_difference", "other"):
        judged = p_agrees(
            measure=measure, estimate=numbers[0], low=numbers[1], high=numbers[2], level=level,
            p_operator=operator, p_value=value,
        )  # fmt: skip
        assert judged is not False
    assert interval_holds_estimate(estimate=numbers[0], low=numbers[1], high=numbers[2]) is True


@given(effect=EFFECTS, error=ERRORS, level=LEVELS, digits=DIGITS, p_digits=DIGITS)
def test_a_rounded_ratio_agrees(effect, error, level, digits, p_digits):
    reach = error * quantile_of_z(float(level) / 100)
    numbers = [shown(math.exp(value), digits) for value in (effect, effect - reach, effect + reach)]
    operator, value = printed_p(p_of_z(effect / error), p_digits)

    judged = p_agrees(
        measure="hazard_ratio", estimate=numbers[0], low=numbers[1], high=numbers[2], level=level,
        p_operator=operator, p_value=value,
    )  # fmt: skip

    assert judged is not False


@given(effect=EFFECTS, error=ERRORS, degrees=st.sampled_from([8, 10, 20, 60]), digits=DIGITS, p_digits=DIGITS)
def test_a_rounded_difference_of_means_in_a_small_trial_agrees(effect, error, degrees, digits, p_digits):
    reach = error * quantile_of_t(0.95, degrees)
    numbers = [shown(value, digits) for value in (effect, effect - reach, effect + reach)]
    operator, value = printed_p(p_of_t(effect / error, degrees), p_digits)

    judged = p_agrees(
        measure="mean_difference", estimate=numbers[0], low=numbers[1], high=numbers[2], level="95",
        p_operator=operator, p_value=value,
    )  # fmt: skip

    assert judged is not False


@given(effect=EFFECTS, error=ERRORS, digits=st.integers(3, 4))
def test_a_p_far_from_the_implied_range_is_found(effect, error, digits):
    reach = error * quantile_of_z(0.95)
    low, high = (shown(effect + sign * reach, digits) for sign in (-1, 1))
    result = {
        "measure": "risk_difference",
        "estimate": shown(effect, digits),
        "low": low,
        "high": high,
        "level": "95",
    }
    implied = implied_p(**result)
    assume(implied is not None)
    assume(implied[1] < 0.05)

    assert p_agrees(**result, p_operator="=", p_value=shown(implied[1] * 2 + 0.001, 6)) is False
    assert includes_no_effect(measure="risk_difference", low=low, high=high) is not True


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_any_text_is_read_or_passed_over(estimate, low, high, value):
    for measure in ("odds_ratio", "other", "", None):
        assert p_agrees(
            measure=measure, estimate=estimate, low=low, high=high, level="95", p_operator="=", p_value=value
        ) in (True, False, None)  # fmt: skip
