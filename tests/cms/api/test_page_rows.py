"""A list's prepared statement says what the ORM says, whatever is asked, and is compiled once."""

from datetime import UTC, date, datetime, timedelta
from unittest import mock

import pytest
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from cms.api.filters import FILTERS, UNPREPARED, filtered, looked_up
from cms.api.page_rows import NEWEST, ORDERS, RELEVANCE, PageRow, columns_of, read_rows
from cms.api.pagination import Position, reader_of
from cms.delivery.asked_sites import AskedSite
from cms.delivery.card_store import with_cards
from cms.delivery.search.matching import matching, ranked, wanted
from cms.delivery.search.query import parse
from cms.models import Person
from tests.builders import block, make_person, make_reference, make_summary, make_topic

pytestmark = pytest.mark.django_db

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
MOST = 4
HOST = AskedSite("localhost", 80, by_name=False)


@pytest.fixture(scope="module")
def pages(site):
    """Eight pages; each value that is asked for below is on some of them."""
    topics, people = [make_topic("Pain"), make_topic("Sleep")], [make_person(), make_person()]
    people[1].orcid = "0000-0002-1825-0097"
    people[1].save()
    references = [make_reference(), make_reference()]
    return [
        make_summary(
            f"Summary {number % 5}",
            topics=topics[number % 3 : number % 3 + 1],
            authors=people[number % 2 :],
            subject_reference=references[number // 4],
            body=[study("cohort" if number % 2 else "case_control")],
            at=DAY + timedelta(days=number // 2),
            last_reviewed=DAY.date() + timedelta(days=number),
        )
        for number in range(8)
    ]


def study(design):
    return block("study", {"design": design, "outcomes": [], "groups": [], "citations": []})


def asked_for(pages):
    authors = list(Person.objects.order_by("pk"))
    key = pages[0].subject_reference.key
    return {
        "type": [("research_summary",), ("research_summary", "home_page")],
        "topic": [("pain",), ("pain", "sleep"), ("nothing",), ("nothing", "sleep")],
        "author": [(authors[0].pk,), (authors[0].pk, authors[1].orcid), (authors[1].orcid,)],
        "study_design": [("cohort",), ("cohort", "case_control")],
        "cites": [(key,), (key, "10.1000/nothing")],
        "locale": ["en", "fr"],
        "published_after": [DAY + timedelta(days=2)],
        "published_before": [DAY + timedelta(days=2)],
        "reviewed_before": [date(2026, 3, 5)],
        "ids": [(pages[0].pk,), tuple(page.pk for page in pages[2:7])],
    }


def both(values, *, order=NEWEST, position=Position(forward=True), q=""):  # noqa: B008 - it can not be changed
    """The rows of the prepared statement, and of a query that is made for the purpose."""
    chosen, now = looked_up(values), timezone.now()
    words = wanted(parse(q), locales=["en"]) if q else None
    found, rows = read_rows(
        chosen, site=HOST, now=now, words=words, order=order, position=position, most=MOST
    )
    asked = HOST.find()
    assert asked is not None
    assert found == asked or not rows
    documents = filtered(chosen, site_id=asked.id, now=now)
    if words:
        documents = (ranked if order == RELEVANCE else matching)(documents, words)
    columns = columns_of(has_words=bool(q))
    read = reader_of(with_cards(documents, now=now), ORDERS[order], columns=columns)
    return [plain(row) for row in rows], [plain(row) for row in read(position, MOST)]


def plain(row):
    found = PageRow(*row)
    return found._replace(card=bytes(found.card or b""), card_is_old=bool(found.card_is_old))


def test_every_filter_is_asked_for_that_can_be_prepared(pages):
    assert asked_for(pages).keys() == FILTERS.keys() - set(UNPREPARED)


def test_each_filter_alone_and_all_pairs(pages):
    choices = [(name, value) for name, values in asked_for(pages).items() for value in values]
    found = 0
    for name, value in choices:
        for other, another in choices:
            if other >= name:
                values = {**dict.fromkeys(FILTERS), name: value, other: another}
                prepared, made = both(values)
                assert prepared == made, values
                found += bool(made)
    assert found > 100


@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize(
    ("order", "q"),
    [
        *((order, "") for order in sorted(ORDERS.keys() - {RELEVANCE})),
        (RELEVANCE, "summary"),
        ("title", "summary -3"),
    ],
)
def test_each_order_from_both_ends_and_from_each_item(pages, order, q, forward):
    values = dict.fromkeys(FILTERS)
    rows, made = both(values, order=order, position=Position(forward), q=q)
    assert rows == made
    assert len(rows) == MOST
    for page, place, *_ in rows:
        position = Position(forward, ORDERS[order].parse(place), page)
        after, made = both(values, order=order, position=position, q=q)
        assert after == made
        assert page not in [row[0] for row in after]


def test_a_question_of_a_known_shape_is_not_compiled_again(api, pages):
    assert api.ids() != []  # builds the cards
    api.get("/pages/", topic="pain", locale="en")
    with mock.patch.object(SQLCompiler, "as_sql", autospec=True, side_effect=AssertionError):
        assert api.ids(topic="sleep", locale="en") != []
        assert api.ids(topic="sleep", locale="fr") == []


def test_a_search_of_a_known_shape_is_not_compiled_again(api, pages):
    assert api.ids() != []  # builds the cards
    api.get("/pages/", q="summary", limit=1)
    with mock.patch.object(SQLCompiler, "as_sql", autospec=True, side_effect=AssertionError):
        assert api.ids(q="found -nothing", limit=1) != []
        assert api.ids(q="nothing", limit=1) == []


def test_the_site_of_the_request_answers(api, pages):
    assert api.ids(site="localhost") == api.ids()
    assert api.get("/pages/", site="nowhere.example").errors == [("site", "not_found")]
