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
from tests.production.taken_back import taken_back

__all__ = ["previous_release"]

KEPT = (
    "cms_calltoaction",
    "cms_change",
    "cms_pagedocument",
    "cms_person",
    "cms_reference",
    "cms_topic",
    "cms_webhooksecret",
    "cms_webhooksubscription",
    "wagtailcore_page",
    "wagtailcore_revision",
)
MADE_OF_THE_DOCUMENT = re.compile(r"pages/\d+(\.md|/references\.(bib|json|ris))")
"""Answers that are made of a page's document anew each time: their entity tag changes with that of the document."""
WRITING = Path(__file__).parents[1] / "written_by_the_old_code.py"
WRITTEN = {
    "": "A made-up publisher",
    "calls-to-action/made-up/": "A made-up panel",
    "resolve/?path=/made-up/": "A made-up page",
    "resolve/?path=/made-up-list/made-up-copy/": "A made-up copy",
}
"""Path below `/api/v1/` → what stands there when `WRITING` has run."""


def previous_release(site: Deployment) -> str:
    """Old host, `migrate`, old host again, new host; then an editor works on the old host, as while hosts are restarted
    one after the other, or after going back. The answers are compared each time.

    A clone without history has no old code: there only the new host's answers are compared with the recorded ones.
    """
    url = site.restored("previous")
    counts = {table: site.count("previous", table) for table in KEPT}
    before = recorded()
    old = None
    if lacking := lacks(PREVIOUS):
        said = (
            f"THE OLD CODE WAS NOT RUN, this clone lacks its commit {PREVIOUS} ({lacking.splitlines()[-1]})"
        )
        site.shell(guide.command("manage.py migrate"), DATABASE_URL=url)
    else:
        said = f"the code of {PREVIOUS} answers the same before and after the migration, and what it saves is shown"
        old = check_out(PREVIOUS, site.folder / "previous")
        _answers_during_the_migration(site, url, old, before)
    for table, count in counts.items():
        expect(site.count("previous", table) == count, f"{table} has lost or gained rows.")
        expect(count > 0, f"The previous release's data has nothing in {table}: nothing was tried.")
    new = _host(site, "previous-new", url, code=ROOT)
    new.start()
    new.wait()
    after = every_body(new.ask)
    same = _expect_nothing_taken_back(before, after)
    if old:
        _write_with_the_old_code(site, url, old, new)
    new.stop()
    return f"{said}; the new code gives {same} of {len(before)} answers as they were, the others with more in them"


def _answers_during_the_migration(site: Deployment, url: str, code: Path, before: Mapping[str, Body]) -> None:
    host = _host(site, "previous-old", url, code=code)
    host.start()
    host.wait()
    _expect_equal(before, every_body(host.ask), "The old code")
    site.shell(guide.command("manage.py migrate"), DATABASE_URL=url)
    host.wait()
    _expect_equal(before, every_body(host.ask), "The old code, after the migration")
    host.stop()


def _write_with_the_old_code(site: Deployment, url: str, code: Path, new: Host) -> None:
    given = WRITING.read_bytes()
    site.manage("shell", "--no-imports", given=given, folder=code, DATABASE_URL=url, **SETTINGS)
    for path, text in WRITTEN.items():
        status, _headers, content = new.ask(f"/api/v1/{path}")
        expect(status == 200, f"The new code answers {status} at {path}, which the old code has saved.")
        expect(text in content.decode(), f"What the old code has saved is not at {path}: {content[:2000]!r}")


def _host(site: Deployment, name: str, url: str, *, code: Path) -> Host:
    host = site.new_host(name)
    environment = {**site.environment, **SETTINGS, "DATABASE_URL": url}
    host.given = lambda: (environment, site.unit("summaries.service"), code)
    return host


def _expect_equal(before: Mapping[str, Body], after: Mapping[str, Body], whose: str) -> None:
    expect(before.keys() == after.keys(), f"{whose} has other addresses: {before.keys() ^ after.keys()}")
    other = [path for path in before if before[path] != after[path]]
    shown = other and f"\n{before[other[0]]}\n{after[other[0]]}"
    expect(not other, f"{whose} says something else at {other}: {shown}")


def _expect_nothing_taken_back(before: Mapping[str, Body], after: Mapping[str, Body]) -> int:
    """How many answers are the same, byte for byte. Raises `Failed` if one lacks something that it had."""
    expect(before.keys() == after.keys(), f"The new code has other addresses: {before.keys() ^ after.keys()}")
    same = [path for path in before if before[path].content == after[path].content]
    renamed = [path for path in same if before[path].etag != after[path].etag]
    unasked = [path for path in renamed if not MADE_OF_THE_DOCUMENT.fullmatch(path)]
    expect(not unasked, f"The new code gives the same bodies with other ETags at {unasked}.")
    for path in before.keys() - set(same):
        lacking = taken_back(path, before[path].content.decode(), after[path].content.decode())
        expect(not lacking, f"At {path} the new code has taken back or changed: {lacking}")
    return len(same)
