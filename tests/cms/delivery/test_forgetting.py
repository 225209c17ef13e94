"""Caches in front are told when what no document depends on has changed."""

import pytest
from django.test import override_settings
from wagtail.contrib.redirects.models import Redirect

from cms.models import OutboxEvent, SiteProfile
from tests.builders import change, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return make_site()


@pytest.fixture
def forgotten(site):
    """The tags that caches have been told to forget since the last time."""
    with override_settings(CMS_PURGE_BACKENDS=[{"BACKEND": "a backend", "OPTIONS": {}}]):
        OutboxEvent.objects.all().delete()

        def read():
            payloads = list(OutboxEvent.objects.values_list("payload", flat=True))
            OutboxEvent.objects.all().delete()
            return {tag for payload in payloads for tag in payload.get("tags", ())} & {f"site-{site.pk}"}

        yield read


def test_a_changed_profile_is_told(forgotten, site):
    profile = SiteProfile.objects.create(site=site)
    assert forgotten()
    change(profile, tagline="x")
    assert forgotten()
    profile.delete()
    assert forgotten()


def test_a_changed_redirect_is_told(forgotten):
    redirect = Redirect.objects.create(old_path="/old", redirect_link="https://x.example/")
    assert forgotten()
    change(redirect, redirect_link="https://y.example/")
    assert forgotten()
    redirect.delete()
    assert forgotten()
    assert not forgotten()
