"""Wagtail's own v2 and v3 APIs stand beside ours in the demo site: they read and write our page types as any others."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.models import ResearchIndexPage, ResearchSummaryPage, StandardPage
from tests.api_client import ApiClient
from tests.builders import (
    block,
    cite,
    items,
    make_index,
    make_person,
    make_reference,
    make_site,
    make_standard,
    make_summary,
    make_topic,
    restrict,
)

pytestmark = pytest.mark.slow

REQUIRED = ["standfirst", "subject_reference", "authors", "body"]


@pytest.fixture
def home(db: None) -> Page:
    return Page.objects.get(pk=make_site().root_page_id)


@pytest.fixture
def v2(client: Client) -> Callable[..., Any]:
    """The answer of v2 to anybody."""

    def ask(path: str, /, **query: Any) -> Any:
        return client.get(f"/api/v2/{path}", query, headers={"host": "localhost"})

    return ask


@pytest.fixture
def payload(home: Page) -> dict[str, Any]:
    """A summary as a client of v3 sends it. Foreign keys have the names of their columns there."""
    return {
        "meta": {"type": "cms.ResearchSummaryPage", "parent_id": home.pk},
        "title": "Stem cells",
        "standfirst": "What was found.",
        "subject_reference_id": make_reference().pk,
        "authors": [{"type": "author", "value": {"person": make_person().pk, "role": "Text"}}],
        "body": [{"type": "paragraph", "value": "<p>The study found <b>something</b>.</p>"}],
        "topics": [make_topic().pk],
    }


@pytest.fixture
def draft(payload: dict[str, Any], v3: Callable[..., Any]) -> int:
    """The id of a complete draft made through v3."""
    response = v3("POST", "pages/", payload)
    assert response.status_code == 201, response.content
    pk: int = response.json()["id"]
    return pk


def latest(pk: int) -> Any:
    """The newest draft of a page."""
    return ResearchSummaryPage.objects.get(pk=pk).get_latest_revision_as_object()


# v2


def test_v2_lists_summaries_with_all_their_fields(home, v2):
    reference, topic = make_reference(), make_topic()
    page = make_summary("Stem cells", subject_reference=reference, topics=[topic])
    (item,) = v2("pages/", type="cms.ResearchSummaryPage", fields="*").json()["items"]
    assert (item["id"], item["standfirst"]) == (page.pk, page.standfirst)
    assert item["subject_reference"]["id"] == reference.pk
    assert [block["type"] for block in item["body"]] == ["paragraph"]


def test_v2_shows_a_summary_with_all_its_fields(home, v2):
    body = [block("finding", {"outcome": "Pain", "direction": "lower", "citations": cite(make_reference())})]
    page = make_summary("Stem cells", body=body, key_points=["Less pain"])
    shown = v2(f"pages/{page.pk}/", fields="*").json()
    assert shown["body"][0]["value"]["outcome"] == "Pain"
    assert [point["value"] for point in shown["key_points"]] == ["Less pain"]


@pytest.mark.parametrize(
    ("make", "name"), [(make_index, "ResearchIndexPage"), (make_standard, "StandardPage")]
)
def test_v2_shows_the_other_page_types(make, name, home, v2):
    page = make(standfirst="In short.")
    listed = v2("pages/", type=f"cms.{name}", fields="*", child_of=home.pk).json()["items"]
    assert [(item["id"], item["standfirst"]) for item in listed] == [(page.pk, "In short.")]


def test_v2_shows_neither_drafts_nor_what_is_restricted(home, v2):
    draft, private = make_summary(live=False), make_summary()
    restrict(private)
    assert [v2(f"pages/{page.pk}/").status_code for page in (draft, private)] == [404, 404]


# v3


def test_v3_creates_a_draft(draft):
    page = ResearchSummaryPage.objects.get(pk=draft)
    assert not page.live
    assert page.standfirst == "What was found."
    assert (
        page._meta.get_field("body").raw(page)[0]["value"].endswith(">The study found <b>something</b>.</p>")
    )
    assert [author.value["role"] for author in page.authors] == ["Text"]
    assert page.topics.count() == 1


def test_v3_shows_a_draft_to_those_who_may_edit_it(draft, v3):
    shown = v3("GET", f"pages/{draft}/?version=draft").json()
    assert shown["standfirst"] == "What was found."


def test_v3_changes_one_field_and_leaves_the_others(draft, v3):
    response = v3("PATCH", f"pages/{draft}/", {"standfirst": "What was not found."})
    assert response.status_code == 200, response.content
    page = latest(draft)
    assert (page.standfirst, len(page.body), len(page.authors)) == ("What was not found.", 1, 1)


def test_v3_changes_structured_blocks(draft, v3):
    reference = make_reference()
    citation = {"reference": reference.pk, "locator": "p. 2", "prefix": "", "suffix": ""}
    finding = {
        "outcome": "Pain",
        "measure": "odds_ratio",
        "estimate": "0.70",
        "direction": "lower",
        "certainty": "low",
        "citations": [citation],
    }
    response = v3("PATCH", f"pages/{draft}/", {"body": [{"type": "finding", "value": finding}]})
    assert response.status_code == 200, response.content
    page = latest(draft)
    (stored,) = page._meta.get_field("body").raw(page)
    unsaid = {"suppress_author": False, "acknowledged_status": "", "acknowledged_reason": ""}
    assert stored["value"]["estimate"] == "0.70"
    assert stored["value"]["citations"][0]["value"] == {**citation, **unsaid}


def test_v3_sends_back_what_it_has_shown_without_loss(home, v3):
    reference = make_reference()
    page = make_summary(
        body=[
            block("paragraph", f'<p>See <a linktype="page" id="{home.pk}">home</a>.</p>'),
            block(
                "limitations", {"items": items("Few people"), "citations": cite(reference, locator="p. 2")}
            ),
        ]
    )
    before = page._meta.get_field("body").raw(page)
    shown = v3("GET", f"pages/{page.pk}/").json()["body"]
    response = v3("PATCH", f"pages/{page.pk}/", {"body": shown})
    assert response.status_code == 200, response.content
    after = page._meta.get_field("body").raw(latest(page.pk))
    assert [item["type"] for item in after] == [item["type"] for item in before]
    assert f'<a linktype="page" id="{home.pk}">home</a>' in after[0]["value"]
    assert after[1]["value"]["citations"][0]["value"] == before[1]["value"]["citations"][0]["value"]


def test_v3_publishes_what_our_api_then_delivers(draft, v3):
    response = v3("POST", f"pages/{draft}/actions/publish/")
    assert response.status_code == 200, response.content
    document = ApiClient().get(f"/pages/{draft}/").json
    assert document["body"][0]["value"]["html"] == "<p>The study found <strong>something</strong>.</p>"


def test_v3_unpublishes(draft, v3):
    v3("POST", f"pages/{draft}/actions/publish/")
    assert v3("POST", f"pages/{draft}/actions/unpublish/", {}).status_code == 200
    assert ApiClient().get(f"/pages/{draft}/").status == 404


@pytest.mark.parametrize("missing", REQUIRED)
def test_v3_refuses_to_publish_an_incomplete_draft_and_names_what_is_missing(missing, payload, v3):
    del payload["subject_reference_id" if missing == "subject_reference" else missing]
    pk = v3("POST", "pages/", payload).json()["id"]
    response = v3("POST", f"pages/{pk}/actions/publish/")
    assert response.status_code == 422
    assert response["content-type"] == "application/problem+json"
    assert response.json()["errors"] == [
        {"type": "incomplete", "loc": [missing], "msg": "This field is required."}
    ]
    assert not ResearchSummaryPage.objects.get(pk=pk).live
    assert ApiClient().get(f"/pages/{pk}/").status == 404


def test_v3_refuses_to_publish_at_once_what_is_incomplete(home, v3):
    bare = {"meta": {"type": "cms.ResearchSummaryPage", "parent_id": home.pk, "action": "publish"}}
    response = v3("POST", "pages/", bare | {"title": "Stem cells", "topics": []})
    assert response.status_code == 422
    assert {error["loc"][0] for error in response.json()["errors"]} == set(REQUIRED)
    assert not ResearchSummaryPage.objects.exists()


def test_v3_leaves_the_schedule_as_it_was_when_it_refuses_to_publish(draft, v3):
    page = latest(draft)
    page.go_live_at = timezone.now() + timedelta(days=1)
    scheduled = page.save_revision()
    scheduled.publish()
    newest = latest(draft)
    newest.standfirst, newest.go_live_at = "", None
    newest.save_revision()
    assert v3("POST", f"pages/{draft}/actions/publish/").status_code == 422
    assert ResearchSummaryPage.objects.get(pk=draft).scheduled_revision == scheduled


def test_v3_refuses_to_make_a_live_page_incomplete(draft, v3):
    v3("POST", f"pages/{draft}/actions/publish/")
    response = v3("PATCH", f"pages/{draft}/", {"meta": {"action": "publish"}, "standfirst": ""})
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["errors"]] == [["standfirst"]]
    assert ResearchSummaryPage.objects.get(pk=draft).standfirst == "What was found."


def test_v3_names_the_block_that_is_incomplete(draft, v3):
    v3(
        "PATCH",
        f"pages/{draft}/",
        {"body": [{"type": "quote", "value": {"text": "", "attribution": "Somebody"}}]},
    )
    response = v3("POST", f"pages/{draft}/actions/publish/")
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert (error["loc"], error["msg"]) == (["body"], "block 1 (Quote) › Quotation: This field is required.")


def test_v3_refuses_dates_that_contradict_each_other(draft, v3):
    today = timezone.now().date()
    dates = {"last_reviewed": today.isoformat(), "next_review": (today - timedelta(days=1)).isoformat()}
    response = v3("PATCH", f"pages/{draft}/", dates)
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["errors"]] == [["next_review"]]


def test_v3_names_what_is_wrong_with_a_field_that_was_not_sent(home, draft, v3):
    page = latest(draft)
    page.slug = "taken"
    page.save_revision()
    make_standard(slug="taken", parent=home)
    response = v3("PATCH", f"pages/{draft}/", {"standfirst": "Another one."})
    assert response.status_code == 422
    assert "The slug 'taken' is already in use" in response.content.decode()
    assert latest(draft).standfirst == "What was found."


@pytest.mark.parametrize("model", [ResearchIndexPage, StandardPage])
def test_v3_writes_the_other_page_types(model, home, v3):
    response = v3(
        "POST",
        "pages/",
        {
            "meta": {"type": model._meta.label, "parent_id": home.pk, "action": "publish"},
            "title": "About us",
            "slug": "about-us",
            "standfirst": "Who we are.",
            "body": [{"type": "heading", "value": {"text": "People", "level": "2", "anchor": ""}}],
        },
    )
    assert response.status_code == 201, response.content
    document = ApiClient().get("/resolve/", path="/about-us/").json["page"]
    assert (document["standfirst"], document["outline"][0]["text"]) == ("Who we are.", "People")


def test_v3_writes_nothing_for_anybody(payload, client):
    assert client.post("/api/v3/pages/", payload, content_type="application/json").status_code == 401
    assert not ResearchSummaryPage.objects.exists()
