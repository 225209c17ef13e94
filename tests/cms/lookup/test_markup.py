"""Titles as publishers deposit them become CSL's text with marks, and nothing in them becomes HTML."""

import pytest

from cms.bibliography.csl import validate
from cms.bibliography.styles.runs import html, parse_markup
from cms.lookup.markup import csl_text, plain_line


@pytest.mark.parametrize(
    ("deposited", "expected"),
    [
        ("Prey of <i>Gekko gecko</i>", "Prey of <i>Gekko gecko</i>"),
        ("Prey of <italic>Gekko gecko</italic>", "Prey of <i>Gekko gecko</i>"),
        ("Prey of <jats:italic>Gekko gecko</jats:italic>", "Prey of <i>Gekko gecko</i>"),
        ("<em>In vivo</em> <strong>p</strong>", "<i>In vivo</i> <b>p</b>"),
        ("CO<sub>2</sub> and 10<sup>6</sup>", "CO<sub>2</sub> and 10<sup>6</sup>"),
        ("<scp>l</scp>-Arginine", "l-Arginine"),
        ('<span style="font-variant:small-caps">d</span>-Glucose', "d-Glucose"),
        ("Fish &amp; Chips", "Fish & Chips"),
        ("Fish &amp;amp; Chips", "Fish & Chips"),
        ("&lt;i&gt;Gekko&lt;/i&gt;", "<i>Gekko</i>"),
        ("p &lt; 0.05", "p < 0.05"),
        ("p<0.05 and q>0.1", "p<0.05 and q>0.1"),
        ("a<b and c>d", "a<b and c>d"),
        ("R&D in the EU", "R&D in the EU"),
        ("&#946;-blockers &#x3b1;", "β-blockers α"),
        ("&nbsp;Two&nbsp;blanks ", "Two blanks"),
        ("A title<br/>on two lines", "A title on two lines"),
        ("A title\n            of  many\tblanks", "A title of many blanks"),
        (
            '<mml:math xmlns:mml="http://example.org" alttext="x"><mml:mi>β</mml:mi></mml:math> decay',
            "β decay",
        ),
        ("<math><mi>x</mi><annotation encoding='application/x-tex'>x</annotation></math>", "x"),
        (
            "<inline-formula><tex-math>$x$</tex-math><mml:math><mml:mi>x</mml:mi></mml:math></inline-formula>",
            "x",
        ),
        ("A <!-- remark --> title", "A title"),
        ("", ""),
        (None, ""),
        (["A title"], ""),
    ],
)
def test_markup_of_titles(deposited, expected):
    assert csl_text(deposited) == expected


def test_a_script_in_a_title_is_text():
    title = csl_text("<script>alert(1)</script> in a title")
    assert html(parse_markup(title)) == "&lt;script&gt;alert(1)&lt;/script&gt; in a title"


def test_an_escaped_script_is_text_as_well():
    title = csl_text("&amp;lt;img src=x onerror=alert(1)&amp;gt;")
    assert html(parse_markup(title)) == "&lt;img src=x onerror=alert(1)&gt;"


@pytest.mark.parametrize("character", ["\0", "\x1b", "\u202e", "\ud800", "\ufeff"])
def test_characters_that_a_record_may_not_hold_are_dropped(character):
    assert validate({"type": "book", "title": csl_text(f"A{character} title")}) == []


def test_a_field_without_marks_loses_them():
    assert plain_line("<i>Nature</i> &amp; Science") == "Nature & Science"


@pytest.mark.parametrize(
    "text",
    [
        "<i" * 50_000,
        "<" * 100_000,
        "&lt;" * 50_000,
        "<math>" * 50_000,
        "<!--" * 50_000,
        "<annotation>" * 9_000,
    ],
)
def test_a_long_title_that_is_no_title_takes_no_time(text):
    assert csl_text(text) is not None
