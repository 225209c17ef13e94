"""What a panel needs before it is public, when it is shown, and how the wordings of its consent are counted."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from cms.models import CallToAction, ConsentVersion
from cms.models.calls_to_action import shown_at
from cms.models.consent import AppendOnly
from cms.models.publishing import PublishRefused
from tests.builders import block, items, make_locale, make_panel

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def fields(*given):
    return json.dumps([block(kind, value) for kind, value in given])


def missing(**values):
    return make_panel(live=False, **values).publication_errors()


def republish(panel, **values):
    draft = panel.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return CallToAction.objects.get(pk=panel.pk)


def versions(panel):
    return list(panel.consent_versions.order_by("number").values_list("number", "text"))


EMAIL = ("email", {"label": "E-mail", "required": True, "help_text": "", "name": ""})


class TestWhatIsMissing:
    def test_the_usual_forms_are_complete(self):
        for kind in ("newsletter", "information_packet", "contact"):
            assert missing(kind=kind, slug=kind) == {}

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ([("text", {"label": "Name"})], "needs a field for the e-mail address"),
            ([EMAIL, ("email", {"label": "Another"})], "has one field for an e-mail address"),
            ([("email", {"label": "E-mail", "required": False})], "has to be filled in"),
        ],
    )
    def test_a_newsletter_has_one_address_and_it_has_to_be_given(self, given, said):
        assert said in " ".join(missing(form_fields=fields(*given))["form_fields"])

    def test_a_newsletter_needs_consent(self):
        assert set(missing(consent_text=" ")) == {"consent_text"}

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ([("text", {"label": "Name"})], "Nobody could be sent the packet"),
            ([("postal_address", {"label": "Address", "required": False})], "may be left out"),
        ],
    )
    def test_a_packet_needs_an_address(self, given, said):
        found = missing(kind="information_packet", form_fields=fields(*given))
        assert said in " ".join(found["form_fields"])

    def test_a_packet_can_go_by_post_alone(self):
        given = fields(("postal_address", {"label": "Address", "required": True}))
        assert missing(kind="information_packet", form_fields=given) == {}

    def test_what_is_wrong_with_a_field_is_said_with_the_way_to_it(self):
        choice = ("choice", {"label": "How", "options": items({"label": "A", "value": ""})})
        found = missing(form_fields=fields(EMAIL, choice))["form_fields"]
        assert found == ["block 2 (Choice) › Answers: Give at least two answers to choose from."]

    def test_a_panel_without_a_form_needs_no_fields_and_shows_none(self):
        link = json.dumps([block("link", {"text": "Give", "url": "https://example.org/"})])
        panel = make_panel(
            kind="donate", link=link, form_fields=fields(("text", {"label": "Name"})), success_message=""
        )
        assert panel.live
        assert panel.raw_form_fields == []

    def test_an_end_comes_after_its_start(self):
        with pytest.raises(ValidationError, match="after the start"):
            CallToAction(kind="contact", starts_at=NOON, ends_at=NOON).clean()

    def test_a_cap_says_how_often_and_in_how_many_days(self):
        with pytest.raises(ValidationError, match="Say both"):
            CallToAction(kind="contact", frequency_views=3).clean()

    @pytest.mark.parametrize("name", ["frequency_views", "frequency_days"])
    def test_a_cap_of_none_is_refused(self, name):
        """It would be delivered as no cap at all."""
        values = {"frequency_views": 3, "frequency_days": 7, name: 0}
        with pytest.raises(ValidationError) as refused:
            CallToAction(kind="contact", **values).clean()
        assert refused.value.message_dict == {name: ["Ensure this value is greater than or equal to 1."]}


class TestWhenItIsShown:
    @pytest.mark.parametrize(
        ("moment", "shown"),
        [
            (NOON - MINUTE, False),
            (NOON, True),
            (NOON + 2 * MINUTE - timedelta(microseconds=1), True),
            (NOON + 2 * MINUTE, False),
        ],
    )
    def test_from_the_start_on_and_not_at_the_end(self, moment, shown):
        panel = make_panel(starts_at=NOON, ends_at=NOON + 2 * MINUTE)
        assert panel.is_shown_at(moment) is shown
        assert CallToAction.objects.filter(shown_at(moment)).exists() is shown

    def test_a_draft_is_never_shown(self):
        make_panel(live=False)
        assert not CallToAction.objects.filter(shown_at(NOON)).exists()


class TestWordings:
    def test_a_draft_has_none(self):
        panel = make_panel(live=False)
        assert (panel.consent_version, versions(panel)) == (0, [])

    def test_the_first_one_is_published_with_the_panel(self):
        panel = make_panel(consent_text="First.")
        assert (panel.consent_version, versions(panel)) == (1, [(1, "First.")])

    def test_publishing_the_same_words_again_is_no_new_version(self):
        panel = republish(make_panel(consent_text="First."), heading="Another")
        assert (panel.consent_version, versions(panel)) == (1, [(1, "First.")])

    def test_the_draft_of_a_published_panel_changes_nothing(self):
        panel = make_panel(consent_text="First.")
        draft = panel.get_latest_revision_as_object()
        draft.consent_text = "Second."
        draft.save_revision()
        found = CallToAction.objects.get()
        assert (found.consent_text, found.consent_version, len(versions(found))) == ("First.", 1, 1)

    def test_other_words_are_the_next_version_and_old_ones_that_come_back_another(self):
        panel = make_panel(consent_text="First.")
        panel = republish(panel, consent_text="Second.")
        assert panel.consent_version == 2
        panel = republish(panel, consent_text="First.")
        assert panel.consent_version == 3
        assert versions(panel) == [(1, "First."), (2, "Second."), (3, "First.")]

    def test_an_older_revision_that_is_published_again_is_a_new_version(self):
        panel = make_panel(consent_text="First.")
        older = panel.latest_revision
        republish(panel, consent_text="Second.")
        older.publish()
        assert CallToAction.objects.get().consent_version == 3

    def test_words_that_were_taken_away_and_come_back_are_the_same(self):
        panel = make_panel(kind="contact", consent_text="First.")
        panel = republish(panel, consent_text="")
        assert (panel.consent_version, len(versions(panel))) == (1, 1)
        assert republish(panel, consent_text="First.").consent_version == 1

    def test_saving_some_fields_counts_only_if_the_words_are_among_them(self):
        panel = make_panel(consent_text="First.")
        panel.consent_text = "Second."
        panel.save(update_fields=["heading"])
        assert (panel.consent_version, len(versions(panel))) == (1, 1)
        panel.save(update_fields=["consent_text"])
        assert CallToAction.objects.get().consent_version == 2

    def test_a_panel_that_goes_live_by_itself_is_counted_with_the_stored_words(self):
        panel = make_panel(consent_text="First.", live=False)
        panel.consent_text, panel.live = "In memory.", True
        panel.save(update_fields=["live"])
        assert versions(panel) == [(1, "First.")]
        assert CallToAction.objects.get().consent_version == 1

    def test_one_that_is_created_live_is_counted(self):
        panel = CallToAction.objects.create(
            kind="contact", slug="contact", heading="Write", success_message="Thanks.", consent_text="First.",
            locale=Locale.get_default(),
        )  # fmt: skip
        assert (panel.consent_version, CallToAction.objects.get().consent_version) == (1, 1)

    def test_what_is_refused_leaves_no_version(self):
        panel = make_panel(consent_text="First.")
        panel.consent_text, panel.success_message = "Second.", ""
        with pytest.raises(PublishRefused):
            panel.save()
        assert versions(panel) == [(1, "First.")]
        assert CallToAction.objects.get().consent_version == 1

    def test_each_panel_counts_for_itself(self):
        republish(make_panel("a", consent_text="First."), consent_text="Second.")
        assert make_panel("b", consent_text="First.").consent_version == 1

    def test_they_are_neither_changed_nor_deleted(self):
        version = make_panel().consent_versions.get()
        for change in (version.save, version.delete, ConsentVersion.objects.all().delete):
            with pytest.raises(AppendOnly):
                change()
        with pytest.raises(AppendOnly):
            ConsentVersion.objects.update(text="")


class TestTranslations:
    def test_everything_goes_along_and_wordings_are_counted_anew(self):
        panel = make_panel(
            consent_text="First.", form_fields=fields(EMAIL), tone="quiet", disclosure="We sell it.",
            starts_at=NOON, frequency_views=2, frequency_days=7,
            privacy_link=json.dumps([block("link", {"text": "Privacy", "url": "https://example.org/"})]),
        )  # fmt: skip
        panel = republish(panel, consent_text="Second.")
        copy = panel.copy_for_translation(make_locale("es"))
        assert copy.consent_version == 0
        copy.save()
        for name in ("consent_text", "tone", "disclosure", "starts_at", "frequency_views", "slug"):
            assert getattr(copy, name) == getattr(panel, name)
        assert copy.raw_form_fields == panel.raw_form_fields
        assert copy.privacy_link[0].value["text"] == "Privacy"
        assert [number for number, _text in versions(copy)] == [1]
        assert [number for number, _text in versions(panel)] == [1, 2]
