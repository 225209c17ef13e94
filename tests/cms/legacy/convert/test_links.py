"""Links keep their addresses; those that may lead nowhere lose them, and never their words."""

from cms.legacy.convert import convert
from cms.legacy.entries import About
from cms.legacy.items import Heading, Paragraph
from tests.cms.legacy.convert.builders import codes, item

LINES = (1,)


def converted(markup, *elements, **given):
    return convert(item(Paragraph("text", markup, lines=LINES), *elements), **given)


def first(conversion):
    return conversion.body[0]["value"]


def test_addresses_are_kept_as_they_are():
    for address in (
        "https://example.org/a?b=1",
        "/about/",
        "page2.html",
        "mailto:a@example.org",
        "tel:+1555",
    ):
        assert first(converted(f'<a href="{address}">text</a>')) == f'<p><a href="{address}">text</a></p>'


def test_a_link_that_could_run_something_is_dropped_with_a_note():
    for address in ("javascript:alert(1)", " JavaScript:x", "data:text/html,x", "java\nscript:x"):
        conversion = converted(f'<a href="{address}">text</a>')
        assert first(conversion) == "<p>text</p>"
        assert "link_dropped" in codes(conversion)


def test_a_link_to_a_heading_leads_to_its_anchor():
    heading = Heading("Part 1", 2, "part_1", lines=LINES)
    conversion = converted('See <a href="#part_1">below</a>.', heading)
    assert first(conversion) == '<p>See <a href="#part-1">below</a>.</p>'
    assert conversion.body[1]["value"]["anchor"] == "part-1"
    assert "anchor_gone" not in codes(conversion)


def test_the_whole_address_of_the_article_with_an_anchor_stays_within_it():
    address = "https://example.org/lupus/"
    heading = Heading("Part", 2, "part", lines=LINES)
    conversion = converted(f'<a href="{address}#part">below</a>', heading, about=About(address=address))
    assert first(conversion) == '<p><a href="#part">below</a></p>'


def test_a_link_to_a_place_that_is_gone_keeps_its_words():
    conversion = converted('See <a href="#gone">there</a>.')
    assert first(conversion) == "<p>See there.</p>"
    assert "anchor_gone" in codes(conversion)


def test_two_headings_of_one_anchor_have_it_once():
    headings = [Heading(f"Part {n}", 2, "part", lines=LINES) for n in range(2)]
    anchors = [block["value"]["anchor"] for block in converted("a", *headings).body[1:]]
    assert anchors == ["part", ""]


def test_an_anchor_of_digits_gets_a_letter_in_front():
    conversion = converted('<a href="#1">a</a>', Heading("Part", 2, "1", lines=LINES))
    assert conversion.body[1]["value"]["anchor"] == "section-1"
