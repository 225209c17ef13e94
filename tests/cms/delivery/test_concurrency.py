"""Editors and readers at once: who asks after a change has been committed never gets what was there before it.

`CONCURRENCY_SECONDS` says for how long.
"""

import itertools
import os
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from cms.models import Change, ChangeSequence, PageDocument, Reference, SiteFeed
from tests.api_client import PREFIX
from tests.builders import block, change, cite, make_index, make_reference, make_site, make_standard
from tests.cms.delivery.comparing import assert_right

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.django_db(transaction=True),
]

SECONDS = float(os.environ.get("CONCURRENCY_SECONDS", "8"))
WRITERS = READERS = 8
HOST = "www.example.org"


class Editing:
    """What the threads share: the pages, what has been committed of them, and what went wrong."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.counts: Counter[str] = Counter()
        self.errors: list[BaseException] = []
        self.committed: dict[int, int] = {}
        """Page → number of the newest version that has been committed."""
        self.versions = itertools.count(1)
        """Numbers for versions of the shared reference."""
        self.turns = {0: 0}
        """Version of the reference → the number of the change that wrote it."""
        self.corrected = 0
        """The newest such change that has been committed."""
        self.lock = threading.Lock()

    def count(self, what: str) -> None:
        with self.lock:
            self.counts[what] += 1

    @contextmanager
    def watched(self) -> Iterator[None]:
        """A thread's life: what it dies of is told, and its connection is given back."""
        try:
            yield
        except BaseException as error:  # noqa: BLE001 - told to the test
            self.errors.append(error)
            self.stop.set()
        finally:
            connection.close()


@pytest.fixture
def editing() -> Editing:
    return Editing()


@pytest.fixture
def pages() -> dict[str, Any]:
    """Two sections, and in the first a page for each writer and one that moves to and fro."""
    home = make_site(HOST, port=443).root_page
    reference = make_reference("shared2020", title="Version 0 of the reference")
    sections = [make_index(f"Section {number}", parent=home) for number in range(2)]
    quote = {"text": "Words", "attribution": "", "citations": cite(reference)}
    own = [
        make_standard("Version 0", parent=sections[0], body=[block("quote", quote)]) for _ in range(WRITERS)
    ]
    return {"home": home, "sections": sections, "own": own, "reference": reference}


def publish(editing: Editing, page: int, version: int) -> None:
    with transaction.atomic():
        found = Page.objects.get(pk=page).specific
        found.title = f"Version {version}"
        found.save_revision().publish()
    editing.committed[page] = version


def correct(editing: Editing, reference: int) -> None:
    """Librarians do not wait for each other: what counts is whose turn came last."""
    with transaction.atomic():
        found = Reference.objects.get(pk=reference)
        version = next(editing.versions)
        change(found, csl={**found.csl, "title": f"Version {version} of the reference"})
        turn = editing.turns[version] = ChangeSequence.current()
    with editing.lock:
        editing.corrected = max(editing.corrected, turn)


def move(page: int, section: int) -> None:
    with transaction.atomic():
        Page.objects.get(pk=page).specific.move(Page.objects.get(pk=section), pos="last-child")


@transaction.atomic
def rename(section: int) -> None:
    found = Page.objects.get(pk=section).specific
    found.slug = f"section-{section}-{random.randrange(1000)}"
    found.save()


def restrict_for_a_moment(section: int) -> None:
    with transaction.atomic():
        restriction = PageViewRestriction.objects.create(
            page_id=section, restriction_type=PageViewRestriction.LOGIN
        )
    with transaction.atomic():
        restriction.delete()


def write(editing: Editing, pages: dict[str, Any], number: int) -> None:
    """One editor: publishes a page of their own again and again, and does one other thing in between."""
    page, chance = pages["own"][number].pk, random.Random(number)
    sections = [section.pk for section in pages["sections"]]
    others: list[Callable[[], None]] = [
        lambda: correct(editing, pages["reference"].pk),
        lambda: move(page, chance.choice(sections)),
        lambda: rename(chance.choice(sections)),
        lambda: restrict_for_a_moment(sections[1]),
    ]
    version = 0
    while not editing.stop.is_set():
        if chance.random() < 0.5:
            version += 1
            publish(editing, page, version)
        else:
            others[(number + version) % len(others)]()
        editing.count("changes")


def read(editing: Editing, pages: dict[str, Any], number: int) -> None:
    """One reader: whatever was committed before the question is in the answer, or the page is not there."""
    client, chance = Client(headers={"host": HOST}), random.Random(100 + number)
    own, cursor = [page.pk for page in pages["own"]], ""
    while not editing.stop.is_set():
        versions, reference = dict(editing.committed), editing.corrected
        kind = chance.choice(["document", "document", "list", "changes", "references"])
        if kind == "document":
            page = chance.choice(own)
            answer = client.get(f"{PREFIX}/pages/{page}/")
            assert answer.status_code in (200, 404)
            if answer.status_code == 200:
                found = answer.json()
                assert version_of(found["title"]) >= versions.get(page, 0), "an old version of a page"
                cited = editing.turns[version_of(found["references"][0]["csl"]["title"])]
                assert cited >= reference, f"change {cited} of the reference, and {reference} was committed"
        elif kind == "list":
            for card in client.get(f"{PREFIX}/pages/?limit=100").json()["items"]:
                if card["id"] in own:
                    assert version_of(card["title"]) >= versions.get(card["id"], 0), "an old card"
        elif kind == "references":
            for each in client.get(f"{PREFIX}/references/").json()["items"]:
                assert editing.turns[version_of(each["csl"]["title"])] >= reference, "an old reference"
        else:
            following: dict[str, Any] = {"cursor": cursor} if cursor else {}
            changes = client.get(f"{PREFIX}/changes/", {**following, "limit": 100}).json()
            cursor = changes["next"]
            numbers = [item["sequence"] for item in changes["items"]]
            assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
        editing.count(f"read {kind}")


def version_of(title: str) -> int:
    return int(title.split()[1])


def test_readers_never_see_what_was_there_before_a_change_that_was_committed(editing, pages, caplog):
    caplog.set_level("ERROR", logger="django.request")
    workers = [(write, number) for number in range(WRITERS)] + [(read, number) for number in range(READERS)]

    def run(work: Callable[..., None], number: int) -> None:
        with editing.watched():
            work(editing, pages, number)

    threads = [threading.Thread(target=run, args=worker) for worker in workers]
    for thread in threads:
        thread.start()
    editing.stop.wait(SECONDS)
    editing.stop.set()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    if editing.errors:
        raise editing.errors[0]
    print(dict(editing.counts))  # noqa: T201 - for pytest -rP
    assert editing.counts["changes"] > WRITERS
    assert not any(Page.find_problems())
    assert_feed_is_without_gaps()
    site = Site.objects.get(hostname=HOST)
    rows = set(PageDocument.objects.filter(site=site).values_list("page", flat=True))
    everything = [pages["home"], *pages["sections"], *pages["own"]]
    assert rows == {page.pk for page in everything}
    assert_right(*everything)


def assert_feed_is_without_gaps() -> None:
    for feed in SiteFeed.objects.all():
        numbers = (
            Change.objects.filter(site=feed.site_id).order_by("sequence").values_list("sequence", flat=True)
        )
        assert list(numbers) == list(range(1, feed.sequence + 1))
