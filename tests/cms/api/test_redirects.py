import logging
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from tests.builders import (
    change,
    make_index,
    make_site,
    make_standard,
    publish,
    restrict,
    root_of,
)
from tests.cms.api.redirects import location, redirect

pytestmark = pytest.mark.django_db


def test_a_redirect_leads_to_where_its_page_is_now(resolve):
    page = make_standard(slug="new")
    redirect("/old/", to=page)
    for path in ("/old/", "/old", "/old/?x=1", "//old/"):
        assert location(resolve(path)) == ("/new/", True)
    change(page, slug="newer")
    assert location(resolve("/old/")) == ("/newer/", True)


def test_a_redirect_can_be_for_the_time_being(resolve):
    redirect("/old/", to=make_standard(slug="new"), permanent=False)
    assert location(resolve("/old/")) == ("/new/", False)


def test_a_redirect_can_lead_elsewhere(resolve):
    redirect("/old/", to="https://münchen.example/Ü?x=ü#y")
    assert location(resolve("/old/"))[0] == "https://m%C3%BCnchen.example/%C3%9C?x=%C3%BC#y"


def test_a_redirect_to_a_path_that_only_the_frontend_knows_is_given(resolve):
    redirect("/old/", to="http://localhost/search/?q=x#y")
    assert location(resolve("/old/")) == ("/search/?q=x#y", True)


def test_a_redirect_of_the_site_comes_before_one_of_all_sites(resolve, site):
    redirect("/old/", to="https://all.example/")
    redirect("/old/", to="https://one.example/", site=Site.objects.get(pk=site.pk))
    assert location(resolve("/old/"))[0] == "https://one.example/"


def test_a_redirect_of_another_site_does_not_matter(resolve):
    redirect("/old/", to="https://one.example/", site=make_site("b.example.org"))
    assert resolve("/old/").status == 404
    assert location(resolve("/old/", site="b.example.org"))[0] == "https://one.example/"


def test_a_redirect_with_the_query_comes_before_one_without(resolve):
    redirect("/old/", to="https://without.example/")
    redirect("/old/?b=2&a=1", to="https://with.example/")
    assert location(resolve("/old/?a=1&b=2"))[0] == "https://with.example/"
    assert location(resolve("/old/?a=2"))[0] == "https://without.example/"


@pytest.mark.parametrize("stored", ["/caf%C3%A9/", "/café/"])
@pytest.mark.parametrize("asked", ["/caf%C3%A9/", "/café", "/caf%c3%a9"])
def test_a_redirect_is_found_escaped_or_not(resolve, stored, asked):
    redirect(stored, to="https://new.example/")
    assert location(resolve(asked))[0] == "https://new.example/"


@pytest.mark.parametrize("asked", ["/my%20page.html", "/my page.html", "/caf%E9.html"])
def test_a_path_that_no_page_can_have_can_be_redirected(resolve, asked):
    for stored in ("/my page.html", "/caf%E9.html"):
        redirect(stored, to="https://new.example/")
    assert location(resolve(asked))[0] == "https://new.example/"


def test_redirects_are_followed_to_the_end(resolve):
    redirect("/one/", to="/two/?a=1")
    redirect("/two/", to="http://localhost/three/", permanent=False)
    redirect("/three/", to=make_standard(slug="end"))
    assert location(resolve("/one/")) == ("/end/", False)
    assert location(resolve("/three/")) == ("/end/", True)


def test_a_redirect_to_where_a_page_was_leads_to_where_it_is(resolve):
    page = make_standard(slug="first")
    redirect("/old/", to="/first/#part")
    change(page, slug="second")
    Redirect.objects.filter(old_path="/first").delete()
    assert location(resolve("/old/")) == ("/second/#part", True)


@pytest.mark.parametrize("link", ["/end", "/End/", "//localhost/END", "http://localhost/end"])
def test_a_link_to_a_page_may_be_spelled_otherwise(resolve, link):
    make_standard(slug="end")
    redirect("/old/", to="http:" + link if link.startswith("//") else link)
    assert location(resolve("/old/")) == ("/end/", True)


@pytest.mark.parametrize("link", ["/draft", "/Draft/", "http://localhost/DRAFT?x=1"])
def test_a_link_to_a_hidden_page_is_known_however_it_is_spelled(resolve, link):
    make_standard(slug="draft", live=False)
    redirect("/old/", to=link)
    assert resolve("/old/").status == 404


def test_redirects_in_a_circle_lead_nowhere_and_are_logged(resolve, caplog):
    redirect("/one/", to="/two/")
    redirect("/two/", to="/one/")
    with caplog.at_level(logging.WARNING, "cms"):
        assert resolve("/one/").status == 404
    assert "'/one/'" in caplog.text


def test_more_redirects_than_anybody_needs_lead_nowhere(resolve):
    for number in range(12):
        redirect(f"/{number}/", to=f"/{number + 1}/")
    assert resolve("/0/").status == 404
    assert location(resolve("/5/")) == ("/12/", True)


def test_a_redirect_never_hides_a_page(resolve):
    page = make_standard(slug="here")
    redirect("/here/", to="https://elsewhere.example/")
    redirect("/here/?x=1", to="https://elsewhere.example/")
    assert resolve("/here/?x=1").json["page"]["id"] == page.pk
    assert location(resolve("/Here")) == ("/here/", True)


@pytest.mark.parametrize("link", [True, False], ids=["by link", "by page"])
def test_a_redirect_to_what_is_hidden_is_as_if_it_were_not_there(resolve, link):
    private = make_index(slug="private")
    restrict(private)
    for page in (
        make_standard(slug="draft", live=False),
        make_standard(slug="below", parent=private),
        make_standard(slug="elsewhere", parent=root_of(make_site("c.example.org"))),
    ):
        path = f"/{page.url_path.split('/', 2)[2]}"
        redirect(f"/to-{page.slug}/", to=path if link else page)
    unknown = resolve("/nothing/")
    for slug in ("draft", "below") if link else ("draft", "below", "elsewhere"):
        answer = resolve(f"/to-{slug}/")
        assert (answer.status, answer.content) == (404, unknown.content), slug


def test_a_redirect_to_what_is_hidden_gives_way_to_the_next_one(resolve, site):
    redirect("/old/", to=make_standard(slug="draft", live=False), site=Site.objects.get(pk=site.pk))
    redirect("/old/", to=make_standard(slug="new"))
    assert location(resolve("/old/")) == ("/new/", True)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "ftp://x.example/", "//evil.example/", "/\\evil.example/", "mailto:x@example.org",
     "http://[", "data:text/html,x", "http:///x", "/..", "x"],
)  # fmt: skip
def test_a_link_that_a_redirect_should_not_have_leads_nowhere(resolve, link):
    entry = redirect("/old/", to="https://x.example/")
    Redirect.objects.filter(pk=entry.pk).update(redirect_link=link)
    assert resolve("/old/").status == 404


def test_a_redirect_to_a_page_of_another_type_leads_to_its_path(resolve):
    redirect("/old/", to=publish(Page(title="Plain", slug="plain"), root_of()))
    assert location(resolve("/old/")) == ("/plain/", True)


def test_a_route_that_the_page_does_not_know_is_left_out(resolve):
    redirect("/old/", to=make_standard(slug="new"), route="/2020/")
    assert location(resolve("/old/")) == ("/new/", True)


def test_a_redirect_is_known_by_its_entity_tag_and_not_by_its_date(api, resolve):
    redirect("/old/", to="https://x.example/")
    answer = resolve("/old/")
    tag = answer.headers["ETag"]
    assert api.get("/resolve/", path="/old/", headers={"If-None-Match": tag}).status == 304
    Redirect.objects.update(redirect_link="https://y.example/")
    assert api.get("/resolve/", path="/old/", headers={"If-None-Match": tag}).status == 200
    since = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert api.get("/resolve/", path="/old/", headers=since).status == 200


@override_settings(CMS_CACHE_SECONDS=3600)
def test_a_redirect_is_kept_no_longer_than_its_page_is_public(resolve):
    page = make_standard(slug="new")
    redirect("/old/", to=page)
    change(page, expire_at=timezone.now() + timedelta(seconds=100))
    for path in ("/old/", "/new"):
        assert 90 <= int(resolve(path).headers["Cache-Control"].partition("max-age=")[2]) <= 100


def test_a_site_without_wagtail_s_redirects_has_none(resolve, monkeypatch):
    redirect("/old/", to="https://x.example/")
    monkeypatch.setattr("cms.delivery.redirects.apps.is_installed", lambda name: False)
    assert resolve("/old/").status == 404
