"""What a reader of evidence looks for."""

import pytest

from tests.cms.evidence.evidence_pages import TODAY, finding, page, prose, said, study, told


@pytest.mark.parametrize(
    ("rule", "name", "told_of_it"),
    [
        ("funding_missing", "funding", "The page does not say who paid for the study."),
        (
            "conflicts_missing",
            "conflicts",
            "The page does not say whether the authors had conflicts of interest.",
        ),
        ("review_missing", "reviewed_by", "The page does not say who reviewed it."),
        ("review_missing", "last_reviewed", "The page does not say when it was last reviewed."),
    ],
)
@pytest.mark.parametrize("empty", [None, "", "  "])
def test_an_empty_field_is_missed(rule, name, told_of_it, empty):
    assert told(rule, page(**{name: empty})) == [told_of_it]
    assert told(rule, page()) == []


def test_a_text_without_limitations_is_missed():
    assert told("limitations_missing", page(prose("Text."))) == [
        "The page does not say what limits the evidence."
    ]
    assert said("limitations_missing", prose("Text."), prose("Few people.", "limitations")) == []
    assert said("limitations_missing") == []


def test_findings_without_certainty_are_counted_once():
    content = page(finding(certainty="not_assessed"), finding(certainty="high"), finding(certainty=""))

    assert told("certainty_missing", content) == [
        "For 2 of 3 findings the certainty of the evidence is not given."
    ]
    assert said("certainty_missing", finding(certainty="very_low")) == []


def test_the_remark_on_certainty_leads_to_the_first_of_them():
    rated, unrated = finding(certainty="high"), finding(certainty="not_assessed")

    (remark,) = said("certainty_missing", rated, unrated)

    assert remark.block == unrated.id


@pytest.mark.parametrize(
    ("design", "found"),
    [
        ("meta_analysis", 1),
        ("systematic_review", 1),
        ("ipd_meta_analysis", 0),
        ("cohort", 0),
        ("narrative_review", 0),
    ],
)
def test_a_review_says_up_to_when_it_searched(design, found):
    assert len(said("search_date_missing", study(design=design, search_date=None))) == found
    assert said("search_date_missing", study(design=design, search_date=str(TODAY))) == []


def test_a_finding_without_any_number_is_noted():
    (remark,) = said("finding_without_numbers", finding())

    assert remark.severity == "notice"
    assert said("finding_without_numbers", finding(estimate="0.26")) == []
    assert said("finding_without_numbers", finding(p_operator="<", p_value="0.05")) == []
