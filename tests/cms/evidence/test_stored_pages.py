"""The rules about numbers on pages as they are stored."""

from datetime import date

import pytest

from cms.evidence import judge, rules
from cms.remarks.gather import content_of
from tests.builders import block, items, make_site, make_summary

pytestmark = pytest.mark.django_db

NUMBERS = ("counts_add_up", "p_and_interval", "claim_without_effect", "interval_and_estimate")


def arm(participants):
    return {"name": "Arm", "participants": participants}


def finding(**values):
    given = {
        "outcome": "Disease activity (SLEDAI)",
        "time_point": "3 months",
        "measure": "mean_difference",
        "estimate": "−0.89",
        "interval_low": "−2.19",
        "interval_high": "0.41",
        "interval_level": "95",
        "p_operator": "=",
        "p_value": "0.18",
        "direction": "unclear",
        "certainty": "not_assessed",
        "citations": [],
    }
    return block("finding", {**given, **values})


def group(design, studies, *participants):
    return {"design": design, "studies": studies, "arms": items(*map(arm, participants))}


def remarks_of(page):
    content = content_of(page, today=date(2026, 11, 30))
    return [(remark.rule, remark.block) for remark in judge(content, [rules()[name]() for name in NUMBERS])]


def test_stored_studies_and_findings_are_judged():
    make_site()
    study = block(
        "study",
        {
            "design": "meta_analysis",
            "total": 10,
            "participants": None,
            "groups": items(group("case_series", 8, 231), group("randomised_controlled_trial", 4, 47, 37)),
            "outcomes": [],
            "citations": [],
        },
    )
    claimed, open_, adverse = (
        finding(direction="lower"),
        finding(),
        finding(
            outcome="Adverse events",
            measure="odds_ratio",
            estimate="0.26",
            interval_low="0.07",
            interval_high="0.89",
            p_value="0.03",
            studies=2,
            direction="lower",
            favours="intervention",
        ),
    )

    page = make_summary(body=[study, claimed, open_, adverse])

    assert remarks_of(page) == [("counts_add_up", study["id"]), ("claim_without_effect", claimed["id"])]


def test_an_unsaved_change_is_judged_as_it_stands():
    make_site()
    page = make_summary(body=[finding()])

    page.body = page.body.stream_block.to_python([finding(estimate="0.89")])

    assert [rule for rule, _ in remarks_of(page)] == ["interval_and_estimate"]
