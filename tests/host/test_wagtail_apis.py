"""Wagtail's own APIs, mounted beside the plugin's, read and write the site's page types as any others."""

import pytest

from cms.models import ResearchSummaryPage
from tests.host.content import block, home, items, make_event, make_report
from tests.host.delivered import cases
from tests.host.trials.models import EventPage, TrialReportPage


@pytest.fixture
def v2(client):
    def ask(path, /, **query):
        response = client.get(f"/wagtail/v2/{path}", query, headers={"host": "localhost"})
        assert response.status_code == 200, response.content
        return response.json()

    return ask


@pytest.fixture
def payload(library):
    """A report as a client of v3 would send it."""
    person = {"person": library.person.pk, "role": "Text"}
    return {
        "meta": {"type": "trials.TrialReportPage", "parent_id": home().pk},
        "title": "Aspirin",
        "standfirst": "What was found.",
        "subject_reference_id": library.reference.pk,
        "authors": [{"type": "author", "value": person}],
        "body": [{"type": "color", "value": "#ff8000"}],
        "topics": [],  # v3 wants every many-to-many relation named
        "phase": "3",
    }


def test_v2_lists_the_site_s_page_type(library, v2):
    page = make_report(library)
    listed = v2("pages/", type="trials.TrialReportPage", fields="*")
    assert [(item["id"], item["phase"]) for item in listed["items"]] == [(page.pk, "3")]


def test_v2_shows_every_block_of_the_site(library, v2, settings):
    settings.CMS_REPEATED_PANELS = "drop"  # several of the blocks hold a panel
    stored = {name: value for name, (value, _) in cases(library).items()}
    page = make_report(library, [block(name, value) for name, value in stored.items()])
    body = v2(f"pages/{page.pk}/", fields="*")["body"]
    assert [item["type"] for item in body] == list(stored)


def test_v2_shows_an_event(library, v2):
    page = make_event(library)
    assert v2(f"pages/{page.pk}/", fields="*")["fee"] == "12.50"


def test_v3_shows_a_report(library, v3):
    page = make_report(library)
    answer = v3("GET", f"pages/{page.pk}/").json()
    assert (answer["meta"]["type"], answer["phase"]) == ("trials.TrialReportPage", "3")
    assert [item["type"] for item in answer["body"]] == ["text"]


def test_v3_creates_a_draft(payload, v3):
    response = v3("POST", "pages/", payload)
    assert response.status_code == 201, response.content
    page = TrialReportPage.objects.get(pk=response.json()["id"])
    assert (page.live, page.phase, page.body[0].value) == (False, "3", "#ff8000")


def test_v3_changes_a_field_and_leaves_the_others(payload, v3):
    pk = v3("POST", "pages/", payload).json()["id"]
    response = v3("PATCH", f"pages/{pk}/", {"phase": "2"})
    assert response.status_code == 200, response.content
    page = TrialReportPage.objects.get(pk=pk).get_latest_revision_as_object()
    assert (page.phase, page.standfirst, len(page.body)) == ("2", "What was found.", 1)


def test_v3_changes_the_body(payload, library, v3):
    pk = v3("POST", "pages/", payload).json()["id"]
    visit = {"day": 3, "place": "Basel", "procedures": ["Scan"]}
    v3("PATCH", f"pages/{pk}/", {"body": [{"type": "visit", "value": visit}]})
    page = TrialReportPage.objects.get(pk=pk).get_latest_revision_as_object()
    (stored,) = page._meta.get_field("body").raw(page)
    assert stored["type"] == "visit"
    assert {name: stored["value"][name] for name in ("day", "place")} == {"day": 3, "place": "Basel"}
    assert [item["value"] for item in stored["value"]["procedures"]] == ["Scan"]


def test_v3_publishes_what_the_plugin_then_delivers(payload, v3, get):
    pk = v3("POST", "pages/", payload).json()["id"]
    response = v3("POST", f"pages/{pk}/actions/publish/")
    assert response.status_code == 200, response.content
    (delivered,) = get(f"pages/{pk}/")["body"]
    assert delivered["value"] == {"red": 255, "green": 128, "blue": 0}


def test_v3_creates_and_publishes_in_one_request(payload, v3, get):
    payload["meta"]["action"] = "publish"
    pk = v3("POST", "pages/", payload).json()["id"]
    assert get(f"pages/{pk}/")["phase"] == "3"


@pytest.mark.parametrize("missing", ["phase", "standfirst", "subject_reference", "authors", "body"])
def test_v3_refuses_to_publish_what_is_incomplete(missing, payload, v3, client):
    del payload["subject_reference_id" if missing == "subject_reference" else missing]
    pk = v3("POST", "pages/", payload).json()["id"]
    response = v3("POST", f"pages/{pk}/actions/publish/")
    assert response.status_code == 422
    assert response["content-type"] == "application/problem+json"
    assert response.json()["errors"] == [
        {"type": "incomplete", "loc": [missing], "msg": "This field is required."}
    ]
    assert not TrialReportPage.objects.get(pk=pk).live
    assert client.get(f"/content/pages/{pk}/", headers={"host": "localhost"}).status_code == 404


def test_v3_creates_nothing_when_what_is_to_be_published_at_once_is_incomplete(payload, v3):
    payload["meta"]["action"] = "publish"
    del payload["phase"]
    response = v3("POST", "pages/", payload)
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["errors"]] == [["phase"]]
    assert not TrialReportPage.objects.exists()


def test_v3_refuses_a_block_that_is_incomplete(payload, v3):
    payload["body"] = [{"type": "dose", "value": {"drug": "Aspirin", "unit": "mg"}}]
    pk = v3("POST", "pages/", payload).json()["id"]
    response = v3("POST", f"pages/{pk}/actions/publish/")
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert (error["loc"], error["msg"]) == (["body"], "block 1 (Dose) › Amount: This field is required.")


def test_v3_writes_an_event(library, v3, get):
    response = v3(
        "POST",
        "pages/",
        {
            "meta": {"type": "trials.EventPage", "parent_id": home().pk, "action": "publish"},
            "title": "Presentation",
            "starts_at": "2026-01-31T09:30:00Z",
            "sessions": [{"type": "heading", "value": "Morning"}],
        },
    )
    assert response.status_code == 201, response.content
    page = EventPage.objects.get()
    assert [item["value"] for item in get(f"pages/{page.pk}/")["sessions"]] == ["Morning"]


def test_v3_writes_the_plugin_s_own_page_type(payload, library, v3, get):
    payload["meta"] = {"type": "cms.ResearchSummaryPage", "parent_id": home().pk}
    payload["body"] = [{"type": "key_points", "value": {"heading": "In short", "points": ["<b>One</b>"]}}]
    del payload["phase"]
    pk = v3("POST", "pages/", payload).json()["id"]
    assert v3("POST", f"pages/{pk}/actions/publish/").status_code == 200
    assert ResearchSummaryPage.objects.get().live
    (delivered,) = get(f"pages/{pk}/")["body"]
    assert [point["html"] for point in delivered["value"]["points"]] == ["<strong>One</strong>"]


def test_v3_reads_what_it_has_been_sent(payload, library, v3):
    payload["body"] = [
        {
            "type": "dose",
            "value": {"drug": "Aspirin", "amount": "2.50", "unit": "mg", "times_a_day": 1, "citations": []},
        },
        {"type": "visits", "value": [{"day": 1, "place": "", "procedures": ["Scan"]}]},
    ]
    pk = v3("POST", "pages/", payload).json()["id"]
    answer = v3("GET", f"pages/{pk}/?version=draft").json()
    dose, visits = answer["body"]
    assert dose["value"]["amount"] == "2.50"
    assert visits["value"][0]["procedures"] == ["Scan"]


def test_nothing_of_a_stored_list_is_lost_when_it_is_sent_back(library, v3):
    page = make_report(library, [block("centres", items("Basel", "Bern"))])
    body = v3("GET", f"pages/{page.pk}/").json()["body"]
    assert v3("PATCH", f"pages/{page.pk}/", {"body": body}).status_code == 200
    draft = page.get_latest_revision_as_object()
    assert list(draft.body[0].value) == ["Basel", "Bern"]
