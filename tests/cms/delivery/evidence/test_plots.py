"""Forest plots as data: what shares an axis, where it is on it, and that no value breaks it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.delivery.evidence import evidence_of
from tests.cms.delivery.evidence.findings import body, finding

DIFFERENCE = "mean_difference"


def plots(*findings: Any) -> list[Any]:
    return evidence_of(body(*findings)).plots


def blocks(*findings: Any) -> list[list[str]]:
    return [[row.block for row in plot.rows] for plot in plots(*findings)]


def test_findings_of_one_measure_share_an_axis() -> None:
    ratio = ("0.5", ("0.3", "0.9"))
    found = blocks(finding("A", *ratio), finding("B", *ratio, measure="hazard_ratio"), finding("C", *ratio))
    assert found == [["b1", "b3"], ["b2"]]


def test_another_unit_is_another_axis() -> None:
    values = ("2", ("1", "3"))
    units = ("kg", "Points", "kg ", "points")
    found = blocks(*(finding("A", *values, measure=DIFFERENCE, unit=unit) for unit in units))
    assert found == [["b1", "b3"], ["b2", "b4"]]


@pytest.mark.parametrize("measure", [DIFFERENCE, "risk_difference"])
def test_without_a_unit_differences_are_compared_for_one_outcome_only(measure: str) -> None:
    """A score and a blood value have nothing in common but the lack of a unit."""
    values = ("2", ("1", "3"))
    outcomes = ("SLEDAI", "Complement C3", "sledai")
    found = plots(*(finding(outcome, *values, measure=measure) for outcome in outcomes))
    assert [(plot.outcome, [row.block for row in plot.rows]) for plot in found] == [
        ("SLEDAI", ["b1", "b3"]),
        ("Complement C3", ["b2"]),
    ]


def test_a_standardised_difference_has_no_unit_to_lack() -> None:
    values, measure = ("2", ("1", "3")), "standardised_mean_difference"
    (plot,) = plots(finding("A", *values, measure=measure), finding("B", *values, measure=measure))
    assert plot.outcome is None


@pytest.mark.parametrize("measure", ["other", None])
def test_what_would_mean_no_effect_is_not_guessed(measure: str | None) -> None:
    assert plots(finding("A", "0.5", ("0.3", "0.9"), measure=measure)) == []


def test_a_ratio_stands_on_a_logarithmic_axis() -> None:
    (plot,) = plots(finding("A", "1", ("0.25", "4")))
    (row,) = plot.rows
    assert (plot.scale, plot.no_effect) == ("log", "1")
    assert (plot.no_effect_at, row.at) == (0.5, 0.5)
    assert row.at - row.low_at == pytest.approx(row.high_at - row.at, abs=1e-3)


def test_a_difference_stands_on_a_linear_one() -> None:
    (plot,) = plots(finding("A", "-1", ("-3", "1"), measure=DIFFERENCE))
    (row,) = plot.rows
    assert (plot.scale, plot.no_effect, row.at) == ("linear", "0", 0.5)
    assert row.low_at < row.at < plot.no_effect_at < row.high_at


def test_digits_stay_as_printed() -> None:
    (plot,) = plots(finding("A", "0.70", ("0.50", "1.00"), p_value={"operator": "=", "value": "0.050"}))
    (row,) = plot.rows
    assert (row.estimate, row.interval.low, row.interval.high, row.p_value.value) == (
        "0.70",
        "0.50",
        "1.00",
        "0.050",
    )


@pytest.mark.parametrize(
    ("low", "high", "includes"),
    [("0.5", "0.9", False), ("0.5", "1.00", True), ("0.5", "1.2", True), ("1.1", "2", False)],
)
def test_it_is_told_whether_an_interval_includes_no_effect(low: str, high: str, includes: bool) -> None:
    (plot,) = plots(finding("A", "0.7" if not low.startswith("1") else "1.5", (low, high)))
    assert plot.rows[0].includes_no_effect is includes


@pytest.mark.parametrize(
    ("estimate", "interval"),
    [
        ("0.5", None),
        ("0.5", ("0.9", "0.3")),
        ("-0.5", ("-0.9", "0.3")),
        ("0", ("0", "0")),
        ("9" * 400, ("1", "9" * 401)),
        ("0." + "0" * 400 + "1", ("0", "1")),
    ],
    ids=["no interval", "reversed", "negative ratio", "zero ratio", "too large", "too small"],
)
def test_what_can_not_be_drawn_is_listed(estimate: str, interval: tuple[str, str] | None) -> None:
    (plot,) = plots(finding("A", estimate, interval), finding("B", "0.8", ("0.6", "0.9")))
    first, second = plot.rows
    assert (first.at, first.low_at, first.high_at) == (None, None, None)
    assert (first.low_cut, first.high_cut, first.estimate) == (False, False, estimate)
    assert second.at is not None


def test_without_anything_to_draw_there_is_no_plot() -> None:
    assert plots(finding("A", "0.5"), finding("B", "0.7")) == []


def test_a_ratio_whose_interval_begins_at_zero_is_cut() -> None:
    (plot,) = plots(finding("A", "0.5", ("0", "2")))
    (row,) = plot.rows
    assert (row.low_at, row.low_cut, row.high_cut) == (0.0, True, False)


def test_one_absurd_interval_does_not_squeeze_the_others() -> None:
    (plot,) = plots(
        finding("A", "0.1", ("-1000", "1000"), measure=DIFFERENCE, unit="%"),
        finding("B", "0.2", ("-1", "1"), measure=DIFFERENCE, unit="%"),
    )
    wide, usual = plot.rows
    assert (wide.low_at, wide.high_at, wide.low_cut, wide.high_cut) == (0.0, 1.0, True, True)
    assert usual.high_at - usual.low_at > 0.15
    assert (usual.low_cut, usual.high_cut) == (False, False)


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        ("0.07", "0.89", ["0.1", "0.2", "0.5", "1"]),
        ("0.8", "0.98", ["0.8", "0.85", "0.9", "0.95", "1"]),
        ("0.01", "90", ["0.01", "0.1", "1", "10", "100"]),
        ("0.0000001", "10000000", ["0.000001", "0.001", "1", "1000", "1000000"]),
    ],
)
def test_ticks_are_round_and_few(low: str, high: str, texts: list[str]) -> None:
    (plot,) = plots(finding("A", "0.85" if low == "0.8" else "0.5", (low, high)))
    assert [tick.text for tick in plot.ticks] == texts


numbers = st.from_regex(r"-?[0-9]{1,6}(\.[0-9]{1,6})?", fullmatch=True) | st.from_regex(
    r"-?[0-9]{1,500}(\.[0-9]{1,500})?", fullmatch=True
)
results = st.tuples(
    st.sampled_from(["odds_ratio", "mean_difference", "risk_difference", "hazard_ratio"]),
    numbers,
    st.none() | st.tuples(numbers, numbers),
)


@given(st.lists(results, max_size=6))
def test_no_numbers_break_a_plot(reported: list[Any]) -> None:
    for plot in plots(*(finding("A", value, interval, measure=kind) for kind, value, interval in reported)):
        places = [tick.at for tick in plot.ticks]
        assert places == sorted(set(places))
        assert 2 <= len(places) <= 8
        assert plot.no_effect in [tick.text for tick in plot.ticks]
        assert 0 < plot.no_effect_at < 1
        for row in plot.rows:
            drawn = [each for each in (row.low_at, row.at, row.high_at) if each is not None]
            assert len(drawn) in (0, 3)
            assert all(0 <= each <= 1 for each in drawn)
            assert row.low_at is None or row.low_at <= row.high_at
