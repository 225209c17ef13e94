"""What the structure of HTML means, seen in the one form in which it leaves."""

import pytest

from blocks.clean import Profile, clean, plain_text

BLOCK_PROFILES = pytest.mark.parametrize("profile", [Profile.PROSE, Profile.TABLE], ids=lambda p: p.name)


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
