"""Europe PMC's records, of articles, of preprints, and the identifiers that it knows of a work."""

import pytest

from cms.bibliography.csl import validate
from cms.bibliography.identifiers import Identifier
from cms.lookup import NotKnown, look_up
from cms.lookup.notices import integrity_of
from tests.cms.lookup.works import YANG_EUROPE_PMC, ZHOU_CROSSREF, ZHOU_EUROPE_PMC

ZHOU = Identifier("pmcid", "PMC7157802")
MADE_UP = Identifier("pmcid", "PMC99000001")


@pytest.fixture
def found_with(registries):
    """What is found for a made-up article with these keys."""

    def get(**work):
        registries.europe_pmc(
            {
                "id": "99000001",
                "source": "MED",
                "pmid": "99000001",
                "pmcid": MADE_UP.value,
                "title": "A made-up work.",
                "journalInfo": {"yearOfPublication": 2020, "journal": {"title": "Made-up journal"}},
                **work,
            }
        )
        found = look_up(MADE_UP)
        assert validate(found.csl) == []
        return found

    return get


def test_a_pmcid_comes_back_with_doi_and_pmid(registries):
    registries.europe_pmc(ZHOU_EUROPE_PMC)
    csl = look_up(ZHOU).csl
    assert (csl["DOI"], csl["PMID"], csl["PMCID"]) == ("10.1155/2020/6518508", "32322279", "PMC7157802")


def test_a_real_work_keeps_its_facts(registries):
    registries.europe_pmc(ZHOU_EUROPE_PMC)
    csl = look_up(ZHOU).csl
    assert (
        csl["title"]
        == "Clinical Efficacy and Safety of Mesenchymal Stem Cells for Systemic Lupus Erythematosus"
    )
    assert csl["author"][1] == {"family": "Li", "given": "Hong-Yan"}
    assert (csl["container-title"], csl["container-title-short"]) == (
        "Stem Cells International",
        "Stem Cells Int",
    )
    assert csl["issued"] == {"date-parts": [[2020, 4, 3]]}
    assert (csl["volume"], csl["page"]) == ("2020", "6518508")


def test_the_found_record_says_where_it_is_from(registries):
    registries.europe_pmc(ZHOU_EUROPE_PMC)
    found = look_up(ZHOU)
    assert (found.origin, found.url) == ("europepmc", "https://europepmc.org/article/MED/32322279")


def test_an_article_that_is_not_in_pubmed_is_found(registries):
    registries.europe_pmc(YANG_EUROPE_PMC)
    assert look_up(Identifier("pmcid", "PMC8481702")).csl["DOI"] == "10.3389/fimmu.2021.714832"


def test_what_is_only_in_pubmed_central_is_not_said_to_have_no_notices(registries):
    registries.europe_pmc(YANG_EUROPE_PMC)
    assert look_up(Identifier("pmcid", "PMC8481702")).reports_notices is False


def test_a_record_by_doi_gains_the_other_identifiers(registries):
    registries.crossref("10.1155/2020/6518508", ZHOU_CROSSREF)
    registries.europe_pmc(ZHOU_EUROPE_PMC)
    found = look_up(Identifier("doi", "10.1155/2020/6518508"))
    assert (found.origin, found.csl["PMID"], found.csl["PMCID"]) == ("crossref", "32322279", "PMC7157802")


def test_a_record_by_doi_goes_without_the_other_identifiers_if_they_can_not_be_had(registries):
    registries.crossref("10.1155/2020/6518508", ZHOU_CROSSREF)
    registries.breaks("europepmc")
    assert "PMID" not in look_up(Identifier("doi", "10.1155/2020/6518508")).csl


def test_the_day_of_an_issue_is_not_made_up(found_with):
    issue = {
        "issue": "3",
        "yearOfPublication": 2021,
        "monthOfPublication": 3,
        "printPublicationDate": "2021-03-01",
        "journal": {"title": "Made-up journal"},
    }
    found = found_with(journalInfo=issue, electronicPublicationDate="2020-12-30")
    assert found.csl["issued"] == {"date-parts": [[2021, 3]]}


def test_a_group_of_authors_is_a_name_of_its_own(found_with):
    people = [
        {"fullName": "Doe J", "lastName": "Doe", "initials": "J"},
        {"collectiveName": "The Made-up Study Group"},
        {"fullName": "Anonymous"},
    ]
    assert found_with(authorList={"author": people}).csl["author"] == [
        {"family": "Doe", "given": "J"},
        {"literal": "The Made-up Study Group"},
        {"literal": "Anonymous"},
    ]


def test_markup_that_is_escaped_in_a_title_is_read(found_with):
    found = found_with(title="On &lt;i&gt;Gekko gecko&lt;/i&gt; &amp;amp; others.")
    assert found.csl["title"] == "On <i>Gekko gecko</i> & others"


def test_a_preprint_is_no_article_of_a_journal(registries):
    work = {
        "id": "PPR99001",
        "source": "PPR",
        "pmcid": MADE_UP.value,
        "doi": "10.5555/preprint",
        "title": "A made-up preprint",
        "bookOrReportDetails": {"publisher": "medRxiv", "yearOfPublication": 2023},
        "firstPublicationDate": "2023-05-06",
    }
    registries.europe_pmc(work)
    csl = look_up(MADE_UP).csl
    assert (csl["type"], csl["publisher"], csl["issued"]) == (
        "article",
        "medRxiv",
        {"date-parts": [[2023, 5, 6]]},
    )


@pytest.mark.parametrize(
    ("type_", "status"),
    [
        ("Retraction in", "retracted"),
        ("Expression of concern in", "concern"),
        ("Erratum in", "corrected"),
        ("Corrected and republished in", "corrected"),
        ("Retraction of", None),
        ("Erratum for", None),
        ("Comment in", None),
        ("Preprint of", None),
    ],
)
def test_only_what_is_said_about_the_article_counts(found_with, type_, status):
    relation = {
        "id": "99000002",
        "source": "MED",
        "reference": "J Made Up. 2021 Mar 4;5(1):2",
        "type": type_,
        "orderIn": 1,
    }
    found = found_with(commentCorrectionList={"commentCorrection": [relation]})
    assert integrity_of(found.notices) == status


def test_the_type_of_the_publication_says_that_it_is_retracted(found_with):
    found = found_with(pubTypeList={"pubType": ["Journal Article", "Retracted Publication"]})
    assert integrity_of(found.notices) == "retracted"


def test_a_search_that_finds_something_else_finds_nothing(registries):
    registries.europe_pmc(ZHOU_EUROPE_PMC)
    answer = registries.known["europepmc", "PMCID:PMC7157802"]
    registries.known["europepmc", "PMCID:PMC99000001"] = answer
    with pytest.raises(NotKnown):
        look_up(MADE_UP)
