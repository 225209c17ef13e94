"""The previous release's data: migrated while the old code serves, and every answer stays what it was."""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.production import guide
from tests.production.bodies import Body, every_body
from tests.production.commands import ROOT, expect
from tests.production.deployment import PREVIOUS, Deployment
from tests.production.previous_release import SETTINGS, check_out, lacks, recorded
from tests.production.processes import Host

__all__ = ["previous_release"]

KEPT = (
    "cms_submission",
    "cms_subscriber",
    "cms_consentrecord",
    "cms_remarkacknowledgement",
    "cms_webhooksubscription",
)
NAMES_THE_BUILD = re.compile(r"pages/\d+(\.md|/references\.(bib|ris))")
"""Answers that are made of a document anew each time: their entity tag names the build that made them."""


def previous_release(site: Deployment) -> str:
    """Old host, `migrate`, old host again, new host: the bodies are compared each time.

    A clone without history has no old code: there only the new host's bodies are compared with the recorded ones.
    """
    url = site.restored("previous")
    counts = {table: site.count("previous", table) for table in KEPT}
    before = recorded()
    if lacking := lacks(PREVIOUS):
        site.shell(guide.command("manage.py migrate"), DATABASE_URL=url)
        said = (
            f"THE OLD CODE WAS NOT RUN, this clone lacks its commit {PREVIOUS} ({lacking.splitlines()[-1]})"
        )
    else:
        _old_code_during_the_migration(site, url, before)
        said = "the old code answers the same before and after the migration"
    new = _host(site, "previous-new", url, code=ROOT)
    new.start()
    new.wait()
    after = every_body(new.ask)
    _compare(before, after, "The new code")
    new.stop()
    for table, count in counts.items():
        expect(site.count("previous", table) == count, f"{table} has lost or gained rows.")
        expect(count > 0, f"The previous release's data has nothing in {table}: nothing was tried.")
    same_etags = sum(before[path].etag == after[path].etag for path in before)
    return f"{said}; the new code gives all {len(before)} recorded bodies ({same_etags} with the same ETag)"


def _old_code_during_the_migration(site: Deployment, url: str, before: Mapping[str, Body]) -> None:
    old_code = check_out(PREVIOUS, site.folder / "previous")
    old = _host(site, "previous-old", url, code=old_code)
    old.start()
    old.wait()
    _compare(before, every_body(old.ask), "The old code")
    site.shell(guide.command("manage.py migrate"), DATABASE_URL=url)
    old.wait()
    _compare(before, every_body(old.ask), "The old code, after the migration")
    old.stop()


def _host(site: Deployment, name: str, url: str, *, code: Path) -> Host:
    host = site.new_host(name)
    environment = {**site.environment, **SETTINGS, "DATABASE_URL": url}
    host.given = lambda: (environment, site.unit("summaries.service"), code)
    return host


def _compare(before: Mapping[str, Body], after: Mapping[str, Body], whose: str) -> None:
    expect(before.keys() == after.keys(), f"{whose} has other addresses: {before.keys() ^ after.keys()}")
    other = [path for path in before if before[path].content != after[path].content]
    shown = other and f"\n{before[other[0]].content[:2000]!r}\n{after[other[0]].content[:2000]!r}"
    expect(not other, f"{whose} says something else at {other}: {shown}")
    renamed = [path for path in before if before[path].etag != after[path].etag]
    unasked = [path for path in renamed if not NAMES_THE_BUILD.fullmatch(path)]
    expect(not unasked, f"{whose} gives the same bodies with other ETags at {unasked}.")
