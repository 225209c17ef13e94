"""What the editor's form says when remarks keep a page from being published."""

import pytest
from wagtail.test.utils.form_data import rich_text, streamfield

from cms.models import ResearchSummaryPage
from cms.remarks import acknowledge_rule
from tests.builders import make_panel, make_person, make_reference, make_summary
from tests.cms.remarks.house_rules import NoShouting, ShortTitle


@pytest.fixture
def filled(site, only, settings, page_form):
    """(a draft, its form: complete, with a calm and a loud paragraph)."""
    only(NoShouting, ShortTitle)
    settings.CMS_RULES = {"no_shouting": {"blocks_publishing": True}}

    def build(*further, **values):
        texts = [("paragraph", rich_text(text)) for text in ("<p>Calm.</p>", "<p>Loud!</p>")]
        return page_form(
            body=streamfield([*texts, *further]),
            authors=streamfield([("author", {"person": str(make_person().pk), "role": ""})]),
            subject_reference=str(make_reference().pk),
            **values,
        )

    return make_summary(live=False), build


def test_the_error_stands_at_the_block(filled, edit):
    page, build = filled
    errors = edit(page, build(), "publish").context["form"].errors
    [error] = errors["body"].as_data()
    assert list(error.block_errors) == [1]
    assert "This paragraph shouts 1 times." in error.block_errors[1].messages[0]
    assert errors.keys() == {"body"}


def test_a_draft_is_saved_and_once_it_is_accepted_published(filled, edit, admin_user):
    page, build = filled
    form = build()
    assert edit(page, form).status_code == 302
    draft = ResearchSummaryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    ids = [stored["id"] for stored in draft.body.get_prep_value()]
    acknowledge_rule(page, "no_shouting", user=admin_user, reason="As in the source.")
    known = {f"body-{number}-id": name for number, name in enumerate(ids)}
    assert edit(page, {**form, **known}, "publish").status_code == 302
    page.refresh_from_db()
    assert page.live


def test_what_others_say_of_blocks_stands_beside_it(filled, edit):
    page, build = filled
    empty = {"heading": "", "text": rich_text(""), "button_label": ""}
    panels = [
        ("call_to_action", {"call_to_action": str(make_panel(slug).pk), **empty}) for slug in ("one", "two")
    ]
    [error] = edit(page, build(*panels), "publish").context["form"].errors["body"].as_data()
    assert sorted(error.block_errors) == [1, 3]


def test_the_error_about_a_field_stands_at_the_field(filled, edit, settings):
    settings.CMS_RULES = {"short_title": {"blocks_publishing": True}}
    page, build = filled
    form = build(title="A title that is longer than thirty characters")
    errors = edit(page, form, "publish").context["form"].errors
    assert "The title is long." in errors["title"][0]
    assert errors.keys() == {"title"}


def test_in_bulk_it_is_told_too(filled, editor, edit):
    page, build = filled
    edit(page, build())
    answer = editor.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/", follow=True)
    assert "This paragraph shouts 1 times." in answer.content.decode()
    page.refresh_from_db()
    assert not page.live
