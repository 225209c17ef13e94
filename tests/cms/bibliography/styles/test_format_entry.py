"""An entry is asked for by the name of its style; an odd record is no reason to fail."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.bibliography.csl_fields import TYPES
from cms.bibliography.styles import APA, NLM, STYLES, Formatted, UnknownStyle, format_entry

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: (
        st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=10), children, max_size=4)
    ),
    max_leaves=12,
)
names = st.lists(
    st.dictionaries(
        st.sampled_from(["family", "given", "literal", "suffix", "dropping-particle"]), json_values
    ),
    max_size=9,
)
odd_items = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from([*sorted(TYPES), "x"]),
        **dict.fromkeys(
            ("title", "container-title", "issued", "accessed", "volume", "issue", "page", "DOI", "URL"),
            json_values,
        ),
        **dict.fromkeys(("publisher", "edition", "genre", "number", "PMID", "collection-title"), json_values),
        **dict.fromkeys(("event-title", "version", "volume-title", "original-date"), json_values),
        "author": names | json_values,
        "editor": names | json_values,
        "translator": names | json_values,
    },
)


@pytest.mark.slow
@settings(max_examples=50)
@given(odd_items, st.sampled_from(list(STYLES)))
def test_no_record_is_too_odd_to_print(item, style):
    entry = format_entry(item, style)
    assert set(re.findall(r"</?([^<>]*)>", entry.html)) <= {"i", "b", "sup", "sub"}
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", entry.text)


@pytest.mark.parametrize("kind", [[], {}, None, 3, "\0"])
def test_a_type_that_is_no_type_does_not_matter(kind):
    assert format_entry({"type": kind, "title": "Lupus", "URL": "https://a.example"}).text.startswith(
        "Lupus [Internet]."
    )


def test_an_unknown_style_is_refused_by_name():
    with pytest.raises(UnknownStyle) as caught:
        format_entry({"title": "Lupus"}, style="harvard")
    assert caught.value.style == "harvard"
    assert str(caught.value) == (
        "There is no citation style 'harvard'; known are: nlm-citation-sequence, american-medical-association, apa."
    )


def test_the_default_style_is_nlm():
    assert format_entry({"title": "Lupus"}) == format_entry({"title": "Lupus"}, style=NLM)


def test_a_title_is_enough():
    assert format_entry({"title": "Lupus"}) == Formatted("Lupus.", "Lupus.")


@pytest.mark.parametrize("style", STYLES)
def test_an_empty_record_gives_an_empty_entry(style):
    assert format_entry({}, style) == Formatted("", "")


@pytest.mark.parametrize("kind", sorted(TYPES))
@pytest.mark.parametrize("style", STYLES)
def test_every_type_of_csl_shows_its_title_and_author(style, kind):
    item = {"type": kind, "title": "Lupus", "container-title": "Rheumatology", "author": [{"family": "Wei"}]}
    entry = format_entry(item, style).text
    assert "Lupus" in entry
    assert entry.startswith("Wei")


def test_a_script_in_a_title_is_escaped():
    entry = format_entry({"type": "book", "title": "<script>alert('x')</script> & <i>lupus</i>"})
    assert entry.html == "&lt;script&gt;alert(‘x’)&lt;/script&gt; &amp; <i>lupus</i>."
    assert entry.text == "<script>alert(‘x’)</script> & lupus."


def test_control_characters_are_dropped():
    assert format_entry({"title": "Lu\0pus\u202e and\tMSCs"}).text == "Lupus and MSCs."


def test_direction_marks_of_a_title_are_kept():
    assert format_entry({"title": "ذئبة\u200f lupus"}).text == "ذئبة\u200f lupus."


def test_two_thousand_authors_are_six_and_others():
    item = {"title": "Lupus", "author": [{"family": f"Name{index}", "given": "A B"} for index in range(2000)]}
    assert (
        format_entry(item).text == "Name0 AB, Name1 AB, Name2 AB, Name3 AB, Name4 AB, Name5 AB, et al. Lupus."
    )


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_a_title_of_tags_is_printed_in_linear_time(style):
    entry = format_entry({"title": "<i>a" * 50_000 + "</b>" * 50_000 + "</i>" * 50_000}, style)
    assert entry.text.lower().startswith("aaa")


def test_a_style_can_be_named_by_position_or_by_keyword():
    assert format_entry({"title": "Lupus"}, APA) == format_entry({"title": "Lupus"}, style=APA)
