"""`python -m tests.bench.importing --megabytes 1024`: what reading a large export costs, in memory and time.

It writes an export of that size to a temporary file, reads every entry of it as an import does, and exits with 1 if
that took more memory than promised.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import django

LIMIT_IN_MIB = 300
"""What the whole process may need, Django and everything it has loaded included."""

MEBIBYTE = 1024 * 1024


def write_export(path: Path, *, megabytes: int) -> None:
    """Write an export of about that size: posts of some kilobytes, each with a picture."""
    from tests.cms.legacy.readers.wxr.exports import attachment, export, item

    start, end = export("\0").split("\0")
    paragraphs = [
        " ".join(f"word{(place * 7 + number) % 997}" for place in range(80)) + "." for number in range(60)
    ]
    number, left = 1, megabytes * MEBIBYTE
    with path.open("w", encoding="utf-8") as file:
        file.write(start)
        while left > 0:
            content = "\n\n".join(paragraphs[(number + place) % 60] for place in range(12))
            content = (
                f'{content}\n\n[caption id="attachment_{number + 1}"]<img src="{number}.jpg"> Fig.[/caption]'
            )
            address = f"https://old.example.org/wp-content/uploads/{number}.jpg"
            both = item(number, title=f"Study {number}", content=content, name=f"study-{number}")
            both += attachment(number + 1, address, "A made-up picture")
            file.write(both)
            left -= len(both)
            number += 2
        file.write(end)


def read_all(path: Path) -> Counter[str]:
    """Read the export as an import does, and count its entries by their kind."""
    from cms.legacy.readers.opening import Sources

    sources = Sources([path])
    with sources.index():
        return Counter(entry.kind for entry in sources.entries())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabytes", type=int, default=1024, help="size of the export (1024)")
    wanted = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        write_export(path, megabytes=wanted.megabytes)
        before = time.perf_counter()
        counted = read_all(path)
        seconds = time.perf_counter() - before
        size = path.stat().st_size / MEBIBYTE
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    total = counted.total()
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(counted.items()))
    sys.stdout.write(
        f"{size:,.0f} MiB, {total:,} entries ({kinds}) in {seconds:,.1f} s: {total / seconds:,.0f} entries/s; "
        f"peak {peak:,.0f} MiB of {LIMIT_IN_MIB} allowed\n"
    )
    return 0 if peak <= LIMIT_IN_MIB else 1


if __name__ == "__main__":
    sys.exit(main())
