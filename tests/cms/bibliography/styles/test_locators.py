"""What editors type as the place in a source, and what the styles make of it."""

import pytest

from cms.bibliography.styles import AMA, APA, format_citation
from cms.bibliography.styles.locators import split_locator

CSL = {
    "id": "a",
    "type": "book",
    "title": "A book",
    "author": [{"family": "Abel"}],
    "issued": {"date-parts": [[2020]]},
}


@pytest.mark.parametrize(
    ("typed", "label", "locator"),
    [
        ("p. 12", "page", "12"),
        ("pp. 12-15", "page", "12-15"),
        ("Pages 3, 7", "page", "3, 7"),
        ("Table 2", "table", "2"),
        ("table S1", "table", "S1"),
        ("Fig. 3", "figure", "3"),
        ("chapter 4", "chapter", "4"),
        ("ch. 4", "chapter", "4"),
        ("Appendix B", "appendix", "B"),
        ("sec 2.1", "section", "2.1"),
        ("para. 5", "paragraph", "5"),
        ("12", "", "12"),
        ("e1001889", "", "e1001889"),
        ("abstract", "", "abstract"),
        ("Results, second paragraph", "", "Results, second paragraph"),
        ("page seven", "", "page seven"),
        ("  p.  12 ", "page", "12"),
        ("", "", ""),
    ],
)
def test_the_word_before_a_number_says_what_it_counts(typed, label, locator):
    assert split_locator(typed) == (label, locator)


@pytest.mark.parametrize(
    ("typed", "style", "printed"),
    [
        ("p. 12", APA, "(Abel, 2020, p. 12)"),
        ("pp. 12-15", APA, "(Abel, 2020, pp. 12–15)"),
        ("12", APA, "(Abel, 2020, p. 12)"),
        ("Table 2", APA, "(Abel, 2020, Table 2)"),
        ("p. 5, Table 2", APA, "(Abel, 2020, p. 5, Table 2)"),
        ("Fig. 2, panel A", APA, "(Abel, 2020, Figure 2, panel A)"),
        ("pp. 5, 7", APA, "(Abel, 2020, pp. 5, 7)"),
        ("ch. 4", APA, "(Abel, 2020, Chapter 4)"),
        ("p. 12", AMA, "1(p12)"),
        ("pp. 12-15", AMA, "1(pp12-15)"),
        ("Table 2", AMA, "1(table2)"),
    ],
)
def test_each_style_prints_it_in_its_own_words(typed, style, printed):
    label, locator = split_locator(typed)
    assert format_citation([CSL], [{"id": "a", "label": label, "locator": locator}], style).text == printed


def test_a_word_without_a_number_stays_what_it_is():
    item = {"id": "a", "locator": "abstract"}
    assert format_citation([CSL], [item], APA).text == "(Abel, 2020, abstract)"
