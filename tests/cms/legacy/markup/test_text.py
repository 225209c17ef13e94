"""Headings, paragraphs, quotations and their markup survive as a line of text can hold them."""

import pytest

from cms.legacy.items import Heading, Paragraph
from tests.cms.legacy.markup.reading import kinds, only, read


@pytest.mark.parametrize(
    ("html", "text", "markup"),
    [
        ("<p>plain  text</p>", "plain text", ""),
        ("a <strong>b</strong> <em>c</em>", "a b c", "a <b>b</b> <i>c</i>"),
        ("<p>x<sup>2</sup> H<sub>2</sub>O", "x2 H2O", "x<sup>2</sup> H<sub>2</sub>O"),
        ("<p>5 &lt; 6 &amp; <b>7</b>", "5 < 6 & 7", "5 &lt; 6 &amp; <b>7</b>"),
        ("<p>one<br>two", "one\ntwo", "one<br>two"),
        ("<p><b>bold <i>both</b> italic</i>", "bold both italic", "<b>bold <i>both</i></b><i> italic</i>"),
        ("<p><b><b>once</b></b>", "once", "<b>once</b>"),
        ('<p><span style="font-weight: 700">bold</span>', "bold", "<b>bold</b>"),
        ('<b style="font-weight:normal">not bold</b>', "not bold", ""),
        ('<p><a href="javascript:alert(1)">x</a> y', "x y", ""),
        ('<p><a href="/p?a=1&amp;b=2">x</a>', "x", '<a href="https://example.org/p?a=1&amp;b=2">x</a>'),
        ('<p><a href="/a">one <a href="/b">two', "one two",
         '<a href="https://example.org/a">one </a><a href="https://example.org/b">two</a>'),
        ("<p>a&nbsp;lot and 5&nbsp;mg <i>x</i>", "a lot and 5\u00a0mg x", "a lot and 5\u00a0mg <i>x</i>"),
        ("<p>a<!-- c --><!--[if IE]>old<![endif]-->b", "ab", ""),
        ("<p><![CDATA[1 < 2]]>", "1 < 2", ""),
        ("<p>&quot;Zellen&quot; &hellip; &#8217; &unknown;", "\"Zellen\" … ’ &unknown;", ""),
    ],
)  # fmt: skip
def test_a_line_keeps_its_text_and_its_markup(html, text, markup):
    paragraph = only(html, base="https://example.org/d/")
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text, paragraph.markup) == (text, markup)


def test_a_place_that_a_link_leads_to_is_kept_and_others_are_not():
    item = read('<p id="a">One.</p><p id="b">Two <a href="#a">up</a>.</p>')
    assert [paragraph.markup for paragraph in item.paragraphs] == [
        '<a id="a"></a>One.',
        'Two <a href="#a">up</a>.',
    ]


def test_headings_keep_their_level_and_their_id():
    first, second = read(
        '<h2 id="r">Res<i>ults</i></h2><div role="heading" aria-level="4">More</div>'
    ).elements
    assert (first.text, first.level, first.anchor) == ("Results", 2, "r")
    assert isinstance(second, Heading)
    assert second.level == 4


def test_two_line_breaks_part_paragraphs():
    assert [paragraph.text for paragraph in read("one<br><br>two<br>three").paragraphs] == [
        "one",
        "two\nthree",
    ]


def test_words_between_blocks_are_paragraphs():
    item = read("before<div>in</div>after<p>p")
    assert [paragraph.text for paragraph in item.paragraphs] == ["before", "in", "after", "p"]


def test_a_link_around_blocks_does_not_join_them():
    item = read("<p><b>bold <p>not closed</b> goes on</p>")
    assert [paragraph.text for paragraph in item.paragraphs] == ["bold", "not closed goes on"]


def test_preformatted_text_keeps_its_line_breaks():
    paragraph = only("<pre>a = 1\nb = 2</pre>")
    assert (paragraph.text, paragraph.markup) == ("a = 1\nb = 2", "<code>a = 1<br>b = 2</code>")


def test_a_quotation_has_its_attribution():
    quote = only(
        '<blockquote cite="https://example.org/q"><p>Cells <i>heal</i>.<p>Some do.<footer>— A. Body</footer>'
    )
    assert (quote.text, quote.markup) == ("Cells heal.\nSome do.", "Cells <i>heal</i>.<br>Some do.")
    assert (quote.attribution, quote.url) == ("A. Body", "https://example.org/q")


def test_a_quotation_that_holds_headings_is_taken_apart():
    assert kinds(read("<blockquote><h3>Part</h3><p>Text</p></blockquote>")) == ["Heading", "Paragraph"]


def test_the_heading_that_says_the_title_is_its_place():
    item = read("<p>Before.<h1>The  Title</h1><p>After.", title="The title")
    assert (item.title, item.title_lines) == ("The title", (2,))
    assert kinds(item) == ["Paragraph", "Paragraph"]


def test_every_place_knows_its_line_of_the_file():
    item = read("<p>one\n\n<p>\ntwo <b>\nthree</b><h2>four</h2>", first_line=10)
    assert item.unit == "piece"
    assert item.line_of == (10, 13, 14)
    assert [element.lines for element in item.elements] == [(1,), (2,), (3,)]


def test_a_note_of_a_reader_of_exports_is_not_carried_and_its_words_stay_in_the_sentence():
    item = read(
        '<p>See <legacy-note data-kind="shortcode" data-name="tooltip">lupus</legacy-note> here.</p>'
        '<legacy-note data-kind="shortcode" data-name="poll">Vote!</legacy-note>'
    )
    assert item.paragraphs[0].text == "See lupus here."
    notes = [element for element in item.elements if type(element).__name__ == "NotCarried"]
    assert [(note.name, note.text) for note in notes] == [("tooltip", ""), ("poll", "Vote!")]


def test_a_widget_made_by_a_script_is_reported():
    (note,) = read('<script src="//poll.example.org/p.js"></script>', base="https://example.org/").elements
    assert (note.kind, note.name) == ("script", "https://poll.example.org/p.js")
