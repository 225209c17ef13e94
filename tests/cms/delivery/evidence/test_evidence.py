"""What the findings of a page say together, and that the document of every summary has it."""

from typing import Any

from cms.delivery.evidence import evidence_of
from tests.builders import block, make_standard, make_summary
from tests.cms.delivery.evidence.findings import body, finding, study

EMPTY = {
    "summary": {
        "findings": 0,
        "directions": [],
        "favours": [],
        "certainties": [],
        "lowest_certainty": None,
        "designs": [],
        "studies": None,
        "participants": None,
    },
    "plots": [],
    "table": {"time_points": [], "rows": []},
}


def summary(*values: Any) -> Any:
    return evidence_of(body(*values)).model_dump(mode="json")["summary"]


def test_findings_are_counted_in_the_order_of_the_vocabulary() -> None:
    found = summary(
        finding(direction="lower", favours="intervention", certainty="low"),
        finding(direction=None, certainty="high"),
        finding(direction="higher", favours="comparator"),
        finding(direction="lower", favours="intervention"),
    )
    assert found["findings"] == 4
    assert [tuple(each.values()) for each in found["directions"]] == [("higher", 1), ("lower", 2), (None, 1)]
    assert [tuple(each.values()) for each in found["favours"]] == [
        ("intervention", 2),
        ("comparator", 1),
        (None, 1),
    ]
    assert [tuple(each.values()) for each in found["certainties"]] == [
        ("high", 1),
        ("low", 1),
        ("not_assessed", 2),
    ]
    assert found["lowest_certainty"] == "low"


def test_what_was_not_assessed_is_no_certainty() -> None:
    assert summary(finding(), finding())["lowest_certainty"] is None


def test_sizes_are_those_that_were_reported_and_nothing_is_added_up() -> None:
    groups = [
        {"design": "cohort", "label": None, "studies": 8, "arms": [{"name": "A", "participants": 231}]},
        {"design": "randomised_controlled_trial", "label": None, "studies": 4, "arms": []},
        {"design": "cohort", "label": None, "studies": 1, "arms": []},
    ]
    found = summary(
        study(design="meta_analysis", total=10, groups=groups),
        study(design="cohort", total=3, participants=9),
    )
    assert (found["studies"], found["participants"]) == (10, None)
    assert found["designs"] == ["meta_analysis", "cohort", "randomised_controlled_trial"]


def test_outcomes_stand_in_the_order_of_the_page_and_times_in_that_of_time() -> None:
    table = evidence_of(
        body(
            finding("Pain", time_point="1 year", direction="lower", favours="intervention", certainty="low"),
            finding("Sleep", time_point="6 months", direction="higher"),
            finding("pain ", time_point="6 months", comparison="A with B", direction="lower"),
            finding("Pain", time_point="6 Months", comparison="A with C", direction="no_difference"),
            finding("Pain", direction="unclear"),
        )
    ).table
    assert table.time_points == ["6 months", "1 year", None]
    assert [(row.outcome, [[r.block for r in cell] for cell in row.cells]) for row in table.rows] == [
        ("Pain", [["b3", "b4"], ["b1"], ["b5"]]),
        ("Sleep", [["b2"], [], []]),
    ]
    (result,) = table.rows[0].cells[1]
    assert (result.direction, result.favours, result.certainty) == ("lower", "intervention", "low")


def test_a_summary_without_findings_has_empty_lists(home, document) -> None:
    assert document(make_summary(parent=home))["evidence"] == EMPTY


def test_an_ordinary_page_has_none(home, document) -> None:
    assert "evidence" not in document(make_standard(parent=home))


def test_the_document_names_the_blocks(home, document) -> None:
    values = {"measure": "odds_ratio", "interval_low": "0.3", "interval_high": "0.9"}
    told = block(
        "finding", {"outcome": "Pain", "direction": "lower", "certainty": "low", **values, "estimate": "0·5"}
    )
    found = document(make_summary(parent=home, body=[told]))
    (row,) = found["evidence"]["plots"][0]["rows"]
    assert (row["block"], row["estimate"]) == (told["id"], "0.5")
    assert found["body"][0]["id"] == told["id"]
