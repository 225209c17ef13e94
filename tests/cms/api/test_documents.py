from datetime import UTC, datetime

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.delivery.build import build
from cms.models import ResearchSummaryPage
from cms.models.paths import SiteMap
from tests.builders import (
    CANARY,
    block,
    change,
    cite,
    make_index,
    make_reference,
    make_site,
    make_standard,
    make_summary,
    publish,
    root_of,
)

pytestmark = pytest.mark.django_db


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")


@pytest.fixture(scope="module")
def hidden(site):
    """A page of each kind that the public may not see."""
    expired = make_summary(CANARY)
    change(expired, expire_at=datetime(2020, 1, 1, tzinfo=UTC))
    private = make_summary(CANARY)
    restrict(private)
    section = make_index(CANARY)
    below = make_summary(CANARY, parent=section)
    restrict(section)
    elsewhere = make_standard(CANARY, parent=root_of(make_site("b.example.org")))
    return {
        "draft": make_summary(CANARY, live=False),
        "expired": expired,
        "private": private,
        "below a private one": below,
        "of another site": elsewhere,
        "of a type that is not delivered": publish(Page(title=CANARY, slug="plain"), root_of()),
    }


def test_a_page_is_served_as_the_document_that_a_build_makes(api, site):
    page = make_summary()
    sites = SiteMap.load()
    assert sites.default is not None
    built = build(
        ResearchSummaryPage.objects.get(pk=page.pk), site=sites.default, sites=sites, now=timezone.now()
    )
    assert api.get(f"/pages/{page.pk}/").content == built.model_dump_json().encode()


def test_the_text_of_a_document_is_not_escaped(api, site):
    assert "Zürich – 東京".encode() in api.get(f"/pages/{make_standard('Zürich – 東京').pk}/").content


def test_pages_that_are_not_public_are_all_missing_in_the_same_way(api, hidden):
    answers = {name: api.get(f"/pages/{page.pk}/") for name, page in hidden.items()}
    answers["unknown"] = api.get("/pages/999999/")
    assert {name: answer.status for name, answer in answers.items()} == dict.fromkeys(answers, 404)
    told = [{**answer.json, "instance": ""} for answer in answers.values()]
    assert all(each == told[0] for each in told)


def test_pages_that_are_not_public_have_no_references(api, hidden):
    for name, page in hidden.items():
        assert api.get(f"/pages/{page.pk}/references.json").status == 404, name


def test_a_document_of_another_site_is_served_there(api, site):
    page = make_standard(parent=root_of(make_site("c.example.org")))
    assert api.document(page, site="c.example.org")["url"] == f"http://c.example.org/{page.slug}/"


def test_references_come_as_csl_json(api, site):
    subject, listed = make_reference("subject2020"), make_reference("listed2020")
    first, second = make_reference("first2020", DOI="10.1000/xyz"), make_reference("second2020")
    quotes = [
        block("quote", {"text": "So it is.", "attribution": "", "citations": cite(reference)})
        for reference in (first, second)
    ]
    page = make_summary(body=quotes, subject_reference=subject, further_reading=[listed])
    items = api.get(f"/pages/{page.pk}/references.json").json
    assert [item["id"] for item in items] == ["first2020", "second2020", "subject2020", "listed2020"]
    assert items[0]["DOI"] == "10.1000/xyz"


def test_a_page_that_cites_nothing_has_an_empty_list_of_references(api, site):
    assert api.get(f"/pages/{make_standard().pk}/references.json").json == []


def test_a_page_is_given_as_markdown_to_who_asks_for_it(api, site):
    page = make_summary("Sleep and *memory*")
    by_header = api.get(f"/pages/{page.pk}/", headers={"Accept": "text/markdown"})
    by_address = api.get(f"/pages/{page.pk}.md")
    assert by_header.content == by_address.content
    assert by_header.content.decode().startswith(r"# Sleep and \*memory\*")
    assert by_header.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert "Accept" in by_header.headers["Vary"]


def test_markdown_and_json_of_a_page_have_entity_tags_of_their_own(api, site):
    page = make_summary()
    plain, markdown = api.get(f"/pages/{page.pk}/"), api.get(f"/pages/{page.pk}.md")
    assert plain.headers["ETag"] != markdown.headers["ETag"]
    known = {"If-None-Match": markdown.headers["ETag"]}
    assert api.get(f"/pages/{page.pk}.md", headers=known).status == 304
    assert api.get(f"/pages/{page.pk}/", headers=known).status == 200


def test_a_hidden_page_has_no_markdown(api, site, hidden):
    for page in hidden.values():
        assert api.get(f"/pages/{page.pk}.md").status == 404
