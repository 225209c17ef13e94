"""The token that a form begins with, and how the form is told where to get it."""

from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.utils import timezone

from cms.models import CallToAction
from tests.builders import make_locale, make_panel

pytestmark = pytest.mark.django_db

ADDRESS = "/calls-to-action/newsletter/token/"


def test_a_form_gets_a_token_and_the_time_in_which_it_is_accepted(api, site):
    make_panel("newsletter")
    before = timezone.now() - timedelta(milliseconds=1)
    answer = api.get(ADDRESS)
    assert answer.status == 200
    not_before, expires_at = (
        datetime.fromisoformat(answer.json[name]) for name in ("not_before", "expires_at")
    )
    assert before + timedelta(seconds=2) <= not_before <= timezone.now() + timedelta(seconds=2)
    assert expires_at - not_before == timedelta(hours=24) - timedelta(seconds=2)


def test_nobody_keeps_a_token(api, site):
    make_panel("newsletter")
    answer = api.get(ADDRESS)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_a_panel_that_is_unknown_has_no_token(api, site):
    assert api.get("/calls-to-action/unknown/token/").status == 404


def test_a_panel_that_is_not_published_has_no_token(api, site):
    make_panel("newsletter", live=False)
    assert api.get(ADDRESS).status == 404


def test_a_panel_without_a_form_has_no_token(api, site):
    panel = make_panel("newsletter")
    CallToAction.objects.filter(pk=panel.pk).update(kind="link")
    assert api.get(ADDRESS).status == 404


@pytest.mark.parametrize(
    ("seconds", "status"), [(-60, 404), (-1, 404), (0, 200), (3599, 200), (3600, 404), (7200, 404)]
)
def test_a_panel_outside_of_its_time_has_no_token(api, site, seconds, status):
    start = timezone.now().replace(microsecond=0)
    make_panel("newsletter", starts_at=start, ends_at=start + timedelta(hours=1))
    with mock.patch.object(timezone, "now", return_value=start + timedelta(seconds=seconds)):
        assert api.get(ADDRESS).status == status


def test_a_panel_is_found_in_the_language_that_is_asked_for(api, site):
    make_panel("boletin", locale=make_locale("es"))
    assert api.get("/calls-to-action/boletin/token/").status == 404
    assert api.get("/calls-to-action/boletin/token/", locale="es").status == 200


def test_the_panel_says_where_to_get_the_token_and_where_to_send_the_form(api, site):
    make_panel("newsletter")
    form = api.get("/calls-to-action/newsletter/").json["form"]
    assert form["token_url"].endswith("/api/v1/calls-to-action/newsletter/token/?locale=en")
    assert form["submit_url"].endswith("/api/v1/calls-to-action/newsletter/submissions/?locale=en")
    assert form["captcha"] is None


def test_the_panel_says_what_the_script_of_the_captcha_needs(api, site, settings):
    settings.CMS_CAPTCHA = {
        "BACKEND": "x.Y",
        "OPTIONS": {"secret": "s3cret"},
        "PUBLIC": {"site_key": "public"},
    }
    make_panel("newsletter")
    answer = api.get("/calls-to-action/newsletter/")
    assert answer.json["form"]["captcha"] == {"site_key": "public"}
    assert b"s3cret" not in answer.content
