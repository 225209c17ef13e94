"""Design and numbers of a study are proposed where the text states them of the study that it is about."""

import pytest

from tests.cms.legacy.proposals.readings import study


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("Zhou et al. conducted a meta-analysis with the goal of assessing cells.", "meta_analysis"),
        ("The authors performed a systematic review and meta-analysis.", "meta_analysis"),
        ("We published an individual participant data meta-analysis.", "ipd_meta_analysis"),
        ("This systematic review looked at lupus.", "systematic_review"),
        ("We conducted a randomised controlled trial in adults.", "randomised_controlled_trial"),
        (
            "In a double-blind randomized, placebo-controlled trial, pain was measured.",
            "randomised_controlled_trial",
        ),
        ("The researchers ran a non-randomised controlled trial.", "non_randomised_trial"),
        ("This cohort study looked at lupus.", "cohort"),
        ("This was a nested case-control study.", "nested_case_control"),
        ("This case-control study looked at lupus.", "case_control"),
        ("The study was a cross-sectional survey.", "cross_sectional"),
        ("A case series from Madrid described twelve patients.", "case_series"),
        ("Los autores realizaron un metaanálisis de ensayos clínicos.", "meta_analysis"),
        ("Este ensayo clínico aleatorizado estudió el lupus.", "randomised_controlled_trial"),
    ],
)
def test_the_design_is_read(text, design):
    assert study(text)["design"] == design


@pytest.mark.parametrize(
    "text",
    [
        "A randomised controlled trial is needed to confirm these findings.",
        "More randomised trials with larger samples should be conducted.",
        "A randomised trial was planned for next year. Further research is needed.",
        "Unlike a meta-analysis, this article is short.",
        "The protocol of a randomised trial was published.",
        "“We conducted a meta-analysis,” the company said.",
        "Was this a randomised trial?",
        "Randomised trials are the best test of a treatment.",
        "This cohort study was followed by another. We conducted a case-control study, too.",
        "Stem cells are a treatment.",
    ],
)
def test_a_design_that_is_asked_for_or_in_doubt_is_not_proposed(text):
    assert study(text) is None


def test_the_total_of_a_review_is_read_in_figures_and_words():
    assert study("This meta-analysis included seven studies.")["total"] == 7
    assert study("Twelve studies met the inclusion criteria for this systematic review.")["total"] == 12
    assert study("We performed a meta-analysis of 12 randomised trials.")["total"] == 12


def test_two_different_totals_are_none():
    assert "total" not in study("This meta-analysis included 7 studies.", "It pooled 9 studies.")


def test_the_first_part_of_a_list_is_no_total():
    value = study(
        "This meta-analysis pooled eight randomised trials and three cohort studies including 500 patients."
    )
    assert "total" not in value
    assert [(group["design"], group["studies"], group["arms"]) for group in value["groups"]] == [
        ("randomised_controlled_trial", 8, []),
        ("cohort", 3, []),
    ]


def test_some_of_the_studies_are_no_group():
    assert "groups" not in study("This meta-analysis included three of the four randomised trials.")


def test_participants_of_a_review_and_of_a_trial_are_read():
    assert (
        study("This meta-analysis included studies with a total of 684 participants.")["participants"] == 684
    )
    assert study("This cohort study followed 1,410 people.")["participants"] == 1410
    assert study("Forty patients were enrolled in this case-control study.")["participants"] == 40


def test_the_arms_of_a_trial_are_read():
    value = study(
        "In this randomised trial, 874 people were randomly allocated to the intervention and 1,410 to usual care."
    )
    assert value["groups"][0]["arms"] == [
        {"name": "intervention", "participants": 874},
        {"name": "usual care", "participants": 1410},
    ]


def test_a_day_is_the_date_of_the_search_and_a_month_is_not():
    assert study("This systematic review searched PubMed up to 15 March 2020.")["search_date"] == "2020-03-15"
    assert "search_date" not in study("This systematic review searched PubMed up to March 2020.")


def test_the_follow_up_is_read_unless_there_are_two():
    assert study("This cohort study followed 1,410 people for 8 years.")["follow_up"] == "8 years"
    assert "follow_up" not in study(
        "This cohort study followed men for 8 years.", "Women were followed for 2 years."
    )
