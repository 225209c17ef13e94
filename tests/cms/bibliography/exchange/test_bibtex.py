"""BibTeX and BibLaTeX as people and programs write them."""

import json
from pathlib import Path

import pytest

from cms.bibliography.exchange import read, write

GOLDEN = json.loads((Path(__file__).parents[3] / "golden" / "citations" / "records.json").read_text())


def one(text):
    (record,) = read(text, "bibtex").records
    return record


def csl(fields, kind="article"):
    return one(f"@{kind}{{doe2020, title = {{T}}, {fields}}}").csl


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("article", "article-journal"),
        ("Book", "book"),
        ("incollection", "chapter"),
        ("inproceedings", "paper-conference"),
        ("phdthesis", "thesis"),
        ("techreport", "report"),
        ("online", "webpage"),
        ("misc", "document"),
    ],
)
def test_the_type_of_the_entry_is_the_type_of_the_record(kind, expected):
    assert csl("", kind)["type"] == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("year = 2020", {"date-parts": [[2020]]}),
        ("year = 2020, month = apr", {"date-parts": [[2020, 4]]}),
        ("year = {2020}, month = {April}", {"date-parts": [[2020, 4]]}),
        ('year = 2020, month = "3~" # apr', {"date-parts": [[2020, 4, 3]]}),
        ("year = 2020, month = 1, day = 1", {"date-parts": [[2020, 1, 1]]}),
        ("year = 2013, month = {Jan--Mar}", {"date-parts": [[2013, 1], [2013, 3]]}),
        ("year = 2020, month = {Winter}", {"date-parts": [[2020]], "season": 4}),
        ("date = {2020-04-03}", {"date-parts": [[2020, 4, 3]]}),
        ("date = {2013-01/2013-03}", {"date-parts": [[2013, 1], [2013, 3]]}),
        ("date = {2020-21}", {"date-parts": [[2020]], "season": 1}),
        ("date = {1850~}", {"date-parts": [[1850]], "circa": True}),
        ("year = {forthcoming}", {"literal": "forthcoming"}),
    ],
)
def test_dates_of_bibtex_and_biblatex_are_read(fields, expected):
    assert csl(fields)["issued"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Knuth, Donald E.", {"family": "Knuth", "given": "Donald E."}),
        ("Donald E. Knuth", {"family": "Knuth", "given": "Donald E."}),
        ("Ludwig van Beethoven", {"non-dropping-particle": "van", "family": "Beethoven", "given": "Ludwig"}),
        (
            "de la Fuente, Mar{\\'\\i}a",
            {"non-dropping-particle": "de la", "family": "Fuente", "given": "María"},
        ),
        ("King, Jr, Martin Luther", {"family": "King", "given": "Martin Luther", "suffix": "Jr"}),
        ("{World Health Organization}", {"literal": "World Health Organization"}),
        ("{Barnes and Noble, Inc.}", {"literal": "Barnes and Noble, Inc."}),
        ("{van der Donk}, Wilfred A", {"family": "van der Donk", "given": "Wilfred A"}),
        ("Erd{\\H{o}}s, P{\\'a}l", {"family": "Erdős", "given": "Pál"}),
        ("Aristotle", {"family": "Aristotle"}),
        (
            "family=Donk, given=Wilfred, prefix=van der",
            {"family": "Donk", "given": "Wilfred", "non-dropping-particle": "van der"},
        ),
    ],
)
def test_names_are_read_as_bibtex_reads_them(text, expected):
    assert csl(f"author = {{{text}}}")["author"] == [expected]


def test_people_who_are_not_named_are_said_and_written_again():
    record = one("@misc{a, title = {T}, author = {Doe, Jane and others}}")
    assert record.csl["author"] == [{"family": "Doe", "given": "Jane"}]
    assert "others" in " ".join(record.warnings)
    assert "author = {Doe, Jane and others}" in write([record.csl], "bibtex")


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\'E}tude", "Étude"),
        (r"\'{E}tude \`a \c{c}a", "Étude à ça"),
        (r"\v{S}koda na{\"\i}ve \aa{} {\o} \ss", "Škoda naïve å ø ß"),
        (r"The {DNA} of {E}urope", "The DNA of Europe"),
        (r"\emph{E. coli} and {\it in vitro}", "<i>E. coli</i> and <i>in vitro</i>"),
        (r"H$_2$O and CO\textsubscript{2}, 10$^{-3}$", "H<sub>2</sub>O and CO<sub>2</sub>, 10<sup>-3</sup>"),
        (r"$\alpha$-synuclein, $p < 0.05$", "α-synuclein, p < 0.05"),
        (r"pages 1--10 --- ``quoted''", "pages 1–10 — “quoted”"),
        (r"100\% of \$5 \& \#1 a\_b", "100% of $5 & #1 a_b"),
        (r"costs $5", "costs $5"),
        ("over\n   two lines", "over two lines"),
    ],
)
def test_latex_is_read_as_what_it_shows(latex, text):
    assert one(f"@misc{{a, title = {{{latex}}}}}").csl["title"] == text


def test_a_command_that_is_not_known_stays_and_is_said():
    record = one(r"@misc{a, title = {A \foo{bar}}}")
    assert record.csl["title"] == r"A \foo bar"
    assert r"\foo" in record.warnings[0]


def test_macros_are_put_in_and_joined():
    text = '@string{sci = "Stem Cells"}\n@article{a, title = {T}, journal = sci # { } # "International"}'
    assert one(text).csl["container-title"] == "Stem Cells International"


def test_a_macro_that_is_not_defined_is_said():
    assert "jbc" in " ".join(one("@article{a, title = {T}, journal = jbc}").warnings)


def test_comments_and_preambles_are_no_entries():
    text = '@comment{jabref-meta: x}\n@preamble{"\\newcommand{x}{y}"}\nFree text.\n@misc{a, title = {T}}'
    reading = read(text)
    assert len(reading.records) == 1
    assert not reading.problems


def test_entries_and_fields_in_parentheses_and_quotes_are_read():
    assert one('@Misc(a, TITLE = "A {"}quoted{"} word")').csl["title"] == 'A "quoted" word'


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        ("pages = {10--20}", "page", "10-20"),
        ("eid = {e123}", "page", "e123"),
        ("number = 3", "issue", "3"),
        ("doi = {https://doi.org/10.1155/2020/6518508}", "DOI", "10.1155/2020/6518508"),
        ("doi = {10.1000/a\\_b}", "DOI", "10.1000/a_b"),
        ("eprint = {32322279}, eprinttype = {pubmed}", "PMID", "32322279"),
        ("howpublished = {\\url{https://example.org/a}}", "URL", "https://example.org/a"),
        ("journaltitle = {J}", "container-title", "J"),
    ],
)
def test_fields_find_their_place(fields, field, value):
    assert csl(fields)[field] == value


def test_a_field_that_csl_does_not_know_survives():
    record = csl("mrnumber = {MR123}")
    assert record["custom"] == {"bibtex": {"mrnumber": "MR123"}}
    assert "mrnumber = {MR123}" in write([record], "bibtex")


def test_an_identifier_that_is_none_moves_to_the_note():
    record = one("@misc{a, title = {T}, doi = {nonsense}}")
    assert record.csl["note"] == "DOI: nonsense"
    assert "DOI" in record.warnings[0]


def test_a_broken_entry_is_named_with_its_line_and_the_rest_is_read():
    text = "@misc{a, title = {A}}\n\n@misc{broken, title = {B\n\n@misc{c, title = {C}}\n@misc{d, title = {D}"
    reading = read(text)
    assert [record.name for record in reading.records] == ["a", "c"]
    assert [(problem.entry, problem.line) for problem in reading.problems] == [("broken", 3), ("d", 6)]


def test_an_entry_that_is_not_closed_is_called_so():
    (next_entry, end) = read("@misc{a, title = {A\n@misc{b, title = {B").problems
    assert "missing before the next entry" in next_entry.message
    assert "the file ends" in end.message


def test_a_brace_too_many_is_said_where_the_lost_text_stands():
    reading = read("@article{a, title = {A}},\n  journal = {J}\n}\n@misc{b, title = {B}}")
    assert [record.name for record in reading.records] == ["a", "b"]
    assert reading.problems[0].line == 2


def test_an_entry_without_a_title_is_refused():
    reading = read("@misc{a, author = {Doe, Jane}}\n@misc{b, title = {B}}")
    assert [record.name for record in reading.records] == ["b"]
    assert (reading.problems[0].entry, reading.problems[0].line) == ("a", 1)


def test_the_same_key_twice_is_read_twice_and_said():
    reading = read("@misc{a, title = {A}}\n@misc{a, title = {B}}")
    assert [record.csl["title"] for record in reading.records] == ["A", "B"]
    assert "same key" in reading.records[1].warnings[0]


def test_ordinary_records_are_written_without_fields_of_our_own():
    written = write(GOLDEN, "bibtex")
    assert written.count("csl-") <= 5


def test_capitals_in_a_title_in_sentence_case_are_protected():
    written = write(
        [{"id": "a", "type": "book", "title": "The burden of Alzheimer disease and DNA"}], "bibtex"
    )
    assert "title = {The burden of {Alzheimer} disease and {DNA}}" in written


def test_accents_and_signs_are_written_as_latex():
    written = write([{"id": "a", "type": "book", "title": "Café & 50% “naïve” 1–2"}], "bibtex")
    assert r"title = {Caf{\'e} \& 50\% ``na{\"{\i}}ve'' 1--2}" in written
