"""What the site has not installed is left out, and nothing else changes."""

from wagtail.models import Site

from cms.models import SiteProfile
from tests.host.content import make_event, make_report


def test_without_wagtail_s_settings_the_site_has_no_profile(library, get):
    assert get("")["settings"]["profile"] is None


def test_a_profile_that_is_filled_in_by_code_is_delivered(library, get):
    SiteProfile.objects.create(site=Site.objects.get(is_default_site=True), organisation="Trials")
    assert get("")["settings"]["profile"]["organisation"] == "Trials"
    assert get("feed.json")["title"] == "Trials"


def test_without_wagtail_s_redirects_paths_lead_to_pages_only(library, get, client):
    page = make_event(library)
    path = page.url.removeprefix("https://www.trials.example")
    assert get("resolve/", path=path)["page"]["id"] == page.pk
    assert get("resolve/", path=path.rstrip("/"))["location"] == path
    assert (
        client.get("/content/resolve/", {"path": "/nothing/"}, headers={"host": "localhost"}).status_code
        == 404
    )


def test_feeds_hold_the_site_s_own_kind_of_summaries(library, get):
    report = make_report(library)
    make_event(library)
    assert [item["title"] for item in get("feed.json")["items"]] == [report.title]
    paths = [item["path"] for item in get("sitemap/")["items"]]
    assert len(paths) >= 2
