"""Pictures, embeds and files are found wherever an old page put their addresses."""

import pytest

from tests.cms.legacy.markup.reading import kinds, only, read

BASE = "https://example.org/d/"


def test_a_picture_has_its_caption_and_its_other_sizes_the_largest_first():
    picture = only(
        '<figure><img src="/a.jpg" alt="A cell" srcset="/a-300.jpg 300w, /a-900.jpg 900w">'
        "<figcaption>Cells, <i>in vitro</i></figcaption></figure>",
        base=BASE,
    )
    assert picture.src == "https://example.org/a.jpg"
    assert picture.alternatives == ("https://example.org/a-900.jpg", "https://example.org/a-300.jpg")
    assert (picture.alt, picture.caption, picture.caption_markup) == (
        "A cell",
        "Cells, in vitro",
        "Cells, <i>in vitro</i>",
    )


@pytest.mark.parametrize(
    "html",
    [
        '<img data-src="a.jpg">',
        '<img src="data:image/gif;base64,R0lGOD" data-lazy-src="a.jpg">',
        '<img src="/blank.gif" data-original="a.jpg">',
        '<img data-srcset="a.jpg 600w">',
        '<img src="data:image/gif;base64,R0lGOD"><noscript><img src="a.jpg"></noscript>',
        '<picture><source srcset="a.jpg"><img></picture>',
        '<img data-src="a.jpg"><noscript><img src="a.jpg"></noscript>',
    ],
)
def test_a_picture_that_is_loaded_late_is_found_once(html):
    assert only(html, base=BASE).src == "https://example.org/d/a.jpg"


def test_the_file_that_a_thumbnail_links_to_is_an_alternative():
    assert only('<a href="big.png"><img src="small.png"></a>', base=BASE).alternatives == (
        "https://example.org/d/big.png",
    )


@pytest.mark.parametrize(("html", "alt"), [("<img src=a.jpg>", None), ('<img src=a.jpg alt="">', "")])
def test_no_alt_text_and_an_empty_one_are_told_apart(html, alt):
    assert only(html, base=BASE).alt == alt


def test_a_caption_of_an_old_editor_is_one_too():
    picture = only(
        '<div class="wp-caption"><img src=a.jpg><p class="wp-caption-text">Old caption</p></div>', base=BASE
    )
    assert picture.caption == "Old caption"


def test_a_gallery_gives_each_picture_its_own_caption():
    first, second = read(
        "<ul><li><figure><img src=a.jpg><figcaption>One</figcaption></figure></li>"
        "<li><figure><img src=b.jpg><figcaption>Two</figcaption></figure></li></ul>",
        base=BASE,
    ).elements
    assert (first.caption, second.caption) == ("One", "Two")


def test_a_caption_without_a_picture_is_a_paragraph():
    assert only("<figure><figcaption>Nothing to see</figcaption></figure>").text == "Nothing to see"


def test_a_picture_within_a_sentence_does_not_cut_it():
    item = read('<p>The <img src="https://example.org/a.jpg"> sentence goes on.</p>')
    assert kinds(item) == ["Paragraph", "Picture"]
    assert item.paragraphs[0].text == "The sentence goes on."


def test_a_picture_that_stands_for_a_character_is_that_character():
    assert only('<p>Well <img class="wp-smiley" src="s.png" alt="🙂"> done').text == "Well 🙂 done"


def test_a_picture_that_counts_readers_is_set_aside():
    assert only('<img src="https://example.org/p.gif" width=1 height=1>').rule == "tracking-pixel"


def test_a_picture_in_the_page_itself_keeps_its_data():
    address = "data:image/png;base64," + "A" * 800
    assert only(f'<img src="{address}">').src == address


def test_a_picture_of_an_export_has_its_number():
    assert only('<img data-attachment="12">').attachment == "12"


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<iframe src="//www.youtube.com/embed/abc123?rel=0"></iframe>', "https://www.youtube.com/watch?v=abc123"),
        ('<iframe src="https://youtu.be/abc123"></iframe>', "https://www.youtube.com/watch?v=abc123"),
        ('<iframe data-src="https://player.vimeo.com/video/42?h=x"></iframe>', "https://vimeo.com/42/x"),
        ('<iframe src="https://maps.example.org/m"></iframe>', "https://maps.example.org/m"),
        ('<video><source src="v.mp4"></video>', "https://example.org/d/v.mp4"),
        ('<audio src="a.mp3"></audio>', "https://example.org/d/a.mp3"),
        ('<legacy-embed data-url="https://youtu.be/abc123"></legacy-embed>', "https://www.youtube.com/watch?v=abc123"),
        ('<blockquote class="twitter-tweet">T <a href="https://x.com/a/status/1">d</a></blockquote>',
         "https://x.com/a/status/1"),
    ],
)  # fmt: skip
def test_an_embed_leads_to_where_people_see_it(html, url):
    assert only(html, base=BASE).url == url


def test_an_embed_has_the_caption_of_its_figure():
    embed = only(
        '<figure><iframe src="https://youtu.be/abc123"></iframe><figcaption>A talk</figcaption></figure>'
    )
    assert embed.caption == "A talk"


def test_a_file_for_download_is_one_and_in_a_sentence_a_link():
    block, sentence = read(
        '<div class="wp-block-file"><a href="/g.pdf">Guide</a></div><p>Read <a download href="/g.pdf">it</a> now.</p>',
        base=BASE,
    ).elements
    assert (block.url, block.text) == ("https://example.org/g.pdf", "Guide")
    assert sentence.markup == 'Read <a href="https://example.org/g.pdf">it</a> now.'
