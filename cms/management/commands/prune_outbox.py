"""Forgets old deliveries: their contents are of no use any more, and take up room."""

from argparse import ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cms.outbox.queue import prune
from cms.submissions.related_events import events_of_held_submissions

__all__ = ["Command"]


def days(value: str) -> int:
    """A number of days from 0. Raises ``ArgumentTypeError``."""
    if not value.isdecimal() or int(value) > 36_500:
        raise ArgumentTypeError(f"{value}: that is no number of days")
    return int(value)


class Command(BaseCommand):
    """`manage.py prune_outbox --days 30`."""

    help = (
        "Deletes events that were settled more than so many days ago, with their deliveries. "
        "Kept is what waits, and what says to whom a submission went that is still held."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=days, default=30, help="how long to keep them (%(default)s)")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        before = timezone.now() - timedelta(days=days)
        deleted = prune(before=before, needed=events_of_held_submissions)
        self.stdout.write(f"{deleted} events deleted")
