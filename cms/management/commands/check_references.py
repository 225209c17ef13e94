"""Asks the registries whether the works in the library were retracted or corrected: a command for a timer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone

from cms.lookup.due import due_for_check, identified, one_by_one
from cms.lookup.integrity import check
from cms.management.registry_run import Run
from cms.management.stopping import until_stopped
from cms.models import Reference

__all__ = ["Command"]


class Command(BaseCommand):
    """`manage.py check_references`. Exits with 1 if the registries are out of reach."""

    help = (
        "Checks the references that are due against Crossref, PubMed, Europe PMC and DataCite, never checked ones "
        "first, then the longest overdue. It can be stopped and started again, and two can run at once. A reference "
        "changes only if a registry says something new of it."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("keys", nargs="*", metavar="key", help="check these references, due or not")
        parser.add_argument("--all", action="store_true", help="make all references due first")
        parser.add_argument("--limit", type=int, help="check no more than so many")

    def handle(self, *args: Any, keys: list[str], limit: int | None, **options: Any) -> None:
        if limit is not None and limit < 1:
            raise CommandError("--limit has to be 1 or more.")
        if keys and options["all"]:
            raise CommandError("Give keys or --all, not both.")
        now = timezone.now()
        if options["all"]:
            identified().update(next_check_at=now)
        chosen = self._named(keys) if keys else due_for_check(now)
        total = min(chosen.count(), limit or chosen.count())
        run = Run(self, total=total)
        with until_stopped() as stopped:
            items = one_by_one(
                chosen,
                lambda reference: check(reference, now=timezone.now()),
                field="next_check_at",
                limit=limit,
                stopped=stopped,
            )
            for item in run.results(items):
                checked = item.result
                assert checked is not None
                is_silent = checked.outcome == "postponed"
                run.count(checked.outcome, is_silent=is_silent, reasons=checked.reasons)
                if checked.outcome == "changed":
                    change = f"{checked.before} → {checked.after}"
                    run.say(
                        f"{item.reference.key}: {change if checked.before != checked.after else checked.after}"
                    )
        counts = run.counts
        left = due_for_check(timezone.now()).count()
        run.end(
            f"{counts['changed'] + counts['same']} checked, {counts['changed']} of them changed; "
            f"{counts['postponed']} got no answer; {counts['failed']} failed; {left} are due."
        )

    def _named(self, keys: list[str]) -> QuerySet[Reference]:
        chosen = identified().filter(key__in=keys).order_by("pk")
        unknown = sorted(set(keys) - set(chosen.values_list("key", flat=True)))
        if unknown:
            raise CommandError(
                f"There is no reference with an identifier that has the key {', '.join(unknown)}."
            )
        return chosen
