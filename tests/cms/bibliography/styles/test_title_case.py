"""Title case keeps what has capitals of its own."""

import pytest

from cms.bibliography.styles.runs import html, parse_markup
from cms.bibliography.styles.title_case import english_title_case, title_case


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        (
            "evidence-based medicine: how to practice and teach EBM",
            "Evidence-Based Medicine: How to Practice and Teach EBM",
        ),
        ("a guide to the end of it: the what for", "A Guide to the End of It: The What For"),
        ("what is it? an answer", "What Is It? An Answer"),
        ("working with and from data", "Working With and From Data"),
        ("the state-of-the-art", "The State-of-the-Art"),
        ("miRNA and β-lactams in vitamin A deficiency", "miRNA and β-Lactams in Vitamin A Deficiency"),
        ("Care Of The Patient", "Care of the Patient"),
        ("a study of <i>gekko gecko</i> eggs", "A Study of <i>gekko gecko</i> Eggs"),
        ("CO<sub>2</sub> and p53 in patients’ cells", "CO<sub>2</sub> and p53 in Patients’ Cells"),
        ("e-cigarettes", "e-Cigarettes"),
        ("???", "???"),
        ("", ""),
    ],
)
def test_a_title_gets_its_capitals(title, cased):
    assert html(title_case(parse_markup(title))) == cased


@pytest.mark.parametrize(("language", "cased"), [("", "The Cell"), ("en-GB", "The Cell"), ("fr", "the cell")])
def test_only_english_has_title_case(language, cased):
    assert html(english_title_case({"language": language}, parse_markup("the cell"))) == cased
