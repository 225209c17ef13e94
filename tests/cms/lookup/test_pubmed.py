"""PubMed's records. Those of made-up works have numbers that PubMed has not given out."""

import pytest

from cms.bibliography.csl import validate
from cms.bibliography.identifiers import Identifier
from cms.lookup import look_up
from tests.cms.lookup.works import ZHOU_PUBMED

ZHOU = Identifier("pmid", "32322279")
MADE_UP = Identifier("pmid", "99000001")


def article(
    inside="", *, title="A made-up work.", date="<Year>2020</Year>", attributes="", citation="", data=""
):
    """A PubmedArticle; `inside` are further elements of its Article."""
    return f"""
    <PubmedArticle>
      <MedlineCitation><PMID Version="1">99000001</PMID>
        <Article {attributes}>
          <Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue><Title>Made-up journal</Title></Journal>
          <ArticleTitle>{title}</ArticleTitle>{inside}
        </Article>{citation}
      </MedlineCitation>
      <PubmedData><ArticleIdList>{data}</ArticleIdList></PubmedData>
    </PubmedArticle>"""


@pytest.fixture
def csl_of(registries):
    """The record that comes of a made-up article."""

    def get(*args, **values):
        registries.pubmed(MADE_UP.value, article(*args, **values))
        csl = look_up(MADE_UP).csl
        assert validate(csl) == []
        return csl

    return get


def test_a_real_work_keeps_its_facts(registries):
    registries.pubmed(ZHOU.value, ZHOU_PUBMED)
    assert look_up(ZHOU).csl == {
        "type": "article-journal",
        "title": "Clinical Efficacy and Safety of Mesenchymal Stem Cells for Systemic Lupus Erythematosus",
        "author": [
            {"family": "Zhou", "given": "Tianbiao"},
            {"family": "Li", "given": "Hong-Yan"},
            {"family": "Liao", "given": "Chunling"},
            {"family": "Lin", "given": "Wenshan"},
            {"family": "Lin", "given": "Shujun"},
        ],
        "container-title": "Stem Cells International",
        "container-title-short": "Stem Cells Int",
        "issued": {"date-parts": [[2020, 4, 3]]},
        "volume": "2020",
        "page": "6518508",
        "ISSN": "1687-966X",
        "PMID": "32322279",
        "DOI": "10.1155/2020/6518508",
        "PMCID": "PMC7157802",
    }


def test_the_found_record_says_where_it_is_from(registries):
    registries.pubmed(ZHOU.value, ZHOU_PUBMED)
    found = look_up(ZHOU)
    assert (found.origin, found.url) == ("pubmed", "https://pubmed.ncbi.nlm.nih.gov/32322279/")


def test_the_markup_of_a_title_is_kept(csl_of):
    title = "The <i>Gekko gecko</i> and CO<sub>2</sub>: <b>p</b> &lt; 0.05 &amp; more."
    assert csl_of(title=title)["title"] == "The <i>Gekko gecko</i> and CO<sub>2</sub>: <b>p</b> < 0.05 & more"


def test_a_formula_in_a_title_becomes_text(csl_of):
    math = (
        '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>α</mml:mi><mml:mo>=</mml:mo>'
        "<mml:mn>1</mml:mn></mml:math>"
    )
    assert csl_of(title=f"On {math}.")["title"] == "On α=1"


def test_a_translated_title_loses_its_brackets(csl_of):
    csl = csl_of("<Language>ger</Language>", title="[A made-up work].")
    assert (csl["title"], csl["language"]) == ("A made-up work", "ger")


def test_the_original_of_a_translated_title_is_the_title(csl_of):
    csl = csl_of("<VernacularTitle>Ein erfundenes Werk.</VernacularTitle>", title="[A made-up work].")
    assert (csl["title"], csl["translated-title"]) == ("Ein erfundenes Werk", "A made-up work")


def test_a_group_of_authors_is_a_name_of_its_own(csl_of):
    people = """<AuthorList>
      <Author ValidYN="Y"><LastName>Doe</LastName><ForeName>Jane B</ForeName><Suffix>Jr</Suffix></Author>
      <Author ValidYN="N"><LastName>Dow</LastName></Author>
      <Author ValidYN="Y"><CollectiveName>The Made-up Study Group</CollectiveName></Author>
    </AuthorList>"""
    assert csl_of(people)["author"] == [
        {"family": "Doe", "given": "Jane B", "suffix": "Jr"},
        {"literal": "The Made-up Study Group"},
    ]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("<Year>2019</Year><Month>Apr</Month><Day>3</Day>", {"date-parts": [[2019, 4, 3]]}),
        ("<Year>2019</Year><Month>04</Month>", {"date-parts": [[2019, 4]]}),
        ("<Year>2019</Year>", {"date-parts": [[2019]]}),
        ("<Year>2019</Year><Season>Winter</Season>", {"date-parts": [[2019]], "season": 4}),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", {"date-parts": [[1998, 12]]}),
        ("<MedlineDate>2000 Spring</MedlineDate>", {"date-parts": [[2000]], "season": 1}),
        ("<MedlineDate>2010-2011</MedlineDate>", {"date-parts": [[2010]]}),
        ("<MedlineDate>unknown</MedlineDate>", None),
        ("", None),
    ],
)
def test_dates_of_issues_are_read(csl_of, date, expected):
    assert csl_of(date=date).get("issued") == expected


ONLINE = '<ArticleDate DateType="Electronic"><Year>2019</Year><Month>12</Month><Day>30</Day></ArticleDate>'


def test_the_date_of_the_issue_comes_before_that_of_going_online(csl_of):
    assert csl_of(ONLINE, attributes='PubModel="Print-Electronic"')["issued"] == {"date-parts": [[2020]]}


def test_an_article_in_a_collection_has_the_date_of_going_online(csl_of):
    csl = csl_of(ONLINE, attributes='PubModel="Electronic-eCollection"')
    assert csl["issued"] == {"date-parts": [[2019, 12, 30]]}


def test_an_article_number_stands_for_pages(csl_of):
    assert csl_of('<ELocationID EIdType="pii">e031234</ELocationID>')["page"] == "e031234"


def test_a_publishers_internal_number_is_no_page(csl_of):
    assert "page" not in csl_of('<ELocationID EIdType="pii">S0140-6736(20)30183-5</ELocationID>')


def test_first_and_last_page_become_a_range(csl_of):
    pages = "<Pagination><StartPage>217</StartPage><EndPage>264</EndPage></Pagination>"
    assert csl_of(pages)["page"] == "217-264"


def test_a_journal_is_called_as_it_is_printed(registries):
    registries.pubmed(MADE_UP.value, article().replace("Made-up journal", "Lancet (London, England)"))
    assert look_up(MADE_UP).csl["container-title"] == "Lancet"


def test_a_preprint_is_no_article_of_a_journal(csl_of):
    csl = csl_of("<PublicationTypeList><PublicationType>Preprint</PublicationType></PublicationTypeList>")
    assert (csl["type"], csl["genre"]) == ("article", "Preprint")


def test_a_chapter_of_a_book_names_the_book(registries):
    registries.pubmed(
        MADE_UP.value,
        """<PubmedBookArticle><BookDocument><PMID Version="1">99000001</PMID>
        <Book><Publisher><PublisherName>Made-up Press</PublisherName>
        <PublisherLocation>Nowhere</PublisherLocation></Publisher>
        <BookTitle book="x">A Made-up Book</BookTitle><PubDate><Year>2019</Year></PubDate>
        <AuthorList Type="editors"><Author><LastName>Roe</LastName></Author></AuthorList></Book>
        <ArticleTitle>A made-up chapter.</ArticleTitle>
        <AuthorList Type="authors"><Author><LastName>Doe</LastName></Author></AuthorList>
        </BookDocument></PubmedBookArticle>""",
    )
    assert look_up(MADE_UP).csl == {
        "type": "chapter",
        "title": "A made-up chapter",
        "author": [{"family": "Doe"}],
        "editor": [{"family": "Roe"}],
        "container-title": "A Made-up Book",
        "publisher": "Made-up Press",
        "publisher-place": "Nowhere",
        "issued": {"date-parts": [[2019]]},
        "PMID": "99000001",
    }


def test_an_article_of_pubmed_central_is_found_by_the_id_converter(registries):
    registries.converts("PMC7157802", pmid=32322279, doi="10.1155/2020/6518508")
    registries.pubmed(ZHOU.value, ZHOU_PUBMED)
    found = look_up(Identifier("pmcid", "PMC7157802"))
    assert (found.origin, found.csl["PMID"]) == ("pubmed", "32322279")


def test_another_article_than_was_asked_for_is_not_taken(registries):
    registries.pubmed(ZHOU.value, article())
    registries.europe_pmc({"id": "32322279", "source": "MED", "pmid": "32322279", "title": "From Europe PMC"})
    assert look_up(ZHOU).csl["title"] == "From Europe PMC"
