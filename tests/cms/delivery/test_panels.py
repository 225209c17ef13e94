"""A panel on the wire: its form with the addresses it is sent to, and nothing that belongs to another reader."""

import json
from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from cms.api.checks import check_form_addresses
from cms.models.calls_to_action import HONEYPOT
from tests.api_client import ApiClient
from tests.builders import block, make_panel, make_site, make_standard, make_summary, root_of

NOW = timezone.now()
MINUTE = timedelta(minutes=1)


@pytest.fixture
def api():
    return ApiClient()


@pytest.fixture
def site(db):
    return make_site()


def panel_in(api, slug="newsletter", **values):
    return api.get(f"/calls-to-action/{slug}/", **values).json


def at(moment):
    return mock.patch.object(timezone, "now", return_value=moment)


def test_a_form_is_delivered_with_its_schema_fields_consent_and_addresses(site, api, settings):
    settings.CMS_API_BASE_URL = "https://api.example.org/"
    link = block("link", {"text": "Privacy", "url": "https://www.example.org/privacy/"})
    make_panel(privacy_link=json.dumps([link]))
    form = panel_in(api)["form"]
    assert form["schema"]["required"] == ["email"]
    assert [field["name"] for field in form["fields"]] == ["email"]
    consent = form["consent"]
    assert (consent["text"], consent["version"]) == ("I agree to get this newsletter by e-mail.", 1)
    assert consent["link"]["href"] == "https://www.example.org/privacy/"
    address = "https://api.example.org/api/v1/calls-to-action/newsletter"
    assert form["submit_url"] == f"{address}/submissions/?locale=en"
    assert form["token_url"] == f"{address}/token/?locale=en"
    assert (form["honeypot"], form["captcha"]) == (HONEYPOT, None)


def test_the_addresses_name_a_site_that_is_not_the_default(site, api):
    make_panel()
    make_site("other.example.org", port=8001)
    form = panel_in(api, site="other.example.org:8001")["form"]
    assert form["submit_url"].endswith("/submissions/?locale=en&site=other.example.org%3A8001")


def test_a_panel_without_consent_asks_for_none(site, api):
    make_panel("contact", kind="contact", consent_text=" ")
    assert panel_in(api, "contact")["form"]["consent"] is None


def test_tone_disclosure_and_frequency_are_delivered(site, api):
    make_panel(tone="quiet", disclosure="We sell it.", frequency_views=2, frequency_days=7)
    panel = panel_in(api)
    assert (panel["tone"], panel["disclosure"]) == ("quiet", "We sell it.")
    assert panel["frequency"] == {"views": 2, "days": 7}


def test_fields_of_a_panel_that_leads_somewhere_are_not_delivered(site, api):
    link = block("link", {"text": "Give", "url": "https://www.example.org/"})
    fields = json.dumps([block("text", {"label": "Name"})])
    make_panel("give", kind="donate", link=json.dumps([link]), form_fields=fields)
    assert panel_in(api, "give")["form"] is None


@pytest.mark.urls("tests.cms.api.not_mounted")
def test_a_site_without_the_api_has_documents_and_its_panels_no_forms(site, document):
    panel = make_panel()
    body = [block("call_to_action", {"call_to_action": panel.pk})]
    value = document(make_summary(parent=root_of(), body=body))["body"][0]["value"]
    assert (value["slug"], value["form"]) == ("newsletter", None)


@pytest.mark.urls("tests.cms.api.not_mounted")
def test_a_site_without_the_api_is_told_at_start():
    assert [message.id for message in check_form_addresses()] == ["cms.W010"]


def test_a_site_whose_forms_have_no_host_is_told_at_start(settings):
    assert check_form_addresses() == []
    settings.CMS_API_BASE_URL = settings.WAGTAILADMIN_BASE_URL = ""
    assert [message.id for message in check_form_addresses()] == ["cms.W011"]


@pytest.mark.parametrize(("seconds", "status"), [(-1, 404), (0, 200), (59, 200), (60, 404)])
def test_a_panel_is_served_from_its_start_until_its_end(seconds, status, site, api):
    make_panel(starts_at=NOW, ends_at=NOW + MINUTE)
    with at(NOW + timedelta(seconds=seconds)):
        assert api.get("/calls-to-action/newsletter/").status == status


def test_no_cache_keeps_a_panel_beyond_its_end(site, api, settings):
    settings.CMS_CACHE_SECONDS = 300
    make_panel(ends_at=NOW + MINUTE)
    with at(NOW + timedelta(seconds=40)):
        answer = api.get("/calls-to-action/newsletter/")
    assert answer.headers["Cache-Control"] == "public, max-age=20"


def test_a_page_has_a_panel_exactly_while_it_is_shown(site, api):
    panel = make_panel(starts_at=NOW + MINUTE, ends_at=NOW + 2 * MINUTE)
    page = make_standard(body=[block("call_to_action", {"call_to_action": panel.pk})])
    shown = []
    for seconds in (59, 60, 119, 120):
        with at(NOW + timedelta(seconds=seconds)):
            shown.append(bool(api.get(f"/pages/{page.pk}/").json["body"]))
    assert shown == [False, True, True, False]
