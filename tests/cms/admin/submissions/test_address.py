"""The data of a reader: looked up, handed over, erased."""

import json

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.models import ErasedAddress, Submission, Subscriber
from tests.cms.admin.submissions.builders import browser_of, consented, submitted, subscribed

pytestmark = pytest.mark.usefixtures("site")
ADDRESS = "ada@example.org"


@pytest.fixture
def officer(db):
    return browser_of("erase_submission", "view_submission")


def send(browser, do, **values):
    return browser.post(reverse("reader-data:index"), {"do": do, "address": ADDRESS, **values}, follow=True)


def test_the_page_says_what_it_is_for(officer):
    assert "A reader may ask what you hold" in officer.get(reverse("reader-data:index")).content.decode()


def test_all_that_is_held_is_shown_and_that_somebody_looked_is_written_down(officer):
    submission = submitted(email=ADDRESS)
    consented(submission)
    subscribed(ADDRESS, submission=submission)
    other = submitted(email="eve@example.org", fields={"message": f"Ask {ADDRESS}"})
    text = send(officer, "look", address="  Ada@Example.org ").content.decode()

    for said in (
        "Write to us",
        "You may write to me.",
        "Confirmed",
        reverse("submissions:inspect", args=(other.pk,)),
    ):
        assert said in text
    entry = ModelLogEntry.objects.get(action="cms.submission.exported")
    assert ADDRESS not in f"{entry.label}{entry.data}{entry.message}"


def test_nothing_held_is_said(officer):
    assert "Nothing is held about this address" in send(officer, "look").content.decode()


@pytest.mark.parametrize("text", ["", "ada", "a" * 400])
def test_what_is_no_address_is_refused(officer, text):
    assert send(officer, "look", address=text).context["form"].errors["address"]
    assert not ModelLogEntry.objects.exists()


def test_the_file_has_everything_and_a_name_that_says_nothing(officer):
    submitted(email=ADDRESS, fields={"message": "Grüße"})
    answer = send(officer, "download")

    assert json.loads(answer.content)["submissions"][0]["fields"] == {"message": "Grüße"}
    assert answer.headers["Content-Disposition"] == 'attachment; filename="data-of-a-reader.json"'


def test_erasing_asks_for_the_address_once_more(officer):
    submitted(email=ADDRESS)
    asked = send(officer, "ask").content.decode()
    assert "Type the address again" in asked
    refused = send(officer, "erase", typed="eve@example.org")
    assert refused.context["form"].errors["typed"]
    assert send(officer, "erase").context["form"].errors["typed"]
    assert Submission.objects.count() == 1


def test_all_is_erased_but_a_hash(officer):
    submission = submitted(email=ADDRESS)
    subscribed(ADDRESS, submission=submission)
    kept = submitted(email="eve@example.org", note=f"Knows {ADDRESS}")
    text = send(officer, "erase", typed=" ADA@example.org").content.decode()

    assert "Erased: 1 submissions and 1 subscriptions" in text
    assert "stands in 1 submissions of others" in text
    assert ADDRESS not in text
    assert Submission.objects.get() == kept
    assert not Subscriber.objects.exists()
    assert ErasedAddress.objects.count() == 1
    assert ModelLogEntry.objects.filter(action="cms.submission.erased").count() == 1


def test_the_address_is_never_in_an_address_of_a_page(officer):
    submitted(email=ADDRESS)
    answer = send(officer, "look")
    history = [url for url, _ in send(officer, "erase", typed=ADDRESS).redirect_chain]

    assert "ada" not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
    assert history == [reverse("reader-data:index")]
    assert "no-store" in answer.headers["Cache-Control"]
