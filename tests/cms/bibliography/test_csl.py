"""A record is let in only when it is sound, and its refusal names the field."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.bibliography.csl import authors_of, identifiers_of, title_of, validate, year_of

RECORDS = json.loads(
    (Path(__file__).parents[2] / "golden" / "citations" / "records.json").read_text(encoding="utf-8")
)
GOOD: dict[str, object] = {"type": "article-journal", "title": "Lupus"}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: (
        st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=10), children, max_size=4)
    ),
    max_leaves=12,
)
odd_items = st.dictionaries(
    st.sampled_from(
        ["type", "title", "author", "editor", "issued", "accessed", "DOI", "PMID", "volume", "custom", "x"]
    ),
    json_values,
)


def problems(**fields: object) -> list[tuple[str, str]]:
    return [(problem.field, problem.message) for problem in validate(GOOD | fields)]


@pytest.mark.parametrize("record", RECORDS, ids=[record["id"] for record in RECORDS])
def test_a_real_record_is_valid(record):
    assert validate(record) == []


@given(odd_items)
def test_no_record_is_too_odd_to_judge(item):
    for problem in validate(item):
        assert problem.message.endswith(".")


@given(odd_items)
def test_something_can_be_read_of_any_record(item):
    title_of(item), year_of(item), identifiers_of(item), authors_of(item)


def test_type_and_title_are_required():
    assert [problem.field for problem in validate({})] == ["type", "title"]


def test_an_unknown_type_is_named():
    assert [problem.message for problem in validate(GOOD | {"type": "preprint"})] == [
        "type: 'preprint' is not a type of CSL 1.0.2."
    ]


def test_an_unknown_field_is_named():
    assert problems(_sources={}) == [
        ("_sources", "_sources is not a field of CSL-JSON; keep extra data under custom.")
    ]


def test_extra_data_has_its_place():
    assert problems(custom={"checked": True, "by": ["a", 1, None]}) == []


@pytest.mark.parametrize(
    ("field", "value", "path", "message"),
    [
        ("title", "a\0b", "title", "title contains a control character (U+0000)."),
        ("title", "a\nb", "title", "title contains a control character (U+000A)."),
        ("title", "a\u202eb", "title", "title contains a control character (U+202E)."),
        ("title", "a\ud800b", "title", "title contains a control character (U+D800)."),
        ("title", "a" * 5001, "title", "title is too long: 5001 characters, at most 5000."),
        ("publisher", 5, "publisher", "publisher must be text."),
        ("volume", [], "volume", "volume must be text."),
        ("volume", True, "volume", "volume must be text."),
        ("volume", 10**20, "volume", "volume: the number is too large."),
        ("author", {"family": "A"}, "author", "author must be a list of names."),
        (
            "author",
            ["A"],
            "author[0]",
            "author: name 1 must be an object with family and given, or with literal.",
        ),
        ("author", [{}], "author[0]", "author: name 1 is empty; it needs a family name or a literal name."),
        ("author", [{"family": "A"}] * 5001, "author", "author has too many names: 5001, at most 5000."),
        ("author", [{"family": 1}, {"family": "B"}], "author[0].family", "author[0].family must be text."),
        (
            "editor",
            [{"family": "A", "orcid": "x"}],
            "editor[0].orcid",
            "editor: name 1 has an unknown part 'orcid'.",
        ),
        (
            "author",
            [{"family": "A", "literal": "B"}],
            "author[0]",
            "author: name 1 is both an organisation (literal) and a person.",
        ),
        ("issued", {"date-parts": [[2020, 13]]}, "issued.date-parts", "issued: 13 is not a month (1 to 12)."),
        (
            "issued",
            {"date-parts": [[2020, 2, 30]]},
            "issued.date-parts",
            "issued: 30 is not a day of 2020-02.",
        ),
        ("issued", {"date-parts": [[None]]}, "issued.date-parts", "issued: 'None' is not a whole number."),
        (
            "issued",
            {"date-parts": [[1, 1, 1, 1]]},
            "issued.date-parts",
            "issued: a date has one to three parts: year, month, day.",
        ),
        (
            "issued",
            {"date-parts": [[2020], [2019]]},
            "issued.date-parts",
            "issued: the range ends before it begins.",
        ),
        ("issued", {}, "issued", "issued says no date: give date-parts, raw or literal."),
        ("issued", 2020, "issued", "issued must be a date with date-parts, raw or literal."),
        ("issued", {"literal": "x", "y": 1}, "issued.y", "issued has an unknown part 'y'."),
        (
            "issued",
            {"date-parts": [[2020]], "season": 5},
            "issued.season",
            "issued: the season must be 1 (spring) to 4 (winter).",
        ),
        ("DOI", "abc", "DOI", "DOI: This is not a DOI. A DOI looks like 10.1155/2020/6518508."),
        ("PMID", "x", "PMID", "PMID: This is not a PMID. A PMID is a number such as 32322279."),
        (
            "URL",
            "javascript:alert(1)",
            "URL",
            "URL must be a web address that begins with http:// or https://.",
        ),
        ("categories", "a", "categories", "categories must be a list of texts."),
        ("custom", [], "custom", "custom must be an object."),
        ("custom", {"a": ["x\0"]}, "custom", "custom contains a control character (U+0000)."),
        (
            "custom",
            {"a": "x" * 20_001},
            "custom",
            "custom is too large: 20010 characters of JSON, at most 20000.",
        ),
        ("custom", {"a": float("nan")}, "custom", "custom must hold plain JSON values."),
    ],
)
def test_a_problem_names_its_field(field, value, path, message):
    assert (path, message) in problems(**{field: value})


def test_an_abstract_may_have_lines():
    assert problems(abstract="Background.\n\tMethods.") == []


def test_direction_marks_belong_to_real_titles():
    assert problems(title="ذئبة\u200f lupus") == []


def test_a_date_in_words_is_allowed():
    assert problems(issued={"literal": "Spring of 1998"}) == []


def test_a_record_must_be_an_object():
    assert [problem.message for problem in validate([])] == ["The record must be a JSON object."]


def test_a_nesting_without_end_is_a_problem_and_no_crash():
    deep: object = "x"
    for _ in range(50_000):
        deep = [deep]
    assert problems(custom={"a": deep}) == [("custom", "custom must hold plain JSON values.")]


def test_problems_are_counted_only_so_far():
    assert len(problems(author=[{}] * 4000)) == 100


def test_a_problem_knows_the_field_it_begins_with():
    assert validate(GOOD | {"author": [{"family": "a\0"}]})[0].top_level == "author"


def test_the_title_is_read_without_markup():
    assert title_of({"title": "The gecko (<i>Gekko gecko</i>) & <b>x"}) == "The gecko (Gekko gecko) & <b>x"


def test_the_year_is_the_first_year():
    assert year_of({"issued": {"date-parts": [[2019, 12], [2020, 1]]}}) == 2019


def test_identifiers_are_normalised_and_unreadable_ones_left_out():
    item = {"DOI": "https://doi.org/10.1155/ABC", "PMID": 32322279, "PMCID": "?"}
    assert identifiers_of(item) == {"doi": "10.1155/abc", "pmid": "32322279"}


def test_authors_are_names_in_reading_order():
    item = {
        "author": [
            {"family": "Donk", "given": "Wilfred A", "non-dropping-particle": "van der"},
            {"literal": "WHO"},
        ]
    }
    assert [str(name) for name in authors_of(item)] == ["Wilfred A van der Donk", "WHO"]
    assert authors_of(item)[0].surname == "van der Donk"
