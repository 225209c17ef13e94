"""NBIB as PubMed saves it. The entry is PMID 32322279, shortened."""

import pytest

from cms.bibliography.exchange import read, write

ZHOU = """
PMID- 32322279
OWN - NLM
STAT- PubMed-not-MEDLINE
IS  - 1687-966X (Print)
IS  - 1687-9678 (Electronic)
VI  - 2020
DP  - 2020 Apr 3
TI  - Clinical Efficacy and Safety of Mesenchymal Stem Cells for Systemic Lupus
      Erythematosus.
PG  - 6518508
LID - 10.1155/2020/6518508 [doi]
LID - 6518508
FAU - Zhou, Tianbiao
AU  - Zhou T
FAU - Li, Hong-Yan
AU  - Li HY
CN  - Lupus Study Group, China
LA  - eng
PT  - Journal Article
PT  - Review
DEP - 20200403
PL  - United States
TA  - Stem Cells Int
JT  - Stem cells international
PMC - PMC7157802
OT  - lupus
OT  - stem cells
EDAT- 2020/04/24 06:00
AID - 10.1155/2020/6518508 [doi]
AID - S0000-0000(20)00000-0 [pii]
SO  - Stem Cells Int. 2020 Apr 3;2020:6518508. doi: 10.1155/2020/6518508.
"""


@pytest.fixture(scope="module")
def zhou():
    (record,) = read(ZHOU).records
    return record


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "article-journal"),
        ("title", "Clinical Efficacy and Safety of Mesenchymal Stem Cells for Systemic Lupus Erythematosus"),
        ("container-title", "Stem cells international"),
        ("container-title-short", "Stem Cells Int"),
        ("issued", {"date-parts": [[2020, 4, 3]]}),
        ("available-date", {"date-parts": [[2020, 4, 3]]}),
        ("DOI", "10.1155/2020/6518508"),
        ("PMID", "32322279"),
        ("PMCID", "PMC7157802"),
        ("ISSN", "1687-966X"),
        ("page", "6518508"),
        ("language", "en"),
        ("keyword", "lupus; stem cells"),
        (
            "author",
            [
                {"family": "Zhou", "given": "Tianbiao"},
                {"family": "Li", "given": "Hong-Yan"},
                {"literal": "Lupus Study Group, China"},
            ],
        ),
    ],
)
def test_tags_find_their_place(zhou, field, value):
    assert zhou.csl[field] == value


def test_the_entry_is_called_by_its_pmid_and_line(zhou):
    assert (zhou.name, zhou.line) == ("PMID 32322279", 2)


def test_what_csl_has_no_place_for_survives(zhou):
    kept = zhou.csl["custom"]["nbib"]
    assert kept["AID"] == ["S0000-0000(20)00000-0 [pii]"]
    assert kept["PT"] == ["Review"]
    assert "AID - S0000-0000(20)00000-0 [pii]" in write([zhou.csl], "nbib")


def test_notes_of_pubmed_about_its_own_work_are_left_out(zhou):
    assert not {"OWN", "STAT", "EDAT", "SO"} & zhou.csl["custom"]["nbib"].keys()


def test_an_entry_comes_back_as_it_was(zhou):
    assert read(write([zhou.csl], "nbib")).records[0].csl == zhou.csl


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1998", {"date-parts": [[1998]]}),
        ("2013 Jan-Mar", {"date-parts": [[2013, 1], [2013, 3]]}),
        ("1998 Dec-1999 Jan", {"date-parts": [[1998, 12], [1999, 1]]}),
        ("2020 Apr 3-9", {"date-parts": [[2020, 4, 3], [2020, 4, 9]]}),
        ("2020 Winter", {"date-parts": [[2020]], "season": 4}),
        ("1st Quart, 1990", {"literal": "1st Quart, 1990"}),
    ],
)
def test_dates_are_read(text, expected):
    (record,) = read(f"PMID- 1\nTI  - T.\nDP  - {text}\n").records
    assert record.csl["issued"] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("AU  - Zhou T", {"family": "Zhou", "given": "T"}),
        ("AU  - van der Donk WA", {"non-dropping-particle": "van der", "family": "Donk", "given": "WA"}),
        ("AU  - King ML Jr", {"family": "King", "given": "ML", "suffix": "Jr"}),
        (
            "FAU - King, Martin Luther Jr\nAU  - King ML Jr",
            {"family": "King", "given": "Martin Luther", "suffix": "Jr"},
        ),
        ("CN  - GBD 2019 Collaborators", {"literal": "GBD 2019 Collaborators"}),
    ],
)
def test_names_are_read(lines, expected):
    (record,) = read(f"PMID- 1\nTI  - T.\n{lines}\n").records
    assert record.csl["author"] == [expected]


def test_an_entry_without_a_title_is_refused_and_the_rest_is_read():
    reading = read("PMID- 1\nDP  - 2020\n\nPMID- 2\nTI  - T.\n")
    assert [(problem.entry, problem.line) for problem in reading.problems] == [("PMID 1", 1)]
    assert [record.name for record in reading.records] == ["PMID 2"]


def test_long_values_are_wrapped_as_pubmed_does():
    lines = write([{"type": "book", "title": "word " * 40}], "nbib").split("\n")
    assert max(map(len, lines)) <= 87
    assert any(line.startswith("      word") for line in lines)
