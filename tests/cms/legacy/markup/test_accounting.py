"""Whatever the markup: every word that can be seen is in what was made of it, once, and every place in one element."""

import re
from collections import Counter
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.html import read_page
from cms.legacy.tidy import Tidied
from tests.cms.legacy.markup.reading import read, said

CONTAINERS = [
    "div", "p", "section", "article", "main", "nav", "header", "footer", "aside", "blockquote", "ul", "ol", "li",
    "table", "tr", "td", "th", "caption", "form", "label", "button", "select", "option", "b", "i", "a href='/x'",
    "a href='#n1'", "sup", "span", "h1", "h2", "h3", "figure", "figcaption", "pre", "dl", "dt", "dd", "p id=n1",
    "details", "center", "div class='share-buttons'",
    "div class='entry-content'", "div style='display:none'", "div class='wp-caption'",
    "section class='footnotes'", "legacy-note data-kind=shortcode data-name=x", "font", "div class='comments-area'",
]  # fmt: skip
PIECES = [
    "<br>",
    "<img src=a.jpg>",
    "<hr>",
    "<!-- c -->",
    "<input name=q>",
    "&nbsp;",
    "</p>",
    "</div>",
    "</td>",
    "</b>",
]
LINES = [
    "Subscribe To Our Newsletter",
    "Thanks for your interest!",
    "We'll send it",
    "References",
    "Submit",
    "Source: https://example.org/1",
]

leaf = st.one_of(st.just("W "), st.sampled_from(PIECES), st.sampled_from(LINES))
tree = st.recursive(
    leaf,
    lambda inner: st.builds(
        lambda tag, children, closed: (
            f"<{tag}>{''.join(children)}" + (f"</{tag.split()[0]}>" if closed else "")
        ),
        st.sampled_from(CONTAINERS),
        st.lists(inner, max_size=4),
        st.sampled_from([True, True, True, False]),
    ),
    max_leaves=25,
)
documents = st.lists(tree, max_size=6).map("".join)


def numbered(document):
    """The document with a word of its own in each place that had a W."""
    numbers = count(1)
    parts = document.split("W ")
    made = [parts[0]]
    for part in parts[1:]:
        made.append(f"word{next(numbers)}x {part}")
    return "".join(made), [f"word{number}x" for number in range(1, len(parts))]


def words_of(item):
    """Every numbered word in the item, with how often; a form that merged repeats has each of its words once."""
    texts = [text for element in item.elements for text in said(element)]
    if item.title_lines:
        texts.append(item.title)
    return Counter(word for text in texts for word in re.findall(r"word\d+x", text))


def places(item):
    return Counter([*item.title_lines, *(line for element in item.elements for line in element.lines)])


@settings(deadline=None)
@given(documents)
def test_every_word_of_a_fragment_is_found_once(document):
    html, words = numbered(document)
    assert words_of(read(html)) == Counter(words)


@settings(deadline=None)
@given(documents)
def test_every_place_belongs_to_one_element(document):
    item = read(numbered(document)[0])
    assert places(item) == Counter(range(1, item.line_count + 1))
    assert len(item.line_of) == item.line_count
    total = sum((element.tidied for element in item.elements), Tidied())
    assert item.title_lines or item.tidied == total


@settings(deadline=None)
@given(documents)
def test_every_word_of_a_page_is_found_once(document):
    html, words = numbered(document)
    try:
        item, _ = read_page(
            f"<html><head><title>T</title></head><body>{html}</body></html>".encode(), source="x.html"
        )
    except UnreadableSource:
        assert not words
        return
    assert words_of(item) == Counter(words)
    assert places(item) == Counter(range(1, item.line_count + 1))
