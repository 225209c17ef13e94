"""Processes that are killed at any moment leave nothing half done: the next one goes on from what was committed.

`KILLED_PAGES` says how many pages there are to publish.
"""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Site

from cms.delivery.settling import rebuild_stale
from cms.models import Change, OutboxEvent, PageDocument, SiteFeed, StandardPage
from tests.builders import make_site
from tests.cms.delivery.comparing import assert_right

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.django_db(transaction=True),
]

ROOT = Path(__file__).parents[3]
PAGES = int(os.environ.get("KILLED_PAGES", "200"))
PATIENCE = 900
"""Seconds after which the processes should have been done for long."""


def published() -> int:
    return StandardPage.objects.filter(slug__startswith="page-", live=True).count()


def told() -> int:
    return Change.objects.count()


DONE = {"publish": published, "rebuild": told}
"""How far the processes are that do this work."""


class Killed:
    """A process that is killed again and again, and started again each time."""

    def __init__(self, work: str, parent: int, *, chance: random.Random) -> None:
        name = connection.settings_dict["NAME"]
        self.done = DONE[work]
        self.command = [sys.executable, "-m", "tests.cms.delivery.killed_work", work, name, str(parent)]
        self.chance, self.kills = chance, 0
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """It lives until it has done so much more."""
        self.process = subprocess.Popen([*self.command, str(PAGES)], cwd=ROOT)
        self.until = self.done() + self.chance.randint(1, PAGES // 10)

    def kill_when_its_time_has_come(self) -> None:
        assert self.process is not None
        if self.process.poll() is not None:
            assert self.process.returncode == 0, "it ended by itself, with an error"
        elif self.done() >= self.until:
            # Right after a commit, or in the midst of the next piece of work.
            time.sleep(self.chance.choice([0, self.chance.random() / 10]))
            self.end()
            self.kills += 1
            self.start()

    def end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def test_processes_that_are_killed_leave_every_page_published_once_and_served_right():
    home = make_site("www.example.org", port=443).root_page
    chance = random.Random(7)
    processes = [Killed(work, home.pk, chance=chance) for work in ("publish", "rebuild")]
    deadline = time.monotonic() + PATIENCE
    try:
        while published() < PAGES and time.monotonic() < deadline:
            for process in processes:
                process.kill_when_its_time_has_come()
            time.sleep(0.005)
    finally:
        for process in processes:
            process.end()
    assert published() == PAGES
    assert all(process.kills > 1 for process in processes)
    list(rebuild_stale())
    pages = [home, *StandardPage.objects.filter(slug__startswith="page-")]
    rows = PageDocument.objects.filter(site__hostname="www.example.org")
    assert sorted(rows.values_list("page", flat=True)) == sorted(page.pk for page in pages)
    assert_right(*pages)
    assert_told_once(rows)


def assert_told_once(rows: Any) -> None:
    """The feed has no gaps, each version of a document once, and for each entry exactly one event for the outside."""
    site = Site.objects.get(hostname="www.example.org")
    changes = Change.objects.filter(site=site).order_by("sequence")
    last = SiteFeed.objects.get(site=site).sequence
    assert list(changes.values_list("sequence", flat=True)) == list(range(1, last + 1))
    versions = Counter(changes.values_list("page_id", "etag"))
    assert set(versions.values()) == {1}
    assert set(versions) >= set(rows.values_list("page", "etag"))
    entries = changes.values_list("sequence", "kind", "page_id", "etag")
    events = OutboxEvent.objects.filter(site=site, kind__startswith="page.")
    payloads = [(event.kind.removeprefix("page."), event.payload) for event in events]
    announced = Counter(
        (payload["sequence"], kind, payload["id"], (payload["etag"] or "").strip('"'))
        for kind, payload in payloads
    )
    assert announced == Counter(entries)
