"""`python -m tests.bench.editing`: opens and saves a long page in Chromium, with our panels and without, in turn.

Two sites of the same content run side by side, on SQLite, in folders of their own that are removed at the end.
"""

import argparse
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

SIDES = {"without our panels": True, "with our panels": False}
MOST = 3.0
"""Seconds that opening or saving may take longer with our panels."""


class Taken(NamedTuple):
    """Seconds that one turn took."""

    opening: float
    saving: float


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.editing", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--blocks", type=int, default=300, help="blocks of the page (300)")
    parser.add_argument("--citations", type=int, default=120, help="citations on it (120)")
    parser.add_argument("--rounds", type=int, default=5, help="turns that each side gets (5)")
    parser.add_argument("--serve", type=int, metavar="PORT", help=argparse.SUPPRESS)
    parser.add_argument("--plain", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Serve one side, or compare the two."""
    options = arguments()
    if options.serve:
        import django

        django.setup()
        from tests.bench.editing.server import serve

        serve(options.serve, is_plain=options.plain, blocks=options.blocks, citations=options.citations)
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-editing-")))
        addresses = {name: _started(name, plain, options, folder, stack) for name, plain in SIDES.items()}
        sys.stdout.write(compare(addresses, options, stack) + "\n")


def _started(name: str, plain: bool, options: argparse.Namespace, folder: Path, stack: ExitStack) -> str:
    """A server of its own; the address of the page's form."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = folder / ("plain" if plain else "ours")
    own.mkdir()
    command = [sys.executable, "-m", "tests.bench.editing", "--serve", str(port)]
    command += ["--blocks", str(options.blocks), "--citations", str(options.citations)]
    process = subprocess.Popen(
        [*command, *(["--plain"] if plain else [])],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "DATABASE_URL": f"sqlite:///{own / 'site.sqlite3'}",
            "VAR_DIR": str(own),
            "MEDIA_ROOT": str(own / "media"),
            "SECRET_KEY": secrets.token_urlsafe(40),
            "LOG_LEVEL": "ERROR",
        },
    )
    stack.callback(process.wait)
    stack.callback(process.terminate)
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise RuntimeError(f"The site {name} did not start.")
    return f"http://127.0.0.1:{port}/admin/pages/{json.loads(line)['page']}/edit/"


def compare(addresses: dict[str, str], options: argparse.Namespace, stack: ExitStack) -> str:
    """A table of medians in seconds."""
    from playwright.sync_api import sync_playwright

    from tests.bench.editing.browser import count_fields, leave, log_in, opened, saved

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    browser = stack.enter_context(sync_playwright()).chromium.launch(
        executable_path=chromium, args=["--no-sandbox"] if os.geteuid() == 0 else []
    )
    stack.callback(browser.close)
    pages = {name: browser.new_context().new_page() for name in addresses}
    fields = {}
    for name, page in pages.items():
        page.set_default_timeout(120_000)
        log_in(page, addresses[name])
        opened(page, addresses[name], options.blocks)  # not counted: the server reads its templates
        fields[name] = count_fields(page)
        leave(page)
    taken: list[dict[str, Taken]] = []
    for number in range(options.rounds):
        turn = {}
        # Each side is first as often as the other, and nothing else is open while it is measured.
        for name, page in [*pages.items()][:: 1 if number % 2 else -1]:
            began = perf_counter()
            opened(page, addresses[name], options.blocks)
            opening = perf_counter() - began
            turn[name] = Taken(opening, saved(page, options.blocks, f"Round {number}"))
            leave(page)
        taken.append(turn)
    return _table(taken, options, fields)


def _table(taken: list[dict[str, Taken]], options: argparse.Namespace, fields: dict[str, int]) -> str:
    rows = [
        f"{options.blocks} blocks, {options.citations} citations; seconds, median of {options.rounds} rounds",
        "",
        f"{'':22}{'open':>8}{'save':>8}{'fields':>8}",
    ]
    for name in SIDES:
        opening, saving = (median(times) for times in zip(*(turn[name] for turn in taken), strict=True))
        rows.append(f"{name:22}{opening:8.2f}{saving:8.2f}{fields[name]:8}")
    # A machine is not always as fast: what is compared was measured one after the other.
    plain, ours = SIDES
    more = [[after - before for before, after in zip(turn[plain], turn[ours], strict=True)] for turn in taken]
    opening, saving = (sorted(differences) for differences in zip(*more, strict=True))
    rows.append(f"{'median difference':22}{median(opening):8.2f}{median(saving):8.2f}")
    rows.append(f"{'least':22}{opening[0]:8.2f}{saving[0]:8.2f}")
    rows.append(f"{'most':22}{opening[-1]:8.2f}{saving[-1]:8.2f}")
    verdict = "held" if max(median(opening), median(saving)) < MOST else "MISSED"
    return "\n".join([*rows, f"\nLess than {MOST:.0f} s more: {verdict}"])


if __name__ == "__main__":
    main()
