"""A topic, a person, a source, a panel or a file changes: the next answer of every page that uses it has it."""

import pytest
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import CallToAction, PageDocument
from tests.builders import (
    block,
    change,
    make_document,
    make_image,
    make_panel,
    make_person,
    make_reference,
    make_standard,
    make_summary,
    make_topic,
)
from tests.cms.delivery.changes.watched import Watched

pytestmark = pytest.mark.django_db


def test_the_topics_of_a_page(site, api):
    page = make_summary(topics=[make_topic("Lupus")])
    watched = Watched(api, page)
    page.topics.add(make_topic("Gout"))
    page.save()
    assert [topic["slug"] for topic in watched.changed()["topics"]] == ["gout", "lupus"]
    assert api.ids(topic="gout") == [page.pk]


def test_a_topic_is_renamed(site, api):
    topic = make_topic("Lupus")
    watched = Watched(api, make_summary(topics=[topic]))
    change(topic, title="SLE")
    assert watched.changed()["topics"][0]["title"] == "SLE"
    assert api.get("/pages/", topic="lupus").json["items"][0]["topics"][0]["title"] == "SLE"


def test_an_author_and_the_photo_of_an_author(site, api):
    person = make_person("Before")
    page = make_summary(authors=[person])
    watched = Watched(api, page)
    change(person, name="After")
    assert watched.changed()["authors"][0]["name"] == "After"
    assert api.get("/pages/", ids=page.pk).json["items"][0]["authors"] == ["After"]


def test_a_reference_is_corrected(site, api):
    reference = make_reference(title="Before")
    watched = Watched(api, make_summary(subject_reference=reference))
    change(reference, csl={**reference.csl, "title": "After"})
    assert watched.changed()["further_reading"][0]["csl"]["title"] == "After"


def test_a_panel_is_edited_published_and_unpublished(site, api):
    panel = make_panel("panel", heading="Before")
    page = make_standard(body=[block("call_to_action", {"call_to_action": panel.pk})])
    watched = Watched(api, page)
    panel.heading = "After"
    panel.save_revision()
    assert watched.now() == watched.before
    panel.latest_revision.publish()
    assert watched.changed()["body"][0]["value"]["heading"] == "After"
    CallToAction.objects.get(pk=panel.pk).unpublish()
    assert watched.now()["body"] == []


def test_an_image_is_made_private_and_public_again(site, api):
    image = make_image()
    collection = Collection.get_first_root_node().add_child(name="Private")
    restriction = CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    watched = Watched(api, make_summary(image=image))
    change(image, collection=collection)
    assert watched.changed()["image"] is None
    restriction.delete()
    assert watched.now()["image"] is not None


def test_a_collection_of_documents_is_restricted(site, api):
    collection = Collection.get_first_root_node().add_child(name="Papers")
    document = make_document(collection=collection)
    body = [block("document_download", {"document": document.pk, "title": "", "description": ""})]
    watched = Watched(api, make_standard(body=body))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert watched.changed()["body"] == []


def test_renditions_are_thrown_away(site, api):
    image = make_image(size=(60, 30))
    watched = Watched(api, make_summary(image=image))
    image.renditions.all().delete()
    assert PageDocument.objects.get(page=watched.page.pk).stale
    assert watched.now()["image"] is not None
