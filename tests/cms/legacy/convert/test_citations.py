"""Markers in the text become places for citations, and what only looks like one stays text."""

import pytest

from cms.legacy.convert import convert
from cms.legacy.items import Footnote, Heading, ListElement, Paragraph, SourceLine
from tests.cms.legacy.convert.builders import codes, item

LINES = (1,)


def source(number, **given):
    raw = f"{number}. Somebody. Work {number}. https://example.org/{number}"
    url = f"https://example.org/{number}"
    return SourceLine(raw, title=f"Work {number}", url=url, marker=str(number), lines=LINES, **given)


SOURCES = tuple(source(number, anchors=(f"fn{number}",)) for number in range(1, 6))


def converted(markup, *sources):
    return convert(item(Paragraph(markup, markup, lines=LINES), *(sources or SOURCES)))


def html_of(markup, *sources):
    return converted(markup, *sources).body[0]["value"].removeprefix("<p>").removesuffix("</p>")


def cite(places, text):
    return f'<a data-legacy-cites="{places}">{text}</a>'


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('It works.<sup><a href="#fn3">3</a></sup>', f"It works.{cite(2, 3)}"),
        ('It works [<a href="#fn3">3</a>].', f"It works {cite(2, '[3]')}."),
        ('It works <a href="#fn2">as shown</a>.', f"It works {cite(1, 'as shown')}."),
        ('It works.<sup><a href="#fn1">1</a>,<a href="#fn2">2</a></sup>', f"It works.{cite('0 1', '1,2')}"),
        ('It works.<sup><a href="#fn1">1</a>–<a href="#fn3">3</a></sup>', f"It works.{cite('0 1 2', '1–3')}"),
        ("It works [3].", f"It works {cite(2, '[3]')}."),
        ("It works [1,3–5].", f"It works {cite('0 2 3 4', '[1,3–5]')}."),
        ("It works.¹²", "It works.¹²"),
        ("It works.³", f"It works.{cite(2, '³')}"),
        ("It works.<sup>3</sup> More.", f"It works.{cite(2, 3)} More."),
        ("It works.<sup>1, 2</sup>", f"It works.{cite('0 1', '1, 2')}"),
        ("It works (3).", f"It works {cite(2, '(3)')}."),
        ("Zhou et al. (3) found", f"Zhou et al. {cite(2, '(3)')} found"),
        ("<i>It works</i> <b>[2]</b>", f"<i>It works</i> {cite(1, '[2]')}"),
    ],
)
def test_a_marker_is_replaced_where_it_stands(markup, expected):
    assert html_of(markup) == expected


@pytest.mark.parametrize(
    "markup",
    [
        "5 m<sup>2</sup>", "10<sup>3</sup> cells", "I<sup>2</sup> was 0", "5 m² and 3 cm³", "R² = 0.5",
        "groups (3) and (17) of them.", "in three steps: (1) wash, (2) dry.", "It works [9].", "x<sub>2</sub>",
        "<code>a[1]</code>", "CO<sup>2</sup>", "the range [0, 1]",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_marker_stays_text(markup):
    assert "data-legacy-cites" not in html_of(markup)


def test_a_marker_that_no_source_has_is_reported():
    conversion = converted("It works [9]. And so on.<sup>8</sup> And more.⁷")
    found = [note.values["marker"] for note in conversion.notes if note.code == "marker_without_source"]
    assert sorted(found) == ["8", "[9]", "⁷"]


def test_signs_are_markers_where_a_source_has_them():
    sources = [
        SourceLine(f"{sign} A.", marker=sign, url=f"https://example.org/{sign}", lines=LINES)
        for sign in ("*", "**", "†")
    ]
    assert html_of("It works.* Yes** and† no. 2 * 3", *sources) == (
        f"It works.{cite(0, '*')} Yes{cite(1, '**')} and{cite(2, '†')} no. 2 * 3"
    )


def test_only_works_that_the_text_refers_to_are_cited():
    cited = [draft.cited for draft in converted("It works [1,3].").references]
    assert cited == [True, False, True, False, False]


def test_one_work_in_two_entries_is_one_reference_with_both_markers():
    twice = (
        source(1),
        SourceLine("2. https://example.org/1", url="https://example.org/1", marker="2", lines=LINES),
    )
    conversion = converted("It works [2]. Yes [1].", *twice)
    assert len(conversion.references) == 1
    assert conversion.body[0]["value"].count('data-legacy-cites="0"') == 2


def test_markers_in_lists_are_citations_too():
    conversion = convert(item(ListElement("a [1]", "<ul><li>a [1]</li></ul>", lines=LINES), *SOURCES))
    assert conversion.body[0]["value"] == f"<ul><li>a {cite(0, '[1]')}</li></ul>"


def test_a_footnote_that_names_no_work_stays_with_its_marker():
    note = Footnote("A remark.", marker="1", anchors=("n1",), lines=LINES)
    conversion = convert(item(Paragraph("So.1", 'So.<sup><a href="#n1">1</a></sup>', lines=LINES), note))
    assert [block["value"] for block in conversion.body] == [
        "<p>So.<sup>1</sup></p>",
        "<p><sup>1</sup> A remark.</p>",
    ]
    assert "footnote_kept" in codes(conversion)
    assert "marker_without_source" not in codes(conversion)


def test_a_heading_above_nothing_but_sources_disappears():
    conversion = convert(
        item(Paragraph("So [1].", lines=LINES), Heading("References", 2, lines=LINES), *SOURCES)
    )
    assert [block["type"] for block in conversion.body] == ["paragraph"]
    assert "heading_without_content" in codes(conversion)


def test_a_heading_above_sources_and_text_stays():
    conversion = convert(
        item(Heading("References", 2, lines=LINES), *SOURCES, Paragraph("More.", lines=LINES))
    )
    assert [block["type"] for block in conversion.body] == ["heading", "paragraph"]
