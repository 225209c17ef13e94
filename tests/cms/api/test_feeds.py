import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.delivery import newsfeeds
from cms.models import SiteProfile
from tests.builders import (
    CANARY,
    change,
    make_locale,
    make_person,
    make_site,
    make_standard,
    make_summary,
    make_topic,
    publish_again,
    restrict,
    root_of,
)

pytestmark = pytest.mark.django_db

MAY, JUNE = datetime(2026, 5, 1, 12, 30, tzinfo=UTC), datetime(2026, 6, 2, 8, 5, 7, tzinfo=UTC)
NAMES = {"a": newsfeeds.ATOM_NAMES, "dc": newsfeeds.DUBLIN_CORE}
TYPES = {
    "/feed.json": "application/feed+json", "/feed.rss": "application/rss+xml", "/feed.atom": "application/atom+xml",
}  # fmt: skip
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def dated(page, published, updated=None):
    """The page, published then."""
    return change(page, first_published_at=published, last_published_at=updated or published)


def titles(api, address="/feed.json", **parameters):
    answer = api.get(address, **parameters)
    assert answer.status == 200, answer.content
    if address == "/feed.json":
        return [item["title"] for item in answer.json["items"]]
    if address == "/feed.rss":
        return [item.text for item in answer.xml.iterfind("channel/item/title")]
    return [item.text for item in answer.xml.iterfind("a:entry/a:title", NAMES)]


@pytest.fixture
def summary(site):
    """A summary with a topic and an author, published in May and changed in June."""
    made = make_summary(
        "Cells & <b>lupus</b>", slug="zürich", standfirst="Fewer than 5 < 6 & so on.",
        topics=[make_topic("Lupus")], authors=[make_person("Ada Example")],
    )  # fmt: skip
    return dated(made, MAY, JUNE)


def test_the_json_feed_is_one(api, summary):
    feed = api.get("/feed.json").json
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "localhost",
        "description": "localhost",
        "home_page_url": "http://localhost/",
        "feed_url": "http://localhost/feed.json",
        "language": "en",
        "items": [
            {
                "id": api.document(summary)["key"],
                "url": "http://localhost/z%C3%BCrich/",
                "title": "Cells & <b>lupus</b>",
                "content_text": "Fewer than 5 < 6 & so on.",
                "date_published": "2026-05-01T12:30:00Z",
                "date_modified": "2026-06-02T08:05:07Z",
                "authors": [{"name": "Ada Example"}],
                "tags": ["Lupus"],
                "language": "en",
            }
        ],
    }


def test_the_rss_feed_is_one(api, summary):
    root = api.get("/feed.rss").xml
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    channel = root.find("channel")
    assert [channel.findtext(name) for name in ("title", "link", "language", "lastBuildDate")] == [
        "localhost", "http://localhost/", "en", "Tue, 02 Jun 2026 08:05:07 GMT",
    ]  # fmt: skip
    assert channel.find("a:link", NAMES).attrib == {
        "rel": "self", "type": "application/rss+xml", "href": "http://localhost/feed.rss",
    }  # fmt: skip
    item = channel.find("item")
    assert item.findtext("guid") == api.document(summary)["key"]
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("link") == "http://localhost/z%C3%BCrich/"
    assert item.findtext("title") == "Cells & <b>lupus</b>"
    assert item.findtext("description") == "Fewer than 5 &lt; 6 &amp; so on."
    assert item.findtext("pubDate") == "Fri, 01 May 2026 12:30:00 GMT"
    assert item.findtext("dc:creator", namespaces=NAMES) == "Ada Example"
    assert item.findtext("category") == "Lupus"


def test_the_atom_feed_is_one(api, summary):
    root = api.get("/feed.atom").xml
    assert (root.tag, root.get(XML_LANG)) == (f"{{{newsfeeds.ATOM_NAMES}}}feed", "en")

    def text(name, element=root):
        return element.findtext(name, namespaces=NAMES)

    assert text("a:id") == "http://localhost/feed.atom"
    assert text("a:updated") == "2026-06-02T08:05:07Z"
    assert [(link.get("rel"), link.get("href")) for link in root.iterfind("a:link", NAMES)] == [
        ("self", "http://localhost/feed.atom"),
        ("alternate", "http://localhost/"),
    ]
    entry = root.find("a:entry", NAMES)
    assert text("a:id", entry) == f"urn:uuid:{api.document(summary)['key']}"
    assert text("a:title", entry) == "Cells & <b>lupus</b>"
    assert text("a:summary", entry) == "Fewer than 5 < 6 & so on."
    assert [text(f"a:{name}", entry) for name in ("published", "updated")] == [
        "2026-05-01T12:30:00Z", "2026-06-02T08:05:07Z",
    ]  # fmt: skip
    assert text("a:author/a:name", entry) == "Ada Example"
    assert entry.find("a:category", NAMES).get("term") == "Lupus"
    assert entry.find("a:link", NAMES).get("href") == "http://localhost/z%C3%BCrich/"


@pytest.mark.parametrize("address", TYPES)
def test_a_feed_says_what_it_is(api, summary, address):
    assert api.get(address).headers["Content-Type"] == TYPES[address]
    assert api.get(address, headers={"Accept": TYPES[address]}).status == 200


@pytest.mark.parametrize("address", TYPES)
def test_the_newest_come_first(api, site, address):
    dated(make_summary("Old"), MAY)
    dated(make_summary("New"), JUNE)
    assert titles(api, address) == ["New", "Old"]


def test_a_feed_has_no_more_than_fifty_pages(api, site, monkeypatch):
    assert newsfeeds.MAX_ENTRIES == 50
    monkeypatch.setattr(newsfeeds, "MAX_ENTRIES", 2)
    for number in range(3):
        dated(make_summary(str(number)), MAY + timedelta(days=number))
    assert titles(api) == ["2", "1"]


def test_summaries_are_given_unless_a_type_is_named(api, summary):
    make_standard("About")
    assert titles(api) == [summary.title]
    assert sorted(titles(api, type="standard_page")) == ["About", "Home"]


@pytest.mark.parametrize("address", TYPES)
def test_a_feed_can_be_of_a_topic(api, summary, address):
    make_summary("Other", topics=[make_topic("Asthma")])
    assert titles(api, address, topic="asthma") == ["Other"]


def test_a_feed_of_a_topic_says_so(api, summary):
    feed = api.get("/feed.json", topic="lupus", locale="en").json
    assert feed["title"] == "localhost: Lupus"
    assert feed["feed_url"] == "http://localhost/feed.json?topic=lupus&locale=en"
    atom = api.get("/feed.atom", topic="lupus").xml
    assert atom.findtext("a:id", namespaces=NAMES) == "http://localhost/feed.atom?topic=lupus"


@pytest.mark.parametrize("address", TYPES)
def test_a_feed_is_in_one_language(api, summary, address):
    home = publish_again(root_of().copy_for_translation(make_locale("es")))
    make_summary("Lupus en español", parent=home)
    assert titles(api, address) == [summary.title]
    assert titles(api, address, locale="es") == ["Lupus en español"]


def test_a_feed_is_called_as_the_organisation(api, summary, site):
    SiteProfile.objects.create(site_id=site.pk, organisation="Institute", tagline="For all & everybody")
    feed = api.get("/feed.json").json
    assert (feed["title"], feed["description"]) == ("Institute", "For all & everybody")
    channel = api.get("/feed.rss").xml.find("channel")
    assert channel.findtext("description") == "For all &amp; everybody"


@pytest.mark.parametrize("address", TYPES)
def test_hidden_pages_are_in_no_feed(api, site, address):
    page = make_summary(CANARY)
    make_summary("Draft", live=False)
    make_summary("Elsewhere", parent=root_of(make_site("b.example.org")))
    assert titles(api, address) == [CANARY]
    restrict(page)
    assert titles(api, address) == []


@pytest.mark.parametrize("address", TYPES)
def test_an_empty_feed_is_one(api, site, address):
    assert titles(api, address) == []


@pytest.mark.parametrize("address", TYPES)
def test_what_xml_forbids_is_left_out(api, site, address):
    make_summary("Bell\x07 and \ufffe \U0001f600", standfirst="\x0b]]>\x1b<![CDATA[", slug="bell")
    answer = api.get(address)
    if address == "/feed.json":
        assert titles(api) == ["Bell\x07 and \ufffe \U0001f600"]
    else:
        assert titles(api, address) == ["Bell and  \U0001f600"]
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", answer.content)


@pytest.mark.parametrize("address", TYPES)
def test_a_page_without_a_date_is_in_no_feed(api, site, address):
    change(make_summary(), first_published_at=None)
    assert titles(api, address) == []


@pytest.mark.parametrize("address", TYPES)
def test_who_has_the_feed_does_not_get_it_again(api, summary, address):
    answer = api.get(address)
    tag = answer.headers["ETag"]
    assert answer.headers["Cache-Tag"].endswith(",pages")
    assert api.get(address, headers={"If-None-Match": tag}).status == 304
    head = api.request("HEAD", address)
    assert (head.content, head.headers["ETag"], head.headers["Content-Type"]) == (b"", tag, TYPES[address])
    change(summary, standfirst="Changed")
    assert api.get(address, headers={"If-None-Match": tag}).status == 200


@override_settings(CMS_CACHE_SECONDS=3600)
@pytest.mark.parametrize("address", TYPES)
def test_a_feed_is_kept_no_longer_than_its_pages_are_public(api, summary, address):
    change(summary, expire_at=timezone.now() + timedelta(seconds=100))
    assert int(api.get(address).headers["Cache-Control"].partition("max-age=")[2]) <= 100


@pytest.mark.parametrize(
    ("name", "value"), [("type", "x"), ("topic", "a b"), ("locale", "x"), ("limit", "1"), ("cursor", "x")]
)
@pytest.mark.parametrize("address", TYPES)
def test_a_parameter_that_is_none_is_refused(api, site, address, name, value):
    answer = api.get(address, **{name: value})
    assert (answer.status, [field for field, _ in answer.errors]) == (400, [name])


@pytest.mark.parametrize("address", TYPES)
def test_a_feed_takes_as_many_queries_for_one_page_as_for_many(api, site, address):
    """The site, its roots, its profile, the cards."""
    for _ in range(3):
        make_summary()
        api.get(address)
        with CaptureQueriesContext(connection) as captured:
            api.get(address)
        assert len(captured) == 4
