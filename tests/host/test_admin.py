"""The editor of the second site: the site's fields and blocks stand in its forms beside the plugin's."""

import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.host.content import block, home, make_event, make_report
from tests.host.trials.models import TrialReportPage


@pytest.fixture
def editor(admin_client):
    admin_client.defaults["HTTP_HOST"] = "localhost"
    return admin_client


def form(page, **values):
    """What the editor's form sends of a report."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "standfirst": "What was found.",
        "subject_reference": str(page.subject_reference_id),
        "phase": "3",
        "disclaimer": "null",
        "key_points": streamfield([]),
        "further_reading": streamfield([]),
        "authors": streamfield([("author", {"person": str(page.authors[0].value["person"].pk), "role": ""})]),
        "body": streamfield([("color", "#ff8000")]),
        **values,
    }
    return nested_form_data(fields) | {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}


@pytest.mark.parametrize("model", ["trialreportpage", "eventpage", "plainpage"])
def test_a_page_of_the_site_s_type_can_be_made(model, editor, library):
    response = editor.get(reverse("wagtailadmin_pages:add", args=("trials", model, home().pk)))
    assert response.status_code == 200


@pytest.mark.parametrize("make", [make_report, make_event])
def test_a_page_of_the_site_s_type_can_be_edited(make, editor, library):
    response = editor.get(reverse("wagtailadmin_pages:edit", args=(make(library).pk,)))
    assert response.status_code == 200


def test_the_form_has_the_plugin_s_fields_the_site_s_and_the_schedule(editor):
    fields = TrialReportPage.get_edit_handler().get_form_class().base_fields
    assert {"standfirst", "topics", "phase", "registration", "no_index", "go_live_at"} <= set(fields)


def test_a_field_that_the_site_requires_is_named_when_it_is_missing(editor, library):
    page = make_report(library)
    data = form(page, phase="") | {"action-publish": "1"}
    response = editor.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), data)
    assert response.context["form"].errors["phase"] == ["This field is required."]


def test_a_draft_is_saved_without_it(editor, library):
    page = make_report(library)
    response = editor.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), form(page, phase=""))
    assert response.status_code == 302, response.context["form"].errors
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().phase == ""


def test_a_complete_report_is_published_by_the_button(editor, library, get):
    page = make_report(library, [block("text", "Old")])
    data = form(page) | {"action-publish": "1"}
    response = editor.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), data)
    assert response.status_code == 302, json.dumps(response.context["form"].errors)
    assert [item["type"] for item in get(f"pages/{page.pk}/")["body"]] == ["color"]


@pytest.mark.parametrize("model", ["reference", "calltoaction", "topic", "person"])
def test_the_plugin_s_library_is_in_the_site_s_admin(model, editor):
    assert editor.get(reverse(f"wagtailsnippets_cms_{model}:list")).status_code == 200


@pytest.mark.parametrize("make", [make_report, make_event])
def test_remarks_stand_beside_the_form_of_the_site_s_types(make, editor, library):
    page = make(library)
    assert "data-cms-remarks-page-value" in editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    answer = editor.get(f"/admin/remarks/page/{page.pk}/")
    assert answer.status_code == 200
    assert "cms-remarks__" in answer.json()["html"]
