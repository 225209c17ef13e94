"""An editor who may not publish works with Wagtail's workflow and locks, on a summary and on a panel alike."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Workflow, WorkflowContentType
from wagtail.test.utils.form_data import nested_form_data

from cms.conf import conf
from cms.models import CallToAction, RemarkAcknowledgement, StoredRemark
from cms.models.previews import PreviewSnapshot
from tests.builders import make_index, make_panel, make_summary
from tests.cms.admin.submissions.builders import browser_of
from tests.cms.admin.test_publishing import PANEL

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("site")]

LIBRARY = ("calltoaction", "reference", "person", "topic")
APPROVAL = "Moderators approval"
"""The workflow that every Wagtail site begins with."""


def may(*actions):
    return [f"{action}_{model}" for action in actions for model in LIBRARY]


@pytest.fixture
def nina(site):
    """The browser of somebody in Wagtail's group of editors, who may work with the library."""
    return browser_of(*may("view", "add", "change"), groups=("Editors",))


@pytest.fixture
def mo(site):
    """The browser of a moderator, who may also publish and lock panels."""
    more = ("publish_calltoaction", "lock_calltoaction", "unlock_calltoaction")
    return browser_of(*may("view", "add", "change"), *more, groups=("Moderators",))


@pytest.fixture
def draft(site, settings):
    """A complete summary that was never published."""
    settings.CMS_FRONTEND_URLS = {"localhost": "https://www.example.org"}
    return make_summary(parent=make_index("Research"), live=False)


@pytest.fixture
def panel(site):
    """A complete panel that was never published, and has to be approved."""
    kind = ContentType.objects.get_for_model(CallToAction)
    WorkflowContentType.objects.create(content_type=kind, workflow=Workflow.objects.get(name=APPROVAL))
    return make_panel(live=False)


def of_panel(view, panel, *more):
    return reverse(CallToAction.snippet_viewset.get_url_name(view), args=(panel.pk, *more))


def send(browser, panel, action, **values):
    form = nested_form_data({**PANEL, "success_message": "Thank you.", **values})
    return browser.post(of_panel("edit", panel), {**form, f"action-{action}": "1"})


def decide(browser, panel, action, comment=""):
    state = panel.current_workflow_task_state
    return browser.post(of_panel("workflow_action", panel, action, state.pk), {"comment": comment})


def now(panel):
    return CallToAction.objects.get(pk=panel.pk)


def test_an_editor_can_not_publish_a_panel(nina, panel):
    send(nina, panel, "publish")
    assert not now(panel).live


def test_a_panel_is_submitted_and_approved(nina, mo, panel):
    send(nina, panel, "submit", heading="Join us")
    assert now(panel).workflow_in_progress
    decide(mo, now(panel), "approve")
    assert (now(panel).live, now(panel).heading) == (True, "Join us")


def test_the_dashboard_tells_the_moderator(nina, mo, panel):
    send(nina, panel, "submit", heading="Join us")
    text = mo.get(reverse("wagtailadmin_home")).content.decode()
    assert "Awaiting your review" in text
    assert of_panel("edit", panel) in text


def test_changes_are_asked_for_and_the_panel_is_submitted_again(nina, mo, panel):
    send(nina, panel, "submit")
    decide(mo, now(panel), "reject", "Say how often.")
    assert now(panel).current_workflow_state.status == "needs_changes"
    send(nina, panel, "submit", heading="One mail a month")
    assert now(panel).workflow_in_progress
    decide(mo, now(panel), "approve")
    assert now(panel).heading == "One mail a month"


def test_an_incomplete_panel_is_not_submitted(nina, panel):
    response = send(nina, panel, "submit", success_message="")
    assert set(response.context["form"].errors) == {"success_message"}
    assert not now(panel).workflow_in_progress


def test_whoever_does_not_moderate_can_not_change_a_panel_in_moderation(nina, panel):
    send(nina, panel, "submit", heading="Join us")
    send(nina, panel, "save", heading="Something else")
    assert now(panel).get_latest_revision_as_object().heading == "Join us"


def test_a_locked_panel_is_not_changed_by_others(nina, mo, panel):
    mo.post(of_panel("lock", panel))
    send(nina, panel, "save", heading="Something else")
    assert now(panel).get_latest_revision_as_object().heading == "Stay informed"
    mo.post(of_panel("unlock", panel))
    send(nina, panel, "save", heading="Something else")
    assert now(panel).get_latest_revision_as_object().heading == "Something else"


def test_an_editor_sees_and_acknowledges_remarks(nina, draft):
    edit = nina.get(reverse("wagtailadmin_pages:edit", args=(draft.pk,))).content.decode()
    assert 'data-side-panel="remarks"' in edit
    assert nina.get(reverse("cms_remarks", args=(draft.pk,))).json()["open"] > 0
    remark = StoredRemark.objects.filter(judgement=draft.pk).first()
    answer = nina.post(
        reverse("cms_acknowledge_remark", args=(draft.pk,)),
        {"fingerprint": remark.fingerprint, "reason": "So the source says."},
    )
    assert answer.status_code == 200
    assert RemarkAcknowledgement.objects.get().reason == "So the source says."


def test_an_editor_shares_a_draft_and_sees_it_on_the_frontend(nina, draft):
    address = reverse("shared-previews:share", args=(draft.pk,))
    assert (
        nina.post(address, {"days": conf.preview_share_days[0], "note": "For the authors"}).status_code == 200
    )
    assert PreviewSnapshot.objects.get().note == "For the authors"
    seen = nina.get(reverse("wagtailadmin_pages:view_draft", args=(draft.pk,)))
    assert "https://www.example.org/preview/?code=" in seen.get("Location", "") + seen.content.decode()


def test_a_moderator_sees_on_the_frontend_what_was_submitted(mo, draft, django_user_model):
    Workflow.objects.get(name=APPROVAL).start(draft, django_user_model.objects.create_user("x"))
    task = draft.current_workflow_task
    seen = mo.get(reverse("wagtailadmin_pages:workflow_preview", args=(draft.pk, task.pk)))
    assert "https://www.example.org/preview/?code=" in seen.get("Location", "") + seen.content.decode()
