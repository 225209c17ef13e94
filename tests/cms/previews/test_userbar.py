"""Wagtail's user bar on the frontend: everything in it leads to the admin, and the checks know both origins."""

import json
import re

from django.urls import reverse

from tests.cms.previews.looking import FRONTEND

ADMIN = "http://testserver"


def bar(looking, page, **query):
    answer = looking.get(looking.token(page, **query), path="/preview/userbar/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    return answer.content.decode()


def addresses(html):
    return re.findall(r'\s(?:href|src)="(?!#)([^"]*)"', html)


def test_whatever_it_loads_and_leads_to_is_the_admins(looking, draft):
    html = bar(looking, draft)
    assert addresses(html)
    assert [each for each in addresses(html) if not each.startswith(f"{ADMIN}/")] == []
    assert f'data-wagtail-userbar-origin="{ADMIN}"' in html
    explore = reverse("wagtailadmin_explore", args=(draft.get_parent().pk,))
    assert f'href="{ADMIN}{explore}"' in html


def test_in_the_panel_it_has_the_checks_only(looking, draft):
    html = bar(looking, draft, in_preview_panel="true")
    assert "<aside hidden" in html
    assert "checker-axe-configuration" in html
    assert "wagtail-userbar-items" in html
    assert reverse("wagtailadmin_explore", args=(draft.get_parent().pk,)) not in html


def origins_in(html):
    found = re.search(r'<script id="checker-axe-configuration"[^>]*>(.*?)</script>', html, re.DOTALL)
    return json.loads(found[1])["spec"]["allowedOrigins"]


def test_the_checks_know_the_frontend_and_the_admin(looking, draft):
    assert origins_in(bar(looking, draft)) == ["<same_origin>", FRONTEND, ADMIN]


def test_the_editors_panel_of_checks_knows_the_frontend(looking, draft):
    html = looking.browser.get(reverse("wagtailadmin_pages:edit", args=(draft.pk,))).content.decode()
    assert origins_in(html) == ["<same_origin>", FRONTEND]


def test_a_page_that_was_never_saved_has_a_bar_too(looking, draft, page_form):
    url = reverse(
        "wagtailadmin_pages:preview_on_add", args=("cms", "researchsummarypage", draft.get_parent().pk)
    )
    looking.browser.post(url, page_form(slug="quite-new"))
    code = looking.browser.get(url).headers["Location"].partition("code=")[2]
    token = looking.exchange(code).json["token"]
    assert "wagtail-userbar" in looking.get(token, path="/preview/userbar/").content.decode()
