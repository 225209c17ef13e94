"""Proposals about a page: seen with the words they were read from, added to the draft or dismissed."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowTask

from cms.models import LegacySource, LegacySuggestion
from tests.api_client import ApiClient
from tests.builders import CANARY, block, make_standard, make_summary

FIRST = "<p>In all, 40 people &amp; 3 <b>cats</b> took part.</p>"
SECOND = "<p>Nobody was harmed. The risk was halved.</p>"


@pytest.fixture
def page(index):
    body = [block("paragraph", FIRST), block("paragraph", SECOND), block("paragraph", "<p>The end.</p>")]
    return make_summary("Tea", parent=index, body=body, live=False)


def suggest(page, quote, *, kind="study", position=0, **value):
    number = LegacySuggestion.objects.count()
    value = value or {"design": "cohort", "participants": 40, "outcomes": [], "groups": []}
    return LegacySuggestion.objects.create(
        page_id=page.pk, key=f"{number:064}", kind=kind, position=position, value=value, quote=quote
    )


def address(page):
    return reverse("cms_import_proposals", args=(page.pk,))


def decide(client, page, do, *ticked):
    data = {"do": do, "proposal": [each.pk for each in ticked]}
    return client.post(address(page), data, follow=True).content.decode()


def body_of(page):
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft.body.get_prep_value()


def kinds(page):
    return [each["type"] for each in body_of(page)]


def test_a_proposal_is_shown_in_words_with_its_quotation(editor, page):
    suggest(page, "40 people & 3 cats took part")
    text = editor.get(address(page)).content.decode()
    assert "Cohort study" in text
    assert "In all, <mark>40 people &amp; 3 cats took part</mark>." in text


def test_words_that_are_gone_are_said_to_be(editor, page):
    suggest(page, "Words from nowhere")
    assert "do not stand in the draft any more" in editor.get(address(page)).content.decode()


def test_words_of_two_paragraphs_are_found_and_their_block_goes_behind_the_second(editor, page):
    mine = suggest(page, "3 cats took part.\nNobody was harmed.")
    text = editor.get(address(page)).content.decode()
    assert "do not stand in the draft any more" not in text
    assert "40 people &amp; <mark>3 cats took part. Nobody was harmed.</mark> The risk" in text
    decide(editor, page, f"accept-{mine.pk}")
    assert kinds(page) == ["paragraph", "paragraph", "study", "paragraph"]


def test_words_of_two_paragraphs_of_which_one_is_gone_are_gone(editor, page):
    suggest(page, "3 cats took part.\nWords from nowhere")
    assert "do not stand in the draft any more" in editor.get(address(page)).content.decode()


def test_what_an_empty_form_says_already_is_not_shown_as_read(editor, page):
    suggest(page, "The risk", kind="finding", outcome="Risk", certainty="not_assessed", interval_level="95")
    (shown,) = editor.get(address(page)).context["open_ones"]
    assert [(fact.label, fact.text) for fact in shown.facts] == [("Outcome", "Risk")]


def test_the_words_of_a_proposal_are_never_markup(editor, page):
    script = "<script>alert(1)</script>"
    suggest(page, script, design="cohort", population=f"{script}<img src=x onerror=alert(1)>")
    text = editor.get(address(page)).content.decode()
    assert script not in text
    assert "<img src=x" not in text


def test_accepting_adds_a_block_behind_the_paragraph_of_its_words(editor, page, admin_user):
    proposal = suggest(page, "3 cats took part.")
    assert "1 proposal was added to the draft" in decide(editor, page, f"accept-{proposal.pk}")
    assert kinds(page) == ["paragraph", "study", "paragraph", "paragraph"]
    assert body_of(page)[1]["value"]["participants"] == 40
    proposal.refresh_from_db()
    assert (proposal.status, proposal.decided_by) == ("accepted", admin_user)
    assert PageLogEntry.objects.filter(page=page.pk, action="cms.legacy.accept", user=admin_user).exists()


def test_a_block_whose_words_are_gone_goes_to_the_end(editor, page):
    decide(editor, page, f"accept-{suggest(page, 'Words from nowhere').pk}")
    assert kinds(page)[-1] == "study"


def test_several_are_accepted_at_once_and_keep_their_order(editor, page):
    quote = "Nobody was harmed."
    late = suggest(page, quote, kind="finding", position=2, outcome="Late", direction="lower")
    early = suggest(page, quote, kind="finding", position=1, outcome="Early", direction="lower")
    first = suggest(page, "40 people", position=9)
    decide(editor, page, "accept", late, early, first)
    assert kinds(page) == ["paragraph", "study", "paragraph", "finding", "finding", "paragraph"]
    assert [each["value"]["outcome"] for each in body_of(page)[3:5]] == ["Early", "Late"]


def test_a_page_that_is_public_stays_as_it_is_until_it_is_published(editor, index):
    page = make_summary("Public", parent=index, body=[block("paragraph", FIRST)])
    decide(editor, page, f"accept-{suggest(page, '40 people').pk}")
    page.refresh_from_db()
    assert len(page.body) == 1
    assert kinds(page) == ["paragraph", "study"]


def test_the_form_of_the_page_opens_with_what_was_accepted(editor, page):
    proposal = suggest(
        page, "40 people", design="cohort", outcomes=["Sleep"],
        groups=[{"design": "cohort", "studies": 1, "arms": [{"name": "Tea", "participants": 20}]}],
    )  # fmt: skip
    decide(editor, page, f"accept-{proposal.pk}")
    form = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    assert form.status_code == 200
    assert "Sleep" in form.content.decode()


def test_dismissing_changes_nothing_and_can_be_taken_back(editor, page):
    proposal = suggest(page, "40 people")
    assert "1 proposal was dismissed" in decide(editor, page, f"dismiss-{proposal.pk}")
    assert "No proposal is open." in editor.get(address(page)).content.decode()
    assert "1 proposal is back" in decide(editor, page, f"reopen-{proposal.pk}")
    proposal.refresh_from_db()
    assert (proposal.status, proposal.decided_by, proposal.decided_at) == ("open", None, None)
    assert len(kinds(page)) == 3


def test_decided_ones_of_the_same_words_are_told_apart(editor, page):
    for outcome in ("Risk", "Harm"):
        decide(editor, page, "dismiss", suggest(page, "The risk", kind="finding", outcome=outcome))
    text = editor.get(address(page)).content.decode()
    assert "Finding: Risk</b>" in text
    assert "Finding: Harm</b>" in text


def test_what_was_accepted_is_not_added_again(editor, page):
    proposal = suggest(page, "40 people")
    decide(editor, page, f"accept-{proposal.pk}")
    assert "Nothing was done" in decide(editor, page, f"accept-{proposal.pk}")
    assert "Nothing was done" in decide(editor, page, f"reopen-{proposal.pk}")
    assert kinds(page).count("study") == 1


@pytest.mark.parametrize("do", ["accept", "dismiss", "accept-", "accept-x", "accept-999999"])
def test_without_a_proposal_nothing_is_decided(editor, page, do):
    suggest(page, "40 people")
    assert "Tick the proposals" in decide(editor, page, do)


def test_a_proposal_of_another_page_is_not_decided_about_here(editor, page, index):
    other = suggest(make_summary("Other", parent=index), "x")
    suggest(page, "40 people")
    decide(editor, page, f"accept-{other.pk}")
    other.refresh_from_db()
    assert other.status == "open"


def test_a_page_that_is_locked_by_somebody_else_is_left_alone(editor, page, django_user_model):
    proposal = suggest(page, "40 people")
    page.locked, page.locked_at = True, timezone.now()
    page.locked_by = django_user_model.objects.create_user("ann", "ann@example.org", "x")
    page.save()
    text = editor.get(address(page)).content.decode()
    assert "ann" in text
    assert f"accept-{proposal.pk}" not in text
    assert "ann" in decide(editor, page, f"accept-{proposal.pk}")
    assert len(kinds(page)) == 3


def test_a_page_in_moderation_by_somebody_else_is_left_alone(member, page, admin_user):
    task = GroupApprovalTask.objects.create(name="Look at it")
    task.groups.add(Group.objects.create(name="Moderators of tea"))
    workflow = Workflow.objects.create(name="Tea")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page.save_revision()
    workflow.start(page, admin_user)
    proposal = suggest(page, "40 people")
    decide(member("change_page"), page, f"accept-{proposal.pk}")
    proposal.refresh_from_db()
    assert proposal.status == "open"
    assert len(kinds(page)) == 3


def test_a_page_type_without_such_a_block_says_so(editor, index):
    page = make_standard("About", parent=index)
    proposal = suggest(page, "x")
    assert "no block for it" in editor.get(address(page)).content.decode()
    assert "have no block for a study" in decide(editor, page, f"accept-{proposal.pk}")


def test_a_page_that_was_not_imported_has_no_such_view(editor, page):
    assert editor.get(address(page)).status_code == 404
    assert editor.get(reverse("cms_import_original", args=(page.pk,))).status_code == 404


def test_the_form_of_a_page_leads_to_its_proposals(editor, page):
    form = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert address(page) not in editor.get(form).content.decode()
    suggest(page, "40 people")
    text = editor.get(form).content.decode()
    assert "1 proposal was read from the old article" in text
    assert address(page) in text


def test_an_imported_page_leads_to_its_origin(editor, finished):
    source = LegacySource.objects.get()
    text = editor.get(reverse("wagtailadmin_pages:edit", args=(source.page_id,))).content.decode()
    assert text.count(address(source.page)) >= 2
    assert reverse("cms_import_original", args=(source.page_id,)) in text


def test_the_original_is_downloaded_and_never_shown(editor, finished):
    source = LegacySource.objects.get()
    LegacySource.objects.update(file_name='<b>"tea".html', original=b"<script>alert(1)</script>")
    answer = editor.get(reverse("cms_import_original", args=(source.page_id,)))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert "<b>" not in answer["Content-Disposition"]


@pytest.mark.parametrize("form", ["html", "json"])
def test_the_report_is_downloaded(editor, finished, form):
    answer = editor.get(reverse(f"cms_import_report_{form}", args=(finished.pk,)))
    assert answer["Content-Disposition"] == f'attachment; filename="import-{finished.pk}.{form}"'
    assert b"".join(answer.streaming_content)


def test_the_list_of_imports_counts_the_proposals(editor, finished):
    source = LegacySource.objects.get()
    LegacySuggestion.objects.filter(page=source.page).delete()
    for number in range(37):
        suggest(source.page, f"{number}")
    assert "<td>37</td>" in editor.get(reverse("cms_imports")).content.decode()
    assert "37 proposals" in editor.get(reverse("cms_import", args=(finished.pk,))).content.decode()


def test_readers_never_see_a_proposal(index):
    page = make_summary("Public", parent=index, body=[block("paragraph", FIRST)])
    suggest(page, CANARY)
    answer = ApiClient().get(f"/pages/{page.pk}/")
    assert "40 people" in json.dumps(answer.json)
    assert CANARY not in json.dumps(answer.json)
