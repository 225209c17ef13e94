"""Which references are due, and taking them one by one, so that a run can be killed and two never do the same.

What is due stands in the rows: nobody has to remember where a run had come to. A row is taken by moving its date on,
in one statement that only one of two runs succeeds with; if that run dies, the row is due again after a while.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Generic, Literal, TypeVar

from django.db import DatabaseError
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cms.models.references import Reference

__all__ = ["Item", "due_for_check", "due_for_look_up", "identified", "one_by_one"]

LEASE: Final = timedelta(minutes=10)
AFTER_ERROR: Final = timedelta(days=1)
DateField = Literal["next_check_at", "look_up_at"]
T = TypeVar("T")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Item(Generic[T]):
    """One reference and what came of it; `error` instead if something went wrong on this side."""

    reference: Reference
    result: T | None = None
    error: Exception | None = None


def identified() -> QuerySet[Reference]:
    """The references that a registry can be asked about: those with an identifier and a record."""
    has_identifier = Q(doi__isnull=False) | Q(pmid__isnull=False) | Q(pmcid__isnull=False)
    return Reference.objects.filter(has_identifier, look_up_at=None)


def due_for_check(now: datetime) -> QuerySet[Reference]:
    """Never checked ones first, then the longest overdue."""
    due = identified().filter(Q(next_check_at=None) | Q(next_check_at__lte=now))
    return due.order_by(F("next_check_at").asc(nulls_first=True), "pk")


def due_for_look_up(now: datetime) -> QuerySet[Reference]:
    """Those of which only an identifier is known, the longest overdue first."""
    return Reference.objects.filter(look_up_at__lte=now).order_by("look_up_at", "pk")


def one_by_one(
    references: QuerySet[Reference],
    work: Callable[[Reference], T],
    *,
    field: DateField,
    limit: int | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Item[T]]:
    """Take each reference that no other run has taken, at most `limit`, do the work, and go on whatever comes of it.

    Only the database itself ends it early. `stopped` is asked before each one.
    """
    done = 0
    for pk in list(references.values_list("pk", flat=True)):
        if stopped() or done == limit:
            return
        reference = Reference.objects.filter(pk=pk).first()
        if reference is None or not _take(reference, references, field):
            continue
        done += 1
        try:
            yield Item(reference, result=work(reference))
        except DatabaseError:
            raise
        except Exception as error:
            logger.exception("%s could not be looked after.", reference.key)
            Reference.objects.filter(pk=pk).update(**{field: timezone.now() + AFTER_ERROR})
            yield Item(reference, error=error)


def _take(reference: Reference, references: QuerySet[Reference], field: DateField) -> bool:
    """Whether it is still due, and ours."""
    until = timezone.now() + LEASE
    still_due = references.order_by().filter(pk=reference.pk, **{field: getattr(reference, field)})
    return still_due.update(**{field: until}) == 1
