"""Excerpts show the sought words, and can not be injected."""

import re
from html import unescape

import nh3
from hypothesis import given
from hypothesis import strategies as st

from cms.delivery.search.excerpts import excerpt, excerpts
from cms.delivery.search.hits import Finder
from cms.delivery.search.query import parse
from cms.models import DocumentText

PIECES = ["<", ">", "&", '"', "'", "<mark>", "</mark>", "<b onclick=x>", "&lt;", "]]>", "<!--"]


def show(text, question, *, language="en"):
    return excerpt(text, Finder(parse(question).sought(language), language=language))


def marked(text, question, *, language="en"):
    return re.findall("<mark>(.*?)</mark>", show(text, question, language=language).html)


def test_all_forms_of_the_words_are_marked():
    assert marked("Studies of a Study, studying (cells).", "study cell") == [
        "Studies",
        "Study",
        "studying",
        "cells",
    ]


def test_no_part_of_a_longer_word_is_marked():
    assert marked("Cellar, cell and multicell; cell_x", "cell") == ["cell", "cell"]


def test_a_phrase_is_marked_as_a_whole_and_only_where_it_stands():
    assert marked("Life and quality. The quality-of life, of life.", '"quality of life"') == [
        "quality-of life"
    ]
    assert marked("the stem\ncells", '"stem cells"') == []


def test_what_is_excluded_or_holds_the_sentence_together_is_not_marked():
    assert marked("the lupus in mice", "the lupus -mice") == ["lupus"]


def test_beginnings_and_texts_without_spaces_are_marked():
    assert marked("Inflammation is inflammatory", "inflam*") == ["Inflammation", "inflammatory"]
    assert marked("病毒性肺癌的研究", "肺癌", language="zh") == ["肺癌"]
    assert marked("病毒性肺癌的研究", "癌", language="zh") == ["癌"]


def test_the_piece_with_most_of_the_words_is_shown():
    text = "Lupus first. " + "Nothing here. " * 60 + "Here lupus meets nephritis. " + "Nothing here. " * 60
    found = show(text, "lupus nephritis")
    assert found.text.startswith("…Here lupus meets nephritis.") or "lupus meets nephritis" in found.text
    assert found.text.endswith("…")
    assert 150 < len(found.text) < 260


def test_without_a_hit_the_beginning_is_shown():
    assert show("One two.\nThree four\nfive", "lupus").text == "One two. Three four · five"
    assert show("", "lupus").text == ""


def test_markup_in_a_text_is_shown_as_text():
    found = show("<script>alert('lupus')</script> & <mark>lupus</mark>", "lupus script")
    assert found.html == (
        "&lt;<mark>script</mark>&gt;alert('<mark>lupus</mark>')&lt;/<mark>script</mark>&gt; "
        "&amp; &lt;mark&gt;<mark>lupus</mark>&lt;/mark&gt;"
    )


@given(
    text=st.lists(st.sampled_from([*PIECES, "lupus", "cell ", " ", "\n", "癌", "é"])).map("".join),
    question=st.text(st.sampled_from('lupusce *"-<>&癌'), max_size=12),
)
def test_the_html_is_the_escaped_text_with_marks_whatever_comes(text, question):
    found = show(text, question)
    bare = re.sub("</?mark>", "", found.html)
    assert not re.search("[<>]", bare)
    assert unescape(bare) == found.text
    assert nh3.clean(found.html, tags={"mark"}, attributes={}) == found.html


def texts_of(*rows):
    return DocumentText.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "language", "text")


def test_each_row_has_an_excerpt_of_its_own_text(written):
    rows = [written(f"Lupus {n}", "<b>About</b> lupus &amp; cells.") for n in range(5)]
    found = excerpts(texts_of(*rows), parse("cell"))
    assert [found[row.pk].html for row in rows] == ["About lupus &amp; <mark>cells</mark>."] * 5


def test_each_row_is_marked_in_its_own_language(written):
    row = written("Título", "Las investigaciones clínicas", language="es")
    assert "<mark>investigaciones</mark>" in excerpts(texts_of(row), parse("investigación"))[row.pk].html
