"""Schemas that follow from blocks: one for each shape, named the same whoever asks first."""

from typing import Any

import pytest
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from blocks.base import adapter_for
from blocks.streams import SummaryBody
from blocks.text import ParagraphBlock


class VisitBlock(StructBlock):
    """A visit."""

    day = CharBlock()


def schema_of(name: str, block: Any) -> Any:
    """The Schema of a stream's item of this type."""
    return items_of(StreamBlock([(name, block)]))[name]


def items_of(stream: StreamBlock) -> Any:
    """The Schemas of a stream's items by type."""
    adapter: Any = adapter_for(stream)
    return adapter.items


@pytest.mark.parametrize(
    ("name", "block", "expected"),
    [
        ("visit", VisitBlock(), "VisitBlock"),
        ("arrival", VisitBlock(), "ArrivalVisitBlock"),
        ("heading", CharBlock(), "HeadingTextBlock"),
        ("paragraph", ParagraphBlock(), "ParagraphBlock"),
        ("quote", RichTextBlock(), "QuoteRichTextBlock"),
        ("page", PageChooserBlock(), "PageLinkBlock"),
        ("related", PageChooserBlock(), "RelatedPageLinkBlock"),
        ("done", BooleanBlock(), "DoneBooleanBlock"),
        ("names", ListBlock(CharBlock()), "NamesTextListBlock"),
        ("contact", StructBlock([("name", CharBlock())]), "ContactValueBlock"),
        ("table", TypedTableBlock([("text", CharBlock())]), "TableValueBlock"),
        ("parts", StreamBlock([("name", CharBlock())]), "PartsNameTextBlockListBlock"),
    ],
)
def test_an_item_is_named_by_its_type_and_what_its_value_is(name, block, expected):
    assert schema_of(name, block).__name__ == expected


def test_two_blocks_of_one_class_have_one_schema():
    assert adapter_for(VisitBlock()).annotation is adapter_for(VisitBlock()).annotation


def test_two_streams_that_hold_the_same_block_have_one_schema_for_it():
    assert schema_of("visit", VisitBlock()) is schema_of("visit", VisitBlock())


def test_streams_that_extend_each_other_share_their_schemas():
    class Body(SummaryBody):
        visit = VisitBlock()

    inherited = items_of(SummaryBody())
    extended = items_of(Body())
    assert {name: extended[name] for name in inherited} == inherited


def test_blocks_of_one_name_and_different_fields_have_two_schemas():
    first = StructBlock([("name", CharBlock())])
    second = StructBlock([("name", BooleanBlock())])
    assert schema_of("contact", first) is not schema_of("contact", second)
