"""Words that speak of causes, about studies that can not show any."""

import pytest

from cms.evidence import Block, rules
from cms.evidence.phrases import affirmed
from tests.cms.evidence.evidence_pages import finding, page, point, prose, stored_items, study, told

COHORT = {"design": "cohort"}


def words(content):
    return [remark.params["word"] for remark in rules()["causal_words"]().check(content)]


@pytest.mark.parametrize(
    "text",
    [
        "Coffee prevents cancer.",
        "Thyroid hormones reduce the risk of cancer.",
        "An underactive thyroid protects against cancer.",
        "More coffee leads to fewer deaths.",
        "In these men, coffee reduced the risk of cancer.",
        "Coffee prevents cancer, and the patients' wives' cancer too.",
        "Smoking causes early deaths in these men.",
        "In men who do so daily, coffee lowers blood pressure. It was not measured twice.",
    ],
)
def test_causal_words_of_an_observational_study_are_found(text):
    for content in (
        page(study(**COHORT), finding(interpretation=f"<b>Result:</b> {text}")),
        page(study(**COHORT), point(text)),
        page(study(**COHORT), Block("c", "body", "conclusion", "", {"text": f"<p>{text}</p>"})),
        page(study(**COHORT), Block("h", "body", "heading", "", {"text": text})),
        page(study(**COHORT), Block("k", "body", "key_points", "", {"points": stored_items(text)})),
        page(study(**COHORT), title=text),
        page(study(**COHORT), standfirst=text),
    ):
        assert len(words(content)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "This does not prove that coffee prevents cancer.",
        "Whether coffee prevents cancer, this study cannot tell.",
        "That coffee prevents cancer has not been shown.",
        "Does coffee prevent cancer?",
        "The authors write: “Coffee prevents cancer.”",
        "The authors write: 'Coffee prevents cancer.'",
        "Men with a reduced risk drank more coffee.",
        "Death from all causes was less frequent; the main causes of death were alike.",
        "The trend has multiple, interacting causes.",
        "An association: it shows no cause.",
        "Men were offered a programme to reduce and prevent falls.",
        "Coffee may be what prevents it.",
        "Lupus is a disease that causes inflammation.",
        "Men with an underactive thyroid had prostate cancer less often.",
        "Reduced doses were common.",
        "The results led to a change in the guideline.",
        "Doctors improve care when they listen.",
    ],
)
def test_who_denies_asks_quotes_or_tells_of_something_else_is_left_alone(text):
    assert words(page(study(**COHORT), point(text), title=text)) == []


def test_running_text_and_callouts_may_tell_what_they_want():
    text = "Coffee prevents cancer."

    assert words(page(study(**COHORT), prose(text), prose(text, "quote"))) == []


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        ([study(design="randomised_controlled_trial")], 0),
        ([study(design="nested_case_control")], 1),
        ([study({"design": "cohort", "studies": 3})], 1),
        (
            [
                study(
                    {"design": "cohort", "studies": 3},
                    {"design": "randomised_controlled_trial", "studies": 1},
                )
            ],
            0,
        ),
        ([study()], 0),
        ([study(design="cohort"), study(design="randomised_controlled_trial")], 0),
        ([], 0),
    ],
)
def test_what_a_study_can_show_depends_on_its_design(blocks, found):
    assert len(words(page(*blocks, point("Coffee prevents cancer.")))) == found


def test_spanish_pages_have_spanish_words():
    said = point("El café previene el cáncer.")

    assert words(page(study(**COHORT), said, language="es")) == ["previene"]
    assert words(page(study(**COHORT), said, language="es-MX")) == ["previene"]
    assert (
        words(page(study(**COHORT), point("No se sabe si el café previene el cáncer."), language="es")) == []
    )
    assert words(page(study(**COHORT), said, language="fr")) == []


def test_a_site_may_choose_other_words():
    rule = rules()["causal_words"]({"words": {"en": ["is good for"]}})

    content = page(study(**COHORT), point("Coffee is good for you. Coffee prevents cancer."))

    assert [remark.params["word"] for remark in rule.check(content)] == ["is good for"]


def test_the_remark_names_the_word_the_design_and_the_sentence():
    content = page(study(**COHORT), point("We looked at men. Coffee prevents cancer."))

    assert told("causal_words", content) == [
        "“prevents” speaks of a cause, but the study only observed (Cohort study): “Coffee prevents cancer.”"
    ]


def test_no_words_find_nothing():
    assert list(affirmed("Coffee prevents cancer.", ())) == []
