"""The list of submissions: what it shows, how it is narrowed, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import make_panel, make_standard, make_summary
from tests.cms.admin.submissions.builders import NOW, browser_of, submitted

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def member(db):
    return browser_of("view_submission")


def listed(browser, **query):
    answer = browser.get(reverse("submissions:index"), query)
    return [submission.email for submission in answer.context["object_list"]]


def test_a_newcomer_is_told_what_will_be_listed(member):
    text = member.get(reverse("submissions:index")).content.decode()

    assert "Nothing has been sent yet" in text
    assert "No submission matches" in member.get(reverse("submissions:index"), {"q": "x"}).content.decode()


def test_a_row_says_when_who_through_which_panel_from_which_page_and_its_state(member):
    page = make_summary()
    submission = submitted(email="ada@example.org", page=page, page_path="/research/lupus/")
    text = member.get(reverse("submissions:index")).content.decode()

    for said in ("ada@example.org", "Write to us", "Contact", "/research/lupus/", "March 1, 2026"):
        assert said in text
    assert reverse("submissions:inspect", args=(submission.pk,)) in text
    assert reverse("wagtailadmin_pages:edit", args=(page.pk,)) in text


def test_suspected_spam_is_listed_only_when_it_is_asked_for(member):
    submitted(email="ada@example.org")
    submitted(email="bot@example.org", state="quarantined", suspicion="honeypot")

    assert listed(member) == ["ada@example.org"]
    assert listed(member, state="quarantined") == ["bot@example.org"]
    assert len(listed(member, state=["accepted", "quarantined"])) == 2


def test_the_list_is_narrowed_by_kind_panel_page_language_and_date(member):
    packet = make_panel("packet", kind="information_packet", heading="Packet")
    submitted(packet, email="packet@example.org", page_path="/research/lung/")
    submitted(email="german@example.org", locale="de")
    submitted(email="early@example.org", received_at=NOW.replace(year=2025))

    assert listed(member, kind="information_packet") == ["packet@example.org"]
    assert listed(member, panel=str(packet.translation_key)) == ["packet@example.org"]
    assert listed(member, page="lung") == ["packet@example.org"]
    assert listed(member, locale="de") == ["german@example.org"]
    assert listed(member, received_at_to="2025-12-31") == ["early@example.org"]


def test_the_list_is_narrowed_by_site(member, site):
    submitted(email="here@example.org", site=site)
    submitted(email="elsewhere@example.org")

    assert listed(member, site=site.pk) == ["here@example.org"]


@pytest.mark.parametrize("words", ["ada@", "Grüße", "GRAU", "call back"])
def test_the_search_looks_at_the_address_the_answers_and_the_note(member, words):
    submitted(email="ada@example.org", fields={"message": "Grüße, in Graubünden"}, note="Call back on Monday")
    submitted(email="other@example.org", fields={"message": "Hello"})

    assert listed(member, q=words) == ["ada@example.org"]


def test_the_newest_comes_first_and_50_are_on_a_page(member):
    for day in range(60):
        submitted(email=f"reader-{day}@example.org", received_at=NOW + timedelta(days=day))

    assert listed(member)[0] == "reader-59@example.org"
    assert len(listed(member)) == 50
    assert listed(member, p=2)[-1] == "reader-0@example.org"
    assert listed(member, ordering="received_at")[0] == "reader-0@example.org"


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(member):
    def count():
        with CaptureQueriesContext(connection) as captured:
            assert member.get(reverse("submissions:index")).status_code == 200
        return len(captured)

    page = make_standard()
    submitted(page=page)
    count()
    few = count()
    for _ in range(30):
        submitted(page=page)

    assert count() == few


def test_the_start_page_says_how_many_are_new(member):
    submitted()
    submitted()
    submitted(state="handled")

    assert "2 New submissions" in " ".join(member.get(reverse("wagtailadmin_home")).content.decode().split())


def test_an_unknown_value_of_a_filter_lists_everything_and_breaks_nothing(member):
    submitted()

    for name in ("state", "panel", "site", "received_at_from", "p", "ordering"):
        assert member.get(reverse("submissions:index"), {name: "x"}).status_code == 200
