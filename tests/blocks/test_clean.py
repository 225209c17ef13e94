"""The promise of `blocks.clean`: safe, canonical, a fixed point, and no word of honest prose lost."""

import html as html_escapes
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blocks import clean as clean_module
from blocks.clean import Profile, clean, plain_text
from tests.blocks.hostile_html import ATTACKS, BAD_ADDRESSES
from tests.blocks.html_inspector import depth, problems
from tests.blocks.html_strategies import inline, prose, soup, words

PROFILES = pytest.mark.parametrize("profile", list(Profile), ids=lambda profile: profile.name)
BLOCK_PROFILES = pytest.mark.parametrize("profile", [Profile.PROSE, Profile.TABLE], ids=lambda p: p.name)
EACH_ATTACK = pytest.mark.parametrize(
    "attack", [html for _, html in ATTACKS], ids=[name for name, _ in ATTACKS]
)


# Attacks


def test_the_corpus_is_large():
    assert len({html for _, html in ATTACKS}) >= 250


@EACH_ATTACK
def test_nothing_but_the_policy_is_left_of_an_attack(attack):
    for profile in Profile:
        assert problems(clean(attack, profile=profile), profile.name) == []


@EACH_ATTACK
def test_an_attack_inside_prose_leaves_nothing_but_the_policy(attack):
    around = f"<ul><li><b>before {attack} after</b><table><tr><td>{attack}"
    for profile in Profile:
        assert problems(clean(around, profile=profile), profile.name) == []


@EACH_ATTACK
def test_what_is_left_of_an_attack_is_a_fixed_point(attack):
    for profile in Profile:
        once = clean(attack, profile=profile)
        assert clean(once, profile=profile) == once


@EACH_ATTACK
def test_bleach_and_nh3_alone_would_stop_an_attack_too(attack):
    # nh3 cannot be given a surrogate.
    attack = attack.encode(errors="replace").decode()
    dangerous = (
        "element",
        "a with ",
        "img with ",
        "th with ",
        "td with ",
        "comment",
        "declaration",
        "processing",
    )
    for profile in Profile:
        found = problems(clean_module._judged(attack, profile), profile.name)
        assert [problem for problem in found if problem.startswith(dangerous)] == []


@pytest.mark.parametrize(("name", "address"), BAD_ADDRESSES, ids=[name for name, _ in BAD_ADDRESSES])
def test_a_link_to_a_bad_address_is_unwrapped_and_its_text_stays(name, address):
    cleaned = clean(f'<a href="{address}">words</a>', profile=Profile.INLINE)
    if "breaking out" in name:
        assert cleaned.startswith('<a href="https://example.org/')
        assert cleaned.endswith('">words</a>')
    else:
        assert cleaned == "words"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>words",
        "words<script>alert(1)",
        "<style>alert</style>words",
        "<svg><text>alert</text></svg>words",
        "<svg><title>alert</title><desc>alert</desc></svg>words",
        "<math><mi>alert</mi></math>words",
        "<template><p>alert</p></template>words",
        "<noscript><p>alert</p></noscript>words",
        "<iframe>alert</iframe>words",
        "<object><p>alert</p></object>words",
        "<textarea>alert</textarea>words",
        "<title>alert</title>words",
        "<select><option>alert</select>words",
        "<!-- alert -->words",
        "<ScRiPt >alert(1)</sCrIpT\n>words",
        "<svg><svg>alert</svg>alert</svg>words",
        "words<math>alert",
    ],
)
def test_content_that_is_not_prose_does_not_show_as_text(attack):
    assert clean(attack, profile=Profile.INLINE) == "words"


# Depth and size


@PROFILES
@pytest.mark.parametrize(
    "tag",
    [
        "b",
        "p",
        "div",
        "ul",
        "li",
        "blockquote",
        "table",
        "pre",
        "svg",
        "template",
        "a href=/x",
        "font",
        "form",
    ],
)
def test_five_thousand_levels_leave_the_words_and_little_depth(profile, tag):
    name = tag.split()[0]
    deep = f"<{tag}>" * 5000 + "<p>words</p>" + f"</{name}>" * 5000
    cleaned = clean(deep, profile=profile)
    assert plain_text(cleaned) == ("" if name in {"svg", "template"} else "words")
    assert depth(cleaned) <= 4


def test_lists_deeper_than_ten_levels_go_on_at_the_tenth():
    cleaned = clean("<ul><li>item" * 5000, profile=Profile.PROSE)
    assert cleaned.count("<ul>") == 10
    assert cleaned.count("<li>item</li>") == 4991
    assert depth(cleaned) == 20


@pytest.mark.parametrize(
    "hostile",
    [
        "<blockquote>" * 80_000,
        "<ul><li>" * 100_000 + "words",
        "<b>words<i>" * 50_000,
        "<p><b class=x>" * 50_000 + "words",
        "<a " + " ".join(f"x{n}=1" for n in range(100_000)) + ">words</a>",
        "<a b='>" * 150_000,
        '<a b=">" ' * 10_000,
        "<!--" * 250_000,
        "<![" * 20_000,
        "<" * 20_000,
        "&" * 20_000,
        "<script>" * 100_000,
        "<svg>" * 100_000 + "</svg>" * 100_000,
        "<table><tr><td>" * 60_000,
        "<ul>" * 100_000 + "</ol>" * 100_000,
        "<ul>" * 50_000 + "<hr>" * 50_000,
        "<sup>" * 100_000 + "</sub>" * 100_000,
        "<p>" + "</p>" * 200_000,
        "&#" + "0" * 1_000_000 + "65;",
        " " * 1_000_000,
        "<br>" * 250_000,
    ],
    ids=lambda hostile: hostile[:16],
)
def test_hostile_bulk_does_not_stall(hostile):
    cleaned = clean(hostile, profile=Profile.TABLE)
    assert problems(cleaned, "TABLE") == []


def test_a_megabyte_of_prose_keeps_every_word():
    paragraph = "<p>Stem cells, it is <b>reported</b>, helped <i>n</i> = 12 of 20 &amp; more.</p>"
    cleaned = clean(paragraph * 13_000, profile=Profile.PROSE)
    assert len(paragraph * 13_000) > 1_000_000
    assert (
        plain_text(cleaned).split("\n")
        == ["Stem cells, it is reported, helped n = 12 of 20 & more."] * 13_000
    )


# Properties


@PROFILES
@given(html=soup)
@settings(max_examples=300, deadline=None)
def test_soup_leaves_nothing_but_the_policy(profile, html):
    assert problems(clean(html, profile=profile), profile.name) == []


@PROFILES
@given(html=soup)
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_changes_nothing(profile, html):
    once = clean(html, profile=profile)
    assert clean(once, profile=profile) == once


@PROFILES
@given(html=st.text())
@example("a\x0b\x0c\x1c\x85\u2028b")
@settings(deadline=None)
def test_any_text_at_all_is_cleaned_to_a_fixed_point(profile, html):
    once = clean(html, profile=profile)
    assert problems(once, profile.name) == []
    assert clean(once, profile=profile) == once


@given(html=prose)
@settings(max_examples=8, deadline=None)
def test_a_long_text_is_cleaned_as_its_parts_are(html):
    part = clean(html, profile=Profile.PROSE) + "<p>end</p>"
    assert clean(part * 150, profile=Profile.PROSE) == part * 150


@PROFILES
@given(html=soup.filter(lambda html: "999." not in html))
@settings(max_examples=200, deadline=None)
def test_bleach_and_nh3_have_nothing_to_take_away_from_what_was_read(profile, html):
    written = clean_module._write(clean_module.read(html, profile), profile)
    assert clean_module._judged(written, profile) == written


@given(html=inline)
@settings(deadline=None)
def test_what_is_clean_for_a_line_is_clean_for_prose(html):
    line = clean(html, profile=Profile.INLINE)
    assert clean(html, profile=Profile.PROSE) == f"<p>{line}</p>"


@given(html=prose)
@settings(deadline=None)
def test_prose_without_tables_is_the_same_under_both_profiles(html):
    assert clean(html, profile=Profile.PROSE) == clean(html, profile=Profile.TABLE)


@PROFILES
@given(text=words)
@settings(deadline=None)
def test_no_character_of_prose_is_lost(profile, text):
    cleaned = clean(f"<p>{html_escapes.escape(text)}</p>", profile=profile)
    assert plain_text(cleaned) == text


@PROFILES
@given(html=prose)
@settings(deadline=None)
def test_well_formed_prose_keeps_its_words_under_every_profile(profile, html):
    assert plain_text(clean(html, profile=profile)).split() == plain_text(html).split()


@PROFILES
@given(text=words)
@settings(deadline=None)
def test_text_without_markup_takes_a_short_cut_to_the_same_result(profile, text):
    escaped = html_escapes.escape(text, quote=False)
    slowly = clean_module._judged(clean_module._write(clean_module.read(escaped, profile), profile), profile)
    assert clean(escaped, profile=profile) == slowly


def test_eight_threads_get_what_one_gets():
    inputs = [attack for _, attack in ATTACKS] * 4
    alone = [clean(html, profile=Profile.TABLE) for html in inputs]
    with ThreadPoolExecutor(max_workers=8) as threads:
        together = list(threads.map(lambda html: clean(html, profile=Profile.TABLE), inputs))
    assert together == alone


# When the judges disagree


def test_an_address_that_only_nh3_refuses_is_no_link_in_the_end():
    assert (
        clean('<p><a href="http://999.999.999.999/x">words</a></p>', profile=Profile.PROSE) == "<p>words</p>"
    )


@PROFILES
def test_judges_that_never_agree_leave_the_escaped_words(profile, monkeypatch):
    counter = iter(range(1000))
    monkeypatch.setattr(clean_module, "_judged", lambda html, profile: f"<b>{next(counter)}</b>{html}")
    cleaned = clean("<p>a &lt; <b>b</b></p><p>c</p>", profile=profile)
    line = "a &lt; b<br>c"
    assert cleaned == (line if profile is Profile.INLINE else f"<p>{line}</p>")


# What the canonical form is


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("   \n ", ""),
        ("<p></p><b></b><ul><li></li></ul>", ""),
        ("words", "words"),
        ("a  b\n c", "a b c"),
        ("<b>a</b> <i>b</i>", "<strong>a</strong> <em>b</em>"),
        ("<strong>a</strong><b>b</b>", "<strong>ab</strong>"),
        ("<b>a<strong>b</strong>c</b>", "<strong>abc</strong>"),
        ("<b>a<i>b</b>c</i>", "<strong>a<em>b</em></strong><em>c</em>"),
        ("a<br/>b<BR>c", "a<br>b<br>c"),
        ("a<br>", "a"),
        ("<p>a</p><p>b</p>", "a<br>b"),
        ("<ul><li>a</li><li>b</li></ul>", "a<br>b"),
        ("<u>a</u><span>b</span><s>c</s>", "abc"),
        ("a&nbsp;b\xa0c", "a&nbsp;b&nbsp;c"),
        ("&eacute; &quot;x&quot; &amp; &lt;y&gt;", 'é "x" &amp; &lt;y&gt;'),
        ("AT&T &copy; 5", "AT&amp;T © 5"),
        ("p < 0.05", "p &lt; 0.05"),
        ("if a <b", "if a &lt;b"),
        ('<sup><a href="#ref-1" id="c1">1</a></sup>', '<sup><a href="#ref-1" id="c1">1</a></sup>'),
        ("<sub>2</sub><code>x</code>", "<sub>2</sub><code>x</code>"),
        ('<a id="c1" href="/x" title="t" rel="r">a</a>', '<a href="/x" id="c1">a</a>'),
        (
            '<a href="/x" data-id="3" data-link="page">a</a>',
            '<a href="/x" data-link="page" data-id="3">a</a>',
        ),
        ('<a href="/x" data-link="page">a</a>', '<a href="/x">a</a>'),
        ('<a href="/x">a</a><a href="/x">b</a>', '<a href="/x">a</a><a href="/x">b</a>'),
        ('<a href="/x">a<a href="/y">b</a>c</a>', '<a href="/x">a</a><a href="/y">b</a>c'),
        ('<a href="/x"> </a><a href="/y"></a>b', "b"),
        (
            '<a href="/x" id="c1">a</a><a href="/y" id="c1">b</a>',
            '<a href="/x" id="c1">a</a><a href="/y">b</a>',
        ),
        (
            '<b>1<a href="/x" id="c1">2</b>3</a>',
            '<strong>1<a href="/x" id="c1">2</a></strong><a href="/x">3</a>',
        ),
        ("<a>a</a><a name=x>b</a>", "ab"),
        ('<a href="/x?a=1&b=2&copy=3">a</a>', '<a href="/x?a=1&amp;b=2&amp;copy=3">a</a>'),
        ('<img src="/x.png" alt="a">b', "b"),
    ],
)
def test_a_line_has_one_form(html, expected):
    assert clean(html, profile=Profile.INLINE) == expected


@BLOCK_PROFILES
@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("words", "<p>words</p>"),
        ('<p data-block-key="k1">a</p>\n<p>b</p>', "<p>a</p><p>b</p>"),
        ("a<p>b</p>c", "<p>a</p><p>b</p><p>c</p>"),
        ("<div>a<div>b</div></div>c", "<p>a</p><p>b</p><p>c</p>"),
        ("<h1>a</h1><h2>b</h2><h6>c</h6>", "<h2>a</h2><h2>b</h2><h6>c</h6>"),
        ("<h2><div>a</div></h2>b", "<h2>a</h2><p>b</p>"),
        ("<h2>a<p>b", "<h2>a</h2><p>b</p>"),
        ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        (
            '<a href="/x" id="c1"><p>a</p><p>b</p></a>',
            '<p><a href="/x" id="c1">a</a></p><p><a href="/x">b</a></p>',
        ),
        ("<ul>\n<li>a</li>\n<li><p>b</p></li>\n</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a<ol><li>b</ol><li>c</ul>", "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li><ul><li>a</li></ul></li></ul>", "<ul><li>a</li></ul>"),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br>b</li></ul>"),
        ("<ul><li>a<hr>b</li></ul>", "<ul><li>a</li></ul><hr><ul><li>b</li></ul>"),
        ("<blockquote><p>a</p><p>b</p></blockquote>c", "<blockquote>a<br>b</blockquote><p>c</p>"),
        ("<blockquote>a<blockquote>b</blockquote>c</blockquote>", "<blockquote>a<br>b<br>c</blockquote>"),
        ("<p>a<hr/>b</p>", "<p>a</p><hr><p>b</p>"),
        ("<pre>\n a\n  <b>b</b> </pre>", "<pre> a\n  b </pre>"),
        ("<pre><div>a</div><div>b</div></pre>", "<pre>a\nb</pre>"),
        ("<dl><dt>a<dd>b</dl>", "<p>a</p><p>b</p>"),
        (
            '<p>a <img height="3" width="4" src="/x.png" class="c"> b</p>',
            '<p>a</p><img src="/x.png" alt="" width="4" height="3"><p>b</p>',
        ),
        (
            '<img src="https://example.org/x.png" alt=" a  b " data-id="7" width="9e9">',
            '<img src="https://example.org/x.png" alt="a b" data-id="7">',
        ),
    ],
)
def test_prose_has_one_form(profile, html, expected):
    assert clean(html, profile=profile) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<table><thead><tr><th scope=col>A<th>B<tbody><tr><td>1<td>2</table>",
            (
                '<table><thead><tr><th scope="col">A</th><th>B</th></tr></thead>'
                "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
            ),
        ),
        (
            "<table><caption>C</caption><tr><td colspan=2 rowspan=0>a</table>",
            '<table><caption>C</caption><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
        ),
        ("<table><tr><td><td>a</table>", "<table><tbody><tr><td></td><td>a</td></tr></tbody></table>"),
        (
            "<table><tr><td><p>a</p><ul><li>b</ul></table>",
            "<table><tbody><tr><td>a<br>b</td></tr></tbody></table>",
        ),
        (
            "<table>lost<tr><td>a</table>",
            "<table><tbody><tr><td>lost</td></tr><tr><td>a</td></tr></tbody></table>",
        ),
        (
            "<table><tr><td>a<table><tr><td>b</table>c</table>",
            "<table><tbody><tr><td>a<br>b<br>c</td></tr></tbody></table>",
        ),
        (
            "<table><tr><td><b>a<td>b</table>",
            "<table><tbody><tr><td><strong>a</strong></td><td>b</td></tr></tbody></table>",
        ),
        ("<table><caption>C</caption><tr><td></table>", "<p>C</p>"),
        ("<table><tr><td> </table>", ""),
        (
            "<p>a<table><tr><td>b</table>c",
            "<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table><p>c</p>",
        ),
        (
            "<table><tr><td>a<tfoot><tr><td>b</table>",
            "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>",
        ),
    ],
)
def test_a_table_has_one_form(html, expected):
    assert clean(html, profile=Profile.TABLE) == expected


def test_without_the_profile_for_tables_each_cell_is_a_paragraph():
    html = "<table><caption>C</caption><tr><th>A<td>b</table>"
    assert clean(html, profile=Profile.PROSE) == "<p>C</p><p>A</p><p>b</p>"


# Addresses


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://Example.org/A", "https://Example.org/A"),
        (" https://example.org/a ", "https://example.org/a"),
        ("https://exam\nple.org/a\tb", "https://example.org/ab"),
        ("https://example.org/a b.pdf", "https://example.org/a%20b.pdf"),
        ("https://example.org/ü?q=µ#ß", "https://example.org/ü?q=µ#ß"),
        ("https://bücher.example/", "https://bücher.example/"),
        ("https://example.org:8080/", "https://example.org:8080/"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("https://doi.org/10.1002/(SICI)1097<1::AID>3", "https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("mailto:editor@example.org?subject=a%20b", "mailto:editor@example.org?subject=a%20b"),
        ("tel:+441632960001", "tel:+441632960001"),
        ("/research/x/", "/research/x/"),
        ("/", "/"),
        ("/a//b", "/a//b"),
        ("#ref-1", "#ref-1"),
    ],
)
def test_a_good_address_stays(address, expected):
    assert clean(f'<a href="{address}">a</a>', profile=Profile.INLINE) == f'<a href="{expected}">a</a>'


# Plain text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("words", "words"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("<p>a  <b>b</b>\n c</p><p>d</p>", "a b c\nd"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<h2>a</h2>b<ul><li>c<ul><li>d</ul></ul>", "a\nb\nc\nd"),
        ("<table><caption>C</caption><tr><td>a<td>b</table>", "C\na\nb"),
        ("<script>alert(1)</script>a<style>b</style>", "a"),
        ('<p>a<img src="/x.png" alt="b"><hr>c</p>', "a\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
    ],
)
def test_plain_text_has_a_line_for_each_block(html, expected):
    assert plain_text(html) == expected
