"""The change feed and the export: a copy of the site that is kept from them is the site."""

from datetime import timedelta
from io import StringIO

import orjson
import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.models import Change, PageDocument
from tests.builders import (
    block,
    change,
    make_index,
    make_panel,
    make_standard,
    make_summary,
    publish_again,
    restrict,
)

pytestmark = pytest.mark.django_db


class Copy:
    """A copy of the site, kept as a frontend would."""

    def __init__(self, api):
        self.api = api
        export = api.get("/export/")
        self.documents = {orjson.loads(line)["id"]: line for line in export.content.splitlines()}
        self.cursor = export.headers["Changes-Cursor"]
        self.seen = []

    def follow(self):
        """Take in all that has changed."""
        while True:
            changes = self.api.get("/changes/", cursor=self.cursor).json
            for item in changes["items"]:
                self.seen.append((item["kind"], item["path"]))
                self._take(item)
            self.cursor = changes["next"]
            if not changes["has_more"]:
                return self.seen

    def _take(self, item):
        answer = self.api.get(f"/pages/{item['id']}/") if item["kind"] == "upsert" else None
        if answer is not None and answer.status == 200:
            self.documents[item["id"]] = answer.content
        else:
            self.documents.pop(item["id"], None)

    @property
    def lines(self):
        return b"".join(self.documents[pk] + b"\n" for pk in sorted(self.documents))


@pytest.fixture
def copy(api, site):
    """One that has taken in what there was; from here on it remembers what it hears."""
    make_summary(slug="first")
    copy = Copy(api)
    copy.follow().clear()
    return copy


def test_an_export_has_all_documents_a_line_each(api, site):
    pages = [make_standard(), make_summary()]
    lines = api.get("/export/").content.splitlines()
    assert [orjson.loads(line)["id"] for line in lines] == [site.root_page_id, *(page.pk for page in pages)]
    assert lines[1] == api.get(f"/pages/{pages[0].pk}/").content


def test_a_copy_that_follows_the_changes_equals_a_new_export(api, copy):
    section = make_index(slug="section")
    page = make_summary(parent=section, slug="page")
    gone = make_standard(slug="gone")
    copy.follow()
    change(page, title="Other")
    gone.unpublish()
    section.move(make_standard(slug="elsewhere"), pos="last-child")
    restrict(make_summary(slug="secret"))
    copy.follow()
    assert copy.lines == api.get("/export/").content


def test_an_unpublished_page_is_deleted(api, copy):
    page = make_standard(slug="short")
    copy.follow()
    page.unpublish()
    assert copy.follow() == [("upsert", "/short/"), ("delete", "/short/")]


def test_a_page_that_nobody_has_heard_of_is_not_deleted(api, copy):
    make_standard(slug="short").unpublish()
    assert copy.follow() == []


def test_a_moved_page_is_deleted_at_its_old_path_with_all_below_it(api, copy):
    section = make_index(slug="section")
    make_summary(parent=section, slug="page")
    target = make_standard(slug="target")
    copy.follow().clear()
    section.move(target, pos="last-child")
    assert sorted(copy.follow()) == [
        ("delete", "/section/"),
        ("delete", "/section/page/"),
        ("upsert", "/target/section/"),
        ("upsert", "/target/section/page/"),
    ]


def test_a_rebuild_that_yields_the_same_bytes_is_no_change(api, copy):
    PageDocument.objects.update(stale=True)
    assert copy.follow() == []


def test_a_change_to_a_panel_is_a_change_to_the_pages_that_show_it(api, copy):
    panel = make_panel("panel")
    page = make_standard(slug="page", body=[block("call_to_action", {"call_to_action": panel.pk})])
    copy.follow().clear()
    change(panel, heading="Other")
    assert copy.follow() == [("upsert", "/page/")]
    assert page.pk in copy.documents


def test_the_end_of_a_page_s_time_is_told_when_it_has_come(api, copy, monkeypatch):
    make_standard(slug="short", expire_at=timezone.now() + timedelta(hours=1))
    copy.follow().clear()
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert copy.follow() == [("delete", "/short/")]


def test_sequence_numbers_have_no_gaps(api, copy):
    for number in range(5):
        publish_again(make_standard(slug=f"page-{number}"))
        copy.follow()
    sequences = list(Change.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(1, len(sequences) + 1))


def test_the_list_is_read_page_by_page(api, copy):
    for number in range(5):
        make_standard(slug=f"page-{number}")
    first = api.get("/changes/", cursor=copy.cursor, limit=3).json
    second = api.get("/changes/", cursor=first["next"], limit=3).json
    assert [len(first["items"]), first["has_more"]] == [3, True]
    assert [len(second["items"]), second["has_more"]] == [2, False]


def test_without_a_cursor_the_list_begins_with_the_oldest_change(api, site):
    make_standard(slug="page")
    assert [item["sequence"] for item in api.get("/changes/").json["items"]] == [1, 2]


def test_a_cursor_from_before_what_is_kept_is_gone(api, copy):
    make_standard(slug="page")
    old = copy.cursor
    copy.follow()
    call_command("prune_changes", days=0, stdout=StringIO())
    answer = api.get("/changes/", cursor=old)
    assert answer.status == 410
    assert answer.json["type"] == "/problems/gone"
    assert api.get("/changes/", cursor=copy.cursor).json["items"] == []


@pytest.mark.parametrize("cursor", ["x", "1-1", "1-1:abc", ":", "é"])
def test_a_cursor_that_was_changed_is_refused(api, site, cursor):
    assert api.get("/changes/", cursor=cursor).errors == [("cursor", "invalid")]
