"""The documents of the site's own page types, over HTTP at the site's own prefix."""

import json
from datetime import date

import pytest

from blocks.streams import SummaryBody
from tests.host.content import block, make_event, make_report
from tests.host.delivered import (
    EMBED,
    cases,
    page_link,
    panel_value,
    person_link,
    picture,
    prose,
    sponsor_link,
)
from tests.host.trials.blocks import TrialBody

OWN_BLOCKS = [name for name in TrialBody.base_blocks if name not in SummaryBody.base_blocks]


def test_every_block_of_the_site_has_a_case(library):
    assert list(cases(library)) == OWN_BLOCKS


@pytest.mark.parametrize("name", OWN_BLOCKS)
def test_a_block_of_the_site_is_delivered(name, library, get):
    stored, delivered = cases(library)[name]
    page = make_report(library, [{**block(name, stored), "id": "b"}])
    assert get(f"pages/{page.pk}/")["body"] == [{"type": name, "id": "b", "value": delivered}]


def test_a_block_of_the_site_cites(library, get):
    page = make_report(library, [block("dose", cases(library)["dose"][0])])
    document = get(f"pages/{page.pk}/")
    assert [entry["id"] for entry in document["references"]] == [library.reference.key]
    assert [(entry["id"], entry["label"]) for entry in document["citations"]] == [("c1", "1")]


def test_a_stream_that_is_a_field_of_the_site_s_own_cites_too(library, get):
    page = make_event(library, [block("dose", cases(library)["dose"][0])])
    document = get(f"pages/{page.pk}/")
    assert document["sessions"][0]["value"]["citations"] == ["c1"]
    assert [entry["id"] for entry in document["references"]] == [library.reference.key]


def test_a_block_that_has_nothing_to_show_is_left_out(library, get):
    page = make_report(library)
    stored = json.dumps([block("dose", {"drug": "Aspirin", "amount": None}), block("text", "Found.")])
    type(page).objects.filter(pk=page.pk).update(body=stored)  # as older code may have left it behind
    assert [item["type"] for item in get(f"pages/{page.pk}/")["body"]] == ["text"]


def test_a_report_carries_the_site_s_own_fields(library, get):
    page = make_report(
        library,
        registered_on=date(2025, 12, 1),
        sponsor=library.sponsor,
        registration=library.trial,
        coordinator=library.person,
        invitation=library.panel,
    )
    document = get(f"pages/{page.pk}/")
    own = ("type", "phase", "registered_on", "sponsor", "registration", "coordinator", "invitation")
    assert {name: document[name] for name in own} == {
        "type": "trial_report",
        "phase": "3",
        "registered_on": "2025-12-01",
        "sponsor": sponsor_link(library),
        "registration": {"number": library.trial.number, "title": "Aspirin or nothing"},
        "coordinator": person_link(library),
        "invitation": panel_value(library.panel),
    }


def test_a_report_is_a_research_summary_too(library, get):
    document = get(f"pages/{make_report(library).pk}/")
    assert document["standfirst"] == "What was found."
    assert document["subject"] == {"reference": library.reference.key, "study": None}
    assert [author["name"] for author in document["authors"]] == ["Ada Example"]


def test_an_event_has_a_document_of_its_own_fields_only(library, get):
    page = make_event(library)
    sessions = page._meta.get_field("sessions").raw(page)
    linked = page_link(library.about)
    document = get(f"pages/{page.pk}/")
    programme = document.pop("programme")
    assert programme["html"] == (
        f'<p>About <a href="{linked["path"]}" data-link="page" data-id="{linked["id"]}">us</a></p>'
    )
    assert document == {
        "id": page.pk,
        "key": document["key"],
        "type": "event",
        "locale": "en",
        "path": f"/{page.slug}/",
        "url": f"https://www.trials.example/{page.slug}/",
        "title": "Presentation",
        "published_at": "2026-01-31T09:30:00Z",
        "updated_at": "2026-01-31T09:30:00Z",
        "starts_at": "2026-01-31T09:30:00Z",
        "places": 60,
        "fee": "12.50",
        "online": True,
        "banner": picture("A blue field"),
        "report": linked,
        "sessions": [
            {"type": name, "id": stored["id"], "value": value}
            for stored, (name, value) in zip(
                sessions,
                [
                    ("heading", "Morning"),
                    ("paragraph", prose("Words")),
                    ("quote", "Well said"),
                    ("image", picture("A blue field")),
                    ("embed", EMBED),
                    (
                        "table",
                        {
                            "caption": None,
                            "columns": [
                                {"type": "text", "heading": "Room"},
                                {"type": "numeric", "heading": "Seats"},
                            ],
                            "rows": [[{"type": "text", "value": "A"}, {"type": "numeric", "value": "60"}]],
                        },
                    ),
                    ("visit", {"day": 1, "place": None, "procedures": []}),
                ],
                strict=True,
            )
        ],
        "citations": [],
        "references": [],
        "links": document["links"],
        "seo": document["seo"],
    }
    said = document["seo"]["json_ld"]
    assert (said["@type"], said["name"], said["url"]) == ("WebPage", "Presentation", document["url"])
    assert document["links"]["parent"]["path"] == "/"


def test_a_page_type_that_is_not_the_plugin_s_is_not_delivered(library, client):
    response = client.get(f"/content/pages/{library.about.pk}/", headers={"host": "localhost"})
    assert response.status_code == 404
    assert response["content-type"] == "application/problem+json"


def test_the_site_s_page_types_are_listed_by_type(library, get):
    report, event = make_report(library), make_event(library)
    assert [card["id"] for card in get("pages/", type="trial_report")["items"]] == [report.pk]
    assert [card["id"] for card in get("pages/", type="event")["items"]] == [event.pk]
    assert {card["type"] for card in get("pages/")["items"]} == {"trial_report", "event"}


def test_a_path_of_the_frontend_leads_to_the_document(library, get):
    page = make_report(library)
    resolved = get("resolve/", path=f"/{page.slug}/")
    assert (resolved["kind"], resolved["page"]["type"], resolved["page"]["id"]) == (
        "page",
        "trial_report",
        page.pk,
    )
