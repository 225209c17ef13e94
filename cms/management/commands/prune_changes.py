"""Forget old entries of the change feeds. A client that has not asked for so long has to begin with an export."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.delivery.feed import prune


class Command(BaseCommand):
    """`prune_changes`, for a timer."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=30, help="how long entries are kept (30)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] < 0:
            raise CommandError("--days: give a whole number that is not negative.")
        forgotten = prune(before=timezone.now() - timedelta(days=options["days"]))
        self.stdout.write(f"{forgotten} entries of change feeds forgotten")
