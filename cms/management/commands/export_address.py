"""Tells a reader, through the team, everything that is held about an address."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from cms.submissions.privacy import held_about

__all__ = ["Command"]


class Command(BaseCommand):
    """`manage.py export_address ADDRESS [--output FILE]`."""

    help = (
        "Prints everything that is held about an e-mail address as JSON: submissions, subscriptions, consents, and to "
        "whom anything was passed on. That it was exported is written to the log."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the e-mail address")
        parser.add_argument(
            "--output",
            type=Path,
            metavar="FILE",
            help="a new file, for nobody else to read; else it is printed",
        )

    def handle(self, *args: Any, address: str, output: Path | None, **options: Any) -> None:
        if output is not None:
            try:
                # Made first, so that nothing is logged as exported that could not be written.
                output.touch(mode=0o600, exist_ok=False)
            except OSError as error:
                raise CommandError(f"The file can not be made: {error.strerror}") from error
        text = json.dumps(held_about(address), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        if output is None:
            self.stdout.write(text)
        else:
            output.write_text(text + "\n", encoding="utf-8")
