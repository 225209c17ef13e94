from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import Page, PageViewRestriction

from tests.builders import (
    block,
    change,
    make_image,
    make_index,
    make_locale,
    make_person,
    make_site,
    make_standard,
    make_summary,
    make_topic,
    publish,
    root_of,
)

pytestmark = pytest.mark.django_db

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


def titles(answer):
    return [item["title"] for item in answer.json["items"]]


def test_a_list_has_the_cards_of_public_pages(api, site):
    study = block("study", {"design": "cohort", "outcomes": [], "groups": [], "citations": []})
    page = make_summary(
        "Sleep and pain",
        topics=[make_topic("Pain")],
        authors=[make_person("Ada Example")],
        image=make_image(),
        image_alt="A bed",
        body=[study],
        at=DAY,
        last_reviewed=DAY.date(),
    )
    card = api.get("/pages/", type="research_summary").json["items"][0]
    assert card["id"] == page.pk
    assert card["path"] == f"/{page.slug}/"
    assert card["url"] == f"http://localhost/{page.slug}/"
    assert card["title"] == "Sleep and pain"
    assert card["standfirst"] == "What was found, and how sure it is."
    assert card["published_at"] == "2026-03-01T12:00:00Z"
    assert card["last_reviewed"] == "2026-03-01"
    assert card["authors"] == ["Ada Example"]
    assert card["topics"] == [{"slug": "pain", "title": "Pain"}]
    assert card["image"]["alt"] == "A bed"
    assert card["study_design"] == "cohort"


def test_the_newest_page_comes_first(api, site):
    old, new = make_summary(at=DAY), make_summary(at=DAY + timedelta(days=1))
    assert api.ids(type="research_summary") == [new.pk, old.pk]


def test_a_draft_is_not_listed(api, site):
    make_summary(live=False)
    assert api.ids(type="research_summary") == []


def test_an_expired_page_is_not_listed(api, site):
    page = make_summary()
    change(page, expire_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert api.ids(type="research_summary") == []


def test_a_page_below_a_restricted_one_is_not_listed(api, site):
    section = make_index()
    make_summary(parent=section)
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert api.ids(type=["research_summary", "research_index"]) == []


def test_a_page_of_another_type_of_wagtail_is_not_listed(api, site):
    publish(Page(title="Plain", slug="plain"), root_of())
    assert titles(api.get("/pages/")) == ["Home"]


def test_a_page_outside_the_tree_of_its_language_is_not_counted(api, site):
    page = make_standard()
    change(page, locale=make_locale("es"))
    assert api.get("/pages/", type="standard_page", count="exact").json["count"] == 1


def test_type_chooses_pages(api, site):
    make_summary()
    section = make_index()
    assert api.ids(type="research_index") == [section.pk]


@pytest.mark.parametrize(
    "query", ["type=research_index&type=research_summary", "type=research_index,research_summary"]
)
def test_several_types_are_repeated_or_separated_by_commas(api, site, query):
    section, page = make_index(at=DAY), make_summary(at=DAY + timedelta(days=1))
    assert api.ids(f"/pages/?{query}") == [page.pk, section.pk]


def test_topic_chooses_pages(api, site):
    lupus, pain = make_topic("Lupus"), make_topic("Pain")
    make_summary(topics=[pain])
    page = make_summary(topics=[lupus, pain])
    assert api.ids(topic="lupus") == [page.pk]


def test_a_page_on_two_of_the_topics_is_listed_once(api, site):
    page = make_summary(topics=[make_topic("Lupus"), make_topic("Pain")])
    assert api.ids(topic=["lupus", "pain"]) == [page.pk]


def test_a_topic_that_nobody_knows_chooses_nothing(api, site):
    make_summary()
    assert api.ids(topic="nothing") == []


def test_ids_choose_pages(api, site):
    first, _, third = (make_summary(at=DAY + timedelta(days=n)) for n in range(3))
    assert api.ids(ids=[first.pk, third.pk, 999_999]) == [third.pk, first.pk]


def test_ids_do_not_uncover_a_draft(api, site):
    assert api.ids(ids=make_summary(live=False).pk) == []


def test_locale_chooses_pages(api, site):
    spanish = root_of().copy_for_translation(make_locale("es"))
    publish_translation(spanish)
    assert api.ids(locale="es") == [spanish.pk]


def test_filters_are_combined(api, site):
    lupus = make_topic("Lupus")
    page, other = make_summary(topics=[lupus]), make_summary(topics=[lupus])
    assert api.ids(topic="lupus", ids=page.pk, type="research_summary", locale="en") == [page.pk]
    assert other.pk in api.ids(topic="lupus")


def test_the_count_is_given_when_it_is_asked_for(api, site):
    for _ in range(3):
        make_summary()
    answer = api.get("/pages/", type="research_summary", count="exact", limit=1).json
    assert answer["count"] == 3


def test_the_count_is_null_when_it_is_not_asked_for(api, site):
    assert api.get("/pages/").json["count"] is None


def test_a_list_is_of_one_site(api, site):
    other = make_site("b.example.org")
    page = make_standard("Elsewhere", parent=root_of(other))
    assert page.pk not in api.ids()
    assert page.pk in api.ids(site="b.example.org")


def publish_translation(page):
    page.save_revision().publish()
    page.refresh_from_db()
