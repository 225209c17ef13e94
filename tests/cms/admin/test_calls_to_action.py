"""The list of panels says what readers see; the form says what is missing, and what has been consented to."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.admin.panel_columns import shown_in_words
from cms.models import CallToAction
from tests.builders import make_panel

pytestmark = pytest.mark.usefixtures("site")

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FORM = {
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
    "success_message": "Thank you.",
    "disclosure": "",
    "starts_at": "",
    "ends_at": "",
    "frequency_views": "",
    "frequency_days": "",
}


def url(view, *args):
    return reverse(CallToAction.snippet_viewset.get_url_name(view), args=args)


def send(editor, panel, action="", **values):
    buttons = {f"action-{action}": "1"} if action else {}
    return editor.post(url("edit", panel.pk), {**nested_form_data({**FORM, **values}), **buttons})


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Shown"),
        ({"live": False}, "Not published"),
        ({"starts_at": NOON + HOUR}, "From"),
        ({"ends_at": NOON + HOUR}, "Until"),
        ({"starts_at": NOON - HOUR, "ends_at": NOON}, "Ended"),
        ({"expire_at": NOON}, "Ended"),
        ({"expire_at": NOON + HOUR, "ends_at": NOON + 2 * HOUR}, "Until"),
    ],
)
def test_the_list_says_whether_readers_see_it(values, words):
    assert shown_in_words(CallToAction(kind="contact", **values), now=NOON).startswith(words)


def test_the_list_has_that_as_a_column(editor):
    make_panel(ends_at=timezone.now() - HOUR)
    assert "Ended" in editor.get(url("list")).content.decode()


def test_the_form_has_no_second_schedule(editor):
    fields = editor.get(url("add")).context["form"].fields
    assert {"starts_at", "ends_at"} <= set(fields)
    assert {"go_live_at", "expire_at"}.isdisjoint(fields)


def test_an_end_that_was_set_before_stays(editor):
    panel = make_panel(expire_at=NOON + 9000 * HOUR)
    send(editor, panel, "publish")
    panel.refresh_from_db()
    assert panel.expire_at == NOON + 9000 * HOUR


def test_sections_say_for_which_kinds_they_are(editor):
    text = editor.get(url("add")).content.decode()
    assert 'data-cms-panel-kinds="contact information_packet newsletter"' in text
    assert 'data-cms-panel-kinds="donate download link"' in text
    assert 'data-controller="cms-panel-kind"' in text


def test_what_is_wrong_with_a_field_of_the_form_stands_at_the_form(editor):
    panel = make_panel(live=False)
    email = {"label": "E-mail", "required": "", "help_text": "", "name": ""}
    given = streamfield([("email", email)])
    response = send(editor, panel, "publish", form_fields=given)
    assert "has to be filled in" in " ".join(response.context["form"].errors["form_fields"])
    assert send(editor, panel, form_fields=given).status_code == 302


def test_the_wordings_that_readers_have_seen_are_listed(editor):
    panel = make_panel(consent_text="The first words.")
    send(editor, panel, "publish", consent_text="Other <b>words</b>.")
    text = editor.get(url("edit", panel.pk)).content.decode()
    assert "Version 2, since" in text
    assert "The first words." in text
    assert "Other &lt;b&gt;words&lt;/b&gt;." in text


def test_a_panel_that_was_never_published_has_no_wordings(editor):
    panel = make_panel(live=False)
    assert "Wordings of the consent" not in editor.get(url("edit", panel.pk)).content.decode()


def test_the_preview_shows_the_form_and_what_belongs_to_it(editor):
    panel = make_panel(kind="contact", disclosure="We sell it.", consent_text="I <i>agree</i>.")
    editor.post(
        url("preview_on_edit", panel.pk),
        nested_form_data({**FORM, "kind": "contact", "disclosure": "We sell it."}),
    )
    text = editor.get(url("preview_on_edit", panel.pk)).content.decode()
    for words in (
        "Stay informed",
        "Your e-mail address",
        "Your message",
        "I agree.",
        "We sell it.",
        "Thank you.",
    ):
        assert words in text


def test_a_panel_that_leads_somewhere_is_previewed_without_a_form(editor):
    panel = make_panel()
    form = {**FORM, "kind": "donate"}
    editor.post(url("preview_on_edit", panel.pk), nested_form_data(form))
    text = editor.get(url("preview_on_edit", panel.pk)).content.decode()
    assert "Stay informed" in text
    assert "Your e-mail address" not in text
