"""Build the documents that are stale, so that no reader waits for it; or compare all of them with the pages."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.delivery.marking import mark_everything
from cms.delivery.settling import rebuild_stale, stale_documents
from cms.delivery.verifying import verify

PROGRESS = 100
"""Documents from one line of progress to the next."""


class Command(BaseCommand):
    """`rebuild_documents`; several may run at once, and each may be stopped and started again."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--all", action="store_true", help="build all documents again, not only stale ones"
        )
        which.add_argument(
            "--verify",
            action="store_true",
            help="compare every row and document with the pages, and mend what differs; "
            "the exit status is 1 if anything did",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verify"]:
            self._verify()
            return
        now = timezone.now()
        if options["all"]:
            mark_everything(now=now)
        total = stale_documents(now=now).count()
        done = 0
        for done, _ in enumerate(rebuild_stale(), start=1):
            if done % PROGRESS == 0:
                self.stdout.write(f"{done} of {max(done, total)}")
        self._say(done, "document" if done == 1 else "documents", "built")

    def _verify(self) -> None:
        looked_at = {"index": 0, "document": 0}
        wrong = 0
        for what, page_id, is_wrong in verify():
            looked_at[what] += 1
            if is_wrong:
                wrong += 1
                self.stderr.write(f"page {page_id}: the stored {what} was not that of the page; mended")
            if sum(looked_at.values()) % (10 * PROGRESS) == 0:
                self.stdout.write(f"{looked_at['index']} pages, {looked_at['document']} documents")
        self._say(looked_at["index"], "pages and", looked_at["document"], "documents compared")
        if wrong:
            raise CommandError(f"{wrong} differed, and were mended.")

    def _say(self, *words: object) -> None:
        self.stdout.write(" ".join(map(str, words)))
