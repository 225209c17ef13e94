"""What is missing in the library is added from within a page: drafts of panels, topics, references by an identifier."""

import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from cms.models import CallToAction, Reference, Topic
from tests.builders import make_locale, make_panel, make_reference, make_summary, make_topic
from tests.cms.admin.submissions.builders import browser_of

pytestmark = pytest.mark.usefixtures("site")


def create(editor, model, **values):
    address = reverse(model.snippet_viewset.chooser_viewset.get_url_name("create"))
    return json.loads(editor.post(address, values).content)


def dialog(editor, model):
    address = reverse(model.snippet_viewset.chooser_viewset.get_url_name("choose"))
    return json.loads(editor.get(address).content)["html"]


def test_a_panel_is_begun_as_a_draft_with_a_slug_of_its_own(editor):
    make_panel("stay-informed")
    answer = create(editor, CallToAction, kind="newsletter", heading="Stay informed", body=rich_text(""))
    assert answer["step"] == "chosen"
    panel = CallToAction.objects.get(pk=answer["result"]["id"])
    assert (panel.live, panel.slug) == (False, "stay-informed-2")
    assert panel.latest_revision is not None
    assert answer["result"]["edit_url"].endswith(f"/{panel.pk}/")


def test_the_dialog_says_where_a_panel_is_completed(editor):
    assert "Complete and publish it afterwards" in dialog(editor, CallToAction)


def test_a_panel_without_a_heading_is_asked_for_one(editor):
    answer = create(editor, CallToAction, kind="newsletter", heading="", body=rich_text(""))
    assert answer["step"] == "reshow_creation_form"
    assert not CallToAction.objects.exists()


def test_a_topic_is_added_in_the_dialog_of_rules(editor):
    answer = create(editor, Topic, title="Stem cells", description="")
    assert Topic.objects.get(pk=answer["result"]["id"]).slug == "stem-cells"


def test_a_reference_is_taken_from_the_library_by_its_identifier(editor):
    known = make_reference(DOI="10.5555/known")
    answer = create(
        editor, Reference, lookup="https://doi.org/10.5555/KNOWN", record_type="book", record_title=""
    )
    assert answer["result"]["id"] == str(known.pk)
    assert Reference.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("not an identifier", ""), ("@article{a, title={A}}", "Give one identifier here.")],
)
def test_what_is_no_identifier_is_said_at_the_field(editor, text, said):
    answer = create(editor, Reference, lookup=text, record_type="book", record_title="")
    assert answer["step"] == "reshow_creation_form"
    assert said in answer["htmlFragment"]
    assert "error-message" in answer["htmlFragment"]
    assert not Reference.objects.exists()


def test_a_topic_is_added_where_the_topics_of_a_page_are_ticked(editor):
    spanish = make_locale("es")
    answer = editor.post(reverse("cms_add_topic"), {"title": " Células madre ", "locale": spanish.pk})
    topic = Topic.objects.get()
    assert answer.json() == {"id": topic.pk, "title": "Células madre"}
    assert (topic.slug, topic.locale) == ("celulas-madre", spanish)
    assert topic.latest_revision is not None


def test_two_topics_whose_titles_would_have_one_slug_get_two(editor):
    make_topic("Lupus")
    assert editor.post(reverse("cms_add_topic"), {"title": "Lupus!"}).status_code == 200
    assert set(Topic.objects.values_list("slug", flat=True)) == {"lupus", "lupus-2"}


def test_a_topic_that_is_there_is_not_added_twice(editor):
    there = make_topic("Lupus")
    assert editor.post(reverse("cms_add_topic"), {"title": "LUPUS"}).json()["id"] == there.pk
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("title", ["", " ", "x" * 121])
def test_a_topic_that_can_not_be_added_is_refused_with_a_reason(editor, title):
    answer = editor.post(reverse("cms_add_topic"), {"title": title})
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_only_who_may_add_topics_is_offered_to(editor):
    nobody = browser_of("change_reference")
    address = reverse("cms_add_topic")
    assert editor.get(address).json() == {"allowed": True}
    assert nobody.get(address).json() == {"allowed": False}
    assert nobody.post(address, {"title": "Lupus"}).status_code == 403
    assert not Topic.objects.exists()


def test_the_form_of_a_page_knows_in_which_language_a_topic_is_added(editor):
    page = make_summary()
    text = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert f'data-cms-topics-locale-value="{page.locale_id}"' in text
