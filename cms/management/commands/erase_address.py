"""Erases everything that is held about an address, as a reader may ask."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.submissions.privacy import erase

__all__ = ["Command"]


class Command(BaseCommand):
    """`manage.py erase_address ADDRESS`."""

    help = (
        "Deletes submissions, subscriptions and events of an e-mail address. Its keyed hash stays, in the records of "
        "consent and so that no import writes to it again."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the e-mail address")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        done = erase(address)
        self.stdout.write(
            f"Erased: {done.submissions} submissions, {done.subscribers} subscriptions, {done.events} events."
        )
        if done.mentions:
            self.stdout.write(
                f"The address also stands in {done.mentions} submissions of others; export_address names them."
            )
