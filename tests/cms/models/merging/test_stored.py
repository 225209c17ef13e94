"""One reference in the place of another, in stored values of every kind of block."""

import pytest
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from blocks.citation import CitationBlock, CitationsBlock, ReferenceChooserBlock
from blocks.stored_citations import StoredCitation, citations_in, stored_link
from cms.models.merging.stored import Swap
from tests.builders import block, items

SWAP = Swap(7, 8, "old2020", "new2020")


def link(*cited, text="[old2020]"):
    return stored_link(StoredCitation(tuple(cited), "parenthetical"), text)


def cited_in(stored):
    return [dict(item) for citation in citations_in(stored) for item in citation.items]


class Nested(StructBlock):
    number = IntegerBlock()
    reference = ReferenceChooserBlock()
    sources = CitationsBlock()
    text = RichTextBlock()
    rows = ListBlock(StructBlock([("reference", ReferenceChooserBlock()), ("note", CharBlock())]))


STREAM = StreamBlock(
    [("nested", Nested()), ("reference", ReferenceChooserBlock()), ("text", RichTextBlock())]
)


def test_what_does_not_mention_the_record_stays_the_very_same():
    raw = [block("nested", {"number": 7, "reference": 9, "sources": items({"reference": 9}), "text": "7"})]
    assert SWAP.in_block(STREAM, raw) is raw


def test_a_number_that_is_no_reference_stays():
    raw = [block("nested", {"number": 7, "reference": 7})]
    assert SWAP.in_block(STREAM, raw)[0]["value"] == {"number": 7, "reference": 8}


def test_references_are_found_at_any_depth():
    value = {
        "rows": items({"reference": 7, "note": "a"}),
        "sources": items({"reference": 7, "locator": "p. 1"}),
    }
    swapped = SWAP.in_block(STREAM, [block("nested", value)])[0]["value"]
    assert swapped["rows"][0]["value"] == {"reference": 8, "note": "a"}
    assert swapped["sources"][0]["value"] == {"reference": 8, "locator": "p. 1"}


@pytest.mark.parametrize("stored", [7, "7"])
def test_an_identifier_may_be_stored_as_a_number_or_as_text(stored):
    assert SWAP.in_block(ReferenceChooserBlock(), stored) == 8


def test_items_that_were_stored_without_ids_are_swapped_too():
    assert SWAP.in_block(ListBlock(ReferenceChooserBlock()), [7, 9]) == [8, 9]


def test_a_cell_of_a_table_is_swapped():
    table = TypedTableBlock([("source", ReferenceChooserBlock()), ("number", IntegerBlock())])
    raw = {
        "columns": [{"type": "number"}, {"type": "source"}],
        "rows": [{"values": [7, 7]}, {"values": [1, 9]}],
    }
    assert SWAP.in_block(table, raw)["rows"] == [{"values": [7, 8]}, {"values": [1, 9]}]


def test_a_block_that_is_no_longer_defined_is_kept_as_it_is():
    raw = [{"type": "gone", "value": {"reference": 7}, "id": "a"}, block("reference", 7)]
    assert SWAP.in_block(STREAM, raw)[0] is raw[0]


def test_a_list_that_would_name_the_record_twice_keeps_the_first():
    raw = items({"reference": 7, "locator": "p. 1"}, {"reference": 8, "locator": "p. 1", "suffix": "x"})
    swapped = SWAP.in_block(CitationsBlock(), raw)
    assert [item["value"] for item in swapped] == [{"reference": 8, "locator": "p. 1"}]


def test_two_places_in_the_record_are_both_kept():
    raw = items({"reference": 7, "locator": "p. 1"}, {"reference": 8, "locator": "p. 2"})
    assert len(SWAP.in_block(CitationsBlock(), raw)) == 2


def test_duplicates_that_have_nothing_to_do_with_it_are_left_alone():
    raw = items({"reference": 9}, {"reference": 9}, {"reference": 7})
    assert len(SWAP.in_block(CitationsBlock(), raw)) == 3


def test_a_list_of_references_names_it_once():
    raw = [block("reference", 8), block("reference", 9), block("reference", 7)]
    assert [item["value"] for item in SWAP.in_block(STREAM, raw)] == [8, 9]


def test_an_acknowledged_notice_outlives_the_item_that_acknowledged_it():
    notice = {"acknowledged_status": "retracted", "acknowledged_reason": "It is about that."}
    raw = items({"reference": 8}, {"reference": 7, **notice})
    assert [item["value"] for item in SWAP.in_block(CitationsBlock(), raw)] == [{"reference": 8, **notice}]


def test_a_citation_in_running_text_is_swapped_with_its_label():
    text = SWAP.in_block(RichTextBlock(), f"<p>Shown{link({'reference': 7, 'locator': 'p. 3'})} once.</p>")
    assert cited_in(text) == [{"reference": 8, "locator": "p. 3"}]
    assert "[new2020]" in text


def test_a_cluster_in_running_text_names_it_once():
    text = SWAP.in_rich_text(link({"reference": 8}, {"reference": 9}, {"reference": 7, "prefix": "see"}))
    assert cited_in(text) == [{"reference": 8}, {"reference": 9}]


def test_a_label_that_only_begins_like_the_key_stays():
    assert "[old2020b]" in SWAP.in_rich_text(link({"reference": 7}, text="[old2020b]"))


def test_other_citations_and_other_links_stay_as_they_are_written():
    text = f'<p><a linktype="page" id="7">x</a>{link({"reference": 77})}</p>'
    assert SWAP.in_rich_text(text) == text


def test_quotation_marks_in_a_citation_survive():
    text = SWAP.in_rich_text(link({"reference": 7, "prefix": '“a” & "b" <c>'}))
    assert cited_in(text) == [{"reference": 8, "prefix": '“a” & "b" <c>'}]


def test_a_citation_block_by_itself_is_swapped():
    assert SWAP.in_block(CitationBlock(), {"reference": 7, "locator": ""}) == {"reference": 8, "locator": ""}
