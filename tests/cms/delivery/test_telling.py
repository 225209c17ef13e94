"""What is told to the outside about documents: each change of the feed once, and to caches what they have to forget."""

import pytest

from cms.models import Change
from cms.models.events import OutboxEvent
from cms.outbox import before_delivery
from tests.api_client import ApiClient
from tests.builders import block, change, make_panel, make_site, make_standard

pytestmark = pytest.mark.django_db

BACKENDS = [{"BACKEND": "cms.delivery.purge.HTTPBackend", "OPTIONS": {"url": "https://cache.example.org/"}}]


@pytest.fixture
def api() -> ApiClient:
    return ApiClient()


@pytest.fixture
def site(db):
    return make_site()


def told(kind):
    return list(OutboxEvent.objects.filter(kind=kind).order_by("pk").values_list("payload", flat=True))


def purged():
    return {tag for payload in told("purge") for tag in payload["tags"]}


def test_each_change_of_the_feed_is_told_once(site, api):
    page = make_standard(slug="page")
    api.document(page)
    page.unpublish()
    assert [(event["kind"], event["path"]) for event in told("page.upsert") + told("page.delete")] == [
        ("upsert", "/page/"),
        ("delete", "/page/"),
    ]
    assert Change.objects.count() == OutboxEvent.objects.count() == 2


def test_before_events_go_out_stale_documents_are_built(site):
    make_standard(slug="page")
    assert told("page.upsert") == []
    for prepare in before_delivery():
        prepare()
    assert sorted(event["path"] for event in told("page.upsert")) == ["/", "/page/"]


def test_without_a_cache_in_front_nothing_is_purged(site, api):
    make_standard()
    assert told("purge") == []


def test_caches_forget_what_follows_from_a_change(site, api, settings):
    panel = make_panel("panel")
    shows, other = (
        make_standard(body=[block("call_to_action", {"call_to_action": panel.pk})]),
        make_standard(),
    )
    for page in (shows, other):
        api.document(page)
    settings.CMS_PURGE_BACKENDS = BACKENDS
    change(panel, heading="Other")
    assert purged() == {f"site-{site.pk}", f"page-{shows.pk}"}


def test_caches_forget_a_page_that_is_hidden_or_moved(site, api, settings):
    hidden, moved = make_standard(slug="hidden"), make_standard(slug="moved")
    for page in (hidden, moved):
        api.document(page)
    settings.CMS_PURGE_BACKENDS = BACKENDS
    hidden.unpublish()
    change(moved, slug="elsewhere")
    assert {f"page-{hidden.pk}", f"page-{moved.pk}"} <= purged()
    addresses = {address for payload in told("purge") for address in payload.get("urls", ())}
    assert f"http://testserver/api/v1/pages/{hidden.pk}/" in addresses
    assert "http://testserver/api/v1/resolve/?path=%2Fmoved%2F" in addresses
