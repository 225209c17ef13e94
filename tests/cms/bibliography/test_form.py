"""What an editor sees is what is kept, and what the form does not show is not lost."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.bibliography.csl import validate
from cms.bibliography.form import CSL_FIELDS, FormError, FormValues, from_form, to_form

RECORDS = json.loads(
    (Path(__file__).parents[2] / "golden" / "citations" / "records.json").read_text(encoding="utf-8")
)
BASE: dict[str, object] = {"type": "article-journal", "title": "Lupus", "custom": {"a": 1}, "language": "en"}

words = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEÄøИ'’-., {}()"), max_size=15)
names = st.one_of(
    st.builds(lambda literal: {"literal": literal}, words),
    st.fixed_dictionaries(
        {"family": words},
        optional={
            "given": words,
            "suffix": words,
            "non-dropping-particle": st.sampled_from(["van der", "de la", "d'", "von", "al-"]),
            "dropping-particle": st.sampled_from(["von", "de"]),
            "comma-suffix": st.booleans(),
        },
    ),
)
dates = st.one_of(
    st.dates().map(lambda day: {"date-parts": [[day.year, day.month, day.day]]}),
    st.dates().map(lambda day: {"date-parts": [[day.year], [day.year + 1]]}),
    st.just({"literal": "in press", "circa": True}),
    st.just({"date-parts": [["2020", "4"]], "season": 2}),
)
items = st.fixed_dictionaries(
    {"type": st.sampled_from(["article-journal", "book"]), "title": st.just("Lupus")},
    optional={
        "author": st.lists(names, max_size=4),
        "editor": st.lists(names, max_size=2),
        "issued": dates,
        "volume": st.integers(0, 9999) | words,
        "page": words,
        "DOI": st.just("https://doi.org/10.1000/ABC"),
        "custom": st.just({"x": [1]}),
        "accessed": dates,
    },
).filter(lambda item: not validate(item))


def change(**values: object) -> dict[str, object]:
    return from_form(values, base=BASE)


def errors(**values: object) -> dict[str, str]:
    with pytest.raises(FormError) as caught:
        from_form(values, base=BASE)
    return caught.value.errors


@given(items)
def test_a_form_nobody_changed_gives_the_very_record(item):
    assert from_form(to_form(item), base=item) == item


@given(items, words.filter(lambda word: word.strip(" ")))
def test_a_change_of_one_field_leaves_the_others_alone(item, publisher):
    values = to_form(item) | {"publisher": publisher}
    assert from_form(values, base=item) == item | {"publisher": " ".join(publisher.split())}


@given(items)
def test_what_was_typed_is_shown_again(item):
    item = {key: value for key, value in item.items() if key not in ("issued", "accessed")}
    values = to_form(item)
    typed = from_form(values, base={})
    again = to_form(typed)
    assert again == values | {"doi": again["doi"]}
    assert from_form(again, base={}) == typed


@pytest.mark.parametrize("record", RECORDS, ids=[record["id"] for record in RECORDS])
def test_a_real_record_is_made_anew_from_its_form(record):
    anew = from_form(to_form(record), base={})
    assert anew == {
        key: anew[key] if key == "DOI" else record[key] for key in record if key in CSL_FIELDS.values()
    }
    assert str(anew.get("DOI", "")) == str(record.get("DOI", "")).lower()


def test_the_form_has_exactly_the_fields_that_are_mapped():
    assert set(FormValues.__annotations__) == set(CSL_FIELDS)


def test_an_empty_record_gives_an_empty_form():
    assert set(to_form({}).values()) == {""}


def test_names_are_shown_one_a_line():
    author = [
        {"family": "Donk", "given": "Wilfred A", "non-dropping-particle": "van der"},
        {"family": "Artino", "given": "Anthony R", "suffix": "Jr"},
        {"family": "Goethe", "given": "Johann", "dropping-particle": "von"},
        {"literal": "Task Group, European Federation"},
        {"literal": "RECOVERY Collaborative Group"},
        {"family": "Plato"},
    ]
    text = (
        "van der Donk, Wilfred A\nArtino, Anthony R, Jr\nGoethe, Johann von\n"
        "{Task Group, European Federation}\nRECOVERY Collaborative Group\nPlato,"
    )
    assert to_form({"author": author})["authors"] == text
    assert change(authors=text)["author"] == author


def test_blank_lines_and_blanks_around_names_do_not_matter():
    assert change(authors="\n  Zhou ,  Tianbiao \r\n\n")["author"] == [
        {"family": "Zhou", "given": "Tianbiao"}
    ]


def test_a_line_that_was_there_keeps_its_name_when_another_is_added():
    known = {"family": "van Heel", "given": "A", "comma-suffix": True}
    item = from_form({"authors": "Zhou, T\nvan Heel, A"}, base=BASE | {"author": [known]})
    assert item["author"] == [{"family": "Zhou", "given": "T"}, known]


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2020", {"date-parts": [[2020]]}),
        ("2020-04", {"date-parts": [[2020, 4]]}),
        ("2020-4-3", {"date-parts": [[2020, 4, 3]]}),
        ("2013-01/2013-03", {"date-parts": [[2013, 1], [2013, 3]]}),
        ("2020 winter", {"date-parts": [[2020]], "season": 4}),
    ],
)
def test_a_date_is_read(typed, date):
    assert change(issued=typed)["issued"] == date


def test_identifiers_are_normalised():
    item = change(
        doi="https://doi.org/10.1155/ABC",
        pmid="PMID: 32322279",
        pmcid="https://pmc.ncbi.nlm.nih.gov/articles/PMC1/",
    )
    assert (item["DOI"], item["PMID"], item["PMCID"]) == ("10.1155/abc", "32322279", "PMC1")


def test_keys_that_the_form_does_not_know_are_kept():
    assert change(title="Lupus 2") == BASE | {"title": "Lupus 2"}


def test_an_emptied_field_is_removed():
    assert "volume" not in from_form({"volume": " "}, base=BASE | {"volume": "3"})


def test_a_field_that_is_absent_is_left_alone():
    assert from_form({}, base=BASE | {"volume": 3})["volume"] == 3


def test_none_empties_a_field():
    assert "volume" not in from_form({"volume": None}, base=BASE | {"volume": 3})


def test_the_base_is_not_changed():
    base = dict(BASE)
    from_form({"title": "Another"}, base=base)
    assert base == BASE


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("title", "", "title is missing."),
        ("type", "preprint", "type: 'preprint' is not a type of CSL 1.0.2."),
        ("issued", "16 Sep 2021", "Write a date as 2020, 2020-04 or 2020-04-03."),
        ("issued", "2020-13", "13 is not a month (1 to 12)."),
        ("doi", "abc", "This is not a DOI. A DOI looks like 10.1155/2020/6518508."),
        ("pmid", "abc", "This is not a PMID. A PMID is a number such as 32322279."),
        ("pmcid", "abc", "This is not a PMCID. A PMCID looks like PMC7157802."),
        ("url", "example.org", "URL must be a web address that begins with http:// or https://."),
        (
            "authors",
            "Zhou, T\na, b, c, d",
            (
                "Line 2, 'a, b, c, d': too many commas; write Family, Given or Family, Given, Suffix, "
                "and an organisation in braces."
            ),
        ),
        ("editors", "{Zhou, T", "Line 1, '{Zhou, T': a brace { or } has no partner."),
        ("editors", ",", "Line 1, ',': there is no name."),
        ("editors", ", , Jr", "Line 1, ', , Jr': there is a suffix but no name."),
        ("publisher", "x" * 5001, "publisher is too long: 5001 characters, at most 5000."),
    ],
)
def test_an_error_names_its_field(field, typed, message):
    assert errors(**{field: typed}) == {field: message}


def test_every_error_is_told_at_once():
    assert set(errors(title="", issued="x", doi="y")) == {"title", "issued", "doi"}


def test_pasted_control_characters_are_dropped():
    assert change(title="Lupus\0 and\nMSCs")["title"] == "Lupus and MSCs"
