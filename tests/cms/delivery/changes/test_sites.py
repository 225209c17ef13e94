"""A site changes its name, root, languages or settings, or time passes: the next answer has it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from cms.models import PageDocument
from tests.builders import change, make_index, make_standard
from tests.cms.delivery.changes.watched import Watched, href, linking

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_a_site_gets_another_name(site, api, settings):
    watched = Watched(api, make_standard(slug="page"))
    change(Site.objects.get(pk=site.pk), hostname="new.example.org")
    assert watched.changed()["url"] == "http://new.example.org/page/"


def test_a_site_gets_another_root(site, api):
    section = make_index(slug="section")
    page = make_standard(parent=section, slug="page")
    watched, outside = Watched(api, page), Watched(api, make_standard(slug="outside"))
    change(Site.objects.get(pk=site.pk), root_page=Page.objects.get(pk=section.pk))
    assert watched.changed()["path"] == "/page/"
    assert outside.now() is None


def test_the_setting_of_a_frontend_s_address(site, api, settings):
    watched = Watched(api, make_standard(slug="page"))
    settings.CMS_FRONTEND_URLS = {site.hostname: "https://www.example.org"}
    assert watched.changed()["url"] == "https://www.example.org/page/"


def test_another_release_of_the_site(site, api, settings):
    watched = Watched(api, make_standard())
    etag = PageDocument.objects.get(page=watched.page.pk).etag
    settings.CMS_BUILD = "2026-11-24"
    assert watched.now() == watched.before
    row = PageDocument.objects.get(page=watched.page.pk)
    assert row.etag == etag


def test_an_answer_is_right_until_something_of_it_expires(site, api, settings, monkeypatch):
    settings.CMS_CACHE_SECONDS = 86400
    now = timezone.now()
    target = make_standard(slug="target", expire_at=now + HOUR)
    watched = Watched(api, make_standard(body=linking(target)))
    headers = api.get(f"/pages/{watched.page.pk}/").headers
    assert 3500 < int(headers["Cache-Control"].rpartition("=")[2]) <= 3600
    monkeypatch.setattr(timezone, "now", lambda: now + 2 * HOUR)
    assert href(watched.changed()) == ""


def test_a_scheduled_version_ends_what_caches_may_keep(site, api, settings):
    settings.CMS_CACHE_SECONDS = 86400
    page = make_standard("Before")
    Watched(api, page)
    page.go_live_at = timezone.now() + HOUR
    page.save_revision().publish()
    headers = api.get(f"/pages/{page.pk}/").headers
    assert 3500 < int(headers["Cache-Control"].rpartition("=")[2]) <= 3600


def test_a_language_of_the_site_is_added(site, api):
    watched = Watched(api, make_standard(slug="page"))
    Locale.objects.create(language_code="fr")
    assert watched.now() == watched.before
