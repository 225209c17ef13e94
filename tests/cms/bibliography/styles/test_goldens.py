"""Entries and citations, compared with what two independent engines print and with what the manuals ask for.

Share reached: every counted cell and every case in text, and in HTML all but those in OTHER_HTML. Where we print
something else than a golden, the reason is given here; a reason that is no longer needed fails.
"""

import pytest

from cms.bibliography.styles import AMA, APA, NLM, STYLES
from tests.cms.bibliography.styles.goldens import citations, entries, is_right, markers, normal

MIN_SHARE = 0.97

# Counted cells and cases that differ in their text: id -> what we print and why.
DIFFERENCES: dict[str, dict[str, str]] = {NLM: {}, AMA: {}, APA: {}}

# Cells whose text is right but not the one that the golden HTML shows.
OTHER_HTML: dict[str, dict[str, str]] = {
    NLM: {},
    AMA: {},
    APA: {
        "who-2021-tb": "a publisher that is the author is not repeated",
        "who-2021-malaria-2": "a publisher that is the author is not repeated",
    },
}

# Cells outside the count, where both engines plainly depart from the manual: what we print instead.
DEPARTURES: dict[str, dict[str, str]] = {
    NLM: {
        "devlin-2018-bert": "a preprint names its server, [Preprint] and the full date",
        "chapter-1editor": "the volume of the book is printed",
        "ahrq-2013": "the number follows 'Report No.:'",
        "shannon-1940": "content type and medium share one pair of brackets",
        "gawande-2013": "without a volume a colon stands between date and pages",
    },
    AMA: {
        "devlin-2018-bert": "the number of a preprint is not a page",
        "isrctn50189673": "a registry has its publisher and date",
        "r-core-2023": "software has its version and publisher",
        "gawande-2013": "a printed magazine has the plain date before the pages",
    },
    APA: {},
}


def share(results: list[bool]) -> float:
    return sum(results) / len(results)


@pytest.mark.parametrize("style", STYLES)
def test_the_share_of_golden_entries_is_high_enough(style):
    assert share([is_right(found, cell) for found, cell in entries(style, counted=True)]) >= MIN_SHARE


@pytest.mark.parametrize("style", STYLES)
def test_the_share_of_golden_citations_is_high_enough(style):
    assert share([is_right(found, case) for found, case in citations(style)]) >= MIN_SHARE


@pytest.mark.parametrize("style", STYLES)
def test_only_the_known_texts_differ(style):
    goldens = [*entries(style, counted=True), *citations(style)]
    assert {golden["id"] for found, golden in goldens if not is_right(found, golden)} == set(
        DIFFERENCES[style]
    )


@pytest.mark.parametrize("style", STYLES)
def test_only_the_known_html_differs(style):
    goldens = [*entries(style, counted=True), *citations(style)]
    assert {golden["id"] for found, golden in goldens if normal(found.html) != normal(golden["html"])} == set(
        OTHER_HTML[style]
    )


@pytest.mark.parametrize("style", STYLES)
def test_only_the_known_cells_depart_from_the_engines(style):
    assert {cell["id"] for found, cell in entries(style, counted=False) if not is_right(found, cell)} == set(
        DEPARTURES[style]
    )


def test_a_work_cited_alone_is_cited_as_the_golden_is():
    for found, citation in markers(APA):
        assert normal(found.text) == normal(citation["text"])
        assert normal(found.html) == normal(citation["html"])
