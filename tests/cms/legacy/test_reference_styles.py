"""Only an entry whose style leaves no doubt is taken apart."""

import pytest

from cms.bibliography.csl import validate
from cms.legacy.items import Passage
from cms.legacy.reference_styles import MAX_LENGTH, read_style
from cms.legacy.sources import marker_of, names_a_work, parse_source

TWO = "Smith J, Jones KL. A made-up title: a trial. Journal of Things. 2020;12(3):45–50. doi:10.5555/abc"


def test_an_entry_of_a_medical_journal_is_taken_apart():
    assert read_style(TWO) == {
        "title": "A made-up title: a trial",
        "container-title": "Journal of Things",
        "volume": "12",
        "issue": "3",
        "page": "45-50",
        "issued": {"date-parts": [[2020]]},
        "author": [{"family": "Smith", "given": "J"}, {"family": "Jones", "given": "KL"}],
    }


def test_an_entry_of_apa_is_taken_apart():
    entry = "Smith, J. A., van der Donk, W., & García-López, M. (2020). Is it so? Things Today, 12, e45."
    assert read_style(entry) == {
        "title": "Is it so?",
        "container-title": "Things Today",
        "volume": "12",
        "page": "e45",
        "issued": {"date-parts": [[2020]]},
        "author": [
            {"family": "Smith", "given": "J. A."},
            {"family": "van der Donk", "given": "W."},
            {"family": "García-López", "given": "M."},
        ],
    }


def test_the_day_of_a_record_of_pubmed_is_read():
    parts = read_style("Smith J. A made-up title? BMJ. 2019 Mar 4;364:l1223. PMID: 12345")
    assert parts["issued"] == {"date-parts": [[2019, 3, 4]]}
    assert (parts["title"], parts["container-title"]) == ("A made-up title?", "BMJ")


def test_et_al_leaves_the_authors_open():
    parts = read_style("Smith J, Jones K, et al. A made-up title. BMJ. 2019;364:1-2.")
    assert "author" not in parts
    assert parts["title"] == "A made-up title"


@pytest.mark.parametrize(
    "text",
    [
        "Smith J. A made-up book. London: Publisher; 2020.",
        "World Health Organization. Lupus. 2020.",
        "N Engl J Med. 2020;382:1-9.",
        "Smith J. A made-up title. J. Things. 2020;12:45-50.",
        "Smith, J. (2020). A made-up book. Publisher.",
        "Somebody wrote in 2020; 12 of them said so: 45-50.",
        "",
        "Smith J, " * 200 + "A title. Journal. 2020;1:2.",
        "x" * (MAX_LENGTH + 1),
    ],
)
def test_an_entry_in_doubt_is_not_guessed_at(text):
    assert read_style(text) == {}


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("3. Smith J", "3"), ("[12] Smith J", "12"), ("4) Smith J", "4"), ("* Smith J", "*"), ("†Smith J", "†"),
        ("2020. Smith J", ""), ("1.5 mg", ""), ("Smith J", ""), ("3.", ""),
    ],
)  # fmt: skip
def test_the_number_before_an_entry_is_its_marker(text, marker):
    assert marker_of(text)[0] == marker


def test_a_numbered_entry_without_an_address_names_a_work():
    assert names_a_work("7. " + TWO.partition(" doi")[0])


def test_a_line_keeps_marker_and_parts_and_its_title_is_sure():
    line = parse_source(Passage("7. " + TWO, (1,), anchors=("ref-7",)))
    assert (line.marker, line.anchors, line.title) == ("7", ("ref-7",), "A made-up title: a trial")
    assert line.parts["container-title"] == "Journal of Things"
    assert validate({"type": "article-journal", "title": line.title, **line.parts}) == []
