"""Every kind of element becomes blocks that the real blocks accept, and what has no block is said."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from blocks.streams import StandardBody, SummaryBody
from cms.legacy.convert import convert
from cms.legacy.items import (
    Cell,
    Download,
    Embed,
    Footnote,
    Heading,
    ListElement,
    NotCarried,
    Paragraph,
    Picture,
    Quote,
    SetAside,
    Table,
)
from tests.cms.legacy.convert.builders import codes, item

LINES = (1,)


def body_of(*elements, **given):
    return [(block["type"], block["value"]) for block in convert(item(*elements, **given)).body]


def test_a_paragraph_keeps_its_marks_and_links():
    markup = 'A <strong>b</strong> <a href="https://example.org/?a=1&amp;b=2">link</a> H<sub>2</sub>O'
    assert body_of(Paragraph("A b link H2O", markup, lines=LINES)) == [
        ("paragraph", '<p>A <b>b</b> <a href="https://example.org/?a=1&amp;b=2">link</a> H<sub>2</sub>O</p>')
    ]


def test_two_line_breaks_end_a_paragraph_and_one_stays_a_break():
    assert body_of(Paragraph("a b c", "a<br/>b<br> <br>c", lines=LINES)) == [
        ("paragraph", "<p>a<br/>b</p>"),
        ("paragraph", "<p>c</p>"),
    ]


def test_a_line_in_bold_stays_a_paragraph_and_is_reported():
    conversion = convert(item(Paragraph("Results", "<b>Results</b>", lines=LINES)))
    assert conversion.body[0]["value"] == "<p><b>Results</b></p>"
    assert "bold_line" in codes(conversion)


def test_headings_begin_at_level_two_and_skip_none():
    levels = [3, 5, 6, 4, 3, 2, 6, 1]
    blocks = body_of(*(Heading(f"Part {place}", level, lines=LINES) for place, level in enumerate(levels)))
    assert [value["level"] for _, value in blocks] == ["2", "3", "4", "3", "2", "2", "3", "2"]


def test_a_heading_that_is_too_long_becomes_a_paragraph():
    conversion = convert(item(Heading("word " * 60, 2, lines=LINES)))
    assert conversion.body[0]["type"] == "paragraph"
    assert "heading_too_long" in codes(conversion)


def test_a_nested_list_is_one_paragraph_block():
    markup = "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>"
    assert body_of(ListElement("a\nb\nc\nd", markup, lines=LINES)) == [("paragraph", markup)]


def test_a_list_that_begins_elsewhere_than_at_one_is_reported():
    conversion = convert(item(ListElement("a", '<ol start="4"><li>a</li></ol>', lines=LINES)))
    assert conversion.body[0]["value"] == "<ol><li>a</li></ol>"
    assert "list_start" in codes(conversion)


def test_a_quote_keeps_who_said_it_and_its_address_is_reported():
    conversion = convert(item(Quote("Ah.", "<i>Ah.</i>", "A. Person", "https://example.org/", lines=LINES)))
    assert conversion.body[0]["value"] == {
        "text": "<i>Ah.</i>",
        "attribution": "A. Person",
        "citations": [],
    }
    assert "quote_address" in codes(conversion)


def test_a_row_of_headings_names_the_columns_of_a_table():
    rows = (
        (Cell("Group", header=True), Cell("n", header=True), Cell("Result", header=True)),
        (Cell("A", header=True), Cell("40"), Cell("x y", markup="<b>x</b> y")),
        (Cell("B", header=True), Cell("42"), Cell("")),
    )
    (kind, value), *rest = body_of(Table(rows, "Groups", lines=LINES))
    assert (kind, rest) == ("table", [])
    assert value["row_headers"]
    assert value["table"] == {
        "caption": "Groups",
        "columns": [
            {"type": "text", "heading": "Group"},
            {"type": "number", "heading": "n"},
            {"type": "rich_text", "heading": "Result"},
        ],
        "rows": [{"values": ["A", "40", "<b>x</b> y"]}, {"values": ["B", "42", ""]}],
    }


def test_a_number_that_would_be_printed_otherwise_stays_text():
    (_, value), *_rest = body_of(Table(((Cell("1,410"), Cell("-0.70"), Cell(".03")),), lines=LINES))
    assert [column["type"] for column in value["table"]["columns"]] == ["text", "number", "text"]


def test_a_picture_is_left_to_loading_and_its_alt_text_asked_for():
    picture = Picture("https://example.org/a.png", None, "A cell", lines=LINES)
    conversion = convert(item(picture))
    assert conversion.body[0]["value"] == {
        "image": {"image": "$picture:0", "decorative": False, "alt_text": ""},
        "caption": "A cell",
        "credit": "",
        "citations": [],
    }
    assert conversion.pictures[0].addresses == ("https://example.org/a.png",)
    assert "alt_text_needed" in codes(conversion)


def test_a_picture_is_decorative_only_where_the_source_says_so():
    blocks = body_of(Picture("a.png", "", lines=LINES), Picture("b.png", "A cell", lines=LINES))
    assert [value["image"]["decorative"] for _, value in blocks] == [True, False]
    assert blocks[1][1]["image"]["alt_text"] == "A cell"


def test_a_picture_without_any_address_leaves_its_words():
    conversion = convert(item(Picture("", "A cell", "Seen closely", lines=LINES)))
    assert [block["value"] for block in conversion.body] == ["<p>Seen closely</p>", "<p>A cell</p>"]
    assert "picture_without_address" in codes(conversion)


def test_a_video_is_embedded_and_anything_else_is_said_to_be_a_link():
    conversion = convert(
        item(
            Embed("https://vimeo.com/76979871", "A film", lines=LINES),
            Embed("https://example.org/map", lines=LINES),
            Embed("https://youtu.be/abc", lines=LINES),
        )
    )
    assert [block["value"]["title"] for block in conversion.body] == ["A film", "example.org/map", "YouTube"]
    assert codes(conversion).count("embed_title_needed") == 2
    assert codes(conversion).count("embed_linked_only") == 1


def test_an_embed_without_a_usable_address_becomes_text():
    conversion = convert(item(Embed("javascript:x", "A map", lines=LINES)))
    assert conversion.body[0]["value"] == "<p>A map</p>"
    assert "embed_without_address" in codes(conversion)


def test_a_download_is_left_to_loading():
    conversion = convert(item(Download("https://example.org/a.pdf", "The guide", lines=LINES)))
    assert conversion.body[0]["value"] == {"document": "$file:0", "title": "The guide", "description": ""}
    assert (conversion.files[0].address, conversion.files[0].title) == (
        "https://example.org/a.pdf",
        "The guide",
    )


@pytest.mark.parametrize(
    ("element", "code"),
    [
        (SetAside("share_bar", "Share this", lines=LINES), "set_aside"),
        (NotCarried("shortcode", "contact-form-7", "[contact-form-7]", lines=LINES), "not_carried"),
    ],
)
def test_what_is_not_carried_over_is_reported_with_its_words_and_place(element, code):
    conversion = convert(item(element))
    (note,) = [note for note in conversion.notes if note.code == code]
    assert conversion.body == ()
    assert note.line == 2
    assert element.text in note.message


def test_what_a_reader_mended_is_said():
    conversion = convert(item(Paragraph("a", lines=LINES), mended=("an entity", "no_prose")))
    assert {"mended", "no_prose"} <= set(codes(conversion))


EVERYTHING = (
    Heading("Part", 3, "part_1", lines=LINES),
    Heading("Part of the part", 6, lines=LINES),
    Paragraph("One.\nTwo.", 'One.<br>Two. <a href="#part_1">up</a>', lines=LINES),
    ListElement("a\nb", "<ul><li>a</li><li><code>b</code></li></ul>", lines=LINES),
    Quote("A\nB", "A<br>B", "x" * 300, lines=LINES),
    Table(
        ((Cell("a", header=True), Cell("b", header=True)), (Cell("1"), Cell("c", "<i>c</i>"))), lines=LINES
    ),
    Picture("a.png", "A cell", "A <b>", "A &lt;b&gt;", lines=LINES),
    Embed("https://www.youtube.com/watch?v=abc", "y" * 300, "Below", lines=LINES),
    Download("https://example.org/a.pdf", "z " * 200, lines=LINES),
    Footnote("A remark.", "A <i>remark</i>.", "3", lines=LINES),
)


@pytest.mark.parametrize(
    "code", ["nul_removed", "encoded_twice", "declared_encoding_wrong", "invalid_bytes_replaced"]
)
def test_what_readers_mend_has_a_sentence_of_its_own(code):
    conversion = convert(item(Paragraph("a", lines=LINES), mended=(code,)))
    assert code in codes(conversion)
    assert all(note.message for note in conversion.notes)


@pytest.mark.django_db
@pytest.mark.parametrize("stream", [StandardBody, SummaryBody])
def test_the_real_blocks_accept_what_the_conversion_writes(stream):
    image = get_image_model().objects.create(title="Image", file=get_test_image_file())
    document = get_document_model().objects.create(
        title="File", file=SimpleUploadedFile("a.pdf", b"%PDF-1.4")
    )
    raw = [dict(block) for block in convert(item(*EVERYTHING)).body]
    for block in raw:
        if block["type"] == "figure":
            assert block["value"]["image"]["image"] == "$picture:0"
            block["value"]["image"]["image"] = image.pk
        if block["type"] == "document_download":
            assert block["value"]["document"] == "$file:0"
            block["value"]["document"] = document.pk
    body = stream()
    cleaned = body.clean(body.to_python(raw))
    assert [child.block_type for child in cleaned] == [block["type"] for block in raw]
    assert {child.block_type for child in cleaned} == {
        "heading", "paragraph", "quote", "table", "figure", "embed", "document_download",
    }  # fmt: skip
