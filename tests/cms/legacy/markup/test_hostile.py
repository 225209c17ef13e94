"""Markup that no editor writes is read too: without an error, in steps that grow with its length and no faster."""

from functools import partial

import pytest

from cms.legacy.markup.tables import MAX_COLUMNS
from tests.cms.legacy.counting import calls_of
from tests.cms.legacy.markup.reading import read, said

DEEP = 10_000

HOSTILE = {
    "nested blocks": "<div>" * DEEP + "seen" + "</div>" * DEEP,
    "nested blocks that never end": "<div>" * DEEP + "seen",
    "nested quotations": "<blockquote>" * DEEP + "seen",
    "nested lists": "<ul><li>" * DEEP + "seen",
    "nested tables": "<table><tr><td>" * DEEP + "seen",
    "nested forms": "<form><input name=a>" * DEEP + "<p>seen",
    "nested figures": "<figure><figcaption>" * DEEP + "seen",
    "nested notes for those without scripts": "<noscript>" * DEEP + "seen",
    "nested links": "<a href=/x>" * DEEP + "seen",
    "nested marks": "<b><i>" * DEEP + "seen",
    "marks that cross": "<b><i>x</b>" * DEEP + "seen",
    "ends without beginnings": "</p></div></td></table></b>" * DEEP + "seen",
    "a tag that never ends": "seen <a href='",
    "a tag in a tag": "<p <b <i>seen",
    "only brackets": "<" * DEEP + "seen",
    "spaces": "<p>" + " \u00a0" * DEEP * 10 + "seen",
    "absurd spans": "<table>" + "<tr><td colspan=99999 rowspan=99999>seen<td>x" * 500,
    "control characters": "<p>\x01\x02se\x03en",
    "surrogates": "<p>\ud800 seen",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_markup_is_read_and_its_words_are_kept(html):
    assert any("seen" in text for element in read(html).elements for text in said(element))


@pytest.mark.parametrize(
    "unit",
    [
        "<div>x",
        "<p>x</p>",
        "<ul><div><li>x",
        "<b><i>x</b>",
        "x<br>",
        "<table><td>x",
        "</p>",
        "<form><input>x",
        "<img src=a>",
    ],
)
def test_reading_takes_steps_in_proportion_to_its_length(unit):
    read(unit)
    once, often = (calls_of(partial(read, unit * times)) for times in (200, 1600))
    assert often < 12 * once


def test_rows_that_span_many_others_do_not_multiply_a_table():
    row = "<tr>" + "<td rowspan=100>x" * 60
    (table,) = read(f"<table><caption>Spans</caption>{row * 100}</table>").elements
    assert sum(cell.text == "x" for cells in table.rows for cell in cells) == 60 * 100
    assert len(table.rows[0]) <= 2 * MAX_COLUMNS


@pytest.mark.parametrize(
    "html",
    [
        '<div role="heading" aria-level="2.5">seen</div>',
        '<p>seen<img src="a.png" width="²" height="1">',
        '<p>seen<a href="http://[bad/x">x</a><img src="http://[bad/x.png">',
    ],
)
def test_a_number_or_an_address_that_is_none_is_read_past(html):
    assert any("seen" in text for element in read(html).elements for text in said(element))
