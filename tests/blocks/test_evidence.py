import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from blocks.base import adapter_for
from blocks.evidence import FindingBlock, StudyBlock
from tests.blocks.resolver import DictResolver

COMPLETE = {
    "outcome": "Adverse events",
    "direction": "lower",
    "certainty": "not_assessed",
    "measure": "odds_ratio",
    "estimate": "0.26",
    "interval_low": "0.07",
    "interval_high": "0.89",
    "interval_level": "95",
    "p_operator": "=",
    "p_value": "0.03",
    "studies": 2,
}


def finding(**changes):
    block = FindingBlock()
    return block, block.to_python({**COMPLETE, **changes})


def errors_of(**changes):
    block, value = finding(**changes)
    try:
        block.clean(value)
    except StructBlockValidationError as error:
        return {name: inner.code for name, inner in error.block_errors.items()}
    return {}


def test_a_complete_finding_is_accepted():
    assert errors_of() == {}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"interval_low": "0.90"}, {"interval_low": "interval_reversed"}),
        ({"interval_high": ""}, {"interval_high": "interval_open"}),
        ({"interval_low": ""}, {"interval_low": "interval_open"}),
        ({"p_value": "1.5"}, {"p_value": "p_out_of_range"}),
        ({"p_value": "-0.1"}, {"p_value": "p_out_of_range"}),
        ({"p_operator": ""}, {"p_operator": "operator_missing"}),
        ({"p_value": ""}, {"p_value": "p_missing"}),
        ({"measure": ""}, {"measure": "measure_missing"}),
        ({"i_squared": "101"}, {"i_squared": "i_squared_out_of_range"}),
    ],
)
def test_faulty_numbers_are_named(changes, errors):
    assert errors_of(**changes) == errors


@pytest.mark.parametrize("name", ["outcome", "direction"])
def test_a_finding_needs_an_outcome_and_a_direction(name):
    assert list(errors_of(**{name: ""})) == [name]


def test_several_faults_are_named_at_once():
    assert set(errors_of(interval_high="", p_operator="", i_squared="101")) == {
        "interval_high",
        "p_operator",
        "i_squared",
    }


def test_a_draft_may_leave_halves_open():
    block, value = finding(interval_high="", p_operator="", outcome="")
    assert block.clean_deferred(value)["interval_low"] == "0.07"


def test_a_draft_may_not_hold_what_is_no_number():
    block, value = finding(estimate="about a quarter")
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean_deferred(value)
    assert list(caught.value.block_errors) == ["estimate"]


def test_a_finding_delivers_its_digits_as_printed():
    wired = adapter_for(FindingBlock()).wire(
        {**COMPLETE, "estimate": "−0.40", "p_value": "0.030"}, DictResolver()
    )
    assert (wired.estimate, wired.p_value.value) == ("-0.40", "0.030")


def test_a_finding_without_numbers_has_nulls():
    wired = adapter_for(FindingBlock()).wire({"outcome": "Pain", "direction": "unclear"}, DictResolver())
    assert (wired.estimate, wired.interval, wired.p_value, wired.measure) == (None, None, None, None)
    assert wired.certainty == "not_assessed"


def test_half_an_interval_is_not_delivered():
    wired = adapter_for(FindingBlock()).wire({**COMPLETE, "interval_high": ""}, DictResolver())
    assert wired.interval is None


def test_the_sources_of_a_finding_are_one_citation():
    resolver = DictResolver()
    raw = [
        {"type": "item", "value": {"reference": 1}, "id": "x"},
        {"type": "item", "value": {"reference": 2}, "id": "y"},
    ]
    assert adapter_for(FindingBlock()).wire({**COMPLETE, "citations": raw}, resolver).citations == ["c1"]
    assert resolver.cited == [raw]


def test_a_study_delivers_its_numbers_by_design_and_arm():
    arms = [{"type": "item", "value": {"name": "MSC", "participants": 47}, "id": "a"}]
    group = {"design": "randomised_controlled_trial", "label": "", "studies": 4, "arms": arms}
    raw = {
        "design": "meta_analysis",
        "population": "People with lupus",
        "outcomes": [{"type": "item", "value": "SLEDAI", "id": "o"}],
        "total": 10,
        "groups": [{"type": "item", "value": group, "id": "g"}],
        "search_date": "2019-11-01",
    }
    wired = adapter_for(StudyBlock()).wire(raw, DictResolver()).model_dump(mode="json")
    assert wired == {
        "reference": None,
        "design": "meta_analysis",
        "pico": {
            "population": "People with lupus",
            "intervention": None,
            "comparator": None,
            "outcomes": ["SLEDAI"],
        },
        "total": 10,
        "participants": None,
        "groups": [
            {
                "design": "randomised_controlled_trial",
                "label": None,
                "studies": 4,
                "arms": [{"name": "MSC", "participants": 47}],
            }
        ],
        "search_date": "2019-11-01",
        "follow_up": None,
        "registration": None,
        "citations": [],
    }
