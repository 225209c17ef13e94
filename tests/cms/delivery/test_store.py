"""Builds that are overtaken, kept waiting or not finished: the answer is right, and nothing wrong is stored."""

import threading
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from cms.delivery import build, images, store
from cms.delivery.asked_sites import AskedSite
from cms.delivery.card_store import CARD_COLUMNS, StoredCard, cards_of, with_cards
from cms.delivery.store import read_by_id, rebuild
from cms.models import Change, ChangeSequence, PageDocument
from tests.builders import change, make_image, make_site, make_standard, make_summary

HERE = AskedSite("localhost", 80, by_name=False)


def title_of(stored):
    return orjson.loads(stored.body)["title"]


@pytest.fixture
def page(db):
    make_site()
    return make_standard("Before")


def test_a_build_that_a_change_overtakes_begins_again(page, monkeypatch):
    begun: list[bool] = []
    build_whole = build.build_whole

    def overtaken(found, **scope):
        built = build_whole(found, **scope)
        if not begun:
            begun.append(True)
            change(type(page).objects.get(pk=page.pk), title="After")
        return built

    monkeypatch.setattr(store, "build_whole", overtaken)
    assert title_of(read_by_id(page.pk, HERE, now=timezone.now())) == "After"
    monkeypatch.undo()
    assert title_of(read_by_id(page.pk, HERE, now=timezone.now())) == "After"


def test_a_build_that_is_overtaken_again_and_again_is_made_while_nothing_can_change(page, monkeypatch):
    numbers, build_whole = iter(range(100)), build.build_whole

    def overtaken(found, **scope):
        built = build_whole(found, **scope)
        if (number := next(numbers)) < store.ATTEMPTS:
            change(type(page).objects.get(pk=page.pk), title=f"Version {number}")
        return built

    monkeypatch.setattr(store, "build_whole", overtaken)
    assert title_of(read_by_id(page.pk, HERE, now=timezone.now())) == f"Version {store.ATTEMPTS - 1}"
    assert not PageDocument.objects.get(page=page.pk).stale


def test_a_document_whose_pictures_are_still_to_be_made_is_sent_but_not_stored(page, monkeypatch):
    monkeypatch.setattr(images, "make_renditions", lambda missing: None)
    illustrated = make_summary(image=make_image(size=(60, 30)))
    assert read_by_id(illustrated.pk, HERE, now=timezone.now()).body
    assert PageDocument.objects.get(page=illustrated.pk).stale
    monkeypatch.undo()
    assert b'"sources":[{' in read_by_id(illustrated.pk, HERE, now=timezone.now()).body
    assert not PageDocument.objects.get(page=illustrated.pk).stale


def test_the_card_of_a_row_that_went_while_the_list_was_read_is_not_stored(page):
    found = with_cards(PageDocument.objects.filter(page=page.pk), now=timezone.now())
    rows = [StoredCard(*row) for row in found.values_list(*CARD_COLUMNS)]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN).delete()
    site = Site.objects.get()
    assert list(cards_of(rows, site_id=site.pk, now=timezone.now())) == [page.pk]
    connection.check_constraints()
    assert PageDocument.objects.get(page=page.pk).card is None


def test_bytes_that_the_client_has_are_not_fetched(page):
    etag = read_by_id(page.pk, HERE, now=timezone.now()).etag
    assert read_by_id(page.pk, HERE, now=timezone.now(), known=etag).body == b""
    assert read_by_id(page.pk, HERE, now=timezone.now(), known="other").body


def test_a_document_that_is_right_already_is_not_built_again(page):
    pk = PageDocument.objects.get(page=page.pk).pk
    rebuild(pk)
    with CaptureQueriesContext(connection) as captured:
        assert title_of(rebuild(pk)) == "Before"
    assert not any("wagtailcore_page" in query["sql"] for query in captured)


def test_two_versions_of_a_document_never_have_the_same_second(page):
    def changed_at():
        read_by_id(page.pk, HERE, now=timezone.now())
        return PageDocument.objects.get(page=page.pk).changed_at.replace(microsecond=0)

    seconds = []
    for number in range(3):
        change(page, title=f"Version {number}")
        seconds.append(changed_at())
    assert len(set(seconds)) == 3
    assert seconds == sorted(seconds)


def test_changes_are_numbered_one_after_the_other(db):
    first = ChangeSequence.take()
    assert [ChangeSequence.take() for _ in range(3)] == [first + 1, first + 2, first + 3]


def test_a_row_that_is_lost_is_made_again(db):
    ChangeSequence.objects.all().delete()
    assert ChangeSequence.take() == 1


@pytest.mark.postgres
@pytest.mark.slow
class WhileSomebodyChangesSomething(TransactionTestCase):
    """Another connection is in the middle of a change."""

    def setUp(self):
        make_site()
        self.page = make_standard("Before")
        self.changed, self.go_on = threading.Event(), threading.Event()
        self.other = threading.Thread(target=self.change_slowly)
        self.other.start()
        assert self.changed.wait(10)

    def change_slowly(self):
        with transaction.atomic():
            change(type(self.page).objects.get(pk=self.page.pk), title="After")
            self.changed.set()
            self.go_on.wait(10)
        connection.close()

    def test_readers_get_what_is_committed_and_store_nothing(self):
        try:
            begun = datetime.now(UTC)
            assert title_of(read_by_id(self.page.pk, HERE, now=timezone.now())) == "Before"
            assert datetime.now(UTC) - begun < timedelta(seconds=5)
            assert Change.objects.filter(page_id=self.page.pk).count() == 0
        finally:
            self.go_on.set()
            self.other.join()
        assert title_of(read_by_id(self.page.pk, HERE, now=timezone.now())) == "After"
