"""Evidence as Markdown: the numbers as they were printed, and only what was reported."""

from typing import Any

import pytest

from tests.cms.delivery.markdown_documents import rich, written

FINDING = {
    "outcome": "Pain", "time_point": "2 months", "comparison": "A with B", "measure": "mean_difference",
    "unit": "points", "estimate": "-6.250", "interval": {"low": "-9.0", "high": "-3.5", "level": 97.5},
    "p_value": {"operator": "<=", "value": "0.001"}, "i_squared": "40", "studies": 2, "participants": 84,
    "direction": "lower", "favours": "intervention", "certainty": "very_low",
    "interpretation": rich("Less pain."), "citations": ["c1"],
}  # fmt: skip
EMPTY_FINDING: dict[str, Any] = {
    **dict.fromkeys(FINDING),
    "outcome": "Pain",
    "certainty": "not_assessed",
    "interpretation": rich(),
    "citations": [],
}


def test_a_finding_says_its_numbers_with_the_digits_that_were_printed() -> None:
    assert written("finding", FINDING) == (
        "**Pain, 2 months** (A with B)[^1]\n\n"
        "Mean difference -6.250 points (97.5% CI -9.0 to -3.5), p ≤ 0.001. I²: 40%. Studies: 2. Participants: 84. "
        "Direction: Lower. Speaks for: The intervention or exposure. Certainty of the evidence: Very low.\n\nLess pain."
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ""),
        ({"estimate": "0.7"}, "Estimate 0.7. "),
        ({"measure": "odds_ratio", "interval": FINDING["interval"]}, "Odds ratio, 97.5% CI -9.0 to -3.5. "),
        ({"p_value": {"operator": "<", "value": "0.01"}}, "p < 0.01. "),
        ({"studies": 0}, "Studies: 0. "),
    ],
)
def test_a_finding_says_only_what_was_reported(given: dict[str, Any], said: str) -> None:
    assert written("finding", {**EMPTY_FINDING, **given}) == (
        f"**Pain**\n\n{said}Certainty of the evidence: Not assessed."
    )


def test_a_study_lists_its_facts_and_the_numbers_of_its_arms() -> None:
    groups = [
        {
            "design": "cohort",
            "label": "Follow-ups",
            "studies": 1,
            "arms": [{"name": "All", "participants": 1}, {"name": "B", "participants": None}],
        },
        {"design": None, "label": None, "studies": None, "arms": []},
    ]
    pico = {"population": "Adults", "intervention": None, "comparator": "None", "outcomes": ["Pain", "Sleep"]}
    value = {
        "reference": "ann", "design": "meta_analysis", "pico": pico, "total": 10, "participants": 99, "groups": groups,
        "search_date": "2020-01-31", "follow_up": None, "registration": "NCT_1", "citations": ["c1"],
    }  # fmt: skip
    assert written("study", value) == (
        "**Study**[^1]\n\n- Report of the study: [^1]\n- Design: Meta-analysis\n- Population: Adults\n"
        "- Comparator: None\n- Outcomes: Pain; Sleep\n- Number of included studies: 10\n- Participants in all: 99\n"
        "- Cohort study (Follow-ups): 1 study\n  - All: 1 participant\n  - B\n- Group of studies\n"
        "- Searched up to: 2020-01-31\n- Registration: NCT\\_1"
    )


def test_a_study_whose_report_is_further_reading_names_it() -> None:
    value: dict[str, Any] = {
        "reference": "fay",
        **dict.fromkeys(
            ("design", "pico", "total", "participants", "groups", "search_date", "follow_up", "registration")
        ),
    }
    record = {
        "id": "fay",
        "text": "Fay. Study.",
        "url": "https://doi.org/10.1/(2)",
        "verification": "unverified",
    }
    source = written("study", {**value, "citations": []}, further_reading=[record])
    entry = "Fay. Study. *Not yet compared with its source.* <https://doi.org/10.1/(2)>"
    assert source == f"**Study**\n\n- Report of the study: {entry}\n\n## Further reading\n\n- {entry}"


def test_limitations_are_a_list() -> None:
    value = {"items": [rich("Few."), rich("Short.")], "citations": ["c1"]}
    assert written("limitations", value) == "**Limitations**[^1]\n\n- Few.\n- Short."
