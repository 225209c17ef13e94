"""Takes over the subscribers of another system, and asks each of them to confirm."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from wagtail.models import Site

from blocks.vocabulary import CallToActionKind
from cms.models import CallToAction
from cms.submissions.importing import Imported, NotReadable, import_subscribers

__all__ = ["Command"]


class Command(BaseCommand):
    """`manage.py import_subscribers FILE.csv --panel newsletter`."""

    help = (
        "Reads addresses from the column “email” of a CSV file and asks each for confirmation by mail; nobody is "
        "subscribed before. Left out: who is known, has unsubscribed, or was erased."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV file in UTF-8 with a header line")
        parser.add_argument("--panel", required=True, help="slug of the newsletter's panel")
        parser.add_argument("--locale", help="language of the panel and the mails (by default the first one)")
        parser.add_argument(
            "--site", help="hostname of the site that the mails name (by default the default one)"
        )
        parser.add_argument("--dry-run", action="store_true", help="report only, and change nothing")

    def handle(
        self,
        *args: Any,
        file: Path,
        panel: str,
        locale: str | None,
        site: str | None,
        dry_run: bool,
        **options: Any,
    ) -> None:
        found = self._panel(panel, locale)
        of_site = self._site(site)
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                done = import_subscribers(
                    lines, found, site_id=of_site.pk, now=timezone.now(), dry_run=dry_run
                )
        except OSError as error:
            raise CommandError(f"The file can not be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise CommandError("The file is not encoded as UTF-8.") from error
        except NotReadable as error:
            raise CommandError(str(error)) from error
        self._report(done, dry_run=dry_run)

    def _panel(self, slug: str, locale: str | None) -> CallToAction:
        panels = CallToAction.objects.filter(slug=slug, kind=CallToActionKind.NEWSLETTER, live=True)
        if locale is not None:
            panels = panels.filter(locale__language_code=locale)
        panel = panels.select_related("locale").order_by("locale").first()
        if panel is None:
            raise CommandError("There is no published newsletter panel with this slug and language.")
        return panel

    def _site(self, hostname: str | None) -> Site:
        sites = (
            Site.objects.filter(is_default_site=True)
            if hostname is None
            else Site.objects.filter(hostname=hostname)
        )
        site = sites.order_by("-is_default_site", "pk").first()
        if site is None:
            raise CommandError("There is no such site.")
        return site

    def _report(self, done: Imported, *, dry_run: bool) -> None:
        for number, reason in done.wrong:
            self.stderr.write(f"Line {number}: {reason}")
        self.stdout.write(
            f"{done.lines} lines: {done.asked} {'would be' if dry_run else 'are'} asked to confirm, "
            f"{done.known} known, {done.unsubscribed} unsubscribed, {done.erased} erased, "
            f"{done.repeated} repeated, {done.empty} empty, {len(done.wrong)} wrong"
        )
