"""The questions that the servers are asked: the same content from each, as far as each has it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from django.test import Client

from cms.api.views.page_lists import PageLists
from cms.models import PageDocument, Topic
from tests.bench.bodies import Library
from tests.bench.generate import Amount
from tests.bench.load import Target
from tests.bench.wagtail_api import LIST_FIELDS
from tests.bench.words import FREQUENT, RARE

__all__ = [
    "DEEP",
    "KNOWN",
    "PLUGIN",
    "REFERENCE",
    "SECOND",
    "WAGTAIL",
    "Ports",
    "can_search",
    "deep_cursor",
    "questions",
]

REFERENCE, PLUGIN, WAGTAIL = "by hand", "plugin", "Wagtail v2"
KNOWN, SECOND, DEEP = "plugin, known already", "plugin, second page", "plugin, deep page"
"""Other requests to the plugin: with `If-None-Match`, and further down a list."""
SAMPLE, FEW = 200, 20
"""Documents that are asked for in turn; a few of them where an answer takes long, and none is kept."""
DEPTH = 0.9
"""How far down the list of all pages the deep page lies."""


@dataclass(frozen=True)
class Ports:
    """Where the servers listen."""

    site: int
    minimal: int


def questions(
    ports: Ports, library: Library, amount: Amount, *, wagtail_searches: bool
) -> dict[str, dict[str, Target]]:
    """Question → server → what it is asked; the minimal site's answer counts as 1."""

    def ours(paths: Iterable[str], tags: Sequence[str] = ()) -> Target:
        return _target(ports.site, (f"/api/v1/pages/{path}" for path in paths), tags)

    def wagtails(paths: Iterable[str]) -> Target:
        return _target(ports.site, (f"/bench/v2/pages/{path}" for path in paths))

    def by_hand(paths: Iterable[str]) -> Target:
        return _target(ports.minimal, (f"/{path}" for path in paths))

    numbers = Random("sample").sample(range(amount.pages), min(SAMPLE, amount.pages))
    ids = [library.first_page + number for number in numbers]
    rows = {row.page_id: row for row in PageDocument.objects.filter(page__in=ids).only("page_id", "etag")}
    topics = list(Topic.objects.filter(pk__in=library.topics).values_list("pk", "slug"))
    of_type = "?type=cms.ResearchSummaryPage&limit=20"
    newest = f"{of_type}&order=-first_published_at&fields={LIST_FIELDS}"
    asked = {
        "document": {
            REFERENCE: by_hand(f"document/{rows[pk].pk}" for pk in ids),
            PLUGIN: ours(f"{pk}/" for pk in ids),
            KNOWN: ours((f"{pk}/" for pk in ids), [f'"{rows[pk].etag}"' for pk in ids]),
            WAGTAIL: wagtails(f"{pk}/" for pk in ids[:FEW]),
        },
        "list on a topic": {
            REFERENCE: by_hand(f"topic/{pk}" for pk, _ in topics),
            PLUGIN: ours(f"?topic={slug}&limit=20" for _, slug in topics),
            WAGTAIL: wagtails(f"{newest}&topics={pk}" for pk, _ in topics),
        },
        "list of all": {
            REFERENCE: by_hand(["newest"]),
            PLUGIN: ours(["?type=research_summary&limit=20"]),
            SECOND: ours([f"?type=research_summary&limit=20&cursor={quote(cursor_at(20, limit=20))}"]),
            DEEP: ours([f"?type=research_summary&limit=20&cursor={quote(deep_cursor(amount))}"]),
            WAGTAIL: wagtails([newest]),
        },
    }
    if can_search():
        for question, words in (("search, rare word", RARE), ("search, frequent word", FREQUENT)):
            asked[question] = {
                REFERENCE: by_hand(f"search/{word}" for word in words),
                PLUGIN: ours(f"?q={word}&type=research_summary&limit=20" for word in words),
            }
            if wagtail_searches:
                asked[question][WAGTAIL] = wagtails(
                    f"{of_type}&fields={LIST_FIELDS}&search={word}" for word in words
                )
    return asked


def _target(port: int, paths: Iterable[str], tags: Sequence[str] = ()) -> Target:
    found = list(paths)
    return Target(port, list(zip(found, tags or [""] * len(found), strict=True)))


def can_search() -> bool:
    """Whether the plugin's list takes `q`."""
    return any(parameter.name == "q" for parameter in PageLists.parameters)


def deep_cursor(amount: Amount) -> str:
    """The cursor of a page far down the list."""
    return cursor_at(int(amount.pages * DEPTH), limit=max(1, min(100, amount.pages // 10)))


def cursor_at(place: int, *, limit: int) -> str:
    """The cursor after about so many items, found as a client would: from page to page of so many."""
    client = Client()
    cursor = ""
    for _ in range(max(1, place // limit)):
        path = f"/api/v1/pages/?type=research_summary&limit={limit}" + (cursor and f"&cursor={quote(cursor)}")
        cursor = client.get(path).json()["next"]
    return cursor
