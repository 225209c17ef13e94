"""The guide of new editors: where it is found, what it leads to, and that it speaks of what is there."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.rich_text import features as rich_text_features

from cms.admin.guide import SIGNS
from cms.models import Reference, ResearchSummaryPage
from tests.builders import make_index
from tests.cms.admin.submissions.builders import browser_of

pytestmark = pytest.mark.usefixtures("site")


def guide(client):
    return client.get(reverse("cms_guide")).content.decode()


def test_the_guide_is_in_the_menu_of_whoever_edits_pages():
    home = reverse("wagtailadmin_home")
    assert reverse("cms_guide") in browser_of(groups=("Editors",)).get(home).content.decode()
    assert reverse("cms_guide") not in browser_of("view_submission").get(home).content.decode()


def test_every_link_of_the_guide_leads_somewhere(editor):
    make_index("Research")
    text = guide(editor)
    main = text[text.index('class="cms-guide"') :]
    links = set(re.findall(r'href="(/[^"]+)"', main))
    assert len(links) >= 7
    for link in links:
        assert editor.get(link).status_code == 200, link
    for anchor in re.findall(r'<a href="#([^"]+)"', main):
        assert f'id="{anchor}"' in main


def test_the_guide_leads_to_the_form_of_a_first_summary(editor):
    index = make_index("Research")
    opts = ResearchSummaryPage._meta
    address = reverse("wagtailadmin_pages:add", args=(opts.app_label, opts.model_name, index.pk))
    assert address in guide(editor)


def test_the_guide_leads_nobody_where_he_may_not_go():
    text = guide(browser_of(groups=("Editors",)))
    assert reverse(Reference.snippet_viewset.get_url_name("list")) not in text
    assert "choose Pages, go to the page that lists the summaries" in text


def test_each_sign_of_the_guide_is_drawn(editor):
    text = guide(editor)
    signs = text[text.index("cms-guide__signs") :]
    used = set(re.findall(r'href="#(icon-[a-z-]+)"', signs))
    sprite = editor.get(reverse("wagtailadmin_sprite")).content.decode()
    assert used
    assert all(f'id="{sign}"' in sprite for sign in used)


def test_the_sign_of_the_toolbar_is_the_one_that_the_guide_shows():
    button = rich_text_features.get_editor_plugin("draftail", "cite").data
    with override("en"):
        signs = {str(meaning): sign for sign, meaning in SIGNS}
    assert signs["Cite a source, in the toolbar of a text"] == button["icon"]


def test_the_tabs_that_the_guide_names_are_those_of_the_form(editor):
    with override("en"):
        tabs = [str(tab.heading) for tab in ResearchSummaryPage.edit_handler.children]
    assert tabs == ["Content", "Evidence", "Review", "Promote", "Settings"]
    text = guide(editor)
    assert all(f"<b>{tab}</b>" in text for tab in tabs[:-1])
