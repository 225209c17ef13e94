"""What is kept of a submission that is accepted, and what is answered."""

import hashlib
import json

import pytest
from django.test import Client

from cms.models import Submission
from cms.models.addresses import address_hash
from tests.builders import make_locale, make_panel, make_site, make_summary
from tests.submitting import EVERY_FIELD, address_of, every_field, filled_in, post

pytestmark = pytest.mark.django_db


def only_row():
    return Submission.objects.get()


@pytest.fixture
def panel(site):
    return make_panel("newsletter")


def test_an_answer_keeps_the_contract(api, panel):
    path = address_of(panel).removeprefix("/api/v1")
    answer = api.post(path, filled_in(panel), headers={"Idempotency-Key": "k"})
    assert (answer.status, answer.json) == (202, {"status": "confirmation_sent", "message": "Thank you."})
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", ["information_packet", "contact"])
def test_what_needs_no_confirmation_is_accepted(site, kind):
    panel = make_panel("other", kind=kind, success_message="We write to you.")
    answer = post(panel, filled_in(panel))
    assert answer.json() == {"status": "accepted", "message": "We write to you."}


def test_a_submission_is_kept_with_its_panel_and_its_address(site, panel):
    assert post(panel, filled_in(panel), key="k").status_code == 202
    row = only_row()
    assert (row.panel, row.panel_key, row.panel_slug) == (panel, panel.translation_key, "newsletter")
    assert (row.panel_heading, row.kind, row.locale, row.site) == ("Stay informed", "newsletter", "en", site)
    assert row.fields == {"email": "ada@example.org"}
    assert row.labels == [["email", "Your e-mail address"]]
    assert (row.email, row.email_hash) == ("ada@example.org", address_hash("ada@example.org"))
    assert (row.state, row.suspicion, row.processed_at) == ("received", "", None)
    assert (row.consent_version, row.consent_text) == (1, panel.consent_text)
    assert row.idempotency_key == hashlib.sha256(panel.translation_key.bytes + b"k").hexdigest()


def test_fields_of_every_type_are_kept_as_they_were_sent(site):
    panel = make_panel("all", kind="contact", form_fields=every_field(required=True))
    assert post(panel, filled_in(panel, fields=EVERY_FIELD)).status_code == 202
    assert only_row().fields == EVERY_FIELD
    assert "hidden" not in only_row().labels


@pytest.mark.parametrize("empty", [None, ""])
def test_what_is_left_empty_is_not_kept(site, empty):
    panel = make_panel("all", kind="contact", form_fields=every_field(required=False))
    fields = {name: empty for name in EVERY_FIELD if name not in ("hidden", "checkbox")} | {
        "hidden": "autumn"
    }
    assert post(panel, filled_in(panel, fields=fields)).status_code == 202
    assert only_row().fields == {"hidden": "autumn"}
    assert (only_row().email, only_row().email_hash) == ("", "")


def test_the_empty_parts_of_a_postal_address_are_not_kept(site):
    panel = make_panel("all", kind="contact", form_fields=every_field(required=False))
    address = EVERY_FIELD["postal_address"]
    sent = {"hidden": "autumn", "postal_address": {**address, "line2": "", "region": None}}
    assert post(panel, filled_in(panel, fields=sent)).status_code == 202
    assert only_row().fields["postal_address"] == address


def test_a_postal_address_of_empty_parts_is_none(site):
    panel = make_panel("all", kind="contact", form_fields=every_field(required=False))
    sent = {"hidden": "autumn", "postal_address": {"line1": "", "city": "", "country": ""}}
    assert post(panel, filled_in(panel, fields=sent)).status_code == 202
    assert "postal_address" not in only_row().fields


def test_the_page_and_the_placement_are_kept(site, panel):
    page = make_summary(slug="lupus")
    assert post(panel, filled_in(panel, page=page.pk, placement="b3")).status_code == 202
    assert (only_row().page_id, only_row().page_path, only_row().placement) == (page.pk, "/lupus/", "b3")


@pytest.mark.parametrize("page", [0, -1, 999_999, 2**31, 2**63, 10**40])
def test_an_unknown_page_loses_no_submission(site, panel, page):
    assert post(panel, filled_in(panel, page=page)).status_code == 202
    assert (only_row().page_id, only_row().page_path) == (None, "")


def test_a_page_that_is_not_public_is_not_told(site, panel):
    page = make_summary(live=False)
    assert post(panel, filled_in(panel, page=page.pk)).status_code == 202
    assert only_row().page_id is None


def test_a_submission_belongs_to_the_site_that_is_asked(site, panel):
    other = make_site("b.example.org")
    assert post(panel, filled_in(panel), headers={"Host": "b.example.org"}).status_code == 202
    assert only_row().site == other


def test_a_submission_has_the_language_of_the_panel(site):
    panel = make_panel("boletin", locale=make_locale("es"))
    assert post(panel, filled_in(panel)).status_code == 202
    assert only_row().locale == "es"


def test_a_consent_of_blanks_is_none(site):
    panel = make_panel("contact", kind="contact", consent_text=" \n")
    body = filled_in(panel, consent=..., consent_version=...)
    assert post(panel, body).status_code == 202
    assert (only_row().consent_version, only_row().consent_text) == (None, "")


def test_without_a_consent_none_is_asked_for_and_none_is_kept(site):
    panel = make_panel("ask", kind="contact", consent_text="")
    assert post(panel, filled_in(panel, consent=..., consent_version=...)).status_code == 202
    assert only_row().consent_version is None


@pytest.mark.parametrize(
    ("kept", "expected"), [("truncated", "203.0.113.0/24"), ("none", ""), ("hashed", None)]
)
def test_the_client_is_kept_as_far_as_the_site_says(site, panel, settings, kept, expected):
    settings.CMS_CLIENT_ADDRESSES = kept
    assert post(panel, filled_in(panel), REMOTE_ADDR="203.0.113.77").status_code == 202
    client = only_row().client
    assert "203.0.113.77" not in client
    assert client == expected if expected is not None else len(client) == 64


def test_the_same_again_gets_the_first_answer_and_no_row(site, panel):
    body = filled_in(panel)
    first, second = (post(panel, body, key="same") for _ in range(2))
    assert (second.status_code, second.content) == (202, first.content)
    assert Submission.objects.count() == 1


def test_the_same_in_another_order_and_spacing_is_the_same(site, panel):
    body = filled_in(panel)
    turned = json.dumps(dict(reversed(body.items())), indent=3).encode()
    answers = [post(panel, sent, key="same").status_code for sent in (body, turned)]
    assert answers == [202, 202]
    assert Submission.objects.count() == 1


def test_the_first_answer_is_given_again_after_the_panel_has_changed(site, panel):
    body = filled_in(panel)
    first = post(panel, body, key="same")
    panel.success_message = "Something else."
    panel.consent_text = "Other words."
    panel.save_revision().publish()
    assert post(panel, body, key="same").content == first.content


def test_the_first_answer_is_given_again_when_the_token_is_over_and_the_limits_are_full(
    site, panel, settings
):
    body = filled_in(panel)
    first = post(panel, body, key="same")
    settings.CMS_FORM_HOURS = 0
    settings.CMS_FORM_LIMITS = {"client": (1, 600), "address": (1, 600)}
    again = post(panel, body, key="same")
    assert (again.status_code, again.content) == (202, first.content)


def test_something_else_with_the_same_key_is_refused(site, panel):
    assert post(panel, filled_in(panel), key="same").status_code == 202
    other = post(panel, filled_in(panel, fields={"email": "b@example.org"}), key="same")
    assert (other.status_code, other.json()["type"]) == (422, "/problems/idempotency-key-reused")
    assert Submission.objects.count() == 1


def test_a_key_belongs_to_one_panel(site, panel):
    other = make_panel("other")
    assert [post(each, filled_in(each), key="same").status_code for each in (panel, other)] == [202, 202]


def test_after_a_refusal_the_key_may_be_used_again(site, panel):
    assert post(panel, filled_in(panel, fields={"email": "x"}), key="same").status_code == 422
    assert post(panel, filled_in(panel), key="same").status_code == 202


def test_a_form_is_sent_without_a_cookie_or_a_csrf_token(site, panel):
    answer = post(panel, filled_in(panel), client=Client(enforce_csrf_checks=True))
    assert answer.status_code == 202
    assert answer.cookies == {}
