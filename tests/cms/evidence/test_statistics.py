"""Whether estimate, interval and p agree, as far as their printed digits can tell."""

import pytest

from cms.evidence.distributions import p_of_t, p_of_z, quantile_of_t, quantile_of_z
from cms.evidence.statistics import implied_p, includes_no_effect, interval_holds_estimate, p_agrees


def agrees(measure="odds_ratio", estimate="0.26", low="0.07", high="0.89", level="95", p="= 0.03"):
    operator, _, value = p.partition(" ")
    return p_agrees(
        measure=measure,
        estimate=estimate,
        low=low,
        high=high,
        level=level,
        p_operator=operator or None,
        p_value=value or None,
    )


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        ("= 0.03", True),
        ("= 0.3", False),
        ("= 0.003", False),
        ("< 0.05", True),
        ("< 0.01", False),
        ("> 0.05", False),
        ("> 0.01", True),
        ("<= 0.03", True),
        (">= 0.5", False),
        ("= 0.000", False),
    ],
)
def test_p_is_judged_with_its_sign(p, expected):
    assert agrees(p=p) is expected


def test_a_p_of_zero_means_what_rounds_to_it():
    assert agrees(estimate="1.41", low="1.22", high="1.64", p="= 0.000") is True
    assert agrees(estimate="1.41", low="1.22", high="1.64", p="= 0.001") is False


def test_ratios_are_judged_on_the_log_scale():
    assert agrees("risk_ratio", "4.00", "1.00", "16.00", p="= 0.050") is True
    assert agrees("mean_difference", "4.00", "1.00", "16.00", p="= 0.050") is False


def test_a_bound_of_a_ratio_printed_as_zero_may_be_anything_that_rounds_to_it():
    assert agrees(estimate="0.05", low="0.00", high="0.92", p="= 0.04") is True
    assert agrees(estimate="0.05", low="0.00", high="0.92", p="= 0.02") is True
    assert agrees(estimate="0.05", low="0.00", high="0.92", p="< 0.0001") is False


def test_the_level_of_the_interval_counts():
    assert agrees("mean_difference", "2.0", "0.3", "3.7", level="90", p="= 0.05") is True
    assert agrees("mean_difference", "2.0", "0.3", "3.7", level="99", p="= 0.05") is False
    assert agrees("mean_difference", "2.00", "0.04", "3.96", level="", p="= 0.046") is True


def test_small_trials_may_have_used_the_t_distribution():
    """Ten people in two arms: 8 degrees of freedom."""
    assert agrees("mean_difference", "+2.70", "+0.13", "+ 5.27", p="= 0.042") is True
    assert agrees("risk_difference", "+2.70", "+0.13", "+ 5.27", p="= 0.042") is False


def test_of_an_unknown_measure_any_scale_may_fit():
    reduction = {"measure": "other", "estimate": "60", "low": "20", "high": "80", "p": "= 0.01"}

    assert agrees(**reduction) is True
    assert agrees(**{**reduction, "p": "= 0.5"}) is False
    assert agrees("other", "0.50", "0.30", "0.66", p="< 0.001") is True
    assert agrees("other", "105", "39", "201", p="= 0.0003") is True


def test_of_an_unknown_measure_no_scale_fits_on_which_the_interval_is_lopsided():
    """A reduction by half, from a ratio of 0.50 (0.25 to 1.00): p is 0.05, and not 0.0033."""
    reduction = {"measure": "other", "estimate": "50.0", "low": "0.0", "high": "75.0"}

    assert agrees(**reduction, p="= 0.050") is True
    assert agrees(**reduction, p="= 0.0111") is False


def test_a_bound_of_a_correlation_printed_as_one_may_be_anything_that_rounds_to_it():
    assert agrees("other", "-0.73", "-1.00", "0.91", p="= 0.46") is True


@pytest.mark.parametrize(
    "lacking",
    [
        {"p": ""},
        {"p": "= NS"},
        {"estimate": ""},
        {"low": "?"},
        {"high": ""},
        {"low": "0.26", "high": "0.26"},
        {"level": "5"},
        {"low": "-0.07"},
        {"estimate": "1,41,0"},
    ],
)
def test_what_can_not_be_tested_is_neither_right_nor_wrong(lacking):
    assert agrees(**lacking) is None


def test_an_estimate_that_alone_is_wrong_leaves_nothing_to_test():
    lost_sign = {"measure": "mean_difference", "estimate": "0.45", "low": "-0.58", "high": "-0.32"}

    assert agrees(**lost_sign, p="< 0.00001") is None
    assert agrees(**lost_sign, p="= 0.5") is False
    assert agrees("risk_ratio", "85", "0.70", "1.02", p="= 0.08") is None


def test_an_estimate_outside_its_interval_disagrees_unless_a_sign_or_a_point_is_lost():
    """It was 0.75 (0.56 to 1.00): the lower bound is now as far on the other side of 1."""
    assert agrees("hazard_ratio", "0.75", "1.00", "1.75", p="= 0.047") is False


def test_a_comma_that_may_part_thousands_is_no_reason_not_to_judge():
    grams = {"measure": "mean_difference", "estimate": "1,410", "low": "210", "high": "2,610"}

    assert agrees(**grams, p="= 0.02") is True
    assert agrees(**grams, p="= 0.2") is False
    assert agrees(estimate="1,410", low="1,006", high="1,976", p="= 0.046") is True
    assert includes_no_effect(measure="odds_ratio", low="1,210", high="1,610") is False


def test_an_interval_may_be_printed_from_its_far_end():
    assert agrees(low="0.89", high="0.07") is True
    assert agrees(low="0.89", high="0.07", p="= 0.3") is False


def test_p_and_interval_may_not_lie_on_different_sides():
    """Whatever the method: the interval includes 1, p says that it does not."""
    assert agrees(estimate="0.66", low="0.44", high="1.01", p="= 0.041") is False


@pytest.mark.parametrize(
    ("estimate", "low", "high", "expected"),
    [
        ("0.26", "0.07", "0.89", True),
        ("0.45", "-0.58", "-0.32", False),
        ("85", "0.70", "1.02", False),
        ("0.9", "0.94", "1.2", True),
        ("0.90", "0.94", "1.20", False),
        ("0.5", "0.9", "0.1", True),
        ("980", "542", "1,418", True),
        ("2", "1,012", "3,951", True),
        ("2,410", "1,210", "1,610", False),
        ("", "0.1", "0.9", None),
    ],
)
def test_an_interval_holds_its_estimate_within_rounding(estimate, low, high, expected):
    assert interval_holds_estimate(estimate=estimate, low=low, high=high) is expected


@pytest.mark.parametrize(
    ("measure", "low", "high", "expected"),
    [
        ("odds_ratio", "0.07", "0.89", False),
        ("odds_ratio", "0.70", "1.20", True),
        ("odds_ratio", "0.57", "1.00", None),
        ("mean_difference", "−2.19", "0.41", True),
        ("mean_difference", "−0.13", "0.00", None),
        ("risk_difference", "1.3", "8.5", False),
        ("other", "1.3", "8.5", None),
        ("odds_ratio", "", "0.89", None),
    ],
)
def test_an_interval_includes_no_effect_or_that_is_open(measure, low, high, expected):
    assert includes_no_effect(measure=measure, low=low, high=high) is expected


def test_the_p_that_fit_are_a_range():
    found = implied_p(measure="odds_ratio", estimate="0.26", low="0.07", high="0.89", level="95")

    assert found == pytest.approx((0.030, 0.0471), abs=5e-4)
    assert implied_p(measure="odds_ratio", estimate="0.26", low="", high="0.89", level="95") is None


def test_the_distributions_give_the_values_of_the_tables():
    assert quantile_of_z(0.95) == pytest.approx(1.959964, abs=1e-6)
    assert p_of_z(2.575829) == pytest.approx(0.01, abs=1e-6)
    assert quantile_of_t(0.95, 8) == pytest.approx(2.306004, abs=1e-5)
    assert quantile_of_t(0.99, 8) == pytest.approx(3.355387, abs=1e-5)
    assert p_of_t(4.302653, 2) == pytest.approx(0.05, abs=1e-6)
