from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.delivery import sitemap
from tests.builders import (
    CANARY,
    change,
    make_index,
    make_locale,
    make_site,
    make_standard,
    make_summary,
    publish_again,
    restrict,
    root_of,
)

pytestmark = pytest.mark.django_db

MAY = datetime(2026, 5, 1, 12, 30, 15, 999, tzinfo=UTC)
NAMES = {"s": sitemap.SITEMAPS, "xhtml": sitemap.XHTML}


@pytest.fixture
def spanish(site):
    """The Spanish home page."""
    return publish_again(root_of().copy_for_translation(make_locale("es")))


def paths(api, **parameters):
    answer = api.get("/sitemap/", **parameters)
    assert answer.status == 200, answer.content
    return [item["path"] for item in answer.json["items"]]


def locations(answer):
    return [each.text for each in answer.xml.iterfind("*/s:loc", NAMES)]


def translated(page, home, **values):
    translation = page.copy_for_translation(home.locale)
    for name, value in values.items():
        setattr(translation, name, value)
    return publish_again(translation)


# The list


def test_the_public_pages_are_listed(api, site):
    page = make_standard(slug="zürich")
    change(page, last_published_at=MAY)
    home, entry = api.get("/sitemap/").json["items"]
    assert home["path"] == "/"
    assert entry == {
        "path": "/zürich/", "url": "http://localhost/zürich/", "locale": "en", "alternates": [],
        "updated_at": "2026-05-01T12:30:15.000999Z",
    }  # fmt: skip


def test_a_page_names_its_other_languages(api, spanish):
    page = make_standard(slug="about")
    translated(page, spanish, slug="acerca")
    by_path = {item["path"]: item for item in api.get("/sitemap/").json["items"]}
    assert by_path["/about/"]["alternates"] == [
        {"locale": "es", "path": "/es/acerca/", "url": "http://localhost/es/acerca/"}
    ]
    assert by_path["/es/acerca/"]["alternates"][0]["path"] == "/about/"
    assert paths(api, locale="es") == ["/es/", "/es/acerca/"]


def test_pages_that_search_engines_may_not_list_are_left_out(api, spanish):
    page = make_standard(slug="about")
    translated(page, spanish, slug="acerca", no_index=True)
    make_standard(slug="secret", no_index=True)
    assert paths(api) == ["/", "/es/", "/about/"]
    assert [item["alternates"] for item in api.get("/sitemap/", locale="en").json["items"]][1] == []
    assert CANARY not in api.get("/sitemap.xml").content.decode()


def test_hidden_pages_are_in_no_sitemap(api, site):
    private = make_index(slug=CANARY)
    make_standard(slug="below", parent=private)
    make_standard(slug="draft", live=False)
    make_standard(slug="elsewhere", parent=root_of(make_site("b.example.org")))
    assert paths(api) == ["/", f"/{CANARY}/", f"/{CANARY}/below/"]
    restrict(private)
    assert paths(api) == ["/"]
    assert locations(api.get("/sitemap.xml")) == ["http://localhost/"]


def test_a_draft_translation_is_no_other_language(api, spanish):
    make_standard(slug="about").copy_for_translation(spanish.locale)
    assert [item["alternates"] for item in api.get("/sitemap/", locale="en").json["items"]][1] == []


def test_the_list_can_be_walked(api, site):
    for _ in range(5):
        make_standard()
    every, seen, cursor = paths(api), [], None
    while True:
        answer = api.get("/sitemap/", limit=2, **({"cursor": cursor} if cursor else {})).json
        seen += [item["path"] for item in answer["items"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert seen == every
    assert len(every) == 6
    assert api.get("/sitemap/", count="exact", limit=1).json["count"] == 6


def test_a_cursor_of_another_list_is_refused(api, site):
    make_standard()
    cursor = api.get("/sitemap/", limit=1).json["next"]
    assert api.get("/sitemap/", locale="en", cursor=cursor).errors == [("cursor", "invalid")]
    assert api.get("/pages/", cursor=cursor).errors == [("cursor", "invalid")]


@pytest.mark.parametrize(
    ("name", "value"), [("limit", "1001"), ("limit", "0"), ("cursor", "x"), ("type", "x"), ("topic", "x")]
)
def test_a_parameter_that_is_none_is_refused(api, site, name, value):
    answer = api.get("/sitemap/", **{name: value})
    assert (answer.status, answer.errors[0][0]) == (400, name)


def test_pages_of_some_types_can_be_listed(api, site):
    make_summary(slug="x")
    assert paths(api, type="research_summary") == ["/x/"]


# The XML


def test_the_sitemap_is_as_sitemaps_org_has_it(api, site):
    page = make_standard(slug="zürich")
    change(page, last_published_at=MAY)
    answer = api.get("/sitemap.xml")
    assert answer.headers["Content-Type"] == "application/xml"
    assert answer.xml.tag == f"{{{sitemap.SITEMAPS}}}urlset"
    assert locations(answer) == ["http://localhost/", "http://localhost/z%C3%BCrich/"]
    assert [each.text for each in answer.xml.iterfind("*/s:lastmod", NAMES)][1] == "2026-05-01T12:30:15+00:00"
    assert answer.xml.find(".//xhtml:link", NAMES) is None


def test_every_language_names_all_of_them(api, spanish):
    translated(make_standard(slug="about"), spanish, slug="acerca")
    links = {
        url.findtext("s:loc", namespaces=NAMES): [
            (link.get("rel"), link.get("hreflang"), link.get("href"))
            for link in url.iterfind("xhtml:link", NAMES)
        ]
        for url in api.get("/sitemap.xml").xml
    }
    expected = [
        ("alternate", "en", "http://localhost/about/"),
        ("alternate", "es", "http://localhost/es/acerca/"),
    ]
    assert links["http://localhost/about/"] == links["http://localhost/es/acerca/"] == expected


def test_more_pages_than_a_sitemap_holds_have_an_index(api, site, monkeypatch):
    for _ in range(4):
        make_standard()
    every = locations(api.get("/sitemap.xml"))
    monkeypatch.setattr(sitemap, "URLS_PER_SITEMAP", 2)
    index = api.get("/sitemap.xml")
    assert index.xml.tag == f"{{{sitemap.SITEMAPS}}}sitemapindex"
    parts = [location.removeprefix("http://localhost") for location in locations(index)]
    assert len(parts) >= 3
    assert [each for part in parts for each in locations(api.get(part))] == every
    assert all(each.text for each in index.xml.iterfind("*/s:lastmod", NAMES))


def test_a_part_that_is_not_there_is_missing(api, site):
    assert api.get("/sitemap.xml", part=2_000_000_000).status == 404
    assert api.get("/sitemap.xml", part=0).errors == [("part", "out_of_range")]


def test_a_site_without_pages_has_an_empty_sitemap(api, site):
    root_of().specific.unpublish()
    assert locations(api.get("/sitemap.xml")) == []
    assert paths(api) == []


@pytest.mark.parametrize("address", ["/sitemap/", "/sitemap.xml"])
def test_who_has_the_sitemap_does_not_get_it_again(api, site, address):
    answer = api.get(address)
    tag = answer.headers["ETag"]
    assert answer.headers["Cache-Tag"].endswith(",pages")
    assert api.get(address, headers={"If-None-Match": tag}).status == 304
    assert api.request("HEAD", address).headers["ETag"] == tag
    make_standard()
    assert api.get(address, headers={"If-None-Match": tag}).status == 200


@override_settings(CMS_CACHE_SECONDS=3600)
@pytest.mark.parametrize("address", ["/sitemap/", "/sitemap.xml"])
def test_a_sitemap_is_kept_no_longer_than_its_pages_are_public(api, site, address):
    change(make_standard(), expire_at=timezone.now() + timedelta(seconds=100))
    assert int(api.get(address).headers["Cache-Control"].partition("max-age=")[2]) <= 100


@pytest.mark.parametrize(("address", "count"), [("/sitemap/", 4), ("/sitemap.xml", 5)])
def test_a_sitemap_takes_as_many_queries_for_one_page_as_for_many(api, site, address, count):
    """The site, its roots, the pages, their languages; for the XML, how many sitemaps it takes."""
    for _ in range(4):
        with CaptureQueriesContext(connection) as captured:
            api.get(address)
        assert len(captured) == count
        make_standard()
