"""Caches are told which tags and addresses to forget, in portions they can take, until they say that they did."""

import json

import pytest
from django.core.checks import run_checks
from django.test import override_settings
from wagtail.contrib.frontend_cache.backends import BaseBackend

from cms import outbox
from cms.delivery.purge import PURGE_KIND
from cms.models import Delivery
from tests.cms.outbox_builders import NOW, Clock, subscribe
from tests.receivers import answers, answers_in_turn, receiver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("local")]
MODULE = "cms.delivery.purge"
DONE = answers(200, b'{"success": true}')


@pytest.fixture
def clock():
    return Clock()


def purge(*tags, urls=()):
    outbox.record(PURGE_KIND, {"tags": list(tags), "urls": list(urls)}, now=NOW)


def fastly(server, **options):
    options = {"service_id": "s1", "token": "t", "api": server.url, **options}
    return {"BACKEND": f"{MODULE}.FastlyBackend", "OPTIONS": options}


def cloudflare(server):
    return {
        "BACKEND": f"{MODULE}.CloudflareBackend",
        "OPTIONS": {"zone_id": "z1", "token": "t", "api": server.url},
    }


def test_fastly_is_told_256_keys_at_a_time(clock):
    with receiver() as server, override_settings(CMS_PURGE_BACKENDS=[fastly(server, soft=True)]):
        purge(*(f"page-{n}" for n in range(300)))
        clock.deliver()

    first, second = server.requests
    assert (first.method, first.path) == ("POST", "/service/s1/purge")
    assert (first.headers["Fastly-Key"], first.headers["Fastly-Soft-Purge"]) == ("t", "1")
    assert [len(json.loads(one.body)["surrogate_keys"]) for one in (first, second)] == [256, 44]


def test_cloudflare_is_told_30_tags_at_a_time(clock):
    with receiver(DONE) as server, override_settings(CMS_PURGE_BACKENDS=[cloudflare(server)]):
        purge(*(f"page-{n}" for n in range(31)))
        clock.deliver()

    first, second = server.requests
    assert (first.method, first.path) == ("POST", "/zones/z1/purge_cache")
    assert first.headers["Authorization"] == "Bearer t"
    assert [len(json.loads(one.body)["tags"]) for one in (first, second)] == [30, 1]


def test_a_refusal_with_a_good_status_is_tried_again(clock):
    refused = answers(200, b'{"success": false, "errors": [{"message": "quota"}]}')
    turns = answers_in_turn(refused, DONE)
    with receiver(turns) as server, override_settings(CMS_PURGE_BACKENDS=[cloudflare(server)]):
        purge("page-1")
        clock.deliver()
        delivery = Delivery.objects.get()
        assert (delivery.status, delivery.last_failure) == ("pending", "status")
        assert "quota" in delivery.answer
        clock.forward(seconds=7)
        clock.deliver()

    assert Delivery.objects.get().status == "delivered"


def test_a_cache_of_ones_own_gets_the_tags_in_a_header_of_bounded_length(clock):
    with receiver() as server:
        options = {"url": f"{server.url}/", "headers": {"X-Purge-Key": "k"}}
        backend = {"BACKEND": f"{MODULE}.HTTPBackend", "NAME": "varnish", "OPTIONS": options}
        with override_settings(CMS_PURGE_BACKENDS=[backend]):
            purge(*(f"reference-{n:05}" for n in range(500)))
            clock.deliver()

    lines = [request.headers["xkey-purge"] for request in server.requests]
    assert all(len(line) <= 4000 for line in lines)
    assert " ".join(lines).split() == [f"reference-{n:05}" for n in range(500)]
    assert {(one.method, one.headers["X-Purge-Key"]) for one in server.requests} == {("PURGE", "k")}
    assert Delivery.objects.get().receiver == "purge:varnish"


def test_what_is_due_together_is_purged_together_and_each_tag_once(clock):
    with receiver() as server, override_settings(CMS_PURGE_BACKENDS=[fastly(server)]):
        purge("page-1", "topic-1")
        purge("page-2", "topic-1")
        clock.deliver()

    (request,) = server.requests
    assert json.loads(request.body)["surrogate_keys"] == ["page-1", "topic-1", "page-2"]
    assert set(Delivery.objects.values_list("status", flat=True)) == {"delivered"}


def test_a_cache_that_is_down_holds_up_neither_another_cache_nor_a_later_purge(clock):
    with receiver() as good, receiver(answers(500)) as bad:
        entries = [fastly(bad), fastly(good)]
        with override_settings(CMS_PURGE_BACKENDS=entries):
            purge("page-1")
            clock.deliver()
            bad.behave = answers()
            purge("page-2")
            clock.deliver()

    assert [json.loads(one.body)["surrogate_keys"] for one in good.requests] == [["page-1"], ["page-2"]]
    assert [json.loads(one.body)["surrogate_keys"] for one in bad.requests] == [["page-1"], ["page-2"]]
    assert Delivery.objects.filter(status="pending").get().receiver == "purge:FastlyBackend"


def test_a_purge_for_a_cache_that_is_not_configured_any_more_is_cancelled(clock):
    with receiver(answers(500)) as server:
        with override_settings(CMS_PURGE_BACKENDS=[fastly(server)]):
            purge("page-1")
            clock.deliver()
        clock.forward(hours=1)
        clock.deliver()

    assert Delivery.objects.get().status == "cancelled"


def test_webhooks_are_not_told_about_purges(clock):
    with receiver() as server:
        subscribe(server.url)
        purge("page-1")
        clock.deliver()

    assert server.requests == []


class Remembers(BaseBackend):
    """A backend of Wagtail's kind."""

    urls: list[str] = []
    fails = False

    def purge(self, url):
        if Remembers.fails:
            raise OSError("down")
        self.urls.append(url)


def test_addresses_go_to_the_cache_that_wagtail_is_configured_with(clock, caplog):
    wagtail = {"default": {"BACKEND": f"{__name__}.Remembers"}}
    Remembers.urls.clear()
    with override_settings(WAGTAILFRONTENDCACHE=wagtail):
        purge("page-1", urls=["https://example.org/research/a/"])
        clock.deliver()

    assert Remembers.urls == ["https://example.org/research/a/"]
    assert Delivery.objects.get().receiver == "purge:wagtail-frontend-cache"


def test_nothing_is_configured_by_default_and_a_purge_is_settled_at_once(clock):
    purge("page-1", urls=["https://example.org/"])
    clock.deliver()

    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"BACKEND": "cms.nowhere.Backend"},
        {"BACKEND": f"{MODULE}.FastlyBackend", "OPTIONS": {"service": "s1"}},
        {"BACKEND": "cms.models.Topic"},
    ],
)
def test_a_backend_that_can_not_be_made_is_found_by_the_system_check(entry):
    with override_settings(CMS_PURGE_BACKENDS=[entry]):
        assert "cms.E010" in [message.id for message in run_checks()]
