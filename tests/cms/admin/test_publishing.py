"""Nothing incomplete goes live from any screen; whoever tries learns what is missing, and loses nothing."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import CallToAction, ResearchSummaryPage
from tests.builders import make_panel, make_person, make_reference, make_summary, root_of

pytestmark = pytest.mark.slow

INCOMPLETE: dict[str, Any] = {"standfirst": "", "body": [], "authors": []}


@pytest.fixture
def draft(site):
    """A draft without standfirst, body, authors and subject reference."""
    page = make_summary(live=False, **INCOMPLETE)
    page.subject_reference = None
    page.save_revision()
    ResearchSummaryPage.objects.filter(pk=page.pk).update(subject_reference=None)
    return reloaded(page)


@pytest.fixture
def complete(page_form):
    """The form of a complete page."""
    authors = streamfield([("author", {"person": str(make_person().pk), "role": "Text"})])
    return page_form(authors=authors, subject_reference=str(make_reference().pk))


def said(response):
    """What the messages of an answer say."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def reloaded(instance):
    return type(instance).objects.get(pk=instance.pk)


def is_live(page):
    return reloaded(page).live


def test_an_incomplete_draft_can_be_saved(edit, draft, page_form):
    response = edit(draft, page_form(standfirst="", body=streamfield([])))
    assert response.status_code == 302
    assert reloaded(draft).get_latest_revision_as_object().title == "Stem cells for lupus"


def test_a_live_page_stays_as_it_is_while_its_draft_is_incomplete(edit, site, page_form):
    page = make_summary("As published")
    assert edit(page, page_form(standfirst="")).status_code == 302
    assert (reloaded(page).live, reloaded(page).title) == (True, "As published")
    assert reloaded(page).get_latest_revision_as_object().standfirst == ""


def test_publishing_an_incomplete_page_shows_errors_at_its_fields(edit, draft, page_form):
    response = edit(draft, page_form(standfirst="", body=streamfield([])), "publish")
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"standfirst", "body", "authors", "subject_reference"}
    assert not is_live(draft)


def test_what_was_typed_is_still_in_the_form_after_a_refusal(edit, draft, page_form):
    response = edit(draft, page_form(funding="A charity paid."), "publish")
    assert "A charity paid." in response.content.decode()


def test_a_complete_page_is_published(edit, draft, complete):
    assert edit(draft, complete, "publish").status_code == 302
    assert is_live(draft)


def test_a_new_page_can_be_published_at_once(editor, complete):
    address = reverse("wagtailadmin_pages:add", args=("cms", "researchsummarypage", root_of().pk))
    assert editor.post(address, {**complete, "action-publish": "1"}).status_code == 302
    assert ResearchSummaryPage.objects.get(slug="stem-cells").live


def test_a_new_page_that_is_incomplete_is_not_published(editor, page_form):
    address = reverse("wagtailadmin_pages:add", args=("cms", "researchsummarypage", root_of().pk))
    response = editor.post(address, {**page_form(), "action-publish": "1"})
    assert set(response.context["form"].errors) == {"authors", "subject_reference"}


def test_errors_inside_blocks_stand_at_the_block(edit, draft, complete, page_form):
    body = page_form(body=streamfield([("heading", {"text": "", "level": "2", "anchor": ""})]))
    response = edit(draft, {**complete, **body, "authors-count": complete["authors-count"]}, "publish")
    errors = response.context["form"].errors.as_data()["body"]
    assert [list(error.block_errors) for error in errors] == [[0]]


def test_an_incomplete_page_is_not_submitted_for_moderation(edit, draft, page_form):
    in_moderation(draft)
    response = edit(draft, page_form(), "submit")
    assert set(response.context["form"].errors) == {"authors", "subject_reference"}


def test_an_incomplete_page_is_not_scheduled(edit, draft, page_form):
    tomorrow = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    response = edit(draft, {**page_form(), "go_live_at": tomorrow}, "publish")
    assert set(response.context["form"].errors) == {"authors", "subject_reference"}
    assert draft.scheduled_revision is None


def test_required_fields_are_marked_as_such(editor, draft):
    form = editor.get(reverse("wagtailadmin_pages:edit", args=(draft.pk,))).context["form"]
    required = {name for name, field in form.fields.items() if field.required}
    assert {"standfirst", "body", "authors", "subject_reference"} <= required


def publish_in_bulk(editor, *pages, **form):
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    query = "&".join(f"id={page.pk}" for page in pages)
    return editor.post(f"{address}?{query}&next={reverse('wagtailadmin_home')}", form)


def test_bulk_publishing_says_what_is_missing_and_publishes_nothing(editor, draft):
    other = make_summary(live=False)
    response = publish_in_bulk(editor, draft, other)
    assert response.status_code == 302
    assert "1 of the 2 selected pages" in said(response)
    assert "Standfirst" in said(response)
    assert (is_live(draft), is_live(other)) == (False, False)


def test_bulk_publishing_of_complete_pages_works(editor, site):
    pages = [make_summary(live=False), make_summary(live=False)]
    publish_in_bulk(editor, *pages)
    assert all(is_live(page) for page in pages)


def test_an_alias_is_published_with_the_page_that_it_follows(editor, site):
    page = make_summary(live=False)
    alias = page.create_alias(parent=root_of(), update_slug="again")
    assert publish_in_bulk(editor, page, alias).status_code == 302
    assert (is_live(page), is_live(alias)) == (True, True)


def test_an_incomplete_page_below_a_selected_one_stops_bulk_publishing(editor, site):
    parent = make_summary(live=False)
    child = make_summary(parent=parent, live=False, **INCOMPLETE)
    response = publish_in_bulk(editor, parent, include_descendants="on")
    assert response.url == reverse("wagtailadmin_pages:edit", args=(child.pk,))
    assert "is not complete" in said(response)
    assert (is_live(parent), is_live(child)) == (False, False)


def in_moderation(page):
    """The page needs the approval of the moderators."""
    workflow = Workflow.objects.create(name="Approval")
    task = GroupApprovalTask.objects.create(name="Approve")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    return workflow


def approve(editor, page, **headers):
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", state.pk))
    return editor.post(address, {"comment": ""}, **headers)


@pytest.fixture
def moderated(draft, admin_user):
    """An incomplete page that has reached moderation all the same."""
    in_moderation(draft).start(draft, admin_user)
    return draft


def test_approving_an_incomplete_page_leads_to_its_form(editor, moderated):
    response = approve(editor, moderated)
    assert response.url == reverse("wagtailadmin_pages:edit", args=(moderated.pk,))
    assert "Subject reference" in said(response)
    assert not is_live(moderated)


def test_approving_in_a_dialog_leads_to_the_form_too(editor, moderated):
    response = approve(editor, moderated, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    expected = {"step": "success", "redirect": reverse("wagtailadmin_pages:edit", args=(moderated.pk,))}
    assert response.json() == expected


def test_a_refused_approval_leaves_the_page_in_moderation(editor, moderated):
    approve(editor, moderated)
    assert reloaded(moderated).workflow_in_progress


def test_approving_a_complete_page_publishes_it(editor, site, admin_user):
    page = make_summary(live=False)
    in_moderation(page).start(page, admin_user)
    approve(editor, page)
    assert is_live(page)


def test_machines_get_a_problem_document(editor, moderated):
    response = approve(editor, moderated, HTTP_ACCEPT="application/json")
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert {error["field"] for error in json.loads(response.content)["errors"]} >= {"standfirst", "authors"}


PANEL = {
    "kind": "newsletter",
    "heading": "Stay informed",
    "slug": "newsletter",
    "body": rich_text("<p>One mail a month.</p>"),
    "button_label": "Subscribe",
    "link": streamfield([]),
    "image": "",
    "tone": "neutral",
    "form_fields": streamfield([]),
    "consent_text": "I agree.",
    "privacy_link": streamfield([]),
    "success_message": "",
    "disclosure": "",
}


def send_panel(editor, panel, action="", **values):
    buttons = {f"action-{action}": "1"} if action else {}
    address = reverse(CallToAction.snippet_viewset.get_url_name("edit"), args=(panel.pk,))
    return editor.post(address, {**nested_form_data({**PANEL, **values}), **buttons})


def test_an_incomplete_panel_is_kept_as_a_draft(editor, site):
    panel = make_panel(live=False)
    assert send_panel(editor, panel, heading="Join us").status_code == 302
    assert reloaded(panel).get_latest_revision_as_object().heading == "Join us"


def test_an_incomplete_panel_is_not_published(editor, site):
    panel = make_panel(live=False)
    response = send_panel(editor, panel, "publish")
    assert set(response.context["form"].errors) == {"success_message"}
    assert not reloaded(panel).live


def test_a_panel_that_leads_somewhere_needs_its_link(editor, site):
    response = send_panel(editor, make_panel(live=False), "publish", kind="donate")
    assert set(response.context["form"].errors) == {"link"}


def test_a_complete_panel_is_published(editor, site):
    panel = make_panel(live=False)
    send_panel(editor, panel, "publish", success_message="Thank you.")
    assert reloaded(panel).live


def test_the_history_says_why_a_scheduled_page_did_not_go_live(editor, draft):
    log(instance=draft, action="cms.publish.refused", data={"reasons": "Standfirst: This field is required."})
    history = editor.get(reverse("wagtailadmin_pages:history", args=(draft.pk,))).content.decode()
    assert "The scheduled version was not published" in history
    assert "Standfirst: This field is required." in history
