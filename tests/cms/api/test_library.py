from datetime import UTC, datetime

import pytest

from cms.models import CallToAction
from tests.builders import (
    block,
    make_image,
    make_locale,
    make_panel,
    make_site,
    make_standard,
    make_summary,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def counts(answer):
    return {item["slug"]: item["count"] for item in answer.json["items"]}


def test_topics_come_with_the_number_of_their_pages(api, site):
    lupus, pain = make_topic("Lupus"), make_topic("Pain")
    make_summary(topics=[lupus, pain])
    make_summary(topics=[pain])
    assert counts(api.get("/topics/")) == {"lupus": 1, "pain": 2}


def test_topics_are_sorted_by_title(api, site):
    make_summary(topics=[make_topic(title) for title in ("Sleep", "Diet", "Pain")])
    assert list(counts(api.get("/topics/"))) == ["diet", "pain", "sleep"]


def test_hidden_pages_do_not_count(api, site):
    lupus = make_topic("Lupus")
    make_summary(topics=[lupus])
    make_summary(topics=[lupus], live=False)
    make_summary(topics=[lupus]).unpublish()
    assert counts(api.get("/topics/")) == {"lupus": 1}


def test_a_topic_without_public_pages_is_missing(api, site):
    make_summary(topics=[make_topic("Secret")], live=False)
    assert counts(api.get("/topics/")) == {}
    assert api.get("/topics/secret/").status == 404


def test_pages_of_another_site_do_not_count(api, site):
    make_summary(topics=[make_topic("Lupus")])
    make_site("b.example.org")
    assert counts(api.get("/topics/", site="b.example.org")) == {}


def test_a_topic_has_its_description(api, site):
    make_summary(topics=[make_topic("Lupus", description="An autoimmune disease.")])
    assert api.get("/topics/lupus/").json == {
        "slug": "lupus",
        "title": "Lupus",
        "description": "An autoimmune disease.",
        "locale": "en",
        "count": 1,
    }


def test_a_topic_without_description_says_so(api, site):
    make_summary(topics=[make_topic("Lupus")])
    assert api.get("/topics/lupus/").json["description"] is None


def test_topics_are_of_one_language(api, site):
    spanish = make_topic("Dolor", locale=make_locale("es"))
    make_summary(topics=[make_topic("Pain"), spanish])
    assert counts(api.get("/topics/", locale="es")) == {"dolor": 1}
    assert api.get("/topics/dolor/", locale="es").json["locale"] == "es"
    assert api.get("/topics/dolor/").status == 404


def test_a_panel_is_served_by_its_slug(api, site):
    make_panel("newsletter", disclosure="We sell it.")
    panel = api.get("/calls-to-action/newsletter/").json
    assert panel["kind"] == "newsletter"
    assert panel["form"]["success_message"] == "Thank you."
    assert panel["disclosure"] == "We sell it."


def test_a_panel_has_its_link_and_image(api, site):
    page = make_standard("More", slug="more")
    link = block(
        "link", {"text": "More", "page": page.pk, "document": None, "url": "", "email": "", "description": ""}
    )
    make_panel("more", kind="link", link=[link], image=make_image())
    panel = api.get("/calls-to-action/more/").json
    assert panel["link"]["target"]["path"] == "/more/"
    assert panel["image"]["src"].startswith("http://testserver/media/")


def test_a_panel_in_a_document_is_the_same_as_by_itself(api, site):
    panel = make_panel()
    page = make_standard(body=[block("call_to_action", {"call_to_action": panel.pk})])
    assert api.document(page)["body"][0]["value"] == api.get("/calls-to-action/newsletter/").json


def test_an_unpublished_panel_is_missing(api, site):
    make_panel("secret", live=False)
    assert api.get("/calls-to-action/secret/").status == 404


def test_an_expired_panel_is_missing(api, site):
    panel = make_panel("old")
    CallToAction.objects.filter(pk=panel.pk).update(expire_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert api.get("/calls-to-action/old/").status == 404


def test_the_draft_of_a_published_panel_is_not_public(api, site):
    panel = make_panel("newsletter", heading="Now")
    panel.heading = "Later"
    panel.save_revision()
    assert api.get("/calls-to-action/newsletter/").json["heading"] == "Now"


def test_a_panel_is_served_in_the_language_that_is_asked_for(api, site):
    make_panel("newsletter", heading="Stay informed")
    make_panel("newsletter", heading="Manténgase informado", locale=make_locale("es"))
    assert api.get("/calls-to-action/newsletter/").json["heading"] == "Stay informed"
    assert api.get("/calls-to-action/newsletter/", locale="es").json["heading"] == "Manténgase informado"
    assert api.get("/calls-to-action/newsletter/", locale="fr").status == 404
