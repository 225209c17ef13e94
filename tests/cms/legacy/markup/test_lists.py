"""Lists stay whole; a list that only arranges blocks is taken apart."""

from tests.cms.legacy.markup.reading import kinds, only, read


def test_a_list_keeps_its_items_nested_ones_too():
    made = only("<ul><li>a<li>b <b>c</b><ol start=3><li>d<li>e</ol></ul>")
    assert made.markup == '<ul><li>a</li><li>b <b>c</b><ol start="3"><li>d</li><li>e</li></ol></li></ul>'
    assert made.text == "a\nb c\nd\ne"
    assert made.lines == (1, 2, 3, 4)


def test_a_list_directly_in_a_list_belongs_to_the_item_before_it():
    assert only("<ul><li>a</li><ul><li>b</li></ul></ul>").markup == "<ul><li>a<ul><li>b</li></ul></li></ul>"


def test_paragraphs_of_an_item_are_lines_of_it():
    assert only("<ul><li><p>a</p><p>b</p></li></ul>").markup == "<ul><li>a<br>b</li></ul>"


def test_words_outside_of_items_are_not_lost():
    assert only("<ul>stray<li>a</li><p>b</p></ul>").text == "stray\na\nb"


def test_a_picture_in_an_item_follows_the_list():
    assert kinds(read('<ul><li>a <img src="https://example.org/a.jpg"></li><li>b</li></ul>')) == [
        "ListElement",
        "Picture",
    ]


def test_a_list_of_blocks_is_taken_apart():
    assert kinds(read("<ul><li><h3>One</h3><p>Text</p></li><li><h3>Two</h3></li></ul>")) == [
        "Heading",
        "Paragraph",
        "Heading",
    ]
