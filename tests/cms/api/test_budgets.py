"""How many queries an answer may cost: never more for more content."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.delivery.build import build_whole
from cms.delivery.cards import build_cards
from cms.delivery.pages import specific_pages
from cms.models import PageDocument
from cms.models.paths import SiteMap
from tests.builders import (
    block,
    cite,
    make_image,
    make_panel,
    make_person,
    make_reference,
    make_standard,
    make_summary,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def queries(action):
    """The number of queries of an action that has been done before: what is made once is not counted."""
    action()
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


@pytest.fixture(scope="module")
def pages(site):
    """Twenty pages that have everything a card shows, on topics of their own, all about one reference."""
    image, reference = make_image(size=(60, 30)), make_reference()
    return [
        make_summary(
            topics=[make_topic(f"Topic {number}")],
            image=image,
            authors=[make_person()],
            subject_reference=reference,
            further_reading=[make_reference()],
            body=[study()],
        )
        for number in range(20)
    ]


def cost_of_building(page):
    sites, now = SiteMap.load(), timezone.now()
    found = specific_pages([(page.pk, "cms", "researchsummarypage")])[0]
    assert sites.default is not None
    return queries(lambda: build_whole(found, site=sites.default, sites=sites, now=now))


def study():
    return block("study", {"design": "cohort", "outcomes": [], "groups": [], "citations": []})


def cost_of_cards(pages):
    sites, now = SiteMap.load(), timezone.now()
    assert sites.default is not None
    rows = [(page.pk, "cms", "researchsummarypage") for page in pages]
    return queries(lambda: build_cards(specific_pages(rows), site=sites.default, sites=sites, now=now))


@pytest.mark.parametrize("count", [1, 20])
def test_a_warm_list_takes_one_query(api, pages, count):
    listing = {"ids": [page.pk for page in pages[:count]]}
    assert queries(lambda: api.get("/pages/", **listing)) == 1


def test_topics_are_looked_up_and_a_count_and_all_facets_take_one_query_more(api, pages):
    listing = {"topic": ["topic-0", "topic-1"], "type": "research_summary", "locale": "en"}
    assert queries(lambda: api.get("/pages/", **listing)) == 2
    assert queries(lambda: api.get("/pages/", **listing, count="exact")) == 3
    assert queries(lambda: api.get("/pages/", **listing, facets="topic,year,type,study_design")) == 3
    assert queries(lambda: api.get("/pages/", **listing, count="exact", facets="topic,year")) == 3


def test_a_list_of_stale_cards_takes_as_many_queries_for_twenty_as_for_one(api, pages):
    def cost(count):
        api.get("/pages/", ids=[page.pk for page in pages])  # renditions are made once
        PageDocument.objects.update(card_stale=True)
        with CaptureQueriesContext(connection) as captured:
            api.get("/pages/", ids=[page.pk for page in pages[:count]])
        return len(captured)

    assert cost(1) == cost(20)


def test_the_cards_of_twenty_pages_take_as_many_queries_as_that_of_one(pages):
    assert cost_of_cards(pages) == cost_of_cards(pages[:1])


@pytest.mark.parametrize("count", [1, 12])
def test_a_document_takes_one_query_and_at_most_twelve_to_build(api, site, settings, count):
    settings.CMS_REPEATED_PANELS = "drop"
    image, panel, target = (
        make_image(size=(60, 30)),
        make_panel(image=make_image(size=(60, 30))),
        make_standard(),
    )
    references = [make_reference() for _ in range(count)]
    body = [
        raw
        for reference in references
        for raw in (
            block("paragraph", f'<p>See <a linktype="page" id="{target.pk}">this</a>.</p>'),
            block("quote", {"text": "So.", "attribution": "", "citations": cite(reference)}),
            block(
                "figure",
                {
                    "image": {"image": image.pk, "decorative": False, "alt_text": "A bed"},
                    "caption": "",
                    "credit": "",
                    "citations": [],
                },
            ),
            block("call_to_action", {"call_to_action": panel.pk}),
            study(),
        )
    ]
    page = make_summary(
        body=body,
        image=image,
        topics=[make_topic("Lupus")],
        authors=[make_person(photo=image)],
        reviewed_by=make_person("Rita Reviewer"),
        further_reading=references[:1],
    )
    assert cost_of_building(page) <= 12
    assert queries(lambda: api.document(page)) == 1
    assert queries(lambda: api.get("/resolve/", path=f"/{page.slug}/")) == 1
    for extension in ("json", "bib", "ris"):
        assert queries(lambda: api.get(f"/pages/{page.pk}/references.{extension}")) == 1  # noqa: B023


@pytest.mark.parametrize("count", [1, 20])
def test_a_list_of_references_takes_three_queries(api, pages, count):
    """The site, the page of keys, the records."""
    assert queries(lambda: api.get("/references/", limit=count)) == 3


def test_a_reference_takes_four_queries(api, pages):
    """The site, the record, the cards of the pages that cite it, their number."""
    key = pages[0].subject_reference.key
    assert queries(lambda: api.get(f"/references/{key}/")) == 4


@pytest.mark.parametrize("extension", ["json", "bib", "ris"])
def test_a_record_takes_two_queries(api, pages, extension):
    """The site, the record."""
    key = pages[0].subject_reference.key
    assert queries(lambda: api.get(f"/references/{key}.{extension}")) == 2


def test_twenty_topics_take_four_queries(api, pages):
    """The site, its languages, the counts, the topics."""
    assert queries(lambda: api.get("/topics/")) == 4


def test_a_call_to_action_takes_at_most_twelve_queries(api, site):
    make_panel("newsletter", image=make_image(size=(60, 30)))
    assert queries(lambda: api.get("/calls-to-action/newsletter/")) <= 12


def test_the_cheap_answers_are_cheap(api, site):
    assert queries(lambda: api.get("/")) == 5
    assert queries(lambda: api.get("/openapi.json")) == 0
    assert queries(lambda: api.get("/docs/")) == 0
    assert queries(lambda: api.get("/nothing/")) == 0
    assert queries(lambda: api.get("/pages/", limit=0)) == 0


def test_a_page_far_down_the_list_costs_what_the_first_one_does(api, pages):
    listing = {"limit": 3, "type": "research_summary"}
    cursor = api.get("/pages/", **listing).json["next"]
    assert queries(lambda: api.get("/pages/", **listing)) == queries(
        lambda: api.get("/pages/", **listing, cursor=cursor)
    )
