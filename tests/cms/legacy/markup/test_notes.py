"""Lists of references and notes become sources and footnotes that the text's markers can find."""

import pytest

from cms.legacy.items import Footnote, SourceLine
from tests.cms.legacy.markup.reading import kinds, only, read


def test_a_list_below_references_is_one_of_sources():
    item = read(
        '<h2>References</h2><ol><li id="r1">Doe A. <a href="https://doi.org/10.5555/one">Cells</a>. 2010.'
        "<li>Roe B. Something. 2011;5:6.</ol>"
    )
    assert kinds(item) == ["Heading", "SourceLine", "SourceLine"]
    first, second = item.source_lines
    assert (str(first.identifier), first.marker, first.anchors) == ("doi:10.5555/one", "1", ("r1",))
    assert first.raw == "Doe A. Cells. 2010."
    assert (second.marker, second.date) == ("2", "2011")


def test_a_list_below_another_heading_stays_a_list():
    assert kinds(read("<h2>Aims</h2><ul><li>Since 2010: <a href='https://example.org'>us</a></ul>")) == [
        "Heading",
        "ListElement",
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<section class="footnotes"><ol><li id="fn1"><p>Only a remark. <a href="#fnref1">↩</a></p></li></ol></section>',
        '<ol class="wp-block-footnotes"><li id="fn1">Only a remark. <a href="#fn1-link">↩︎</a></li></ol>',
        '<ol class="references"><li id="fn1"><span class="mw-cite-backlink"><a href="#c">^</a></span> Only a remark.',
        '<p><a href="#fn1">1</a></p><div class="footnote" id="fn1"><p><sup>1</sup> Only a remark.</p></div>',
        '<p><a href="#fn1">1</a></p><p id="fn1">[1] Only a remark.</p>',
    ],
)
def test_a_note_that_names_no_work_is_a_footnote(html):
    note = read(html).elements[-1]
    assert isinstance(note, Footnote)
    assert (note.text, note.marker, note.anchors) == ("Only a remark.", "1", ("fn1",))


def test_the_marker_goes_from_the_markup_of_a_note_too():
    note = read('<a href="#_ftn1">x</a><p><a name="_ftn1" href="#_ftnref1">[1]</a> A <i>remark</i>').elements[
        -1
    ]
    assert (note.text, note.markup) == ("A remark", "A <i>remark</i>")


def test_a_marker_in_the_text_stays_where_it_is():
    item = read(
        '<p>Text<sup><a id="fnref1" href="#fn1">1</a></sup> [2].</p><p id="fn1">1. See https://example.org/w</p>'
    )
    assert item.paragraphs[0].markup == 'Text<sup><a href="#fn1">1</a></sup> [2].'
    assert isinstance(item.elements[1], SourceLine)


def test_prose_that_a_note_leads_back_to_is_prose():
    item = read('<p>A claim <a id="ref1" href="#n1">1</a>.</p><p>See <a href="#ref1">there</a>.</p>')
    assert kinds(item) == ["Paragraph", "Paragraph"]


def test_a_source_line_is_read_as_in_plain_text():
    source = only(
        "<p>Source: “A title …” 16 Sep. 2021, "
        '<a href="https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/">PMC8481702</a>.</p>'
    )
    assert (source.title, source.title_truncated, source.date) == ("A title …", True, "2021-09-16")
    assert str(source.identifier) == "PMC8481702"


def test_paragraphs_below_a_bold_label_are_sources():
    item = read(
        "<p><b>Sources:</b></p><p>[1] One. https://example.org/1</p><p>[2] Two. doi:10.5555/two</p><p>End."
    )
    assert kinds(item) == ["Heading", "SourceLine", "SourceLine", "Paragraph"]
    assert [source.marker for source in item.source_lines] == ["1", "2"]
