"""Estimate, interval and p of a finding."""

import pytest

from cms.evidence import judge, rules
from tests.cms.evidence.evidence_pages import finding, page, said, told

ADVERSE = {
    "estimate": "0.26",
    "interval_low": "0.07",
    "interval_high": "0.89",
    "p_operator": "=",
    "p_value": "0.03",
    "studies": 2,
    "direction": "lower",
    "favours": "intervention",
}
"""As the source of the sample prints it."""


def test_the_adverse_events_of_the_source_raise_no_alarm():
    content = page(finding(**ADVERSE))

    found = {remark.rule for remark in judge(content, [rule() for rule in rules().values()])}

    assert found == {"limitations_missing", "no_reference"}


def test_an_estimate_outside_its_interval_is_named_with_it():
    content = page(finding(**{**ADVERSE, "estimate": "2.6"}))

    assert told("interval_and_estimate", content) == [
        "The estimate 2.6 does not lie in its own interval, 0.07 to 0.89."
    ]
    assert told("p_and_interval", content) == []  # one mistake, one remark


def test_rounding_may_put_an_estimate_just_outside_its_interval():
    assert (
        said("interval_and_estimate", finding(estimate="0.9", interval_low="0.94", interval_high="1.2")) == []
    )


def test_an_interval_that_begins_above_its_end_is_no_interval():
    (remark,) = said("interval_and_estimate", finding(**{**ADVERSE, "interval_low": "1.07"}))

    assert remark.code == "reversed"


def test_a_p_that_does_not_fit_is_shown_with_what_would():
    content = page(finding(**{**ADVERSE, "p_value": "0.3"}))

    assert told("p_and_interval", content) == [
        (
            "p = 0.3 does not fit the result 0.26 (0.07 to 0.89). "
            "With these numbers, p would be expected to be 0.03–0.047."
        )
    ]


@pytest.mark.parametrize("lacking", ["estimate", "interval_low", "p_value"])
def test_p_is_compared_only_with_a_whole_result(lacking):
    assert said("p_and_interval", finding(**{**ADVERSE, "p_value": "0.3", lacking: ""})) == []


def test_remarks_depend_on_the_numbers_and_nothing_else():
    wrong = {**ADVERSE, "p_value": "0.3"}
    block = finding(**wrong)
    again = {**block.value, "interpretation": "Other words.", "certainty": "high", "outcome": "Harms"}
    other = {**block.value, "p_value": "0.4"}

    def fingerprint(value):
        changed = type(block)(block.id, "body", "finding", "", value)
        (remark,) = said("p_and_interval", changed)
        return remark.fingerprint

    assert fingerprint(again) == fingerprint(block.value)
    assert fingerprint(other) != fingerprint(block.value)


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"estimate": "0.5", "interval_low": "0.1"}, ["half"]),
        ({"estimate": "0.5", "interval_high": "0.9"}, ["half"]),
        ({"interval_low": "0.1", "interval_high": "0.9"}, ["no_estimate"]),
        ({"estimate": "0.5", "measure": ""}, ["no_measure"]),
        ({"p_operator": "<"}, ["no_p"]),
        ({"p_operator": "<", "p_value": "0.05"}, []),
        (ADVERSE, []),
        ({}, []),
    ],
)
def test_halves_are_asked_for_their_other_half(values, codes):
    assert [remark.code for remark in said("figures_incomplete", finding(**values))] == codes


def test_an_estimate_without_an_interval_is_noted():
    (remark,) = said("precision_missing", finding(estimate="0.5", p_operator="=", p_value="0.03"))

    assert remark.severity == "notice"
    assert said("precision_missing", finding(**ADVERSE)) == []
    assert said("precision_missing", finding()) == []
