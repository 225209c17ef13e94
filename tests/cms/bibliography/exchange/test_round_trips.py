"""What is written and read again is the same, as far as the format can hold it; its module says how far."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.bibliography.exchange import FORMATS, read, write
from cms.bibliography.exchange.nbib_values import PUBLICATION_TYPES
from cms.bibliography.exchange.ris_types import BOOKS, RIS_TYPES
from tests.cms.bibliography.exchange.records import any_records, plain_records

GOLDEN = json.loads((Path(__file__).parents[3] / "golden" / "citations" / "records.json").read_text())

RIS_FIELDS = [
    "id", "author", "issued", "accessed", "abstract", "note", "page", "keyword", "language", "DOI", "PMID",
    "PMCID", "ISSN", "ISBN", "URL", "title-short", "container-title", "translated-title", "collection-title",
    "collection-number", "reviewed-title", "volume", "issue", "number", "number-of-volumes", "edition", "section",
    "publisher", "publisher-place", "genre", "call-number", "source",
]  # fmt: skip
NBIB_FIELDS = [
    "author", "issued", "abstract", "note", "page", "keyword", "language", "DOI", "PMID", "PMCID", "ISSN", "ISBN",
    "volume", "issue", "container-title", "container-title-short", "publisher", "publisher-place", "edition",
    "collection-title", "original-title",
]  # fmt: skip


def there_and_back(records, name):
    reading = read(write(records, name))
    assert reading.format == name
    assert reading.problems == []
    return [dict(record.csl) for record in reading.records]


@pytest.mark.parametrize("field", [{"issued": {"literal": "{"}}, {"issued": {"literal": "spring \\"}}])
def test_what_a_record_says_leaves_its_entry_closed(field):
    records = [{"id": "doe2020", "type": "article-journal", "title": "A title", **field}]
    assert there_and_back(records, "bibtex") == records


def test_a_backslash_at_the_end_of_an_identifier_leaves_its_entry_closed():
    written = write([{"id": "doe2020", "type": "book", "title": "A title", "ISBN": "1\\"}], "bibtex")
    assert read(written).problems == []


@pytest.mark.parametrize("name", ["csl-json", "bibtex"])
@given(records=st.lists(any_records(), min_size=1, max_size=3, unique_by=lambda record: record["id"]))
def test_csl_json_and_bibtex_hold_every_record(name, records):
    assert there_and_back(records, name) == records


@given(record=plain_records(RIS_TYPES.keys() - BOOKS, RIS_FIELDS))
def test_ris_holds_what_it_has_tags_for(record):
    assert there_and_back([record], "ris") == [record]


@given(
    record=plain_records(BOOKS, [*RIS_FIELDS, "number-of-pages"]).filter(lambda record: "page" not in record)
)
def test_ris_holds_books(record):
    assert there_and_back([record], "ris") == [record]


@given(record=plain_records(["article-journal"], NBIB_FIELDS))
def test_nbib_holds_articles(record):
    record = {**record, "container-title": "Journal of Studies"}
    assert there_and_back([record], "nbib") == [record]


@given(record=plain_records(PUBLICATION_TYPES.keys() - {"article-journal"}, NBIB_FIELDS))
def test_nbib_holds_what_has_a_type_of_publication(record):
    assert there_and_back([record], "nbib") == [record]


@pytest.mark.parametrize("name", ["ris", "nbib"])
@given(record=any_records())
def test_a_poorer_format_loses_but_comes_to_rest(name, record):
    once = there_and_back([record], name)
    assert there_and_back(once, name) == once


@pytest.mark.parametrize("name", FORMATS)
def test_published_records_keep_what_the_format_holds(name):
    lost = {
        "csl-json": set(),
        "bibtex": set(),
        "ris": {"version"},
        "nbib": {"id", "number", "URL", "accessed", "type", "genre", "version"},
    }[name]
    found = there_and_back(GOLDEN, name)
    for before, after in zip(GOLDEN, found, strict=True):
        assert {key: value for key, value in after.items() if key not in lost} == {
            key: value for key, value in before.items() if key not in lost
        }
