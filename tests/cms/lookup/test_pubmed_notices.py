"""What PubMed's records say has become of an article. All of these are made up."""

import pytest

from cms.bibliography.identifiers import Identifier
from cms.lookup import Notice, look_up
from cms.lookup.notices import integrity_of
from cms.lookup.pubmed_notices import cited_date
from tests.cms.lookup.test_pubmed import article

WORK = Identifier("pmid", "99000001")
RETRACTED = (
    "<PublicationTypeList><PublicationType>Retracted Publication</PublicationType></PublicationTypeList>"
)


def relation(type_, source="J Made Up. 2021 Mar 4;5(1):2. doi: 10.5555/notice.", pmid="99000002"):
    """A CommentsCorrectionsList with one entry."""
    return f"""<CommentsCorrectionsList><CommentsCorrections RefType="{type_}">
    <RefSource>{source}</RefSource><PMID Version="1">{pmid}</PMID></CommentsCorrections></CommentsCorrectionsList>"""


@pytest.fixture
def found_with(registries):
    """What is found for an article with these elements."""

    def get(inside="", citation=""):
        registries.pubmed(WORK.value, article(inside, citation=citation))
        return look_up(WORK)

    return get


def test_a_retraction_has_what_its_citation_says(found_with):
    assert found_with(citation=relation("RetractionIn")).notices == (
        Notice(
            kind="retraction",
            date="2021-03-04",
            doi="10.5555/notice",
            url="https://doi.org/10.5555/notice",
            source=("pubmed",),
            label="Retraction",
        ),
    )


def test_a_notice_without_a_doi_is_linked_in_pubmed(found_with):
    found = found_with(citation=relation("ErratumIn", "J Made Up. 2021 Mar;5(1):2"))
    assert [(one.date, one.doi, one.url) for one in found.notices] == [
        ("2021-03", None, "https://pubmed.ncbi.nlm.nih.gov/99000002/")
    ]


def test_the_type_of_the_publication_alone_says_that_it_is_retracted(found_with):
    assert [one.kind for one in found_with(RETRACTED).notices] == ["retraction"]


def test_type_and_relation_speak_of_one_retraction(found_with):
    found = found_with(RETRACTED, relation("RetractionIn"))
    assert [one.doi for one in found.notices] == ["10.5555/notice"]


@pytest.mark.parametrize(
    ("type_", "status"),
    [
        ("RetractionIn", "retracted"),
        ("RetractedandRepublishedIn", "retracted"),
        ("PartialRetractionIn", "concern"),
        ("ExpressionOfConcernIn", "concern"),
        ("ErratumIn", "corrected"),
        ("CorrectedandRepublishedIn", "corrected"),
        ("RetractionOf", None),
        ("ErratumFor", None),
        ("ExpressionOfConcernFor", None),
        ("CommentIn", None),
        ("UpdateIn", None),
        ("Cites", None),
    ],
)
def test_only_what_is_said_about_the_article_counts(found_with, type_, status):
    assert integrity_of(found_with(citation=relation(type_)).notices) == status


def test_a_notice_that_is_looked_up_is_not_itself_retracted(found_with):
    kind = RETRACTED.replace("Retracted Publication", "Retraction of Publication")
    assert found_with(kind, relation("RetractionOf")).notices == ()


def test_an_article_without_notices_says_that_there_are_none(found_with):
    found = found_with()
    assert (found.notices, found.reports_notices) == ((), True)


@pytest.mark.parametrize(
    ("citation", "date"),
    [
        ("Lancet. 2010 Feb 6;375(9713):445.", "2010-02-06"),
        ("J Made Up. 1998 Dec;12(3):2000-5", "1998-12"),
        ("J Made Up. 2005;331(7513):392", "2005"),
        ("PLoS Made Up. 2019 Feb 31;1(1)", "2019-02"),
        ("J Made Up 2000", "2000"),
        ("in press", None),
        ("", None),
    ],
)
def test_the_date_of_a_notice_is_that_in_its_citation(citation, date):
    assert cited_date(citation) == date
