"""The content of a post becomes the HTML that WordPress would show."""

from functools import partial

import pytest

from cms.legacy.entries import Media
from cms.legacy.readers.wordpress import Surroundings, to_html
from tests.cms.legacy.counting import calls_of

KNOWN = Surroundings(
    media=lambda number: (
        Media(f"https://e.org/{number}.jpg", id=number, alt="Alt") if number == "12" else None
    ),
    footnotes='[{"id":"u1","content":"A note of WordPress"}]',
)


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("One\nline.\n\nTwo.", "<p>One<br>\nline.</p>\n\n<p>Two.</p>"),
        ("<h2>Head</h2>\nText", "<h2>Head</h2>\n<p>Text</p>"),
        ("<ul>\n<li>a</li>\n</ul>", "<ul>\n<li>a</li>\n</ul>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p>\n\n<p>b</p></blockquote>"),
        ("<div>a</div>", "<div>a</div>"),
        ("a<!--more-->\nb", "<p>a</p>\n\n<p>b</p>"),
        (
            "Prose [12], [sic] and [double-blind] [n=12].",
            "<p>Prose [12], [sic] and [double-blind] [n=12].</p>",
        ),
        ('[[gallery ids="1"]]', '<p>[gallery ids="1"]</p>'),
        ("https://youtu.be/x", '<legacy-embed data-url="https://youtu.be/x"></legacy-embed>'),
        ("https://doi.org/10.5555/1", "<p>https://doi.org/10.5555/1</p>"),
        (
            "[embed]https://vimeo.com/1[/embed]",
            '<legacy-embed data-url="https://vimeo.com/1"></legacy-embed>',
        ),
        (
            '[video mp4="https://e.org/v.mp4"][/video]',
            '<legacy-embed data-url="https://e.org/v.mp4"></legacy-embed>',
        ),
        (
            '[caption id="attachment_12"]<img src="a.jpg"> Its <em>words</em>[/caption]',
            '<figure><img data-attachment="12" src="a.jpg"><figcaption>Its <em>words</em></figcaption></figure>',
        ),
        (
            '[gallery ids="12"]',
            '<figure><img src="https://e.org/12.jpg" alt="Alt" data-attachment="12"></figure>',
        ),
    ],
)
def test_classic_content_is_shown_as_wordpress_shows_it(content, html):
    assert to_html(content, KNOWN).strip() == html


def test_a_shortcode_of_a_plugin_becomes_a_note_and_what_it_encloses_stays():
    html = to_html(
        '[contact-form-7 id="5"]\n\n[box color="red"]Enclosed words[/box]\n\nA [icon name="x"] in a line.'
    )
    assert (
        '<legacy-note data-kind="shortcode" data-name="contact-form-7">[contact-form-7 id="5"]</legacy-note>'
        in html
    )
    assert 'data-name="box"' in html
    assert "Enclosed words" in html
    assert "[/box]" not in html
    assert (
        'A <legacy-note data-kind="shortcode" data-name="icon" data-text="[icon name=&quot;x&quot;]">' in html
    )


def test_a_gallery_of_pictures_that_are_not_in_the_export_is_noted():
    assert 'data-name="gallery"' in to_html('[gallery ids="12,99"]', KNOWN)


def test_notes_of_plugins_leave_a_number_and_move_below():
    html = to_html("Sleep ((A note of words.)) and pain[ref]See <i>Doe</i>[/ref]. But f((a+b)) stays.")
    assert 'Sleep<sup><a href="#note-1" id="mark-1">1</a></sup> and pain<sup>' in html
    assert '<li id="note-2">See <i>Doe</i></li>' in html
    assert "f((a+b))" in html


def test_comments_of_blocks_go_and_their_html_stays():
    html = to_html(
        '<!-- wp:columns --><div><!-- wp:paragraph {"a":{"b":1}} --><p>Words</p><!-- /wp:paragraph -->'
        '<!-- wp:image {"id":12} --><figure><img class="wp-image-12" src="x.jpg"></figure><!-- /wp:image --></div>'
        "<!-- /wp:columns -->",
        KNOWN,
    )
    assert html == (
        '<div><p>Words</p><figure><img data-attachment="12" class="wp-image-12" src="x.jpg"></figure></div>'
    )


def test_a_block_without_html_becomes_a_note_with_its_data():
    assert to_html('<!-- wp:acf/hero {"t":"x"} /-->') == (
        '<legacy-note data-kind="block" data-name="acf/hero">{"t": "x"}</legacy-note>'
    )


def test_an_embed_keeps_its_caption_and_the_notes_of_the_editor_are_put_in():
    html = to_html(
        '<!-- wp:embed {"url":"https://youtu.be/1"} --><figure><figcaption>Talk</figcaption></figure><!-- /wp:embed -->'
        "<!-- wp:footnotes /-->",
        KNOWN,
    )
    assert '<legacy-embed data-url="https://youtu.be/1"></legacy-embed><figcaption>Talk</figcaption>' in html
    assert '<li id="u1">A note of WordPress</li>' in html


def test_notes_of_the_editor_stand_below_also_where_the_theme_puts_them():
    html = to_html('<!-- wp:paragraph --><p>A<sup data-fn="u1">1</sup></p><!-- /wp:paragraph -->', KNOWN)
    assert html.count('<li id="u1">A note of WordPress</li>') == 1


def test_what_a_post_changes_in_a_shared_block_is_noted():
    known = Surroundings(block=lambda number: "Shared words")
    html = to_html('<!-- wp:block {"ref":7,"content":{"Title":{"content":"Words of its own"}}} /-->', known)
    assert "<p>Shared words</p>" in html
    assert "Words of its own" in html


def test_markup_that_a_page_builder_has_packed_is_unpacked():
    assert to_html("[fusion_code]PHA+NTAlMjA8L3A+[/fusion_code]").strip() == "<p>50%20</p>"
    assert 'data-name="fusion_code"' in to_html("[fusion_code]not packed[/fusion_code]")


def test_blocks_that_refer_to_themselves_end():
    known = Surroundings(block=lambda number: '<!-- wp:block {"ref":7} /-->')
    assert 'data-name="block"' in to_html('<!-- wp:block {"ref":7} /-->', known)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        '[a "',
        "[ref]",
        "((a b c d e f",
        "<",
        "<!--",
        "<!--more",
        "<!-- wp:a {",
        "<!-- wp:a -->",
        "<pre>",
        "<div>",
        "\n",
    ],
)
def test_no_slip_costs_more_steps_than_its_length(piece):
    once, often = (calls_of(partial(to_html, piece * (length // len(piece)))) for length in (1_000, 8_000))
    assert often < 12 * max(once, 100)
