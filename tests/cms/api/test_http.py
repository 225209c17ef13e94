from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from django.utils.http import http_date
from wagtail.models import Site

from tests.api_client import PREFIX
from tests.builders import change, make_locale, make_site, make_standard, make_summary, root_of

pytestmark = pytest.mark.django_db


def test_json_is_compact_utf_8(api, site):
    answer = api.get("/")
    assert answer.headers["Content-Type"] == "application/json"
    assert b'":"' in answer.content
    assert b"\n" not in answer.content


def test_answers_are_public_and_not_kept_unless_the_site_says_so(api, site):
    assert api.get("/pages/").headers["Cache-Control"] == "public, max-age=0"


@override_settings(CMS_CACHE_SECONDS=60)
def test_the_site_says_how_long_answers_may_be_kept(api, site):
    assert api.get("/pages/").headers["Cache-Control"] == "public, max-age=60"


def test_answers_do_not_vary(api, site):
    assert "Cookie" not in api.get("/pages/").headers.get("Vary", "")
    assert "Accept" not in api.get("/pages/").headers.get("Vary", "")


def test_no_cookie_is_set(api, site):
    assert api.get("/pages/").response.cookies == {}


def test_an_entity_tag_is_strong(api, site):
    tag = api.get("/pages/").headers["ETag"]
    assert tag.startswith('"')
    assert tag.endswith('"')


def test_an_entity_tag_stays_while_nothing_changes(api, site):
    page = make_summary()
    assert len({api.get(f"/pages/{page.pk}/").headers["ETag"] for _ in range(2)}) == 1


def test_an_entity_tag_changes_with_the_content(api, site):
    page = make_standard()
    before = api.get(f"/pages/{page.pk}/").headers["ETag"]
    page.title = "Changed"
    page.save_revision().publish()
    assert api.get(f"/pages/{page.pk}/").headers["ETag"] != before


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_the_answer_already_does_not_get_it_again(api, site, method, form):
    tag = api.get("/pages/").headers["ETag"]
    answer = api.request(method, "/pages/", headers={"If-None-Match": form.format(tag)})
    assert (answer.status, answer.headers["ETag"]) == (304, tag)


@pytest.mark.parametrize("tag", ['"other"', "garbage", "", '"'])
def test_who_has_another_answer_gets_this_one(api, site, tag):
    assert api.get("/pages/", headers={"If-None-Match": tag}).status == 200


def test_a_problem_has_no_entity_tag(api, site):
    assert "ETag" not in api.get("/pages/0/", headers={"If-None-Match": "*"}).headers


def test_head_has_the_headers_of_get_and_no_body(api, site):
    get, head = api.get("/pages/"), api.request("HEAD", "/pages/")
    assert head.content == b""
    assert [head.headers[name] for name in ("ETag", "Content-Type", "Cache-Control")] == [
        get.headers[name] for name in ("ETag", "Content-Type", "Cache-Control")
    ]


def test_the_root_says_where_things_are(api, site):
    root = api.get("/").json
    assert root["endpoints"]["page"] == "/api/v1/pages/{id}/"
    assert root["site"] == {"hostname": "localhost", "name": None, "url": "http://localhost"}
    assert root["locales"] == [{"code": "en", "path": "/", "default": True}]


def test_the_root_names_the_languages_whose_home_page_is_public(api, site):
    home = root_of()
    home.copy_for_translation(make_locale("es")).save_revision().publish()
    home.copy_for_translation(make_locale("fr"))
    assert api.get("/").json["locales"] == [
        {"code": "en", "path": "/", "default": True},
        {"code": "es", "path": "/es/", "default": False},
    ]


def test_a_site_is_chosen_by_the_host(api, site):
    make_site("b.example.org")
    assert api.get("/", host="b.example.org").json["site"]["hostname"] == "b.example.org"


def test_a_host_that_is_no_site_gets_the_default_one(api, site):
    assert api.get("/", host="c.example.org").json["site"]["hostname"] == "localhost"


def test_the_parameter_site_wins_over_the_host(api, site):
    make_site("b.example.org")
    assert api.get("/", host="b.example.org", site="localhost").json["site"]["hostname"] == "localhost"


def test_a_site_is_found_by_hostname_and_port(api, site):
    make_site("b.example.org", port=8080, site_name="B")
    assert api.get("/", site="B.example.org:8080").json["site"]["name"] == "B"


def test_without_a_default_site_an_unknown_host_finds_nothing(api, site):
    Site.objects.update(is_default_site=False)
    assert api.get("/", host="c.example.org").status == 404


def test_addresses_in_answers_do_not_follow_the_host(api, site):
    page = make_standard()
    answers = [
        api.get(f"/pages/{page.pk}/", host=host).content for host in ("c.example.org", "d.example.org:81")
    ]
    assert answers[0] == answers[1]


@override_settings(USE_X_FORWARDED_PORT=True)
@pytest.mark.parametrize(
    ("port", "status"), [("8080", 200), ("99999999999", 200), ("x", 400), ("", 400), ("²", 400)]
)
def test_a_strange_port_of_a_proxy_is_no_error(api, site, port, status):
    assert api.get("/", headers={"X-Forwarded-Port": port}).status == status


def test_a_frontend_that_is_listed_may_read(api, site, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://www.example.org"]
    allowed, other = (
        api.get("/pages/", headers={"Origin": origin}).headers
        for origin in ("https://www.example.org", "https://evil.example.org")
    )
    assert allowed["Access-Control-Allow-Origin"] == "https://www.example.org"
    assert "Access-Control-Allow-Origin" not in other


def test_reading_opens_no_transaction(site, client, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)
    view = client.get(f"{PREFIX}/pages/").resolver_match.func
    assert "default" in view._non_atomic_requests


def test_a_document_says_when_it_last_changed(api, site, monkeypatch):
    page = make_standard()
    api.get(f"/pages/{page.pk}/")
    later = timezone.now() + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    last = api.get(f"/pages/{page.pk}/").headers["Last-Modified"]
    assert api.get(f"/pages/{page.pk}/", headers={"If-Modified-Since": last}).status == 304
    change(page, title="Changed")
    assert api.get(f"/pages/{page.pk}/", headers={"If-Modified-Since": last}).status == 200


def test_within_the_second_of_a_change_no_date_is_trusted(api, site, monkeypatch):
    page = make_standard()
    now = timezone.now().replace(microsecond=100_000)
    monkeypatch.setattr(timezone, "now", lambda: now)
    last = api.get(f"/pages/{page.pk}/").headers["Last-Modified"]
    assert api.get(f"/pages/{page.pk}/", headers={"If-Modified-Since": last}).status == 200


def test_an_entity_tag_is_asked_before_a_date(api, site):
    page = make_standard()
    later = http_date(timezone.now().timestamp() + 3600)
    headers = {"If-None-Match": '"other"', "If-Modified-Since": later}
    assert api.get(f"/pages/{page.pk}/", headers=headers).status == 200


@pytest.mark.parametrize("date", ["yesterday", "", "Tue, 99 Nov 2026 00:00:00 GMT", "0"])
def test_a_date_that_is_none_is_no_condition(api, site, date):
    assert api.get("/pages/", headers={"If-Modified-Since": date}).status == 200


def test_answers_carry_the_tags_by_which_caches_forget_them(api, site):
    page = make_standard()
    assert api.get(f"/pages/{page.pk}/").headers["Cache-Tag"] == f"page-{page.pk}"
    assert api.get("/pages/").headers["Surrogate-Key"] == f"site-{site.pk} pages"
