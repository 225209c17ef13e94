"""What stands around a citation: the words and spaces of its sentence, in HTML and in Markdown."""

import re

import pytest

from cms.delivery.markdown import to_markdown
from tests.builders import block, change, cited, make_summary, publish_again
from tests.cms.delivery.cited_text import html_of, paragraph


def test_markdown_has_a_footnote_for_each_reference_of_a_citation(a, b, home, document):
    built = document(make_summary(parent=home, body=[paragraph("It helps ", cited(a, b), ".")]))
    assert to_markdown(built).count("It helps [^1][^2].") == 1


def test_markdown_numbers_anew_what_moves_to_the_front(a, b, home, document):
    page = make_summary(
        parent=home, body=[paragraph("One ", cited(a), "."), paragraph("Two ", cited(b), ".")]
    )
    last = page.body.pop(1)
    page.body.insert(0, (last.block_type, last.value, last.id))
    source = to_markdown(document(publish_again(page)))
    assert source.index("Two [^1].") < source.index("One [^2].")
    assert "[^1]: Baker B, Cole C." in source


@pytest.mark.parametrize(
    ("style", "sentence"),
    [
        ("nlm-citation-sequence", "As Baker and Cole[^1] found."),
        ("american-medical-association", "As Baker and Cole[^1] found."),
        ("apa", "As Baker and Cole (2020)[^1] found."),
    ],
)
def test_markdown_keeps_the_authors_in_the_sentence(style, sentence, b, home, document):
    body = [paragraph("As ", cited(b, mode="narrative"), " found.")]
    built = document(make_summary(parent=home, body=body, citation_style=style))
    assert sentence in to_markdown(built)


def test_markdown_says_that_a_source_was_retracted(a, home, document):
    change(a, integrity="retracted")
    built = document(make_summary(parent=home, body=[paragraph("So ", cited(a), ".")]))
    assert "**Retracted.**" in to_markdown(built)


@pytest.mark.parametrize(
    ("style", "mode", "around", "sentence"),
    [
        ("american-medical-association", "parenthetical", {}, "So it is [^1]."),
        ("american-medical-association", "narrative", {"locator": "p. 5"}, "So it is Abel[^1]."),
        ("nlm-citation-sequence", "narrative", {"prefix": "see"}, "So it is Abel[^1]."),
    ],
)
def test_markdown_never_prints_the_number_twice(style, mode, around, sentence, a, home, document):
    body = [paragraph("So it is ", cited(a, mode=mode, **around), ".")]
    source = to_markdown(document(make_summary(parent=home, body=body, citation_style=style)))
    assert sentence.replace(" [", "[") in source.replace(" [^", "[^")


@pytest.mark.parametrize(
    ("before", "printed"),
    [
        ("<p>95%", "95% (1)"),
        ("<p>(see)", "(see) (1)"),
        ("<p>see <i>in vitro</i>", "<em>in vitro</em> (1)"),
        ("<p>(", "((1)"),
        ("<p>", "<p>(1)"),
    ],
)
def test_a_space_before_a_citation_is_there_where_it_has_to_be(before, printed, a, home, document):
    built = document(make_summary(parent=home, body=[block("paragraph", f"{before}{cited(a)}</p>")]))
    assert printed in re.sub("</?a[^>]*>", "", html_of(built))


def test_a_raised_number_follows_its_word_even_out_of_bold_letters(a, home, document):
    body = [paragraph("<b>word </b>", cited(a))]
    built = document(make_summary(parent=home, body=body, citation_style="american-medical-association"))
    assert re.sub("</?a[^>]*>", "", html_of(built)) == "<p><strong>word</strong><sup>1</sup></p>"


def test_raised_numbers_stand_apart_from_one_another(a, b, home, document):
    body = [paragraph("word ", cited(a), " ", cited(b), " next")]
    built = document(make_summary(parent=home, body=body, citation_style="american-medical-association"))
    assert "word<sup>1</sup> <sup>2</sup> next" in re.sub("</?a[^>]*>", "", html_of(built))
