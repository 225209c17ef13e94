"""Structured data of pages: what it says, on which node, and that every term is one of schema.org's."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.builders import (
    block,
    change,
    cite,
    make_image,
    make_index,
    make_person,
    make_reference,
    make_standard,
    make_summary,
    make_topic,
)
from tests.cms.delivery.seo.profiles import give_profile
from tests.schema_org import nodes_in, problems_of

ORCID = "0000-0002-1825-0097"


@pytest.fixture
def full(home) -> Any:
    """A summary that says all that can be said."""
    subject = make_reference(
        "subject",
        title="Effects of <i>something</i>",
        DOI="10.5555/subject",
        PMID="12345678",
        volume="12",
        issue="3",
        page="100-109",
        ISSN="1234-5679",
        issued={"date-parts": [[2020, 4]]},
    )
    cited = make_reference("cited", type="book", title="A book", publisher="A press")
    return make_summary(
        "A summary",
        parent=make_index(parent=home),
        slug="full",
        subject_reference=subject,
        body=[block("quote", {"text": "So it is.", "attribution": "", "citations": cite(cited)})],
        authors=[
            make_person(
                "Ada Example", credentials="MD", job_title="Writer", orcid=ORCID, url="https://ada.example/"
            )
        ],
        reviewed_by=make_person("Bea Example", credentials="PhD"),
        last_reviewed=date(2026, 11, 1),
        topics=[make_topic("Lupus")],
        image=make_image("Stairs"),
        image_alt="Stairs",
        search_description="What was found.",
        at=datetime(2026, 3, 1, 12, tzinfo=UTC),
    )


def told(document: Any, page: Any) -> Any:
    return document(page)["seo"]["json_ld"]


def test_a_summary_is_a_medical_page(full, site, document) -> None:
    give_profile(site, organisation="Institute", logo=make_image("Logo"))
    found = told(document, full)
    url = document(full)["url"]
    assert problems_of(found) == []
    assert found["@context"] == "https://schema.org"
    assert (found["@type"], found["@id"], found["url"]) == ("MedicalWebPage", url, url)
    assert (found["name"], found["headline"], found["inLanguage"]) == ("A summary", "A summary", "en")
    assert (found["datePublished"], found["dateModified"]) == ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z")
    assert (found["lastReviewed"], found["description"]) == ("2026-11-01", "What was found.")
    assert (found["reviewedBy"]["name"], found["reviewedBy"]["honorificSuffix"]) == ("Bea Example", "PhD")
    assert found["about"] == [{"@type": "Thing", "name": "Lupus"}]
    assert found["publisher"]["name"] == "Institute"
    assert found["publisher"]["logo"]["contentUrl"].startswith("http")
    assert found["image"]["width"]["unitCode"] == "E37"


def test_an_author_is_known_by_the_orcid(full, document) -> None:
    (author,) = told(document, full)["author"]
    assert author == {
        "@type": "Person",
        "@id": f"https://orcid.org/{ORCID}",
        "name": "Ada Example",
        "honorificSuffix": "MD",
        "jobTitle": "Writer",
        "url": "https://ada.example/",
        "identifier": {"@type": "PropertyValue", "propertyID": "ORCID", "value": ORCID},
        "sameAs": f"https://orcid.org/{ORCID}",
    }


def test_the_publication_that_is_summarised_is_what_the_page_is_based_on(full, document) -> None:
    found = told(document, full)
    based = found["isBasedOn"]
    assert (based["@type"], based["name"], based["datePublished"]) == (
        "MedicalScholarlyArticle",
        "Effects of something",
        "2020-04",
    )
    assert based["sameAs"] == [
        "https://doi.org/10.5555/subject",
        "https://pubmed.ncbi.nlm.nih.gov/12345678/",
    ]
    assert [(each["propertyID"], each["value"]) for each in based["identifier"]] == [
        ("doi", "10.5555/subject"),
        ("pmid", "12345678"),
    ]
    issue = based["isPartOf"]
    volume = issue["isPartOf"]
    journal = volume["isPartOf"]
    assert (issue["issueNumber"], volume["volumeNumber"], journal["name"]) == (
        "3",
        "12",
        "Journal of Studies",
    )
    assert (journal["issn"], based["pagination"]) == (["1234-5679"], "100-109")
    assert [(each["@type"], each["name"]) for each in found["citation"]] == [("Book", "A book")]


def test_the_page_itself_never_has_the_identifiers_of_the_publication(full, document) -> None:
    seo = document(full)["seo"]
    assert not {"identifier", "sameAs"} & seo["json_ld"].keys()
    assert not [each for each in seo["meta"] if each["name"] in ("citation_doi", "citation_pmid")]


def test_as_an_article_it_is_two_nodes_and_the_review_is_the_page_s(full, document, settings) -> None:
    settings.CMS_JSON_LD_TYPE = {"research_summary": "Article"}
    found = told(document, full)
    assert problems_of(found) == []
    page, article = found["@graph"]
    assert (page["@type"], article["@type"]) == ("WebPage", "Article")
    assert (page["lastReviewed"], page["reviewedBy"]["name"]) == ("2026-11-01", "Bea Example")
    assert not {"lastReviewed", "reviewedBy", "breadcrumb"} & article.keys()
    assert article["mainEntityOfPage"] == {"@id": page["@id"]}
    assert page["mainEntity"] == {"@id": article["@id"]}
    assert article["isBasedOn"]["name"] == "Effects of something"


def test_the_way_to_the_page_begins_with_the_page_above(full, document) -> None:
    places = told(document, full)["breadcrumb"]["itemListElement"]
    assert [(each["position"], each["name"]) for each in places] == [(1, "Research"), (2, "A summary")]


def test_other_pages_are_what_their_type_is(home, document) -> None:
    index = make_index(parent=home)
    assert told(document, index)["@type"] == "CollectionPage"
    page = told(document, make_standard(parent=home))
    assert page["@type"] == "WebPage"
    assert not {"author", "headline", "citation", "isBasedOn", "reviewedBy"} & page.keys()
    assert problems_of(page) == []


def test_a_retraction_is_not_passed_over(full, document) -> None:
    change(full.subject_reference, integrity="retracted", notices=[{"kind": "retraction"}])
    assert told(document, full)["isBasedOn"]["creativeWorkStatus"] == "Retracted"


def test_what_nobody_has_said_is_left_out(home, document) -> None:
    found = told(document, make_summary(parent=home, authors=[make_person()]))
    assert problems_of(found) == []
    assert not {"reviewedBy", "lastReviewed", "image", "about"} & found.keys()
    assert [node for node in nodes_in(found) if "" in node.values() or None in node.values()] == []


@pytest.mark.parametrize(
    "word", ["</script><script>alert(1)</script>", '"quoted" & <b>bold</b>', "\u2028 line"]
)
def test_words_come_as_they_are(word, home, document) -> None:
    """To escape them is for who writes them into HTML; in JSON they are plain text."""
    found = document(make_summary(word, parent=home))["seo"]
    assert found["json_ld"]["name"] == word
    assert json.loads(json.dumps(found["json_ld"])) == found["json_ld"]


@pytest.mark.parametrize(
    ("named", "wrong"),
    [({"research_summary": "Recipe"}, "Recipe"), ({"opera": "Article"}, "opera")],
)
def test_a_setting_that_means_nothing_is_refused(settings, named, wrong) -> None:
    from django.core.checks import run_checks

    settings.CMS_JSON_LD_TYPE = named
    (found,) = [each for each in run_checks() if each.id == "cms.E006"]
    assert f"“{wrong}”" in found.msg
