"""The guard knows the site's page types: a draft may be incomplete, a live page never."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from cms.models import PublishRefused
from tests.host.content import block, home, make_report
from tests.host.trials.models import EventPage, TrialReportPage


@pytest.fixture
def draft(library):
    page = TrialReportPage(
        title="Aspirin",
        slug="aspirin",
        live=False,
        standfirst="What was found.",
        subject_reference=library.reference,
        authors=json.dumps([block("author", {"person": library.person.pk, "role": ""})]),
        body=json.dumps([block("visit", {"day": 1, "place": "", "procedures": []})]),
    )
    home().add_child(instance=page)
    page.save_revision()
    return page


def test_a_draft_may_lack_what_the_site_requires(draft):
    draft.refresh_from_db()
    assert (draft.live, draft.phase) == (False, "")


def test_what_the_site_requires_is_required_to_publish(draft):
    with pytest.raises(PublishRefused) as caught:
        draft.get_latest_revision().publish()
    assert caught.value.message_dict == {"phase": ["This field is required."]}
    draft.refresh_from_db()
    assert not draft.live


def test_a_block_of_the_site_is_judged(draft):
    draft.phase = "3"
    draft.body = json.dumps(
        [block("dose", {"drug": "", "amount": None, "unit": "mg"}), block("color", "red")]
    )
    with pytest.raises(PublishRefused) as caught:
        draft.save_revision().publish()
    assert caught.value.message_dict["body"] == [
        "block 1 (Dose) › Drug: This field is required.",
        "block 1 (Dose) › Amount: This field is required.",
        "block 2 (Color): Enter a valid value.",
    ]


def test_an_incomplete_report_can_not_be_scheduled(draft):
    draft.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(PublishRefused):
        draft.save_revision().publish()
    draft.refresh_from_db()
    assert not draft.live
    assert not draft.scheduled_revision


def test_a_refused_publication_leaves_what_was_scheduled_before(draft):
    draft.phase = "3"
    draft.go_live_at = timezone.now() + timedelta(days=1)
    scheduled = draft.save_revision()
    scheduled.publish()
    draft.phase, draft.go_live_at = "", None
    with pytest.raises(PublishRefused):
        draft.save_revision().publish()
    draft.refresh_from_db()
    assert draft.scheduled_revision == scheduled


def test_a_complete_report_is_published(draft, get):
    draft.phase = "3"
    draft.save_revision().publish()
    assert get(f"pages/{draft.pk}/")["phase"] == "3"


def test_a_live_report_stays_as_it_was_when_a_later_draft_is_incomplete(library, get):
    page = make_report(library)
    page.phase = ""
    with pytest.raises(PublishRefused):
        page.save_revision().publish()
    assert get(f"pages/{page.pk}/")["phase"] == "3"


def test_a_page_type_that_requires_nothing_is_judged_by_its_fields_alone(db):
    page = EventPage(title="Presentation", slug="presentation", live=False, starts_at=timezone.now())
    home().add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live
