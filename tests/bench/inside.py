"""What is measured in this process, without HTTP: numbers of queries, and what building and publishing take."""

import statistics
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from time import perf_counter
from typing import Any
from unittest import mock

from django.db import connection, transaction
from django.db.models.signals import (
    ModelSignal,
    m2m_changed,
    post_delete,
    post_save,
    pre_delete,
    pre_save,
)
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.delivery.build import build_whole
from cms.delivery.index import sync_some
from cms.delivery.keys import dependency_key
from cms.delivery.marking import mark
from cms.delivery.pages import specific_pages
from cms.models import PageDocument, ResearchSummaryPage
from cms.models.paths import SiteMap
from cms.models.publishing import PublishGuardMixin
from tests.bench.bodies import Library
from tests.bench.generate import GROWTH, Amount, growth_numbers
from tests.bench.questions import can_search
from tests.bench.words import RARE

__all__ = ["build_and_publish", "growth_by_blocks", "query_counts"]


class Counter:
    """Counts the statements that pass by."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


def measured(action: Callable[[], Any]) -> tuple[float, int]:
    """(milliseconds, queries) of one call."""
    counter = Counter()
    with connection.execute_wrapper(counter):
        began = perf_counter()
        action()
        return (perf_counter() - began) * 1000, counter.count


def ask(path: str, **headers: str) -> Any:
    """The answer to a request that has to succeed."""
    response = Client().get(path, headers=headers)
    assert response.status_code in (200, 304), response.content[:500]
    return response


def query_counts(library: Library) -> dict[str, int]:
    """How many queries each kind of answer takes; all but the last find everything warm."""
    page = f"/api/v1/pages/{library.first_page}/"
    newest = "/api/v1/pages/?type=research_summary&limit=20"
    etag = ask(page).headers["ETag"]
    actions: dict[str, Callable[[], Any]] = {
        "document": lambda: ask(page),
        "document, known": lambda: ask(page, if_none_match=etag),
        "list": lambda: ask(newest),
        "list on a topic": lambda: ask("/api/v1/pages/?topic=made-up-topic-1&limit=20"),
        "list with its count": lambda: ask(f"{newest}&count=exact"),
    }
    if can_search():
        actions["search"] = lambda: ask(f"/api/v1/pages/?q={RARE[0]}&limit=20")
    actions["Wagtail v2 document"] = lambda: ask(f"/bench/v2/pages/{library.first_page}/")
    found = {}
    for name, action in actions.items():
        action()
        found[name] = measured(action)[1]
    for blocks in (GROWTH[0], GROWTH[-1]):
        pk = _growth_pages(library, blocks)[0]
        found[f"build of {blocks} blocks"] = measured(partial(build, pk))[1]
    PageDocument.objects.filter(page=library.first_page).update(stale=True)
    found["document, stale"] = measured(actions["document"])[1]
    return found


def _growth_pages(library: Library, blocks: int) -> list[int]:
    return [library.first_page + number for number in growth_numbers(Amount(pages=library.pages), blocks)]


def build(pk: int) -> int:
    """The finished bytes of a page from nothing but its id; how many."""
    sites = SiteMap.load()
    rows = Page.objects.filter(pk=pk).values_list("pk", "content_type__app_label", "content_type__model")
    page = specific_pages(list(rows))[0]
    assert sites.default is not None
    built = build_whole(page, site=sites.default, sites=sites, now=timezone.now())
    assert built is not None
    return len(built.document.model_dump_json().encode()) + len(built.card.model_dump_json().encode())


def growth_by_blocks(library: Library, *, repeat: int) -> list[dict[str, float]]:
    """For each length: milliseconds of a warm document, of a build, and of Wagtail's v2; and the size in bytes."""
    found = []
    for blocks in GROWTH:
        pages = _growth_pages(library, blocks)
        size = statistics.mean(len(ask(f"/api/v1/pages/{pk}/").content) for pk in pages)
        found.append(
            {
                "blocks": blocks,
                "bytes": round(size),
                "document": _median(lambda pk: ask(f"/api/v1/pages/{pk}/"), pages, repeat * 10),
                "build": _median(build, pages, repeat),
                "wagtail": _median(lambda pk: ask(f"/bench/v2/pages/{pk}/"), pages, max(1, repeat // 3)),
            }
        )
    return found


def _median(action: Callable[[int], Any], pages: Sequence[int], repeat: int) -> float:
    action(pages[0])
    times = [measured(partial(action, pk))[0] for _ in range(repeat) for pk in pages]
    return round(statistics.median(times), 3)


def build_and_publish(library: Library, *, repeat: int) -> dict[str, float]:
    """Milliseconds (and queries) to build a page, and to publish it: with the plugin, and as Wagtail alone does it.

    Pages of 20 blocks and 8 citations. A publication ends with its commit, as what Wagtail does after it (its search
    and reference indexes) is part of the request.
    """
    pages = [library.first_page + number for number in growth_numbers(Amount(pages=library.pages), 20)]
    found: dict[str, float] = {"build": _median(build, pages, repeat * 3)}
    found |= _publishing(pages, repeat, name="publish with the plugin")
    with _without_the_plugin():
        found |= _publishing(pages, repeat, name="publish by Wagtail alone")
    sync_some(pages, now=timezone.now())
    mark([dependency_key("page", pk) for pk in pages], now=timezone.now())
    return found


def _publishing(pages: Sequence[int], repeat: int, *, name: str) -> dict[str, float]:
    times, counts = [], []
    for number in range(repeat):
        for pk in pages:
            page = ResearchSummaryPage.objects.get(pk=pk)
            page.standfirst = f"{page.standfirst} {number}"
            spent, queries = measured(transaction.atomic(page.save_revision().publish))
            times.append(spent)
            counts.append(queries)
    # The first one pays for what is made once.
    return {name: round(statistics.median(times[1:] or times), 3), f"{name}, queries": max(counts)}


SIGNALS: tuple[ModelSignal, ...] = (pre_save, post_save, pre_delete, post_delete, m2m_changed)


@contextmanager
def _without_the_plugin() -> Iterator[None]:
    """Neither its receivers nor its guard: what Wagtail does by itself for a page type like ours."""
    kept = [(signal, list(signal.receivers)) for signal in SIGNALS]
    for signal, receivers in kept:
        signal.receivers = [each for each in receivers if not _is_ours(each)]
        signal.sender_receivers_cache.clear()
    try:
        with (
            mock.patch.object(PublishGuardMixin, "_is_live", return_value=False),
            mock.patch.object(PublishGuardMixin, "publish", Page.publish),
        ):
            yield
    finally:
        for signal, receivers in kept:
            signal.receivers = receivers
            signal.sender_receivers_cache.clear()


def _is_ours(entry: Any) -> bool:
    receiver = entry[1]() if isinstance(entry[1], weakref.ReferenceType) else entry[1]
    return getattr(receiver, "__module__", "").startswith("cms.")
