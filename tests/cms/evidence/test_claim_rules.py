"""What is claimed of a finding, and whether its figures bear it out."""

import pytest
from django.utils.translation import override

from cms.evidence import rules
from tests.cms.evidence.evidence_pages import finding, page, said, told

SLEDAI = {
    "measure": "mean_difference",
    "estimate": "−0.89",
    "interval_low": "−2.19",
    "interval_high": "0.41",
    "p_operator": "=",
    "p_value": "0.18",
}
"""At 3 months, as the source of the sample prints it."""


def test_lower_values_at_three_months_are_not_borne_out():
    content = page(finding(**SLEDAI, direction="lower"))

    assert told("claim_without_effect", content) == [
        (
            "The finding says “Lower”, but its interval, −2.19 to 0.41, includes no difference "
            "(0): the true effect may go either way."
        )
    ]
    assert told("p_and_interval", content) == []


@pytest.mark.parametrize("direction", ["unclear", "no_difference", "mixed", "", None])
def test_who_claims_no_direction_is_not_asked_to_prove_one(direction):
    assert said("claim_without_effect", finding(**SLEDAI, direction=direction)) == []


def test_a_side_that_is_favoured_is_a_claim_too():
    content = page(finding(**SLEDAI, direction="unclear", favours="intervention"))

    assert told("claim_without_effect", content) == [
        (
            "The finding says “The intervention or exposure”, but its interval, −2.19 to 0.41, includes no difference "
            "(0): the true effect may go either way."
        )
    ]
    assert (
        len(said("claim_without_effect", finding(**SLEDAI, direction="lower", favours="intervention"))) == 1
    )


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"p_operator": "=", "p_value": "0.18"}, ["p"]),
        ({"p_operator": ">", "p_value": "0.05"}, ["p"]),
        ({"p_operator": "=", "p_value": "0.05"}, []),
        ({"p_operator": "=", "p_value": "0.03"}, []),
        ({"p_operator": "<", "p_value": "0.2"}, []),
        ({}, []),
        ({"estimate": "0.75", "interval_low": "0.57", "interval_high": "1.00"}, []),
        ({"estimate": "0.75", "interval_low": "0.57", "interval_high": "1.00", "p_value": "0.2"}, ["p"]),
        (
            {"estimate": "0.75", "interval_low": "0.57", "interval_high": "1.01", "p_value": "0.04"},
            ["interval"],
        ),
        ({"estimate": "7.5", "interval_low": "0.57", "interval_high": "1.01"}, []),
    ],
)
def test_a_direction_is_judged_by_its_interval_or_else_by_p(values, codes):
    assert [
        remark.code for remark in said("claim_without_effect", finding(direction="lower", **values))
    ] == codes


def test_the_limit_of_p_is_an_option():
    block = finding(direction="lower", p_operator="=", p_value="0.03")

    assert said("claim_without_effect", block) == []
    assert [remark.code for remark in said("claim_without_effect", block, alpha=0.01)] == ["p"]


def test_no_difference_with_an_interval_that_shows_one_is_noted():
    (remark,) = said(
        "no_difference_with_effect",
        finding(direction="no_difference", estimate="0.80", interval_low="0.70", interval_high="0.90"),
    )

    assert (remark.code, remark.severity) == ("interval", "notice")


@pytest.mark.parametrize(
    "values",
    [
        {**SLEDAI, "direction": "no_difference"},
        {**SLEDAI, "favours": "neither"},
        {"estimate": "0.75", "interval_low": "0.57", "interval_high": "1.00", "direction": "no_difference"},
    ],
)
def test_no_difference_is_believed_where_the_interval_leaves_room(values):
    assert said("no_difference_with_effect", finding(**values)) == []


def test_no_difference_with_a_small_p_alone_is_noted():
    (remark,) = said("no_difference_with_effect", finding(favours="neither", p_operator="<", p_value="0.01"))

    assert remark.code == "p"


def test_a_claim_is_worded_in_the_language_of_whoever_reads_it():
    rule = rules()["claim_without_effect"]()
    (remark,) = rule.check(page(finding(**SLEDAI, direction="lower")))

    with override("es"):
        assert "Menor" in rule.message(remark.code, remark.params)


def test_another_interpretation_keeps_the_acknowledgement_and_another_claim_does_not():
    block = finding(**SLEDAI, direction="lower")

    def fingerprint(**changed):
        (remark,) = said(
            "claim_without_effect", type(block)(block.id, "body", "finding", "", {**block.value, **changed})
        )
        return remark.fingerprint

    assert fingerprint(interpretation="Other words.") == fingerprint()
    assert fingerprint(direction="higher") != fingerprint()
    assert fingerprint(interval_high="0.42") != fingerprint()
