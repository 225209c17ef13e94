"""Headings, pictures and links."""

import pytest

from cms.evidence import Link, Picture
from tests.cms.evidence.contents import codes, judged, make_block, make_content, paragraph, said


def page_with_levels(*levels):
    headings = [make_block("heading", f"Heading {level}", level=level) for level in levels]
    return make_content(*(block for heading in headings for block in (heading, paragraph("Text."))))


@pytest.mark.parametrize(
    "levels", [(), (2,), (2, 2), (2, 3, 4), (2, 3, 2, 3, 4, 2), (2, 3, 4, 3, 4), (2, 3, 3)]
)
def test_levels_in_order_are_fine(levels):
    assert codes("heading_skipped", page_with_levels(*levels)) == []


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((3,), ["first"]),
        ((4,), ["first"]),
        ((2, 4), ["skipped"]),
        ((2, 4, 4), ["skipped"]),
        ((2, 3, 2, 4, 2, 4), ["skipped", "skipped"]),
        ((3, 2, 4), ["first", "skipped"]),
    ],
)
def test_skipped_levels_are_told_at_their_heading(levels, expected):
    page = page_with_levels(*levels)
    remarks = judged("heading_skipped", page)
    assert [remark.code for remark in remarks] == expected
    assert {remark.block for remark in remarks} <= {
        block.id for block in page.blocks if block.type == "heading"
    }


def test_each_stream_begins_anew():
    blocks = [
        make_block("heading", level=2),
        make_block("heading", level=3),
        make_block("heading", level=3, field="more"),
    ]
    (remark,) = judged("heading_skipped", make_content(*blocks))
    assert (remark.block, remark.code) == (blocks[2].id, "first")


def test_the_message_names_the_heading():
    assert said("heading_skipped", page_with_levels(2, 4)) == [
        "“Heading 4” is of level 4, but the heading before it is of level 2."
    ]


@pytest.mark.parametrize("alt", ["", "  "])
def test_a_picture_without_alt_text_is_noticed(alt):
    (remark,) = judged("alt_missing", make_content(pictures=(Picture("figure-1", alt, False),)))
    assert (remark.code, remark.block) == ("block", "figure-1")


def test_a_lead_image_without_alt_text_is_noticed():
    (remark,) = judged("alt_missing", make_content(pictures=(Picture(None, "", False),), fields={"image": 3}))
    assert (remark.code, remark.field, remark.about) == ("lead", "image_alt", 3)


@pytest.mark.parametrize("picture", [Picture("figure-1", "Two lines", False), Picture("figure-1", "", True)])
def test_a_described_or_decorative_picture_is_fine(picture):
    assert codes("alt_missing", make_content(pictures=(picture,))) == []


@pytest.mark.parametrize(
    ("rule", "state", "severity"),
    [
        ("link_missing", "missing", "error"),
        ("link_unpublished", "unpublished", "warning"),
        ("link_unpublished", "restricted", "warning"),
        ("link_unpublished", "elsewhere", "warning"),
    ],
)
def test_a_link_that_readers_can_not_follow_is_told_at_its_block(rule, state, severity):
    page = make_content(links=(Link("block-1", 7, "About us", state, "body"),))
    (remark,) = judged(rule, page)
    assert (remark.code, remark.block, remark.field, remark.severity) == (state, "block-1", None, severity)
    assert any(word in said(rule, page)[0] for word in ("About us", "7"))


def test_a_link_in_a_field_is_told_there():
    (remark,) = judged("link_missing", make_content(links=(Link(None, 7, "", "missing", "disclaimer"),)))
    assert (remark.block, remark.field) == (None, "disclaimer")


def test_the_same_link_twice_in_a_block_is_told_once():
    link = Link("block-1", 7, "", "missing", "body")
    assert codes("link_missing", make_content(links=(link, link))) == ["missing"]


def test_a_public_page_is_fine():
    page = make_content(links=(Link("block-1", 7, "About us", "public", "body"),))
    assert [codes(rule, page) for rule in ("link_missing", "link_unpublished")] == [[], []]
