"""Crossref's records, as they are documented and as publishers deposit them."""

import pytest

from cms.bibliography.csl import validate
from cms.bibliography.identifiers import Identifier
from cms.lookup import look_up
from tests.cms.lookup.works import ZHOU_CROSSREF

ZHOU = Identifier("doi", "10.1155/2020/6518508")
MADE_UP = Identifier("doi", "10.5555/made.up")


@pytest.fixture
def csl_of(registries):
    """The record that comes of a made-up message."""

    def get(**message):
        registries.crossref(MADE_UP.value, message)
        csl = look_up(MADE_UP).csl
        assert validate(csl) == []
        return csl

    return get


def test_a_record_of_crossref_is_valid_csl(registries):
    registries.crossref(ZHOU.value, ZHOU_CROSSREF)
    assert validate(look_up(ZHOU).csl) == []


def test_a_real_work_keeps_its_facts(registries):
    registries.crossref(ZHOU.value, ZHOU_CROSSREF)
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
        "container-title-short": "Stem Cells International",
        "issued": {"date-parts": [[2020, 4, 3]]},
        "volume": "2020",
        "page": "6518508",
        "ISSN": "1687-966X",
        "DOI": "10.1155/2020/6518508",
    }


def test_the_found_record_says_where_it_is_from(registries):
    registries.crossref(ZHOU.value, ZHOU_CROSSREF)
    found = look_up(ZHOU)
    assert (found.origin, found.url) == ("crossref", "https://doi.org/10.1155/2020/6518508")


def test_the_date_of_the_issue_comes_before_that_of_going_online(csl_of):
    csl = csl_of(
        **{
            "published-print": {"date-parts": [[2021, 2]]},
            "published-online": {"date-parts": [[2020, 12, 24]]},
            "issued": {"date-parts": [[2020, 12, 24]]},
        }
    )
    assert csl["issued"] == {"date-parts": [[2021, 2]]}
    assert csl["available-date"] == {"date-parts": [[2020, 12, 24]]}


def test_the_issue_of_the_journal_may_have_the_date_that_the_article_lacks(csl_of):
    csl = csl_of(
        **{
            "journal-issue": {"issue": "3", "published-print": {"date-parts": [[2019, 3]]}},
            "issued": {"date-parts": [[2018, 11, 2]]},
        }
    )
    assert (csl["issued"], csl["issue"]) == ({"date-parts": [[2019, 3]]}, "3")


@pytest.mark.parametrize("parts", [[[None]], [[]], [], None, [[0]], [["soon"]], [[2020.5]], "2020", [[True]]])
def test_a_date_that_is_none_is_left_out(csl_of, parts):
    assert "issued" not in csl_of(issued={"date-parts": parts})


def test_of_an_impossible_date_the_possible_part_is_kept(csl_of):
    assert csl_of(issued={"date-parts": [[2020, 2, 31]]})["issued"] == {"date-parts": [[2020, 2]]}


def test_a_group_of_authors_is_a_name_of_its_own(csl_of):
    csl = csl_of(
        author=[
            {"name": "The Made-up Study Group", "sequence": "additional", "affiliation": []},
            {"given": "Jane", "family": "Doe", "sequence": "first", "affiliation": []},
        ]
    )
    assert csl["author"] == [{"family": "Doe", "given": "Jane"}, {"literal": "The Made-up Study Group"}]


def test_somebody_with_one_name_is_named_as_a_whole(csl_of):
    assert csl_of(author=[{"given": "Suharto", "sequence": "first"}])["author"] == [{"literal": "Suharto"}]


def test_an_author_without_any_name_is_left_out(csl_of):
    csl = csl_of(author=[{"affiliation": [], "sequence": "first"}, {"family": "Doe"}, None, "Roe"])
    assert csl["author"] == [{"family": "Doe"}]


def test_two_thousand_authors_are_kept(csl_of):
    people = [
        {"family": f"Author{number}", "given": "A.", "sequence": "additional"} for number in range(2000)
    ]
    assert len(csl_of(author=people)["author"]) == 2000


def test_of_more_authors_than_a_record_may_have_the_last_one_is_kept(csl_of):
    people = [{"family": f"Author{number}"} for number in range(6000)]
    names = csl_of(author=people)["author"]
    assert (len(names), names[-1]) == (5000, {"family": "Author5999"})


def test_the_number_of_an_article_stands_for_its_pages(csl_of):
    assert csl_of(**{"article-number": "e031234"})["page"] == "e031234"


def test_a_subtitle_belongs_to_the_title(csl_of):
    assert csl_of(title=["Made up"], subtitle=["a trial"])["title"] == "Made up: a trial"


def test_a_subtitle_that_the_title_has_already_is_not_repeated(csl_of):
    assert csl_of(title=["Made up: a trial"], subtitle=["A trial"])["title"] == "Made up: a trial"


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        ("journal-article", "article-journal"),
        ("book-chapter", "chapter"),
        ("monograph", "book"),
        ("proceedings-article", "paper-conference"),
        ("dissertation", "thesis"),
        ("report", "report"),
        ("dataset", "dataset"),
        ("peer-review", "review"),
        ("component", "document"),
        ("something-new", "document"),
    ],
)
def test_types_become_those_of_csl(csl_of, type_, expected):
    assert csl_of(type=type_)["type"] == expected


def test_a_preprint_is_an_article_of_its_server(csl_of):
    csl = csl_of(
        type="posted-content",
        subtype="preprint",
        institution=[{"name": "medRxiv"}],
        publisher="openRxiv",
        posted={"date-parts": [[2023, 5, 6]]},
    )
    assert csl["type"] == "article"
    assert (csl["genre"], csl["publisher"]) == ("Preprint", "medRxiv")
    assert csl["issued"] == {"date-parts": [[2023, 5, 6]]}


def test_a_language_is_named_unless_it_is_english(csl_of):
    assert csl_of(language="de")["language"] == "de"


def test_a_book_has_a_publisher_and_a_place(csl_of):
    csl = csl_of(**{"type": "book", "publisher": "Made-up Press", "publisher-location": "Nowhere"})
    assert (csl["publisher"], csl["publisher-place"]) == ("Made-up Press", "Nowhere")


def test_a_chapter_names_its_book_and_the_series_of_that(csl_of):
    csl = csl_of(
        **{"type": "book-chapter", "container-title": ["Made-up Notes in Science", "A Made-up Book"]}
    )
    assert csl["container-title"] == "A Made-up Book"
    assert csl["collection-title"] == "Made-up Notes in Science"


def test_fields_of_an_unexpected_shape_are_left_out(csl_of):
    csl = csl_of(author={"family": "Doe"}, volume=["12"], page=None, publisher={"name": "x"}, ISSN="1234")
    assert csl == {"type": "article-journal", "title": "A made-up work", "DOI": "10.5555/made.up"}


def test_a_control_character_is_no_part_of_a_title(csl_of):
    assert csl_of(title=["A\x00 made-up\x1b\n work"])["title"] == "A made-up work"


def test_a_doi_with_reserved_characters_is_asked_for_as_a_whole(registries):
    doi = "10.5555/(sici)1097-4679(199911)55:11<1331::aid-jclp2>3.0.co;2-d"
    registries.crossref(doi)
    assert look_up(Identifier("doi", doi)).csl["DOI"] == doi
