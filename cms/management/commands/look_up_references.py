"""Completes the references of which only an identifier is known, because no registry could be reached before."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.lookup.due import due_for_look_up, one_by_one
from cms.lookup.pending import TriedAgain, try_again
from cms.management.registry_run import Run
from cms.management.stopping import until_stopped
from cms.models import MergedReference, Reference

__all__ = ["Command"]

LINES: dict[TriedAgain, str] = {
    "completed": "complete, as {key}",
    "not_known": "no registry has a record of it; correct the identifier or type the record in",
    "merged": "the library had the work already, as {key}; the two are one now",
    "in_library": "the same work is in the library already; merge the two",
}


def _key(reference: Reference) -> str:
    """Its key now: a record that is complete has one of its own, and one that was merged has the other's."""
    own = Reference.objects.filter(pk=reference.pk).values_list("key", flat=True).first()
    merged = MergedReference.objects.filter(key=reference.key).values_list("reference__key", flat=True)
    return own or merged.first() or reference.key


class Command(BaseCommand):
    """`manage.py look_up_references`, for a timer. Exits with 1 if the registries are out of reach."""

    help = (
        "Looks up the references that wait for a record and whose time has come. A reference that no registry knows "
        "is not tried again; one that could not be asked about is, after a longer and longer while."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="try all that wait, whether their time has come or not"
        )
        parser.add_argument("--limit", type=int, help="try no more than so many")

    def handle(self, *args: Any, limit: int | None, **options: Any) -> None:
        if limit is not None and limit < 1:
            raise CommandError("--limit has to be 1 or more.")
        now = timezone.now()
        if options["all"]:
            Reference.objects.filter(look_up_at__gt=now).update(look_up_at=now)
        chosen = due_for_look_up(now)
        run = Run(self, total=min(chosen.count(), limit or chosen.count()))
        with until_stopped() as stopped:
            items = one_by_one(
                chosen,
                lambda reference: try_again(reference, now=timezone.now()),
                field="look_up_at",
                limit=limit,
                stopped=stopped,
            )
            for item in run.results(items):
                outcome = item.result
                assert outcome is not None
                run.count(outcome, is_silent=outcome == "waiting")
                if outcome in LINES:
                    run.say(f"{item.reference.key}: {LINES[outcome].format(key=_key(item.reference))}")
        counts = run.counts
        waiting = Reference.objects.exclude(look_up_at=None).count()
        run.end(
            f"{counts['completed']} completed; {counts['merged']} merged with the library's; "
            f"{counts['not_known']} not known; {counts['in_library']} to be merged; "
            f"{counts['waiting']} got no answer; {counts['failed']} failed; {waiting} are waiting."
        )
