"""Plain text and HTML of an entry come from the same runs, and nothing but four tags gets out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.bibliography.styles.runs import (
    Run,
    html,
    join,
    parse_markup,
    plain,
    plain_text,
    sentences,
    typographic,
)

WORDS = "<i> </i> <b> </b> <sub> </sub> <SUP> </sup> <script> </script> </span> a < > & ' \" \0"
tag_soup = st.lists(
    st.sampled_from([*WORDS.split(" "), " ", "<i onclick=x>", '<span class="nocase">']), max_size=30
).map("".join)


@given(tag_soup)
def test_html_holds_only_balanced_allowed_tags(text):
    markup = html(parse_markup(text))
    opened: list[str] = []
    for close, tag in re.findall(r"<(/?)([^<>]*)>", markup):
        assert tag in ("i", "b", "sup", "sub")
        assert not close or opened.pop() == tag
        if not close:
            opened.append(tag)
    assert not opened


@given(tag_soup)
def test_text_and_html_say_the_same(text):
    runs = parse_markup(text)
    bare = re.sub(r"</?(?:i|b|sup|sub)>", "", html(runs))
    assert bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == plain_text(runs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<i>Gekko gecko</i>", "<i>Gekko gecko</i>"),
        ("CD4<sup>+</sup> and CO<sub>2</sub>", "CD4<sup>+</sup> and CO<sub>2</sub>"),
        ("<i>in <b>vivo</b></i>", "<i>in <b>vivo</b></i>"),
        ("<i>a<i>b</i>c</i>d", "<i>abc</i>d"),
        ('<span class="nocase">pH</span>', "pH"),
        ('<span style="font-variant:small-caps;">d</span>-Glucose', "d-Glucose"),
        ("p<i>0.05", "p&lt;i&gt;0.05"),
        ("<i>a<b>c</i>", "<i>a&lt;b&gt;c</i>"),
        ("a</i>", "a&lt;/i&gt;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<i class=x>a</i>", "&lt;i class=x&gt;a&lt;/i&gt;"),
        ("a & b < c", "a &amp; b &lt; c"),
    ],
)
def test_markup_is_read(text, expected):
    assert html(parse_markup(text)) == expected


def test_neighbours_share_their_outer_mark():
    assert html([Run("a", ("i",)), Run("2", ("i", "sup")), Run("b", ("i",))]) == "<i>a<sup>2</sup>b</i>"


@pytest.mark.parametrize(
    ("text", "curly"),
    [
        ("Majocchi's granuloma", "Majocchi’s granuloma"),
        ('Corrigendum to "MageC2" ("a")', "Corrigendum to “MageC2” (“a”)"),
        ("2'-<i>O</i>-Methyl", "2’-O-Methyl"),
        ("'a' \"'b'\"", "‘a’ “‘b’”"),
        ("<i>a</i>'s", "a’s"),
    ],
)
def test_quotation_marks_become_curly(text, curly):
    assert plain_text(typographic(parse_markup(text))) == curly


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["Lupus", "BMJ"], "Lupus. BMJ."),
        (["What's wrong?", "", "BMJ"], "What's wrong? BMJ."),
        (["In the U.S.", "BMJ!"], "In the U.S. BMJ!"),
        (["Cut off …", "BMJ"], "Cut off … BMJ."),
        (["Say “yes”", "BMJ"], "Say “yes.” BMJ."),
        (["Say “why?”", "BMJ"], "Say “why?” BMJ."),
        (["Dubois’", "BMJ"], "Dubois’. BMJ."),
        ([], ""),
    ],
)
def test_a_sentence_ends_once(parts, text):
    assert plain_text(sentences(plain(part) for part in parts)) == text


def test_empty_parts_are_not_joined():
    assert plain_text(join([plain("a"), (), plain("b")], ", ")) == "a, b"
