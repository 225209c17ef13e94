"""Forgets previews that can not be opened any more, or all of them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cms.delivery.previewing.keeping import purge_previews
from cms.models.previews import PreviewSnapshot

__all__ = ["Command"]


class Command(BaseCommand):
    """`manage.py purge_previews`, once a day from a timer."""

    help = (
        "Deletes the previews of drafts whose time is over. That happens by itself whenever a preview is made; the "
        "command sees to it where nobody edits for a while. With --all, every preview and every shared link ends now."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also those that are valid still")

    def handle(self, *args: Any, **options: Any) -> None:
        number = purge_previews(now=timezone.now())
        if options["all"]:
            valid = PreviewSnapshot.objects.all()
            number += valid.count()
            valid.delete()
        self.stdout.write(f"Purged: {number} previews")
