"""Content that ends by itself, with nothing to tell of it: no cache keeps it longer, and no condition hides its end."""

from datetime import datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone

from tests.builders import block, make_panel, make_reference, make_summary, make_topic

NOW = timezone.now()
END = NOW + timedelta(hours=1)
LISTS = ["/pages/", "/topics/", "/references/", "/references/ends2020/"]


@pytest.fixture
def ending(site: Any, db: None) -> Any:
    """A page and a panel that end in an hour, and another page with the same reference that does not."""
    reference, topic = make_reference("ends2020"), make_topic("Ending")
    make_panel("ending", expire_at=END)
    make_summary(parent=site.root_page, subject_reference=reference, topics=[topic], expire_at=END)
    make_summary(parent=site.root_page, subject_reference=reference, topics=[topic])
    make_summary(parent=site.root_page, topics=[topic], expire_at=END)


def at(moment: datetime) -> Any:
    return mock.patch.object(timezone, "now", return_value=moment)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_from_before_the_end_is_not_confirmed_by_its_date(path, ending, api):
    with at(END - timedelta(seconds=20)):
        before = api.get(path)
    with at(END + timedelta(seconds=20)):
        assert api.get(path).content != before.content
        headers = {"If-Modified-Since": before.headers["Last-Modified"]}
        assert api.get(path, headers=headers).status == 200


@pytest.mark.parametrize("path", [*LISTS, "/calls-to-action/ending/"])
def test_no_cache_may_keep_an_answer_beyond_the_end(path, ending, api, settings):
    settings.CMS_CACHE_SECONDS = 300
    with at(END - timedelta(seconds=20)):
        ages = [api.get(path).headers["Cache-Control"] for _ in range(2)]
    assert ages == ["public, max-age=20"] * 2


def test_changes_that_follow_from_an_end_are_not_hidden_by_a_date(site, api, db):
    panel = make_panel("ending", expire_at=END)
    body = [block("call_to_action", {"call_to_action": panel.pk})]
    page = make_summary(parent=site.root_page, body=body)
    with at(END - timedelta(seconds=20)):
        before = api.get("/changes/")
    with at(END + timedelta(seconds=20)):
        headers = {"If-Modified-Since": before.headers["Last-Modified"]}
        after = api.get("/changes/", headers=headers)
        assert after.status == 200
        assert after.json["items"][-1]["id"] == page.pk
        assert len(after.json["items"]) == len(before.json["items"]) + 1


def test_a_list_can_be_dated_soon_after_a_day_of_editing(site, api, db):
    """Publishing once is one change, not fifteen: each takes a second for itself, and dates must not run ahead."""
    for _ in range(3):
        make_summary(parent=site.root_page)
    with at(timezone.now() + timedelta(seconds=5)):
        assert "Last-Modified" in api.get("/pages/").headers
