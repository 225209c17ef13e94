from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from wagtail.models import Page

from cms.api.page_rows import ORDERS
from cms.models import StandardPage
from tests.builders import make_standard, root_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


TITLES = ["Äpfel", "apple", "Apple", "apple", "日本", "zebra", "Zebra", "a", "é", "🩺 care", "'; --", "b"]


@pytest.fixture(scope="module")
def pages(site):
    """Twelve pages: equal dates, equal titles, titles that differ in case and script, and pages without a date."""
    for number, title in enumerate(TITLES):
        at = None if number in (3, 7) else DAY + timedelta(days=number // 3, microseconds=number % 2)
        page = StandardPage(
            title=title, slug=f"page-number-{number}", first_published_at=at, last_published_at=at
        )
        # Saved as live: many pages are needed, and how they were published does not matter here.
        root_of().add_child(instance=page)


def walk(api, *, start=None, direction="next", **parameters):
    """The ids of all pages of a list, read page by page in one direction."""
    found, cursor = [], start
    for _ in range(50):
        answer = api.get("/pages/", **parameters, **({"cursor": cursor} if cursor else {})).json
        found.append([item["id"] for item in answer["items"]])
        cursor = answer[direction]
        if cursor is None:
            return found
    raise AssertionError("the list does not end")


@pytest.mark.parametrize("order", sorted(ORDERS.keys() - {"relevance"}))
def test_walking_forward_and_back_gives_each_page_once_and_in_order(api, pages, order):
    whole = api.ids(order=order)
    assert len(whole) == len(TITLES) + 1
    forward = walk(api, order=order, limit=4)
    assert list(chain(*forward)) == whole
    last = None
    for _ in range(len(forward) - 1):
        last = api.get("/pages/", order=order, limit=4, **({"cursor": last} if last else {})).json["next"]
    assert walk(api, start=last, direction="previous", order=order, limit=4) == forward[::-1]


def test_pages_of_one_are_walked_through_as_well(api, pages):
    assert list(chain(*walk(api, limit=1))) == api.ids()


@pytest.mark.parametrize("field", ["published_at", "updated_at"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_pages_without_a_date_count_as_the_oldest(api, pages, field, sign):
    cards = api.get("/pages/", order=f"{sign}{field}", type="standard_page").json["items"]
    dates = [card[field] and datetime.fromisoformat(card[field]) for card in cards][:: -1 if sign else 1]
    assert dates[:2] == [None, None]
    assert dates[2:] == sorted(dates[2:])


def test_equal_values_are_sorted_by_id(api, site):
    ids = [make_standard("Same", at=DAY).pk for _ in range(4)]
    assert api.ids(order="published_at", ids=ids) == ids
    assert api.ids(order="-published_at", ids=ids) == ids[::-1]
    assert api.ids(order="title", ids=ids) == ids


def test_the_first_page_has_no_previous_one(api, pages):
    assert api.get("/pages/", limit=5).json["previous"] is None


def test_the_last_page_has_no_next_one(api, pages):
    assert api.get("/pages/", limit=13).json["next"] is None


def test_a_page_that_is_published_meanwhile_moves_nothing(api, pages):
    first = api.get("/pages/", order="title", limit=5).json
    make_standard("!")
    second = api.get("/pages/", order="title", limit=5, cursor=first["next"]).json
    seen = [card["id"] for card in first["items"] + second["items"]]
    assert len(set(seen)) == 10


def test_a_cursor_outlives_the_page_that_it_names(api, pages):
    whole = api.ids(order="title")
    cursor = api.get("/pages/", order="title", limit=5).json["next"]
    Page.objects.get(pk=whole[4]).unpublish()
    assert api.ids(order="title", cursor=cursor) == whole[5:]


def test_from_a_page_that_became_empty_one_can_go_back(api, pages):
    whole = api.ids(order="title")
    cursor = api.get("/pages/", order="title", limit=12).json["next"]
    Page.objects.get(pk=whole[12]).unpublish()
    empty = api.get("/pages/", order="title", limit=5, cursor=cursor).json
    assert empty["items"] == []
    assert empty["next"] is None
    assert api.ids(order="title", limit=5, cursor=empty["previous"]) == whole[7:12]


def test_the_limit_may_change_from_page_to_page(api, pages):
    whole = api.ids(order="title")
    cursor = api.get("/pages/", order="title", limit=2).json["next"]
    assert api.ids(order="title", limit=7, cursor=cursor) == whole[2:9]


def test_the_same_page_has_the_same_bytes(api, pages):
    first, second = (api.get("/pages/", limit=3) for _ in range(2))
    assert first.content == second.content


@pytest.mark.parametrize(
    "parameters",
    [
        {"order": "title"},
        {"order": "published_at"},
        {"type": "standard_page"},
        {"topic": "lupus"},
        {"locale": "en"},
        {"ids": 1},
        {"site": "localhost"},
    ],
)
def test_a_cursor_of_another_query_is_refused(api, pages, parameters):
    cursor = api.get("/pages/", limit=3).json["next"]
    answer = api.get("/pages/", limit=3, cursor=cursor, **parameters)
    assert (answer.status, answer.errors) == (400, [("cursor", "invalid")])


def test_a_cursor_of_another_list_is_refused(api, pages):
    cursor = api.get("/pages/", limit=3).json["next"]
    assert api.get("/references/", cursor=cursor).errors == [("cursor", "invalid")]


def test_a_cursor_that_was_changed_is_refused(api, pages):
    cursor = api.get("/pages/", limit=3).json["next"]
    for position in (0, len(cursor) // 2, len(cursor) - 1):
        changed = cursor[:position] + ("A" if cursor[position] != "A" else "B") + cursor[position + 1 :]
        answer = api.get("/pages/", limit=3, cursor=changed)
        assert (answer.status, answer.errors) == (400, [("cursor", "invalid")])


@pytest.mark.parametrize(
    "cursor", ["", "x", ":", "a:b", "W10:x", "é", "%", "../..", "A" * 2001, "A" * 100_000]
)
def test_what_is_no_cursor_is_refused(api, site, cursor):
    answer = api.get("/pages/", cursor=cursor)
    assert (answer.status, answer.errors) == (400, [("cursor", "invalid")])


def test_the_longest_title_fits_into_a_cursor(api, site):
    for slug in ("a", "b"):
        root_of().add_child(instance=StandardPage(title="🩺" * 255, slug=slug))
    cursor = api.get("/pages/", order="-title", limit=1).json["next"]
    assert api.get("/pages/", order="-title", limit=1, cursor=cursor).status == 200
