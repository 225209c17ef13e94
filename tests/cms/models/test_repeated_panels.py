"""A second panel of one kind on a page: told at its block, refused or left out, never delivered twice."""

import json

import pytest

from cms.delivery.checks import check_panels
from cms.models import PublishRefused, ResearchSummaryPage
from cms.models.repeated_panels import repeated_panels
from tests.builders import block, make_panel, make_summary
from tests.cms.delivery.comparing import fresh

pytestmark = pytest.mark.django_db


def placed(panel):
    return block("call_to_action", {"call_to_action": panel.pk})


@pytest.fixture
def document(home):
    """The JSON of a page's document."""
    return lambda page: json.loads(fresh(page, host="www.example.org") or b"null")


@pytest.fixture
def body(home):
    """Two newsletters, a text and a contact."""
    panels = [make_panel("one", heading="First"), make_panel("two", heading="Second")]
    contact = make_panel("contact", kind="contact")
    text = [block("paragraph", "<p>Words.</p>") for _ in range(3)]
    return [placed(panels[0]), *text, placed(panels[1]), placed(contact)]


def test_a_draft_may_have_it(home, body):
    page = make_summary(parent=home, body=body, live=False)
    assert page.get_latest_revision_as_object().body[4].value["call_to_action"].slug == "two"


def test_publishing_is_refused_and_the_message_names_both_blocks(home, body):
    page = make_summary(parent=home, body=body, live=False)
    with pytest.raises(PublishRefused) as refused:
        page.get_latest_revision().publish()
    (message,) = refused.value.message_dict["body"]
    for words in ("block 5 (Call to action)", "“Second”", "Newsletter sign-up", "“First” in block 1"):
        assert words in message
    assert not ResearchSummaryPage.objects.get(pk=page.pk).live


def test_the_error_stands_at_the_block(home, body):
    page = make_summary(parent=home, body=body, live=False)
    assert list(repeated_panels(page)["body"].block_errors) == [4]


def test_where_the_site_says_so_the_repeat_is_left_out(home, body, settings, document):
    settings.CMS_REPEATED_PANELS = "drop"
    page = make_summary(parent=home, body=body)
    slugs = [item["value"]["slug"] for item in document(page)["body"] if item["type"] == "call_to_action"]
    assert slugs == ["one", "contact"]


def test_what_was_stored_behind_the_guard_is_delivered_once(home, body, document):
    page = make_summary(parent=home, body=body[:4])
    ResearchSummaryPage.objects.filter(pk=page.pk).update(body=json.dumps(body))
    slugs = [item["value"]["slug"] for item in document(page)["body"] if item["type"] == "call_to_action"]
    assert slugs == ["one", "contact"]


@pytest.mark.parametrize(("value", "ids"), [("refuse", []), ("drop", []), ("keep", ["cms.E040"])])
def test_an_unknown_choice_is_told_by_a_check(value, ids, settings):
    settings.CMS_REPEATED_PANELS = value
    assert [message.id for message in check_panels()] == ids
