"""Wagtail knows what is cited in running text: in its index, before it deletes, when it copies."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import rich_text, streamfield

from blocks.text import PROSE_FEATURES
from cms.models import Reference
from tests.builders import block, cited, make_locale, make_reference, make_summary, publish_again, root_of

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]


def used_by(reference):
    return [user.pk for user, _ in ReferenceIndex.get_grouped_references_to(reference)]


def test_every_reference_of_a_citation_is_in_the_index(summary_with):
    one, other = make_reference(), make_reference()
    page = summary_with(f"x {cited(one, other)}")
    assert (used_by(one), used_by(other)) == ([page.pk], [page.pk])


def test_a_reference_that_is_cited_twice_in_a_text_is_in_the_index(summary_with):
    reference = make_reference()
    page = summary_with(f"x {cited(reference)} y {cited(reference, locator='p. 2')}")
    assert used_by(reference) == [page.pk]


def test_a_citation_inside_a_list_of_blocks_is_in_the_index():
    reference = make_reference()
    value = {"heading": "", "points": [block("item", f"x {cited(reference)}")]}
    page = make_summary(body=[block("key_points", value)])
    assert used_by(reference) == [page.pk]


def test_a_reference_that_is_not_there_stops_nothing(summary_with):
    gone = make_reference()
    text = f"x {cited(gone)}"
    gone.delete()
    assert summary_with(text).live


def test_the_usage_page_names_the_page(editor, summary_with):
    reference = make_reference()
    page = summary_with(f"x {cited(reference)}")
    url = reverse(Reference.snippet_viewset.get_url_name("usage"), args=(reference.pk,))
    assert page.title in editor.get(url).content.decode()


def test_a_reference_that_only_a_text_cites_can_not_be_deleted(summary_with):
    reference = make_reference()
    page = summary_with(f"x {cited(reference)}")
    with pytest.raises(ProtectedError, match=page.title):
        reference.delete()


def test_a_reference_that_only_the_text_of_a_draft_cites_can_not_be_deleted(summary_with):
    reference = make_reference()
    page = summary_with("x")
    page.body.append(("paragraph", f"<p>y {cited(reference)}</p>"))
    page.save_revision()
    with pytest.raises(ProtectedError):
        reference.delete()


def test_a_translation_cites_the_same(summary_with, text_of):
    spanish = make_locale("es")
    page = summary_with(f"x {cited(make_reference(), locator='p. 2')}")
    publish_again(root_of().copy_for_translation(spanish))
    translation = page.copy_for_translation(spanish)
    assert text_of(translation) == text_of(page)


def test_a_copy_cites_the_same(summary_with, text_of):
    page = summary_with(f"x {cited(make_reference(), mode='narrative')}")
    assert text_of(page.copy(update_attrs={"slug": "copy"})) == text_of(page)


def test_the_form_of_the_editor_stores_what_it_was_given(editor, edit, page_form, summary_with, text_of):
    page = summary_with("x")
    link = cited(make_reference(), prefix="see", locator="p. 2")
    text = rich_text(f'<p data-block-key="abcde">y {link}</p>', features=PROSE_FEATURES)
    form = page_form(body=streamfield([("paragraph", text)]))
    edit(page, form)
    assert link in text_of(page)
