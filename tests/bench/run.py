"""The course of a benchmark: fill, build, ask over HTTP, measure inside, correct a reference, report."""

import json
import os
import platform
import sys
from argparse import Namespace
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cms.delivery.settling import stale_documents
from tests.bench import by_hand, inside, workers
from tests.bench.bodies import Library
from tests.bench.copies import BUILT, copy_documents, set_aside
from tests.bench.database import BenchDatabase
from tests.bench.formatting import formatting
from tests.bench.generate import Amount, fill, index
from tests.bench.load import Tool, compare
from tests.bench.plot import draw
from tests.bench.questions import REFERENCE, Ports, can_search, questions
from tests.bench.report import report
from tests.bench.servers import run_server
from tests.bench.submitting import submitting

__all__ = ["run"]

SEARCHED_BY_WAGTAIL = 5000
"""Up to so many pages Wagtail's own search index is filled, for comparison: a page at a time, it takes long."""

_began = perf_counter()


def say(text: str) -> None:
    """A line of progress, apart from the report."""
    sys.stderr.write(f"[{perf_counter() - _began:6.1f} s] {text}\n")
    sys.stderr.flush()


def run(options: Namespace, *, database: BenchDatabase, folder: Path) -> None:
    """The whole benchmark."""
    amount = Amount(options.pages, options.blocks, options.citations)
    library = _content(amount, database=database, folder=folder)
    tool = Tool(options.seconds, options.rounds, folder)
    found: dict[str, Any] = {
        "about": _about(amount, tool),
        "http": _asked(library, amount, tool, folder=folder),
        "queries": inside.query_counts(library),
    }
    say("Building and publishing")
    found["growth"] = inside.growth_by_blocks(library, repeat=options.repeat)
    found["build"] = inside.build_and_publish(library, repeat=options.repeat)
    found["formatting"] = formatting(repeat=options.repeat * 3)
    say("Submitting a form")
    found["submitting"] = submitting()
    say("Correcting a reference")
    found["correction"] = workers.correct_a_reference(library)
    runs = _with_earlier_runs(found, options.json)
    if options.svg:
        options.svg.write_text(draw(runs))
    sys.stdout.write(report(found, runs) + "\n")
    connection.close()


def _content(amount: Amount, *, database: BenchDatabase, folder: Path) -> Library:
    """The site, made or found in what was kept, with all its documents built."""
    kept = folder / f"library-{amount.name}.json"
    say(f"Preparing {database.name}")
    if kept.exists():
        library = Library(**json.loads(kept.read_text()))
        call_command("migrate", verbosity=0)
    else:
        database.create()
        call_command("migrate", verbosity=0)
        say(f"Making {amount.pages} pages")
        library = fill(amount)
        say("Telling the plugin")
        index()
        kept.write_text(json.dumps(asdict(library)))
    if stale_documents(now=timezone.now()).exists():
        _build(library, amount)
    return library


def _build(library: Library, amount: Amount) -> None:
    """Documents, and what follows from them or from the text of the pages."""
    with connection.cursor() as cursor:  # a server learns this by itself, but only after a while
        cursor.execute("ANALYZE")
    built = min(amount.pages, BUILT)
    say(f"Building {built} documents")
    set_aside(library)
    seconds = workers.build_all()
    say(f"… {built / seconds:.0f} a second in {workers.PROCESSES} processes")
    if built < amount.pages:
        say(f"Copying them for the other {amount.pages - built} pages")
        copy_documents(library)
    say("Making the tables of the site by hand")
    by_hand.prepare()
    if can_search() and amount.pages <= SEARCHED_BY_WAGTAIL:
        say("Filling Wagtail's search index")
        call_command("update_index", verbosity=0)


def _asked(library: Library, amount: Amount, tool: Tool, *, folder: Path) -> dict[str, Any]:
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(run_server(settings, log=folder / f"{name}.log"))
            for name, settings in (
                ("site", "tests.bench.settings"),
                ("minimal", "tests.bench.minimal_settings"),
            )
        }
        asked = questions(
            Ports(**servers), library, amount, wagtail_searches=amount.pages <= SEARCHED_BY_WAGTAIL
        )
        found = {}
        for question, targets in asked.items():
            say(f"Asking: {question}")
            found[question] = compare(targets, tool, reference=REFERENCE)
        return found


def _about(amount: Amount, tool: Tool) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = str(cursor.fetchone()[0]).split()[0]
    return {
        **asdict(amount),
        "database": f"{connection.display_name} {version}",
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "tool": tool.name,
        "rounds": tool.rounds,
        "seconds": tool.seconds,
    }


def _with_earlier_runs(found: dict[str, Any], file: Path | None) -> dict[str, Any]:
    """All runs by number of pages: the file's, with this one in its place."""
    runs = json.loads(file.read_text()) if file and file.exists() else {}
    runs[str(found["about"]["pages"])] = found
    runs = dict(sorted(runs.items(), key=lambda item: int(item[0])))
    if file:
        file.write_text(json.dumps(runs, indent=1) + "\n")
    return runs
