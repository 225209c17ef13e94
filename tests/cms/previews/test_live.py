"""The preview panel leads to the frontend, which gets what stands in the form."""

import json

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, Site
from wagtail.test.utils.form_data import streamfield

from cms.models import PreviewSnapshot
from tests.builders import make_index, root_of
from tests.cms.previews.looking import FRONTEND, code_in


def new_page_url(parent):
    return reverse("wagtailadmin_pages:preview_on_add", args=("cms", "researchsummarypage", parent.pk))


def see_at(looking, url, form, **query):
    """What the frontend gets from another preview than that of a page that is there."""
    assert looking.browser.post(url, form).json()["is_valid"] is True
    answer = looking.browser.get(url, query)
    assert answer.status_code == 302, answer.content
    return looking.get(looking.exchange(code_in(answer.headers["Location"])).json["token"]).json


def test_the_panel_leads_to_the_frontend_of_the_site(looking, draft, settings):
    assert looking.address(draft).startswith(f"{FRONTEND}/preview/?code=")
    settings.CMS_PREVIEW_PATH = "/app/draft/"
    assert looking.address(draft).startswith(f"{FRONTEND}/app/draft/?code=")


def test_the_frontend_gets_the_unsaved_words(looking, draft, page_form):
    seen = looking.see(draft, page_form(title="Words that nobody has saved"))
    assert (seen["kind"], seen["mode"], seen["shared"]) == ("page", "page", False)
    assert seen["page"]["title"] == "Words that nobody has saved"
    assert seen["card"]["title"] == "Words that nobody has saved"
    assert seen["page"]["url"] == f"{FRONTEND}/stem-cells/"
    draft.refresh_from_db()
    assert draft.title == "A draft"


def test_an_incomplete_draft_is_shown_as_far_as_it_goes(looking, draft, page_form):
    empty = {"id": "", "type": "finding", "value": {}}
    form = page_form(
        standfirst="", body=streamfield([]), **{"body-raw": json.dumps([empty])}, slug="", title=""
    )
    seen = looking.see(draft, form)
    assert seen["page"]["subject"] == {"reference": None, "study": None}
    assert seen["page"]["standfirst"] is None


def test_the_address_is_the_one_that_the_page_would_have(looking, site, page_form):
    section = make_index("Research", slug="research")
    form = page_form(slug="another-slug")
    seen = see_at(looking, new_page_url(section), form)
    assert seen["page"]["path"] == "/research/another-slug/"


def test_a_page_that_was_never_saved(looking, site, page_form):
    seen = see_at(looking, new_page_url(root_of()), page_form(title="Quite new"))
    assert (seen["page"]["id"], seen["page"]["title"]) == (0, "Quite new")
    assert seen["page"]["links"]["parent"]["id"] == root_of().pk
    assert seen["page"]["links"]["alternates"] == []
    assert seen["edit"] is None


def test_a_page_that_was_never_saved_is_not_shown_without_the_right_to_add_it(looking, site, page_form):
    url = new_page_url(root_of())
    looking.browser.post(url, page_form())
    code = code_in(looking.browser.get(url).headers["Location"])
    GroupPagePermission.objects.all().delete()
    assert looking.exchange(code).status == 401


def test_the_root_page_keeps_its_path(looking, site):
    code = code_in(looking.browser.get(f"/admin/pages/{root_of().pk}/view_draft/").headers["Location"])
    assert looking.get(looking.exchange(code).json["token"]).json["page"]["path"] == "/"


@pytest.mark.parametrize("mode", ["page", "card"])
def test_a_page_has_two_modes(looking, draft, mode):
    assert looking.see(draft, mode=mode)["mode"] == mode


def test_an_unknown_mode_is_the_page(looking, draft):
    assert looking.see(draft, mode="hologram")["mode"] == "page"


def test_a_saved_draft_and_an_old_version_are_shown_too(looking, draft):
    draft.title = "The second version"
    revision = draft.save_revision()
    for url in (
        reverse("wagtailadmin_pages:view_draft", args=(draft.pk,)),
        reverse("wagtailadmin_pages:revisions_view", args=(draft.pk, revision.pk)),
    ):
        code = code_in(looking.browser.get(url).headers["Location"])
        seen = looking.get(looking.exchange(code).json["token"]).json
        assert seen["page"]["title"] == "The second version"


def test_without_a_frontend_the_panel_says_what_to_set(looking, draft, settings):
    settings.CMS_FRONTEND_URLS = {}
    answer = looking.ask(draft)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "There is no frontend to show this page." in text
    assert "frontend of “localhost” in the setting CMS_FRONTEND_URLS" in text
    assert not PreviewSnapshot.objects.exists()


def test_a_page_of_no_site_says_so(looking, draft):
    Site.objects.all().delete()
    assert "It belongs to no site" in looking.ask(draft).content.decode()


def test_the_panel_may_stand_in_the_editor(looking, draft):
    answer = looking.ask(draft)
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_only_the_newest_looks_are_kept(looking, draft):
    for _ in range(8):
        looking.code(draft)
    assert PreviewSnapshot.objects.count() == 5
