"""Forgets old deliveries: their contents are of no use any more, and take up room."""

from argparse import ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cms.outbox.queue import prune

__all__ = ["Command"]


def days(value: str) -> int:
    """A number of days from 0. Raises ``ArgumentTypeError``."""
    if not value.isdecimal() or int(value) > 36_500:
        raise ArgumentTypeError(f"{value}: that is no number of days")
    return int(value)


class Command(BaseCommand):
    """`manage.py prune_outbox --days 30`."""

    help = "Deletes events that were settled more than so many days ago, with their deliveries. What waits is kept."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=days, default=30, help="how long to keep them (%(default)s)")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        deleted = prune(before=timezone.now() - timedelta(days=days))
        self.stdout.write(f"{deleted} events deleted")
