"""Forgets what readers sent when its time is over."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cms.submissions.retention import purge

__all__ = ["Command"]


class Command(BaseCommand):
    """`manage.py purge_submissions`, once a day from a timer."""

    help = (
        "Deletes submissions and subscribers that are older than CMS_RETENTION_DAYS says, and marks those that were "
        "not confirmed in time. The records of consent stay: they hold no address."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count only, and change nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        done = purge(now=timezone.now(), dry_run=dry_run)
        self.stdout.write(f"{'Would be purged' if dry_run else 'Purged'}: {done}")
