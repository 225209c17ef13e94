"""Brings references from files of other programs into the library, and says what became of each."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.bibliography.exchange import FORMATS, MAX_BYTES, read
from cms.importing.records import import_reading

EVERY = 500
"""After so many entries it is said how far the import is: a large file takes minutes."""


class Command(BaseCommand):
    """`manage.py import_references library.bib`. Exits with 1 if nothing could be imported."""

    help = (
        "Imports references from files in CSL-JSON, BibTeX, RIS or NBIB (PubMed), and reports what became of every "
        "entry: new, completed, known or refused, and why. Importing a file again changes nothing."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file, of at most 10 MB")
        parser.add_argument("--format", choices=sorted(FORMATS), help="its format; recognised by default")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and write nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reports = [self._import(path, options) for path in options["files"]]
        if all(report is None or report.is_useless for report in reports):
            raise CommandError("Nothing could be imported.")

    def _import(self, path: Path, options: dict[str, Any]) -> Any:
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            self.stderr.write(f"{path}: {error.strerror}.")
            return None
        reading = read(data, options["format"])
        total = len(reading.records)

        def progress(done: int) -> None:
            if done % EVERY == 0 and done < total:
                self.stderr.write(f"{path}: {done} of {total} entries …")

        report = import_reading(
            reading, source=str(path), at=timezone.now(), dry_run=options["dry_run"], progress=progress
        )
        for line in report.as_text():
            self.stdout.write(line)
        return report
