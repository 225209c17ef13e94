"""Tables of data keep every cell in its column; tables that only arrange a page do not stay tables."""

import pytest

from tests.cms.legacy.markup.reading import kinds, only, read


def texts(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_spans_are_resolved_to_empty_cells():
    table = only(
        "<table><tr><th rowspan=2>Arm<th colspan=2>SLEDAI<tr><th>3 months<th>6 months<tr><td>A<td>1<td>2</table>"
    )
    assert texts(table) == [["Arm", "SLEDAI", ""], ["", "3 months", "6 months"], ["A", "1", "2"]]
    assert [[cell.header for cell in row] for row in table.rows] == [[True] * 3, [True] * 3, [False] * 3]


def test_rows_are_all_of_one_length():
    assert texts(only("<table><tr><td>a<tr><td>b<td>c<tr><td>d<td>e<td>f</table>")) == [
        ["a", "", ""],
        ["b", "c", ""],
        ["d", "e", "f"],
    ]


def test_a_table_has_its_caption_and_a_place_for_each_cell():
    table = only("<table><caption>Outcomes</caption><tr><th>a<th>b<tr><td><b>1</b><br>x<td></table>")
    assert table.caption == "Outcomes"
    assert table.lines == (1, 2, 3, 4)
    assert (table.rows[1][0].text, table.rows[1][0].markup) == ("1\nx", "<b>1</b><br>x")


def test_words_outside_of_cells_stand_before_the_table():
    item = read("<table>stray<tr><td>a<td>b<tr><td>c<td>d</table>")
    assert kinds(item) == ["Paragraph", "Table"]
    assert item.paragraphs[0].text == "stray"


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>one</td></tr><tr><td>two</td></tr></table>",
        "<table role=presentation><tr><td>one<td>two<tr><td>three<td>four</table>",
        "<table><tr><td><p>one<td>two</table>",
        f"<table><tr><td>{'long ' * 200}<td>two<tr><td>three<td>four</table>",
        "<table><tr><td><table><tr><td>one</table><td>two</table>",
    ],
)
def test_a_table_that_only_arranges_is_taken_apart(html):
    assert set(kinds(read(html))) == {"Paragraph"}


def test_an_absurd_span_makes_no_absurd_table():
    table = only("<table><tr><td colspan=9999 rowspan=9999>a<td>b<tr><td>c<td>d</table>")
    assert len(table.rows) == 2
    assert len(table.rows[0]) <= 64
