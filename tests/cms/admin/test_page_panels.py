"""What whoever edits a page is told of its panels."""

import json
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import rich_text, streamfield

from cms.models import SiteProfile
from tests.builders import block, change, make_index, make_panel, make_person, make_reference, make_summary


def rule(panel, **values):
    return block("rule", {"call_to_action": panel.pk, "position": "end", **values})


def listed(client, page):
    return client.get(reverse("cms_page_panels", args=(page.pk,))).content.decode()


def test_the_list_says_what_the_page_carries_and_what_is_left_out_and_why(editor, site):
    by_site, by_page, by_hand = (make_panel(slug, heading=slug) for slug in ("Of-site", "Of-page", "By-hand"))
    change(SiteProfile.for_site(site), panel_rules=[rule(by_site)], panel_distance=0)
    index = make_index(parent=site.root_page, panel_rules=[rule(by_page, min_words=5000)])
    page = make_summary(parent=index)
    text = listed(editor, page)
    carried, left_out = text.split("Left out")
    assert "Of-site" in carried
    assert "a rule of the site" in carried
    assert reverse("wagtailsettings:edit", args=("cms", "siteprofile", site.pk)) in carried
    assert "Of-page" in left_out
    assert "a rule of “Research”" in left_out
    assert "too short for this rule" in left_out
    draft: Any = page
    draft.body = [("call_to_action", {"call_to_action": by_hand})]
    draft.save_revision()
    carried, left_out = listed(editor, page).split("Left out")
    assert "In the text, block 1" in carried
    assert "has a panel of this kind already" in left_out


def test_what_is_stored_in_the_place_of_a_panel_is_said_to_be_none(editor, site):
    page = make_summary(live=False)
    value = {"call_to_action": 10**30, "heading": "", "text": "", "button_label": ""}
    revision = page.save_revision()
    content = {**revision.content, "body": json.dumps([block("call_to_action", value)])}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    assert "A panel that is no longer in the library" in listed(editor, page)


def test_the_list_is_for_who_may_edit_the_page(client, site, django_user_model):
    page = make_summary()
    address = reverse("cms_page_panels", args=(page.pk,))
    assert client.get(address).status_code == 302
    user = django_user_model.objects.create_user("reader", "reader@example.org", "x")
    client.force_login(user)
    assert client.get(address).status_code in (302, 403)


def test_the_script_asks_for_the_kinds_of_what_is_chosen(editor, site):
    panel = make_panel(heading="Stay informed")
    answer = editor.get(reverse("cms_panel_kinds"), {"ids": f"{panel.pk},0,x,999999"})
    assert answer.json() == {
        str(panel.pk): {"kind": "newsletter", "label": "Newsletter sign-up", "heading": "Stay informed"}
    }


def test_the_form_of_a_page_has_its_panels_and_its_marks(editor, site):
    text = editor.get(reverse("wagtailadmin_pages:edit", args=(make_summary().pk,))).content.decode()
    for words in ("Panels on this page", "Marks for panels", "Sensitive subject", "cms-page-panels"):
        assert words in text


def test_the_form_of_a_new_page_has_the_address_without_an_id(editor, site):
    add = reverse("wagtailadmin_pages:add", args=("cms", "standardpage", site.root_page_id))
    text = editor.get(add).content.decode()
    assert f'data-cms-page-panels-address-value="{reverse("cms_page_panels", args=(0,))}"' in text
    assert 'data-cms-page-panels-page-value=""' in text


@pytest.mark.parametrize(("action", "status"), [("", 302), ("publish", 200)])
def test_a_second_panel_of_a_kind_is_told_at_its_block_when_the_page_is_published(
    edit, site, page_form, action, status
):
    page = make_summary(live=False)
    panels = [make_panel("one"), make_panel("two")]
    empty = {"heading": "", "text": rich_text(""), "button_label": ""}
    blocks = [("call_to_action", {"call_to_action": str(panel.pk), **empty}) for panel in panels]
    authors = streamfield([("author", {"person": str(make_person().pk), "role": ""})])
    form = page_form(body=streamfield(blocks), authors=authors, subject_reference=str(make_reference().pk))
    answer = edit(page, form, action)
    assert answer.status_code == status
    if action:
        error = answer.context["form"].errors["body"].as_data()[0]
        assert "is the second panel of the kind" in str(error.block_errors[1])
