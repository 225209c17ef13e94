import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from tests.builders import (
    change,
    make_index,
    make_locale,
    make_site,
    make_standard,
    publish,
    publish_again,
    restrict,
    root_of,
)

pytestmark = pytest.mark.django_db


def redirect(old, *, to, permanent=True, site=None, route=""):
    """A redirect to a page or a link."""
    target = {"redirect_link": to} if isinstance(to, str) else {"redirect_page": to}
    entry = Redirect(
        old_path=old, is_permanent=permanent, site=site, redirect_page_route_path=route, **target
    )
    entry.clean()
    entry.save()
    return entry


def location(answer):
    assert answer.status == 200, answer.content
    assert answer.json["kind"] == "redirect", answer.json
    return answer.json["location"], answer.json["permanent"]


@pytest.fixture
def resolve(api, site):
    return lambda path, **parameters: api.get("/resolve/", path=path, **parameters)


@pytest.fixture
def spanish(site):
    """The Spanish home page."""
    return publish_again(root_of().copy_for_translation(make_locale("es")))


# Pages


def test_a_path_is_resolved_to_its_document(api, resolve):
    page = make_standard(slug="about")
    answer = resolve("/about/")
    assert answer.json == {"kind": "page", "page": api.document(page), "fallback": None}
    assert list(answer.json) == ["kind", "page", "fallback"]
    assert answer.headers["Cache-Tag"] == f"page-{page.pk}"


def test_the_root_path_is_the_home_page(resolve, site):
    assert resolve("/").json["page"]["id"] == site.root_page_id


def test_who_has_the_answer_does_not_get_it_again(api, resolve):
    page = make_standard(slug="about")
    tag = resolve("/about/").headers["ETag"]
    assert tag != api.get(f"/pages/{page.pk}/").headers["ETag"]
    assert api.get("/resolve/", path="/about/", headers={"If-None-Match": tag}).status == 304
    assert api.request("HEAD", "/resolve/", path="/about/").headers["ETag"] == tag


def test_who_has_the_document_alone_gets_the_answer(api, resolve):
    page = make_standard(slug="about")
    tag = api.get(f"/pages/{page.pk}/").headers["ETag"]
    answer = api.get("/resolve/", path="/about/", headers={"If-None-Match": tag})
    assert (answer.status, answer.json["page"]["id"]) == (200, page.pk)


def test_a_query_is_no_part_of_a_page_s_path(resolve):
    page = make_standard(slug="about")
    assert resolve("/about/?utm_source=x").json["page"]["id"] == page.pk


@pytest.mark.parametrize("path", ["/zürich/", "/z%C3%BCrich/", "/z%c3%bcrich/"])
def test_letters_of_any_script_may_be_escaped(resolve, path):
    page = make_standard(slug="zürich")
    assert resolve(path).json["page"]["id"] == page.pk


# Spelling


@pytest.mark.parametrize("path", ["/about", "/about//", "//about/", "/About/", "/ABOUT", "/%41bout/"])
def test_another_spelling_leads_to_the_right_one(resolve, path):
    make_standard(slug="about")
    assert location(resolve(path)) == ("/about/", True)


def test_another_spelling_keeps_its_query(resolve):
    make_standard(slug="about")
    assert location(resolve('/about?a=1&b="ü"')) == ("/about/?a=1&b=%22%C3%BC%22", True)


def test_a_location_is_escaped_as_a_header_takes_it(resolve):
    make_standard(slug="zürich")
    assert location(resolve("/zürich")) == ("/z%C3%BCrich/", True)


def test_accents_may_be_composed_otherwise(resolve):
    make_standard(slug="zürich")
    assert location(resolve("/zu\u0308rich/")) == ("/z%C3%BCrich/", True)


def test_a_page_with_capitals_is_found_as_it_is_written(resolve):
    page, other = make_standard(slug="About"), make_standard(slug="about")
    assert resolve("/About/").json["page"]["id"] == page.pk
    assert resolve("/about/").json["page"]["id"] == other.pk
    assert location(resolve("/ABOUT/")) == ("/about/", True)


@pytest.mark.parametrize("path", ["/ES/acerca/", "/es/Acerca/", "/es/acerca"])
def test_the_prefix_of_a_language_may_be_spelled_otherwise_too(resolve, spanish, path):
    make_standard(slug="acerca", parent=spanish)
    assert location(resolve(path)) == ("/es/acerca/", True)


def test_a_prefix_with_capitals_keeps_them(resolve, site):
    home = publish_again(root_of().copy_for_translation(make_locale("pt-BR")))
    make_standard(slug="sobre", parent=home)
    assert location(resolve("/PT-br/SOBRE")) == ("/pt-BR/sobre/", True)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/", "/nothing", "/..", "/about/..", "/./about/", "/about/../about/", "/%2e%2e/about/", "/about%2f",
        "/about/%00", "/%ff/", "/%E0%A4%A/", "/\u0660/", "/about\n/", "/about/?\r\nx", "/about%0d%0a/", "/\\about/",
        "//evil.example/about/", "/" + "x" * 1999, "/100%/", "/about/#top",
    ],
)  # fmt: skip
def test_a_path_that_leads_nowhere_is_missing(resolve, path):
    make_standard(slug="about")
    assert resolve(path).status == 404


def test_a_path_is_required(api, site):
    answer = api.get("/resolve/")
    assert (answer.status, answer.errors) == (400, [("path", "missing")])


@pytest.mark.parametrize("path", ["", "about/", "https://example.org/about/", "x" * 10, "/" + "x" * 2000])
def test_what_is_no_path_is_refused(resolve, path):
    answer = resolve(path)
    assert (answer.status, answer.errors) == (400, [("path", "invalid")])


def test_a_site_that_is_not_there_is_refused(resolve):
    for path in ("/", "/../"):
        assert resolve(path, site="nowhere.example.org").errors == [("site", "not_found")]


# Languages


def test_the_prefix_of_a_path_chooses_the_language(resolve, spanish):
    assert resolve("/es/").json["page"]["id"] == spanish.pk


@pytest.mark.parametrize("path", ["/acerca/", "/es/acerca/"])
def test_a_path_can_be_resolved_in_a_language(resolve, spanish, path):
    page = make_standard(slug="acerca", parent=spanish)
    answer = resolve(path, locale="es").json
    assert (answer["page"]["id"], answer["fallback"]) == (page.pk, None)


@pytest.mark.parametrize("path", ["/about/", "/es/about/"])
def test_without_a_page_in_that_language_there_is_the_one_in_the_site_s_own(resolve, spanish, path):
    page = make_standard(slug="about")
    answer = resolve(path, locale="es")
    assert answer.json["page"]["id"] == page.pk
    assert answer.json["fallback"] == {"requested": "es", "served": "en"}
    assert answer.headers["ETag"] != resolve("/about/").headers["ETag"]


def test_there_is_no_other_page_for_who_names_no_language(resolve, spanish):
    make_standard(slug="about")
    assert resolve("/es/about/").status == 404


def test_the_site_s_own_language_can_be_named(resolve, spanish):
    page = make_standard(slug="about")
    answer = resolve("/about/", locale="en").json
    assert (answer["page"]["id"], answer["fallback"]) == (page.pk, None)


def test_a_prefix_decides_and_the_answer_says_so(resolve, spanish):
    page = make_standard(slug="acerca", parent=spanish)
    answer = resolve("/es/acerca/", locale="en").json
    assert (answer["page"]["id"], answer["fallback"]) == (page.pk, {"requested": "en", "served": "es"})


def test_another_spelling_leads_to_the_right_one_in_the_form_that_was_asked(resolve, spanish):
    make_standard(slug="acerca", parent=spanish)
    make_standard(slug="about")
    assert location(resolve("/Acerca", locale="es")) == ("/acerca/", True)
    assert location(resolve("/about", locale="es")) == ("/about/", True)


def test_a_language_that_the_site_has_not_leads_nowhere(resolve):
    assert resolve("/", locale="fr").status == 404


def test_a_language_whose_home_page_is_hidden_is_as_one_that_the_site_has_not(resolve):
    make_standard(slug="about")
    before = resolve("/about/", locale="fr")
    root_of().copy_for_translation(make_locale("fr"))
    hidden = resolve("/about/", locale="fr")
    assert (hidden.status, hidden.content) == (404, before.content)


def test_a_redirect_in_the_language_comes_before_a_page_in_another(resolve, spanish):
    make_standard(slug="about")
    redirect("/es/about", to=make_standard(slug="acerca", parent=spanish))
    assert location(resolve("/about/", locale="es")) == ("/es/acerca/", True)


# Redirects


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


# What was there once


@pytest.fixture
def _without_redirects(monkeypatch):
    monkeypatch.setattr(django_settings, "WAGTAILREDIRECTS_AUTO_CREATE", False, raising=False)


@pytest.mark.usefixtures("_without_redirects")
def test_the_path_that_a_page_has_left_leads_to_the_new_one(resolve):
    section, page = make_index(slug="section"), make_standard(slug="first")
    page.move(section, pos="last-child")
    assert location(resolve("/first/")) == ("/section/first/", True)
    assert location(resolve("/first")) == ("/section/first/", True)
    change(section, slug="chapter")
    for path in ("/first/", "/section/first/", "/Section/First"):
        assert location(resolve(path)) == ("/chapter/first/", True)


def unpublish(page):
    page.unpublish()


def delete(page):
    page.delete()


def expire(page):
    change(page, expire_at=datetime(2020, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("hide", [unpublish, delete, expire, restrict])
def test_where_a_public_page_was_it_is_gone(resolve, hide):
    page = make_standard(slug="about")
    hide(page)
    for path in ("/about/", "/about", "/About/"):
        answer = resolve(path)
        assert (answer.status, answer.json["type"]) == (410, "/problems/gone")


def test_a_page_whose_time_is_over_is_gone_at_once(api, resolve, monkeypatch):
    page = make_standard(slug="about")
    change(page, expire_at=timezone.now() + timedelta(hours=1))
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert resolve("/about/").status == 410


@pytest.mark.usefixtures("_without_redirects")
def test_a_page_that_moved_and_was_hidden_then_is_gone_from_everywhere(resolve):
    change(make_standard(slug="first"), slug="second").unpublish()
    assert [resolve(path).status for path in ("/first/", "/second/")] == [410, 410]


def test_a_path_that_comes_back_to_life_is_a_page_again(resolve):
    page = make_standard(slug="about")
    page.unpublish()
    assert resolve("/about/").status == 410
    publish_again(page)
    assert resolve("/about/").json["page"]["id"] == page.pk


def test_what_is_gone_on_one_site_was_never_there_on_another(resolve):
    make_site("d.example.org")
    make_standard(slug="about").delete()
    assert resolve("/about/", site="d.example.org").status == 404


def test_where_a_page_is_gone_in_one_language_there_is_the_one_in_the_site_s_own(resolve, spanish):
    page = make_standard(slug="about")
    make_standard(slug="about", parent=spanish).unpublish()
    assert resolve("/about/", locale="es").json["page"]["id"] == page.pk
    assert resolve("/es/about/").status == 410


# What is hidden


def test_a_hidden_page_is_missing_just_as_an_unknown_one(resolve):
    private = make_index(slug="private", live=False)
    restrict(private)
    publish_again(private)
    make_standard(slug="draft", live=False)
    make_standard(slug="below", parent=private)
    make_standard(slug="elsewhere", parent=root_of(make_site("e.example.org")))
    publish(Page(title="Plain", slug="plain"), root_of())
    unknown = resolve("/unknown/")
    for path in ("/draft/", "/private/", "/private/below/", "/elsewhere/", "/plain/", "/Draft", "/draft"):
        answer = resolve(path)
        assert (answer.status, answer.content) == (404, unknown.content), path


def test_a_hidden_page_takes_as_many_queries_as_an_unknown_one(resolve):
    make_standard(slug="draft", live=False)
    assert queries(lambda: resolve("/draft/")) == queries(lambda: resolve("/other/")) <= 7


def queries(action):
    """The number of queries of an action that has been done before: what is made once is not counted."""
    action()
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def test_a_page_takes_one_query(resolve):
    make_standard(slug="about")
    assert queries(lambda: resolve("/about/")) == 1
    assert queries(lambda: resolve("/about/?utm_source=x")) == 1


def test_a_page_in_a_language_takes_three_queries(resolve, spanish):
    make_standard(slug="acerca", parent=spanish)
    assert queries(lambda: resolve("/acerca/", locale="es")) == 3


@pytest.mark.slow
@given(st.text(max_size=40), st.sampled_from([None, "en", "es", "fr"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_asked_is_answered(resolve, rest, locale):
    parameters = {} if locale is None else {"locale": locale}
    try:
        rest.encode()
    except UnicodeEncodeError:
        return
    assert resolve(f"/{rest}", **parameters).status in (200, 400, 404)


def test_the_longest_way_takes_a_bounded_number_of_queries(resolve):
    for number in range(8):
        redirect(f"/{number}/", to=f"/{number + 1}/")
    assert queries(lambda: resolve("/0/")) <= 30
