"""How hard a text is to read."""

import pytest

from cms.evidence import rules
from cms.evidence.rules.reading import reading_ease
from tests.cms.evidence.contents import codes, judged, make_content, paragraph, said

HARD = {
    "en": (
        "Considering their strong immunomodulatory abilities, mesenchymal stem cells have been recognized as a "
        "potential treatment for various autoimmune diseases and inflammatory disorders, notwithstanding considerable "
        "methodological heterogeneity between the investigations that were included."
    ),
    "es": (
        "La identificación de las manifestaciones cardiovasculares asociadas a la administración intravenosa de "
        "inmunosupresores constituye una necesidad insoslayable para la planificación terapéutica individualizada, "
        "independientemente de la heterogeneidad metodológica de las investigaciones consideradas."
    ),
}
EASY = {
    "en": "The trial was short. Most of the people were old. They took the drug once a day, and the rest took none.",
    "es": "El ensayo fue corto. La gente era mayor. Unos tomaron el nuevo remedio una vez al día y los demás no.",
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_hard_text_is_noticed_at_its_hardest_passage(language):
    easy, hard = paragraph(EASY[language]), paragraph(HARD[language])
    (remark,) = judged("reading_level", make_content(easy, hard, language=language), min_words=30)
    assert (remark.code, remark.block, remark.severity) == ("hard", hard.id, "notice")
    assert remark.params["ease"] < remark.params["target"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_easy_text_is_not(language):
    page = make_content(*[paragraph(EASY[language])] * 12, language=language)
    assert codes("reading_level", page) == []


def test_a_few_words_are_not_measured():
    assert codes("reading_level", make_content(paragraph(HARD["en"]))) == []


def test_other_languages_are_not_measured():
    page = make_content(*[paragraph(HARD["en"])] * 9, language="fr")
    assert codes("reading_level", page) == []


def test_quotes_are_somebody_elses_words():
    page = make_content(*[paragraph(HARD["en"], name="quote")] * 9)
    assert codes("reading_level", page) == []


def test_a_site_has_its_own_target():
    page = make_content(*[paragraph(EASY["en"])] * 12)
    assert codes("reading_level", page, target={"en": 110}) == ["hard"]
    assert codes("reading_level", page, target={}) == []


def test_the_message_has_both_measures_and_the_beginning_of_the_passage():
    (message,) = said("reading_level", make_content(*[paragraph(HARD["en"])] * 9))
    assert message.startswith("The text is hard to read: ")
    assert "Considering their strong immunomodulatory abilities" in message
    assert HARD["en"] not in message


# What textstat 0.7.13 computes for them when it counts syllables by hyphenation patterns.
@pytest.mark.parametrize(
    ("language", "text", "ease"),
    [
        ("en", "The cat sat on the mat. It was happy and it slept.", 109.1),
        ("es", "El gato duerme en la casa. Está contento y come bien.", 103.0),
        (
            "en",
            "Mesenchymal stem cells have been recognized as a potential treatment for various diseases.",
            44.0,
        ),
    ],
)
def test_the_measure_is_that_of_textstat(language, text, ease):
    assert reading_ease(text, language) == pytest.approx(ease, abs=0.1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ratio was 0.48 in both groups.", "The ratio was 048 in both groups."),
        ("As Zhou et al. say, it is so.", "As Zhou et al say, it is so."),
        ("It is so", "It is so."),
    ],
)
def test_full_stops_that_end_no_sentence_do_not_count(one, other):
    assert reading_ease(one, "en") == reading_ease(other, "en")


@pytest.mark.parametrize("text", ["", "…", "\n\n", "—"])
def test_a_text_without_words_has_no_ease(text):
    assert reading_ease(text, "en") is None


def test_a_site_that_sets_the_target_of_one_language_keeps_the_others():
    rule = rules()["reading_level"]({"target": {"en": 60}})
    assert rule.settings["target"] == {"en": 60, "es": 50}
