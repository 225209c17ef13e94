"""DataCite's records: arXiv's preprints, data and software."""

import pytest

from cms.bibliography.csl import validate
from cms.bibliography.identifiers import Identifier
from cms.lookup import look_up
from tests.cms.lookup.works import BERT_DATACITE

BERT = Identifier("doi", "10.48550/arxiv.1810.04805")
MADE_UP = Identifier("doi", "10.5555/data")


@pytest.fixture
def csl_of(registries):
    """The record that comes of made-up attributes."""

    def get(**attributes):
        titles = [{"title": "Made-up data"}]
        registries.datacite(MADE_UP.value, {"titles": titles, "publicationYear": 2020, **attributes})
        csl = look_up(MADE_UP).csl
        assert validate(csl) == []
        return csl

    return get


def test_a_real_preprint_keeps_its_facts(registries):
    registries.datacite(BERT.value, BERT_DATACITE)
    assert look_up(BERT).csl == {
        "type": "article",
        "title": "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
        "author": [
            {"family": "Devlin", "given": "Jacob"},
            {"family": "Chang", "given": "Ming-Wei"},
            {"family": "Lee", "given": "Kenton"},
            {"family": "Toutanova", "given": "Kristina"},
        ],
        "issued": {"date-parts": [[2018, 10, 11]]},
        "publisher": "arXiv",
        "genre": "Preprint",
        "version": "2",
        "DOI": "10.48550/arxiv.1810.04805",
    }


def test_crossref_is_not_asked_about_arxiv(registries):
    registries.datacite(BERT.value, BERT_DATACITE)
    look_up(BERT)
    assert registries.asked[0] == "datacite"


@pytest.mark.parametrize("number", ["1810.04805", "1810.04805v2"])
def test_a_number_of_arxiv_is_looked_up_by_its_doi(registries, number):
    registries.datacite(BERT.value, BERT_DATACITE)
    assert look_up(Identifier("arxiv", number)).csl["DOI"] == BERT.value


def test_datacite_does_not_say_that_there_are_no_notices(registries):
    registries.datacite(BERT.value, BERT_DATACITE)
    found = look_up(BERT)
    assert (found.origin, found.reports_notices) == ("datacite", False)


def test_an_organisation_is_a_name_of_its_own(csl_of):
    creators = [
        {"name": "Made-up Institute, Department of Data", "nameType": "Organizational"},
        {"name": "Anonymous"},
    ]
    assert csl_of(creators=creators)["author"] == [
        {"literal": "Made-up Institute, Department of Data"},
        {"literal": "Anonymous"},
    ]


def test_only_editors_are_taken_from_the_contributors(csl_of):
    people = [
        {"name": "Roe, Ed", "contributorType": "Editor"},
        {"name": "Poe, Al", "contributorType": "DataCurator"},
    ]
    assert csl_of(contributors=people)["editor"] == [{"family": "Roe", "given": "Ed"}]


def test_a_translated_title_is_not_the_title(csl_of):
    titles = [
        {"title": "Datos inventados", "titleType": "TranslatedTitle"},
        {"title": "Made-up data"},
        {"title": "A subtitle", "titleType": "Subtitle"},
    ]
    assert csl_of(titles=titles)["title"] == "Made-up data: A subtitle"


def test_a_publisher_may_be_an_object(csl_of):
    assert csl_of(publisher={"name": "Zenodo", "publisherIdentifier": "x"})["publisher"] == "Zenodo"


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ({"resourceTypeGeneral": "Dataset"}, "dataset"),
        ({"resourceTypeGeneral": "Software"}, "software"),
        ({"resourceTypeGeneral": "JournalArticle"}, "article-journal"),
        ({"resourceTypeGeneral": "Text", "citeproc": "report"}, "report"),
        ({"resourceTypeGeneral": "Text", "citeproc": "no type"}, "document"),
        ({}, "document"),
    ],
)
def test_types_become_those_of_csl(csl_of, types, expected):
    assert csl_of(types=types)["type"] == expected


def test_a_date_outside_the_year_of_publication_is_not_taken(csl_of):
    dates = [{"date": "2017-02-03", "dateType": "Created"}, {"date": "2020-05", "dateType": "Issued"}]
    assert csl_of(dates=dates)["issued"] == {"date-parts": [[2020, 5]]}


def test_of_a_range_of_dates_the_beginning_is_taken(csl_of):
    dates = [{"date": "2020-01-02/2020-03-04", "dateType": "Issued"}]
    assert csl_of(dates=dates)["issued"] == {"date-parts": [[2020, 1, 2]]}


def test_without_any_date_the_year_will_do(csl_of):
    assert csl_of()["issued"] == {"date-parts": [[2020]]}
