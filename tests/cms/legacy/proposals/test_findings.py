"""A result is proposed where a sentence says it itself, with its direction; otherwise there is silence."""

import pytest

from tests.cms.legacy.proposals.readings import findings, proposals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The meta-analysis showed reduced pain and fatigue at 6 months compared with placebo.",
         [("Pain", "lower", "6 months"), ("Fatigue", "lower", "6 months")]),
        ("Results included lower proteinuria and increased serum C3 at 3 months.",
         [("Proteinuria", "lower", "3 months"), ("Serum C3", "higher", "3 months")]),
        ("The study found lower SLEDAI values at 3 months and 6 months.",
         [("SLEDAI", "lower", "3 months"), ("SLEDAI", "lower", "6 months")]),
        ("The review reported lower pain at 1, 2, 3, 4 and 6 months.",
         [("Pain", "lower", "1 month, 2 months, 3 months, 4 months, 6 months")]),
        ("There was a lower rate of adverse events than in the control group.", [("Adverse events", "lower", "")]),
        ("Blood pressure fell in the treatment group.", [("Blood pressure", "lower", "")]),
        ("Disease activity (SLEDAI) was lower at 2 and at 6 months in the MSC group.",
         [("Disease activity (SLEDAI)", "lower", "2 months"), ("Disease activity (SLEDAI)", "lower", "6 months")]),
        ("Compared to placebo, the drug reduced the rate of hospital admissions after 2 years.",
         [("Hospital admissions", "lower", "2 years")]),
        ("The drug increased bone density in the treatment group.", [("Bone density", "higher", "")]),
        ("The treatment group had lower proteinuria at 6 months than the control group.",
         [("Proteinuria", "lower", "6 months")]),
        ("No significant difference in mortality was found between the groups.", [("Mortality", "no_difference", "")]),
        ("The treatment did not reduce pain at 3 months compared with placebo.",
         [("Pain", "no_difference", "3 months")]),
        ("Pain scores did not differ between the groups.", [("Pain scores", "no_difference", "")]),
        ("Adverse events were similar in both groups.", [("Adverse events", "no_difference", "")]),
    ],
)  # fmt: skip
def test_a_result_is_read(text, expected):
    assert findings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Stem cells may reduce inflammation compared with placebo.",
        "Lupus causes increased inflammation.",
        "Obese people have a higher risk of diabetes compared with others.",
        "Previous studies have shown lower mortality than placebo.",
        "The aim of the study was to assess whether the drug reduced pain compared with placebo.",
        "The authors hypothesised that the drug lowered blood pressure.",
        "“The drug reduced pain in the treatment group,” the company said.",
        "Did the results show reduced pain compared with placebo?",
        "In mice the treatment group had lower proteinuria.",
        "Mortality was not lower in the treatment group.",
        "There was no evidence of lower mortality in the treatment group.",
        "The trial could not show reduced pain compared with placebo.",
        "Without treatment, the drug never lowered blood pressure compared with placebo.",
        "Higher doses were given in the treatment group than in the control group.",
        "Lower back pain is common in the control group.",
        "The treatment group was increased to 40 people.",
        "The control group had lower proteinuria at 6 months.",
        "Serum creatinine increased at 1 month in the control group.",
        "Education was associated with lower mortality compared with controls.",
        "The results included improved values of BUN and C4.",
        "Future trials should show lower mortality compared with placebo.",
        "Results improved in the MSC group.",
        "The odds ratio was reported by the authors.",
        "The 95% CI was 0.07 to 0.89 in the study.",
    ],
)
def test_nothing_is_proposed_in_doubt(text):
    assert findings(text) == []


def only(text):
    ((_, value),) = proposals(text)
    return value


def test_an_estimate_is_taken_with_its_own_digits():
    value = only(
        "Mortality was lower in the treatment group (hazard ratio 0.70, 95% CI 0.66 to 0.94, p = .009)."
    )
    assert value == {
        "outcome": "Mortality", "direction": "lower", "measure": "hazard_ratio", "estimate": "0.70",
        "interval_low": "0.66", "interval_high": "0.94", "p_operator": "=", "p_value": ".009",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "measure", "estimate", "interval"),
    [
        (
            "The odds ratio for death was 0.26 (95% CI 0.07 to 0.89), p = 0.03.",
            "odds_ratio",
            "0.26",
            "0.07 0.89",
        ),
        ("The relative risk of death was 0.90 (95% CI, 0.85-0.95).", "risk_ratio", "0.90", "0.85 0.95"),
        (
            "The study found a hazard ratio of 0.8 (95% CI 0.7–0.9) for death.",
            "hazard_ratio",
            "0.8",
            "0.7 0.9",
        ),
        (
            "The mean difference for death was −6.25 (95% CI −9.04 to −3.46).",
            "mean_difference",
            "−6.25",
            "−9.04 −3.46",
        ),
        (
            "The SMD was -0.40 (95% CI -0.7 to -0.1) for death.",
            "standardised_mean_difference",
            "-0.40",
            "-0.7 -0.1",
        ),
    ],
)
def test_an_estimate_of_a_named_outcome_leaves_the_direction_unclear(text, measure, estimate, interval):
    value = only(text)
    assert (value["outcome"], value["direction"], value["measure"]) == ("Death", "unclear", measure)
    assert value["estimate"] == estimate
    assert f"{value['interval_low']} {value['interval_high']}" == interval


def test_heterogeneity_and_the_sign_of_p_are_read():
    value = only(
        "The risk of relapse was higher with the drug than with placebo: RR 1.43 (95% CI 1.16–1.77; p<0.001; I² = 35%)."
    )
    assert (value["p_operator"], value["p_value"], value["i_squared"]) == ("<", "0.001", "35")


def test_an_interval_that_begins_above_its_end_is_left_alone():
    assert proposals("The odds ratio for death was 0.26 (95% CI 0.89 to 0.07).") == []


def test_whom_was_compared_with_whom_is_kept_in_the_words_of_the_text():
    value = only("Results included lower pain in the MSC group when compared to the control group.")
    assert value["comparison"] == "the MSC group when compared to the control group"


def test_limitations_are_listed_in_the_words_of_the_text():
    assert proposals("The main limitations were a lack of blinding; few participants; and missing data.") == [
        ("limitations", {"items": ["a lack of blinding", "few participants", "missing data"]})
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The study had no limitations.",
        "Its limitations are discussed below.",
        "The limitations of my budget were clear.",
    ],
)
def test_limitations_that_are_not_said_are_not_listed(text):
    assert proposals(text) == []


def test_the_marker_of_a_source_is_no_word_of_a_sentence():
    assert findings("The study found lower pain at 3 months [1,2].") == [("Pain", "lower", "3 months")]
