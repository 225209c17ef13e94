"""RIS as publishers and reference managers write it."""

import pytest

from cms.bibliography.exchange import read, write


def csl(*lines, kind="JOUR"):
    (record,) = read("\n".join([f"TY  - {kind}", "TI  - Title", *lines, "ER  - "]), "ris").records
    return record.csl


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("JOUR", "article-journal"),
        ("EJOUR", "article-journal"),
        ("BOOK", "book"),
        ("CHAP", "chapter"),
        ("CONF", "paper-conference"),
        ("CPAPER", "paper-conference"),
        ("RPRT", "report"),
        ("THES", "thesis"),
        ("ELEC", "webpage"),
        ("GEN", "document"),
    ],
)
def test_the_type_of_the_entry_is_the_type_of_the_record(kind, expected):
    assert csl(kind=kind)["type"] == expected


def test_a_type_that_ris_does_not_have_is_said():
    (record,) = read("TY  - NOPE\nTI  - T\nER  - \n").records
    assert record.csl["type"] == "document"
    assert "NOPE" in record.warnings[0]


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        (["T2  - Journal of Things", "JO  - J Things"], "container-title-short", "J Things"),
        (["JF  - Journal of Things", "JA  - J Things"], "container-title", "Journal of Things"),
        (["JO  - Journal of Things"], "container-title", "Journal of Things"),
        (["SP  - 10", "EP  - 20"], "page", "10-20"),
        (["SP  - e123"], "page", "e123"),
        (["C7  - 6518508"], "page", "6518508"),
        (["PY  - 2020"], "issued", {"date-parts": [[2020]]}),
        (["Y1  - 2020/04/03/"], "issued", {"date-parts": [[2020, 4, 3]]}),
        (["PY  - 2020", "DA  - 2020/04/03/"], "issued", {"date-parts": [[2020, 4, 3]]}),
        (["DA  - 2020///Winter"], "issued", {"date-parts": [[2020]], "season": 4}),
        (["PY  - in press"], "issued", {"literal": "in press"}),
        (["Y2  - 2024/03/05"], "accessed", {"date-parts": [[2024, 3, 5]]}),
        (["DO  - https://doi.org/10.1000/xyz"], "DOI", "10.1000/xyz"),
        (["M3  - doi: 10.1000/xyz", "M3  - Article"], "genre", "doi: 10.1000/xyz"),
        (["M3  - 10.1000/xyz"], "DOI", "10.1000/xyz"),
        (["SN  - 1687-966X"], "ISSN", "1687-966X"),
        (["SN  - 978-0-7817-5564-1"], "ISBN", "978-0-7817-5564-1"),
        (["AN  - 32322279", "DB  - PubMed"], "PMID", "32322279"),
        (["C2  - PMC7157802"], "PMCID", "PMC7157802"),
        (["KW  - one", "KW  - two"], "keyword", "one; two"),
        (["N1  - one", "N1  - two"], "note", "one\ntwo"),
        (["AB  - First line", "second line", "", "third"], "abstract", "First line\nsecond line\n\nthird"),
        (["A2  - Doe, Jane"], "editor", [{"family": "Doe", "given": "Jane"}]),
        (
            ["AU  - King, Martin Luther, Jr"],
            "author",
            [{"family": "King", "given": "Martin Luther", "suffix": "Jr"}],
        ),
        (["AU  - World Health Organization"], "author", [{"literal": "World Health Organization"}]),
        (
            ["AU  - University of California,, Irvine"],
            "author",
            [{"literal": "University of California, Irvine"}],
        ),
    ],
)
def test_tags_find_their_place(lines, field, value):
    assert csl(*lines)[field] == value


def test_the_series_of_a_book_is_not_its_container():
    record = csl("T2  - Series", "SP  - 300", kind="BOOK")
    assert (record["collection-title"], record["number-of-pages"]) == ("Series", "300")
    assert "container-title" not in record


def test_what_csl_has_no_place_for_survives():
    record = csl("C1  - Custom", "UR  - https://a.example.org/", "UR  - https://b.example.org/")
    assert record["custom"] == {"ris": {"C1": ["Custom"], "UR": ["https://b.example.org/"]}}
    assert "C1  - Custom\nUR  - https://b.example.org/" in write([record], "ris")


def test_an_entry_that_is_not_closed_is_read_and_said():
    reading = read("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - \nTY  - JOUR\nTI  - C")
    assert [record.csl["title"] for record in reading.records] == ["A", "B", "C"]
    assert [bool(record.warnings) for record in reading.records] == [True, False, True]


def test_an_entry_without_a_title_is_refused_with_its_line():
    reading = read("TY  - JOUR\nTI  - A\nER  - \n\nTY  - JOUR\nID  - nothing\nER  - \n")
    assert [(problem.entry, problem.line) for problem in reading.problems] == [("nothing", 5)]


def test_text_before_the_first_entry_is_said_once():
    reading = read("Provider: somebody\nContent: text\n\nTY  - JOUR\nTI  - A\nER  - \n")
    assert [problem.line for problem in reading.problems] == [1]
    assert len(reading.records) == 1


def test_a_line_of_an_abstract_that_looks_like_a_tag_stays_in_it():
    record = {"type": "book", "title": "A", "abstract": "one\nER  - two\nTY  - JOUR"}
    assert read(write([record], "ris")).records[0].csl["abstract"] == record["abstract"]


def test_windows_line_ends_and_narrow_tags_are_read():
    (record,) = read("TY - JOUR\r\nTI - A title\r\nER -\r\n").records
    assert record.csl["title"] == "A title"
