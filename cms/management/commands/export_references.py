"""Writes references of the library into a file that other programs read."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.bibliography.exchange import FORMATS, write
from cms.models import Reference


class Command(BaseCommand):
    """`manage.py export_references --format bibtex --output library.bib`."""

    help = "Exports references, all or those with the citation keys given, as CSL-JSON, BibTeX, RIS or NBIB."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "keys", nargs="*", metavar="KEY", help="a citation key; all references by default"
        )
        parser.add_argument("--format", choices=sorted(FORMATS), required=True, help="the format of the file")
        parser.add_argument("--output", type=Path, help="the file; the terminal by default")

    def handle(self, *args: Any, **options: Any) -> None:
        references = Reference.objects.order_by("key")
        keys = options["keys"]
        if keys:
            references = references.filter(key__in=keys)
            missing = set(keys) - set(references.values_list("key", flat=True))
            if missing:
                raise CommandError(f"There is no reference {', '.join(sorted(missing))}.")
        text = write(references.values_list("csl", flat=True), options["format"])
        if options["output"] is None:
            self.stdout.write(text, ending="")
            return
        try:
            options["output"].write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{options['output']} could not be written: {error.strerror}.") from error
        self.stderr.write(f"{references.count()} references → {options['output']}")
