"""Figures that their kind does not allow."""

import pytest

from tests.cms.evidence.evidence_pages import finding, page, point, prose, said, told


def codes(rule, *blocks):
    return [remark.code for remark in said(rule, *blocks)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"i_squared": "120"}, ["i_squared"]),
        ({"i_squared": "-3"}, ["i_squared"]),
        ({"i_squared": "100"}, []),
        ({"measure": "risk_difference", "unit": "%", "estimate": "490"}, ["risk_difference"]),
        ({"measure": "risk_difference", "interval_low": "−130 %"}, ["risk_difference"]),
        ({"measure": "risk_difference", "unit": "%", "estimate": "4.9", "interval_high": "8.5"}, []),
        ({"measure": "mean_difference", "unit": "%", "estimate": "120"}, []),
        ({"measure": "odds_ratio", "estimate": "142.34"}, []),
    ],
)
def test_percentages_of_a_whole_end_at_100(values, expected):
    assert codes("percentage_above_100", finding(**values)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In all, 112% of patients got better.",
        "It helped 104.5 % of the older women.",
        "Mejoró el 110 % de los pacientes.",
    ],
)
def test_a_share_of_people_above_100_is_found_in_prose(text):
    assert codes("percentage_above_100", prose(text)) == ["share"]
    assert codes("percentage_above_100", point(text)) == ["share"]


@pytest.mark.parametrize(
    "text",
    [
        "It helped 100% of patients.",
        "Costs rose by 120%.",
        "Levels were 150% of normal in patients.",
        "Among 1120 patients, 12% of women got better.",
        "It helped 70.112% of patients.",
        "They weighed 120% of the patients' ideal weight.",
    ],
)
def test_other_percentages_may_be_larger(text):
    assert codes("percentage_above_100", prose(text)) == []


def test_a_share_is_quoted():
    assert told("percentage_above_100", page(prose("It helped 112% of patients."))) == [
        "“112% of patients” is more than all of them."
    ]
    assert told("percentage_above_100", page(finding(measure="risk_difference", estimate="490%"))) == [
        "A difference of two risks can not be 490 %: each of them is 100 % at most."
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"estimate": "-0.26"}, ["estimate"]),
        ({"estimate": "0"}, ["estimate"]),
        ({"estimate": "0.00"}, ["estimate"]),
        ({"estimate": "0.26", "interval_low": "−0.07"}, ["bound"]),
        ({"estimate": "0.05", "interval_low": "0.00", "interval_high": "0.9"}, []),
        ({"measure": "mean_difference", "estimate": "-0.26"}, []),
        ({"measure": "", "estimate": "-0.26"}, []),
    ],
)
def test_a_ratio_is_above_0(values, expected):
    assert codes("ratio_not_positive", finding(**values)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"p_value": "3"}, ["p"]),
        ({"p_value": "-0.1"}, ["p"]),
        ({"p_value": "1.00"}, []),
        ({"p_value": "3%"}, []),
        ({"measure": "other", "unit": "r", "estimate": "1.2"}, ["correlation"]),
        ({"measure": "other", "unit": "Rho", "estimate": "0.9", "interval_high": "1.1"}, ["correlation"]),
        ({"measure": "other", "unit": "r", "estimate": "-0.9"}, []),
        ({"measure": "other", "unit": "kg", "estimate": "1.2"}, []),
    ],
)
def test_p_and_correlations_have_their_range(values, expected):
    assert codes("figure_out_of_range", finding(**values)) == expected
