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
    make_locale,
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


def test_pages_that_are_not_public_are_not_found_by_their_path(api, hidden):
    for name, page in hidden.items():
        path = f"/{page.url_path.split('/', 2)[2]}"
        answer = api.get("/resolve/", path=path)
        assert answer.status == 404, name
        assert CANARY.encode() not in answer.content


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


@pytest.mark.parametrize("spelling", ["/about/", "/about", "/about//"])
def test_a_path_is_resolved_to_its_document(api, site, spelling):
    page = make_standard(slug="about")
    answer = api.get("/resolve/", path=spelling).json
    assert answer["kind"] == "page"
    assert answer["page"] == api.document(page)


def test_the_root_path_is_the_home_page(api, site):
    assert api.get("/resolve/", path="/").json["page"]["id"] == site.root_page_id


def test_the_prefix_of_a_path_chooses_the_language(api, site):
    spanish = root_of().copy_for_translation(make_locale("es"))
    spanish.save_revision().publish()
    assert api.get("/resolve/", path="/es/").json["page"]["id"] == spanish.pk


def test_a_path_without_prefix_can_be_resolved_in_a_language(api, site):
    spanish = root_of().copy_for_translation(make_locale("es"))
    spanish.save_revision().publish()
    assert api.get("/resolve/", path="/", locale="es").json["page"]["locale"] == "es"


def test_a_language_that_the_site_has_not_leads_nowhere(api, site):
    assert api.get("/resolve/", path="/", locale="fr").status == 404


def test_a_path_is_required(api, site):
    answer = api.get("/resolve/")
    assert (answer.status, answer.errors) == (400, [("path", "missing")])


@pytest.mark.parametrize("path", ["", "about/", "https://example.org/about/", "x" * 10, "/" + "x" * 2000])
def test_what_is_no_path_is_refused(api, site, path):
    answer = api.get("/resolve/", path=path)
    assert (answer.status, answer.errors) == (400, [("path", "invalid")])


@pytest.mark.parametrize(
    "path", ["/nothing/", "/..", "/about/?x=1", "/%2e%2e/", "/\u0660/", "/" + "x" * 1999]
)
def test_a_path_that_leads_nowhere_is_missing(api, site, path):
    assert api.get("/resolve/", path=path).status == 404
