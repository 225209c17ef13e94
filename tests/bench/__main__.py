"""`python -m tests.bench`: makes a site, asks it, prints tables; `--help` says what can be chosen.

Everything lies in a database and a folder of its own, which are removed at the end.
"""

import argparse
import os
import secrets
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.bench.database import choose

HERE = Path(__file__).parent


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=1000, help="number of pages (1000)")
    parser.add_argument("--blocks", type=int, default=20, help="blocks a page (20)")
    parser.add_argument("--citations", type=int, default=8, help="cited references a page (8)")
    parser.add_argument("--seconds", type=int, default=1, help="length of a run of the load tool (1)")
    parser.add_argument("--rounds", type=int, default=3, help="turns that each server gets (3)")
    parser.add_argument(
        "--repeat", type=int, default=6, help="repetitions of what is measured without HTTP (6)"
    )
    parser.add_argument("--json", type=Path, help="add the figures to this file of runs by number of pages")
    parser.add_argument("--svg", type=Path, help="draw the runs of that file")
    parser.add_argument(
        "--keep", type=Path, help="leave database and files, in this folder, and use them if they are there"
    )
    found = parser.parse_args()
    if not (found.pages >= 10 and 0 <= found.citations < 100 and found.blocks >= 1):
        parser.error("at least 10 pages and 1 block, less than 100 citations")
    if found.svg and not found.json:
        parser.error("--svg draws the runs of --json")
    return found


def main() -> None:
    """All of it. A missed budget is no error: it is said in the report."""
    options = arguments()
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        folder = folder.resolve()
        folder.mkdir(parents=True, exist_ok=True)
        database = choose(f"{options.pages}_{options.blocks}_{options.citations}", folder=folder)
        if not options.keep:
            stack.callback(database.drop)
        os.environ.update(
            DJANGO_SETTINGS_MODULE="tests.bench.settings",
            DATABASE_URL=database.url,
            VAR_DIR=str(folder),
            MEDIA_ROOT=str(folder / "media"),
            SECRET_KEY=_secret(folder),
            LOG_LEVEL="ERROR",
        )
        import django

        django.setup()
        from tests.bench.run import run

        run(options, database=database, folder=folder)


def _secret(folder: Path) -> str:
    """The same for all processes, and for a later run on what was kept: cursors are signed with it."""
    file = folder / "secret_key"
    if not file.exists():
        file.write_text(secrets.token_urlsafe(40))
    return file.read_text()


if __name__ == "__main__":
    main()
