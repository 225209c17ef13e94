"""Citation styles by citeproc-py: what leaves is as clean as what our own styles print, whatever comes in."""

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.bibliography.styles import Style
from cms.bibliography.styles.cited import read
from cms.bibliography.styles.citeproc import CiteprocMissing, CiteprocStyle, InvalidStyle
from cms.bibliography.styles.runs import html, plain_text
from tests.cms.bibliography.styles.goldens import RECORDS

HARVARD = "harvard-cite-them-right"
TAG = re.compile(r"</?(?:i|b|sub|sup)>")


@pytest.fixture(scope="module")
def harvard():
    style = CiteprocStyle(HARVARD)
    return Style(style.entry, style.citations, numeric=style.numeric)


def article(**csl):
    return {
        "id": "altman1995",
        "type": "article-journal",
        "title": "Absence of evidence is not evidence of absence",
        "author": [{"family": "Altman", "given": "D. G."}, {"family": "Bland", "given": "J. M."}],
        "container-title": "BMJ",
        "volume": "311",
        "page": "485",
        "issued": {"date-parts": [[1995, 8, 19]]},
        **csl,
    }


def test_an_entry_is_printed_as_the_style_says(harvard):
    assert plain_text(harvard.entry(article())) == (
        "Altman, D.G. and Bland, J.M. (1995) “Absence of evidence is not evidence of absence”, BMJ, 311, p. 485."
    )


def test_what_the_style_emphasises_is_emphasised(harvard):
    assert "<i>BMJ</i>" in html(harvard.entry(article()))


def test_a_citation_has_its_locator_and_the_words_around_it(harvard):
    citations = harvard.citations([article()])
    item = {"id": "altman1995", "locator": "485", "label": "page", "prefix": "see"}
    assert plain_text(citations.cite(read([item]), narrative=False)) == "(see Altman and Bland, 1995, p. 485)"


def test_the_list_is_in_the_order_of_the_style(harvard):
    later = article(id="zelen1979", author=[{"family": "Zelen", "given": "M."}])
    assert [identity for identity, _ in harvard.citations([later, article()]).entries()] == [
        "altman1995",
        "zelen1979",
    ]


def test_what_counts_nothing_is_no_page(harvard):
    item = {"id": "altman1995", "locator": "abstract"}
    printed = harvard.citations([article()]).cite(read([item]), narrative=False)
    assert plain_text(printed) == "(Altman and Bland, 1995, abstract)"


def test_a_reference_that_is_not_given_is_left_out(harvard):
    assert harvard.citations([article()]).cite(read([{"id": "other"}]), narrative=False) == ()


def test_whether_a_style_cites_by_number_is_read_from_it(harvard):
    assert harvard.numeric is False


@pytest.mark.parametrize("csl", RECORDS.values(), ids=RECORDS.keys())
def test_every_record_of_the_reference_data_is_printed(harvard, csl):
    assert plain_text(harvard.entry(csl))


def test_scripts_and_handlers_are_words(harvard):
    hostile = article(title="<script>alert(1)</script>", author=[{"literal": '<img src=x onerror="x()">'}])
    left = TAG.sub("", html(harvard.entry(hostile)))
    assert "<" not in left


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = [
    "type",
    "title",
    "author",
    "issued",
    "page",
    "volume",
    "container-title",
    "URL",
    "accessed",
    "edition",
]


@given(st.dictionaries(st.sampled_from(FIELDS), anything))
def test_no_record_is_an_error(harvard, csl):
    assert "<" not in TAG.sub("", html(harvard.entry(csl)))


def test_a_file_that_is_no_style_is_refused(tmp_path):
    path = tmp_path / "style.csl"
    path.write_text("<style>")
    with pytest.raises(InvalidStyle, match=r"style\.csl"):
        CiteprocStyle(str(path))


def test_without_the_package_the_style_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "citeproc", None)
    with pytest.raises(CiteprocMissing, match="extra"):
        CiteprocStyle(HARVARD)
