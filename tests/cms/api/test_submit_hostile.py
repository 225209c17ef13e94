"""Texts that have broken software before, in every field in turn: kept unchanged or refused, and never an error."""

import json

import pytest

from cms.models import Submission
from tests.builders import make_panel
from tests.cms.submissions.hostile_strings import HOSTILE
from tests.submitting import EVERY_FIELD, every_field, filled_in, post

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PARTS = ["line1", "line2", "postal_code", "city", "region", "country"]
PLACES = [*EVERY_FIELD, *PARTS, "name"]
MAY_BE_EMPTY = ["line2", "postal_code", "region"]


def values_with(place, text):
    """The fields with one text in one place."""
    if place == "multiple_choice":
        return EVERY_FIELD | {place: [text]}
    if place in PARTS:
        return EVERY_FIELD | {"postal_address": EVERY_FIELD["postal_address"] | {place: text}}
    if place == "name":
        return EVERY_FIELD | {text: "x"}
    return EVERY_FIELD | {place: text}


def at(place, fields):
    if place == "multiple_choice":
        return fields[place][0]
    return fields["postal_address"][place] if place in PARTS else fields[place]


@pytest.fixture(autouse=True)
def _no_limits(settings):
    settings.CMS_FORM_LIMITS = {}


@pytest.fixture
def panel(site):
    return make_panel("all", kind="contact", form_fields=every_field(required=True))


def send(panel, body, **more):
    return post(panel, json.dumps(body).encode(), **more)  # half a surrogate pair is escaped


@pytest.mark.parametrize("turn", range(2))
def test_a_hostile_text_in_a_field_is_kept_unchanged_or_refused(panel, turn):
    """Each text is sent in two fields; `tests/cms/submissions/test_validation.py` tries each in all of them."""
    for number, text in enumerate(HOSTILE):
        place = PLACES[(number + turn * 7) % len(PLACES)]
        fields = values_with(place, text)
        answer = send(panel, filled_in(panel, fields=fields))
        assert answer.status_code in (202, 400, 422), (place, text)
        row = Submission.objects.last()
        if answer.status_code != 202:
            assert row is None, (place, text)
            continue
        if text or place not in MAY_BE_EMPTY:
            assert at(place, row.fields) == text, (place, text)
        row.delete()


def test_a_hostile_text_elsewhere_in_the_request_is_no_error(panel):
    places = ("token", "website", "placement", "captcha", "consent", "page", "x", "Idempotency-Key")
    for number, text in enumerate(HOSTILE):
        place = places[number % len(places)]
        if place != "Idempotency-Key":
            answer = send(panel, filled_in(panel, fields=EVERY_FIELD, **{place: text}))
        elif "\n" in text or "\r" in text:
            continue  # no server takes such a header
        else:
            key = text.encode("utf-8", "surrogatepass").decode("latin-1")
            answer = send(panel, filled_in(panel, fields=EVERY_FIELD), key=key)
        assert answer.status_code in (202, 400, 422), (place, text)


def test_every_address_that_is_kept_fits_into_one_header_of_a_mail(site):
    panel = make_panel("newsletter")
    for text in HOSTILE:
        if "@" in text:
            send(panel, filled_in(panel, fields={"email": text}))
    addresses = list(Submission.objects.values_list("email", flat=True))
    assert addresses
    for address in addresses:
        local, _, domain = address.rpartition("@")
        assert local.isascii(), address
        assert not set(local) & set(' "(),:;<>[]\\@'), address
        assert domain, address
