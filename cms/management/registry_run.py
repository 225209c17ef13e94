"""What the commands that work through references have in common: progress, what went wrong, and an honest end."""

from collections import Counter
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from cms.lookup.due import Item, T

__all__ = ["MOST_SILENT", "Run"]

PROGRESS = 25
"""References from one line of progress to the next."""
MOST_SILENT = 10
"""So many without an answer, one after the other, and the registries are taken to be out of reach."""


class Run:
    """Counts the outcomes of a run, and says what is worth saying."""

    def __init__(self, command: BaseCommand, *, total: int) -> None:
        self.command, self.total = command, total
        self.counts: Counter[str] = Counter()
        self.silent = 0
        self._reasons: set[str] = set()

    def results(self, items: Iterator[Item[T]]) -> Iterator[Item[T]]:
        """The items that were worked on, until too many in a row got no answer; what failed is told here."""
        for done, item in enumerate(items, start=1):
            if item.error is None:
                yield item
            else:
                self.counts["failed"] += 1
                self.command.stderr.write(f"{item.reference.key}: {type(item.error).__name__}: {item.error}")
            if done % PROGRESS == 0:
                self.say(f"{done} of {self.total}")
            if self.silent == MOST_SILENT:
                return

    def count(self, outcome: str, *, is_silent: bool = False, reasons: tuple[str, ...] = ()) -> None:
        """One more; a reason is told once."""
        self.counts[outcome] += 1
        self.silent = self.silent + 1 if is_silent else 0
        for reason in reasons:
            if reason not in self._reasons:
                self._reasons.add(reason)
                self.command.stderr.write(reason)

    def say(self, line: str) -> None:
        """At once, for whoever watches."""
        self.command.stdout.write(line)
        self.command.stdout.flush()

    def end(self, summary: str) -> None:
        """The summary. Raises `CommandError` if the registries were out of reach."""
        self.say(summary)
        if self.silent == MOST_SILENT:
            raise CommandError(
                f"{MOST_SILENT} in a row got no answer: the registries are out of reach. What is left is still due; "
                "run this again later."
            )
