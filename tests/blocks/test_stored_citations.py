"""The stored form of a citation in running text, which everything else reads and writes by these functions."""

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text.rewriters import extract_attrs

from blocks.rich_text import keys_in
from blocks.stored_citations import (
    ITEM_KEYS,
    MODES,
    StoredCitation,
    attributes_of,
    citation_of,
    citations_in,
    stored_link,
    without_citations,
)

words = st.text(min_size=1, max_size=20)
item = st.builds(
    lambda reference, texts, suppress: {
        "reference": reference,
        **{name: texts[name] for name in ITEM_KEYS if name in texts},
        **({"suppress_author": True} if suppress else {}),
    },
    st.integers(1, 2**63 - 1),
    st.dictionaries(st.sampled_from(["prefix", "locator", "suffix", "acknowledged_reason"]), words),
    st.booleans(),
)
citation = st.builds(
    StoredCitation, st.lists(item, min_size=1, max_size=3).map(tuple), st.sampled_from(MODES)
)


@given(citation)
def test_what_is_written_is_read_again(given_citation):
    (found,) = citations_in(f"<p>So {stored_link(given_citation, '[doe2020]')}.</p>")
    assert found == given_citation


@given(citation)
def test_the_attributes_are_those_that_wagtail_reads(given_citation):
    link = stored_link(given_citation, "[doe2020]")
    assert extract_attrs(link.split(">[")[0].removeprefix("<a")) == attributes_of(given_citation)


def test_the_text_without_citations_has_its_words():
    link = stored_link(StoredCitation(({"reference": 1},), MODES[0]), "[doe2020]")
    assert without_citations(f"<p>So {link}, and so on.</p>") == "<p>So , and so on.</p>"


def test_an_ordinary_link_is_no_citation():
    assert list(citations_in('<a href="https://example.org/?linktype=citation">citation</a>')) == []


def test_a_citation_refers_to_all_its_references():
    link = stored_link(StoredCitation(({"reference": 4}, {"reference": 2}), MODES[0]), "[?]")
    assert list(keys_in(link)) == [("cms.reference", 4), ("cms.reference", 2)]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[",
        "null",
        "7",
        '"text"',
        "{}",
        '[{"reference": "1"}]',
        '[{"reference": true}]',
        '[{"reference": 0}]',
    ],
)
def test_what_can_not_be_read_cites_nothing(written):
    assert citation_of({"items": written}).items == ()


def test_keys_that_no_item_has_are_left_out():
    written = json.dumps([{"reference": 1, "onclick": "x()", "locator": "p. 1"}])
    assert citation_of({"items": written}).items == ({"reference": 1, "locator": "p. 1"},)


def test_a_mode_that_is_not_known_is_the_usual_one():
    assert citation_of({"items": "[]", "mode": "shouted"}).mode == "parenthetical"


def test_markup_in_an_item_stays_inside_its_attribute():
    link = stored_link(StoredCitation(({"reference": 1, "prefix": '"><script>'},), MODES[0]), "<b>")
    assert "<script" not in link
    assert escape("<b>") in link
