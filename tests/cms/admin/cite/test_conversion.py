"""What the editor and the APIs make of a stored citation, and what they store again."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.converters.db_html import DbHTMLConverter
from wagtail.rich_text import expand_db_html, features
from wagtail.rich_text.rewriters import extract_attrs

from blocks.stored_citations import (
    ITEM_KEYS,
    MODES,
    StoredCitation,
    citations_in,
    stored_link,
)
from blocks.text import INLINE_FEATURES, PLAIN_FEATURES, PROSE_FEATURES
from cms.admin.cite.conversion import stand_in
from tests.builders import cited, make_reference

JUNK = [
    "",
    "[]",
    "null",
    "{}",
    "not json",
    "[1, null, []]",
    '[{"reference": "1"}]',
    '[{"reference": -1}]',
    '[{"reference": true}]',
    '[{"reference": 1e400}]',
    "[" * 5000,
]

words = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=20)
items = st.fixed_dictionaries(
    {"reference": st.integers(1, 2**62)},
    optional={name: words for name in ITEM_KEYS if name not in ("reference", "suppress_author")}
    | {"suppress_author": st.just(True)},
).map(lambda item: {name: item[name] for name in ITEM_KEYS if name in item})
citations = st.builds(
    StoredCitation, st.lists(items, min_size=1, max_size=4).map(tuple), st.sampled_from(MODES)
)


def editor() -> ContentstateConverter:
    return ContentstateConverter(PROSE_FEATURES)


def through_editor(stored: str) -> str:
    found: str = editor().to_database_format(editor().from_database_format(stored))
    return found


def entity(data: Any) -> str:
    """What the browser sends for a text with one entity of ours."""
    text = "See [doe]."
    block = {
        "key": "abcde",
        "type": "unstyled",
        "text": text,
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"key": 0, "offset": 4, "length": 5}],
        "data": {},
    }
    found = {"type": "CITATION", "mutability": "IMMUTABLE", "data": data}
    return json.dumps({"blocks": [block], "entityMap": {"0": found}})


@given(citations)
def test_the_editor_gives_back_what_was_stored(citation):
    stored = f'<p data-block-key="abcde">Fewer fell ill {stored_link(citation, "[doe2020]")}.</p>'
    assert through_editor(stored) == stored


@given(citations)
def test_what_was_written_around_a_reference_is_read_again_as_it_was(citation):
    assert list(citations_in(stored_link(citation, "[doe2020]"))) == [citation]


@given(citations)
def test_a_stored_citation_is_one_tag_for_wagtails_rewriters(citation):
    assert expand_db_html(stored_link(citation, "[doe2020]")) == "<a>[doe2020]</a>"


def test_the_entity_carries_items_and_mode(db):
    reference = make_reference()
    stored = f"<p>x {cited(reference, mode='narrative', locator='p. 2')}</p>"
    found = json.loads(editor().from_database_format(stored))["entityMap"]["0"]
    assert found == {
        "type": "CITATION",
        "mutability": "IMMUTABLE",
        "data": {"items": [{"reference": reference.pk, "locator": "p. 2"}], "mode": "narrative"},
    }


def test_a_citation_without_a_text_is_still_there_in_the_editor(db):
    stored = '<p><a linktype="citation" items="[{&quot;reference&quot;:1}]"></a></p>'
    assert json.loads(editor().from_database_format(stored))["blocks"][0]["text"] == "[?]"


def test_two_citations_side_by_side_stay_two(db):
    one, other = make_reference(), make_reference()
    stored = f'<p data-block-key="abcde">x{cited(one)}{cited(other)}</p>'
    assert through_editor(stored) == stored


@pytest.mark.parametrize("junk", JUNK)
def test_a_stored_citation_without_a_reference_can_be_opened_but_is_not_stored_again(junk):
    stored = f'<p data-block-key="abcde">x <a linktype="citation" items="{junk}">[doe]</a></p>'
    assert "citation" not in through_editor(stored)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"items": None, "mode": []},
        {"items": [{"reference": "1"}], "mode": 3},
        {"items": {"reference": 1}},
        {"items": "[]", "mode": {"a": 1}},
    ],
)
def test_what_a_browser_makes_up_is_no_citation(data):
    assert editor().to_database_format(entity(data)) == '<p data-block-key="abcde">See .</p>'


def test_only_known_keys_of_an_item_are_stored():
    data = {"items": [{"reference": 1, "onclick": "x", "locator": "p. 2"}], "mode": "narrative"}
    (found,) = citations_in(editor().to_database_format(entity(data)))
    assert found == StoredCitation(({"reference": 1, "locator": "p. 2"},), "narrative")


def test_a_text_without_the_feature_loses_the_citation_and_keeps_its_words(db):
    stored = f"<p>x {cited(make_reference(key='doe2020'))}</p>"
    plain = ContentstateConverter(PLAIN_FEATURES)
    assert "citation" not in plain.to_database_format(plain.from_database_format(stored))


def test_an_unknown_feature_stops_no_converter(db):
    stored = f"<p>x {cited(make_reference())}</p>"
    converter = ContentstateConverter(["bold", "a feature that nobody registered"])
    assert "x [" in converter.to_database_format(converter.from_database_format(stored))


@pytest.mark.parametrize("names", [PROSE_FEATURES, INLINE_FEATURES])
def test_the_texts_of_a_body_offer_it(names):
    assert "cite" in names


def test_texts_outside_a_body_do_not_offer_it():
    assert "cite" not in PLAIN_FEATURES


def test_it_is_no_default_of_other_texts():
    assert "cite" not in features.get_default_features()


# What is sent to an API


def cleaned(html: str, names=PROSE_FEATURES) -> tuple[str, list[str]]:
    clean, removals = DbHTMLConverter(names).clean(html)
    return clean, [removal.reason for removal in removals]


def test_an_api_keeps_a_citation_with_all_its_words(db):
    reference = make_reference()
    around = {"prefix": "see <b> & \"x\" 'y'", "locator": "p. 2", "suppress_author": True}
    clean, removals = cleaned(f"<p>x {cited(reference, mode='narrative', **around)}</p>")
    assert list(citations_in(clean)) == [
        StoredCitation(({"reference": reference.pk, **around},), "narrative")
    ]
    assert removals == []


def test_an_api_writes_the_text_of_the_link_itself(db):
    reference = make_reference(key="doe2020")
    link = stored_link(
        StoredCitation(({"reference": reference.pk}, {"reference": 999}), "parenthetical"), "x"
    )
    assert ">[doe2020; ?]</a>" in cleaned(f"<p>{link}</p>")[0]


@pytest.mark.parametrize("junk", JUNK)
def test_an_api_drops_a_citation_without_a_reference_and_says_so(junk, db):
    html = f'<p>x <a linktype="citation" items="{junk.replace(chr(34), "&quot;")}">[doe]</a></p>'
    assert cleaned(html) == ("<p>x [doe]</p>", ["missing_attribute"])


def test_an_api_drops_a_citation_without_items_and_says_so(db):
    assert cleaned('<p><a linktype="citation">x</a></p>') == ("<p>x</p>", ["missing_attribute"])


def test_an_api_drops_a_citation_where_none_is_offered_and_says_so(db):
    assert cleaned(f"<p>{cited(make_reference())}</p>", PLAIN_FEATURES)[1] == ["unknown_linktype"]


def test_nothing_hidden_in_a_citation_passes_an_api(db):
    link = cited(make_reference(key="doe2020")).replace("[doe2020]", "<script>alert(1)</script>")
    assert "script" not in cleaned(f"<p>{link}</p>")[0]


def test_a_citation_stands_for_its_keys(db):
    one, other = make_reference(key="b"), make_reference(key="a")
    assert stand_in([{"reference": one.pk}, {"reference": other.pk}]) == "[b; a]"


def test_attributes_need_no_html_escapes_but_quotes():
    link = stored_link(StoredCitation(({"reference": 1, "prefix": "<'&>"},), "parenthetical"), "x")
    assert json.loads(extract_attrs(link)["items"])[0]["prefix"] == "<'&>"
