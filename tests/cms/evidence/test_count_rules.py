"""Numbers of studies and people, in the study's block and beside it."""

import pytest

from tests.cms.evidence.evidence_pages import arms, finding, page, prose, said, study, told

SAMPLE = (
    {"design": "case_series", "studies": 8, "arms": arms(231)},
    {"design": "randomised_controlled_trial", "studies": 4, "arms": arms(47, 37)},
)
"""As the sample's article and the abstract of its source have it."""


def test_eight_and_four_are_not_ten():
    content = page(study(*SAMPLE, total=10))

    assert told("counts_add_up", content) == [
        "10 studies in all, but by design there are 8 + 4, which makes 12."
    ]


def test_studies_and_people_that_add_up_are_fine():
    assert said("counts_add_up", study(*SAMPLE, total=12, participants=315)) == []


def test_the_people_in_the_arms_make_the_participants():
    content = page(study(*SAMPLE, total=12, participants=300))

    assert told("counts_add_up", content) == [
        "300 participants in all, but the arms have 231 + 47 + 37, which makes 315."
    ]


@pytest.mark.parametrize(
    ("total", "groups", "codes"),
    [
        (None, (8, 4), []),
        (10, (), []),
        (10, (None, 4), []),
        (10, (8, None), []),
        (10, (12, None), ["studies"]),
        (13, (8, 4), ["studies"]),
        (0, (0,), []),
    ],
)
def test_only_what_is_known_is_added(total, groups, codes):
    block = study(*({"design": "cohort", "studies": number, "arms": []} for number in groups), total=total)

    assert [remark.code for remark in said("counts_add_up", block)] == codes


def test_a_group_without_arms_leaves_the_participants_open():
    groups = ({"design": "cohort", "studies": 1, "arms": arms(20)}, {"design": "cohort", "arms": []})

    assert said("counts_add_up", study(*groups, participants=30)) == []
    assert len(said("counts_add_up", study(*groups, participants=10))) == 1


def test_the_acknowledgement_goes_when_a_number_changes_and_stays_with_the_words():
    block = study(*SAMPLE, total=10)

    def fingerprint(**changed):
        (remark,) = said(
            "counts_add_up", type(block)(block.id, "body", "study", "", {**block.value, **changed})
        )
        return remark.fingerprint

    assert fingerprint(population="People with lupus") == fingerprint()
    assert fingerprint(total=9) != fingerprint()


def test_a_total_in_running_text_is_added_up_too():
    text = "This resulted in 10 studies comprising of 8 case series, including 231 patients, and four trials (RCTs)."

    assert told("counts_add_up", page(prose(text))) == [
        (
            "“10 studies comprising of 8 case series, including 231 patients, and four trials”: the parts are 8 + 4, "
            "which makes 12, not 10."
        )
    ]


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"studies": 12, "participants": 315}, []),
        ({"studies": 13}, ["studies"]),
        ({"participants": 316}, ["participants"]),
        ({"studies": None, "participants": None}, []),
    ],
)
def test_a_finding_has_no_more_than_the_study(values, codes):
    found = said("finding_within_study", study(*SAMPLE, total=10, participants=300), finding(**values))

    assert [remark.code for remark in found] == codes


def test_with_two_studies_it_is_open_which_one_a_finding_belongs_to():
    assert (
        said("finding_within_study", study(participants=10), study(participants=99), finding(participants=50))
        == []
    )


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"studies": 1, "interpretation": "The <b>pooled</b> result was lower."}, ["words"]),
        ({"studies": 1, "outcome": "Pain (meta-analysis)"}, ["words"]),
        ({"studies": 1, "i_squared": "0"}, ["i_squared"]),
        ({"studies": 1, "interpretation": "Lower values, in the one study that reports this time."}, []),
        ({"studies": 1, "interpretation": "The results could not be pooled."}, []),
        ({"studies": 2, "interpretation": "The pooled result was lower.", "i_squared": "40"}, []),
        ({"studies": None, "interpretation": "The pooled result was lower."}, []),
    ],
)
def test_one_study_is_not_pooled(values, codes):
    assert [remark.code for remark in said("pooled_from_one", finding(**values))] == codes


def test_a_meta_analysis_has_more_than_one_study():
    assert len(said("pooled_from_one", study(total=1))) == 1
    assert said("pooled_from_one", study(total=2)) == []
    assert said("pooled_from_one", study(total=1, design="systematic_review")) == []
