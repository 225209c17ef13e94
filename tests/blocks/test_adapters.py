import datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from blocks.base import NoAdapter, adapter_for
from blocks.clean import Profile
from blocks.schemas import Image, PageLink, Schema
from blocks.text import InlineRichTextBlock
from tests.blocks.resolver import DictResolver

HOME = PageLink(id=3, type="standard_page", title="Home", path="/", url="https://example.org/", locale="en")
PICTURE = Image(
    alt="library", src="/x.jpg", width=4, height=3, focal_point=None, sources=[], dominant_color=None
)


def wire(block: blocks.Block, raw: Any) -> Any:
    return adapter_for(block).wire(raw, DictResolver())


@pytest.mark.parametrize(
    ("block", "raw", "expected"),
    [
        (blocks.CharBlock(), "x", "x"),
        (blocks.CharBlock(), None, ""),
        (blocks.CharBlock(required=False), "", None),
        (blocks.TextBlock(required=False), None, None),
        (blocks.EmailBlock(required=False), "a@example.org", "a@example.org"),
        (blocks.IntegerBlock(required=False), None, None),
        (blocks.IntegerBlock(), 0, 0),
        (blocks.FloatBlock(), 1.5, 1.5),
        (blocks.DecimalBlock(), Decimal("0.70"), "0.70"),
        (blocks.DecimalBlock(), "0.70", "0.70"),
        (blocks.DateBlock(), datetime.date(2026, 11, 1), "2026-11-01"),
        (blocks.DateBlock(), "2026-11-01", "2026-11-01"),
        (blocks.DateBlock(required=False), None, None),
        (blocks.BooleanBlock(required=False), None, False),
        (blocks.StaticBlock(), None, True),
        (blocks.ChoiceBlock(choices=[("a", "A")]), "a", "a"),
        (blocks.ChoiceBlock(choices=[("a", "A")]), "gone", None),
        (blocks.ChoiceBlock(choices=[("Group", [("a", "A"), ("b", "B")])]), "b", "b"),
        (blocks.MultipleChoiceBlock(choices=[("a", "A"), ("b", "B")]), ["b", "gone"], ["b"]),
        (blocks.ListBlock(blocks.CharBlock()), ["a", "b"], ["a", "b"]),
        (blocks.ListBlock(blocks.CharBlock()), [{"type": "item", "value": "a", "id": "1"}], ["a"]),
    ],
)
def test_a_stock_block_has_a_wire_form_of_its_declared_type(block, raw, expected):
    adapter = adapter_for(block)
    assert adapter.wire(raw, DictResolver()) == expected
    TypeAdapter(adapter.annotation).validate_python(expected)


def test_a_choice_outside_the_list_is_not_in_the_type():
    annotation = adapter_for(blocks.ChoiceBlock(choices=[("a", "A")])).annotation
    with pytest.raises(ValidationError):
        TypeAdapter(annotation).validate_python("b")


def test_a_page_that_is_not_public_is_null():
    assert wire(blocks.PageChooserBlock(), 3) is None


def test_a_chosen_page_is_a_link():
    adapter = adapter_for(blocks.PageChooserBlock())
    assert adapter.wire(3, DictResolver({("page", 3): HOME})) == HOME
    assert list(adapter.keys(3)) == [("page", 3)]


@pytest.mark.parametrize("raw", [None, "", [3], {"id": 3}, 3.5])
def test_what_is_no_key_chooses_nothing(raw):
    adapter = adapter_for(blocks.PageChooserBlock())
    assert adapter.wire(raw, DictResolver({("page", 3): HOME})) is None
    assert list(adapter.keys(raw)) == []


def test_an_image_block_takes_the_alt_text_of_its_place():
    resolver = DictResolver({("image", 5): PICTURE})
    adapter = adapter_for(ImageBlock())
    assert adapter.wire({"image": 5, "decorative": False, "alt_text": "A cell"}, resolver).alt == "A cell"
    assert adapter.wire({"image": 5, "decorative": True, "alt_text": "A cell"}, resolver).alt == ""
    assert adapter.wire(5, resolver).alt == "library"


def test_rich_text_is_expanded_cleaned_and_given_as_nodes():
    stored = '<p>See <a linktype="page" id="3">home</a> and <a linktype="page" id="4">a draft</a>.</p>'
    adapter = adapter_for(blocks.RichTextBlock())
    wired = adapter.wire(stored, DictResolver({("page", 3): HOME}))
    assert wired.html == '<p>See <a href="/" data-link="page" data-id="3">home</a> and a draft.</p>'
    assert wired.nodes[0].mark_defs[0].target.path == "/"
    assert list(adapter.keys(stored)) == [("page", 3), ("page", 4)]


def test_inline_rich_text_loses_its_paragraph_but_not_its_words():
    block = InlineRichTextBlock()
    assert block.meta.profile is Profile.INLINE
    assert wire(block, "<p>one</p><p><b>two</b></p>").html.replace("<br>", " ") == "one <strong>two</strong>"


def test_raw_html_is_cleaned():
    assert wire(blocks.RawHTMLBlock(), "<p onclick=x>a<script>b</script></p>").html == "<p>a</p>"


class Dose(Schema):
    """A dose."""

    text: str


class DoseBlock(blocks.StructBlock):
    """A dose, with a Schema of its own."""

    drug = blocks.CharBlock()
    milligrams = blocks.IntegerBlock()

    def to_schema(self, raw: Any, resolver: Any) -> Dose:
        return Dose(text=f"{raw['milligrams']} mg {raw['drug']}")

    Schema = Dose


class PlainBlock(blocks.StructBlock):
    """A struct block that says nothing about the wire."""

    name = blocks.CharBlock()
    count = blocks.IntegerBlock(required=False)


class Body(blocks.StreamBlock):
    """A stream of a host."""

    dose = DoseBlock()
    plain = PlainBlock()
    text = blocks.CharBlock()
    inner = blocks.StreamBlock([("text", blocks.CharBlock())])


def test_a_block_says_its_wire_form_itself():
    assert wire(DoseBlock(), {"drug": "A", "milligrams": 5}) == Dose(text="5 mg A")


def test_a_struct_without_a_schema_gets_one_from_its_fields():
    adapter = adapter_for(PlainBlock())
    assert adapter.annotation.__name__ == "Plain"
    assert adapter.wire({"name": "x"}, DictResolver()).model_dump() == {"name": "x", "count": None}


def test_a_stream_is_a_union_discriminated_by_type():
    schema = TypeAdapter(adapter_for(Body()).annotation).json_schema(mode="serialization")
    assert schema["items"]["discriminator"]["propertyName"] == "type"
    assert set(schema["items"]["discriminator"]["mapping"]) == {"dose", "plain", "text", "inner"}


def test_a_stream_keeps_order_and_ids_and_drops_unknown_types():
    raw = [
        {"type": "text", "value": "a", "id": "1"},
        {"type": "gone", "value": "b", "id": "2"},
        {"type": "dose", "value": {"drug": "A", "milligrams": 5}, "id": "3"},
    ]
    wired = [item.model_dump() for item in wire(Body(), raw)]
    assert wired == [
        {"type": "text", "id": "1", "value": "a"},
        {"type": "dose", "id": "3", "value": {"text": "5 mg A"}},
    ]


def test_a_value_older_than_the_code_costs_its_block_only(caplog):
    raw = [
        {"type": "plain", "value": {"name": "x", "count": "many"}, "id": "old"},
        {"type": "text", "value": "a", "id": "2"},
    ]
    assert [item.id for item in wire(Body(), raw)] == ["2"]
    assert "Block old (plain) is left out" in caplog.text


def test_a_table_says_the_type_of_each_cell():
    table = TypedTableBlock([("text", blocks.CharBlock()), ("number", blocks.IntegerBlock(required=False))])
    raw = {
        "caption": "Doses",
        "columns": [{"type": "text", "heading": "Drug"}, {"type": "number", "heading": "mg"}],
        "rows": [{"values": ["A", 5]}, {"values": ["B", None]}],
    }
    assert wire(table, raw).model_dump() == {
        "caption": "Doses",
        "columns": [{"type": "text", "heading": "Drug"}, {"type": "number", "heading": "mg"}],
        "rows": [
            [{"type": "text", "value": "A"}, {"type": "number", "value": 5}],
            [{"type": "text", "value": "B"}, {"type": "number", "value": None}],
        ],
    }


class OpaqueBlock(blocks.FieldBlock):
    """A block nobody knows."""


def test_a_block_without_a_wire_form_is_named():
    with pytest.raises(NoAdapter, match="OpaqueBlock has no Schema and no adapter"):
        adapter_for(blocks.StreamBlock([("opaque", OpaqueBlock())]))
