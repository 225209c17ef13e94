"""What follows from a submission, done after the reader has had the answer.

The request adds one row and says the same to everybody. Here, where nobody measures how long it takes, it is looked
whether an address is known. `deliver_outbox` calls this before each of its rounds: each row in a transaction of its
own, so that a process that is killed leaves either everything done or nothing.
"""

import logging
import traceback
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from blocks.vocabulary import CallToActionKind
from cms.models import Submission
from cms.submissions.consents import record_given
from cms.submissions.events import record_accepted
from cms.submissions.subscriptions import sign_up

__all__ = ["process_received"]

BATCH = 200
RETRY_AFTER = timedelta(minutes=5)
"""How long a row that could not be processed is left alone by this process."""

logger = logging.getLogger(__name__)
_failed: dict[int, datetime] = {}
"""When rows that failed are tried again, by id. Another process may try sooner: that does no harm."""


def process_received() -> None:
    """Process all that was received. A row that fails is logged and tried again later; it stops none of the others."""
    for pk in _unprocessed():
        now = timezone.now()
        if _failed.get(pk, now) > now:
            continue
        try:
            _process(pk, now=now)
        except (InterfaceError, OperationalError):
            raise
        except Exception as error:  # noqa: BLE001 - what is wrong with one row is not wrong with the next
            _failed[pk] = now + RETRY_AFTER
            # Not the message: a database's names the values of the row. The frames name places in the code.
            frames = "".join(traceback.format_tb(error.__traceback__))
            logger.error("Submission no. %s could not be processed: %s\n%s", pk, type(error).__name__, frames)
        else:
            _failed.pop(pk, None)


def _unprocessed() -> Iterator[int]:
    """The ids of unprocessed rows in order, each once. One query if there is nothing to do."""
    last = 0
    rows = Submission.objects.filter(processed_at=None).order_by("pk").values_list("pk", flat=True)
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1]
        yield from batch


def _process(pk: int, *, now: datetime) -> None:
    with transaction.atomic():
        submission = _not_locked(Submission.objects.filter(pk=pk, processed_at=None)).first()
        if submission is None:  # another process has it
            return
        if submission.state == Submission.State.RECEIVED:
            submission.state = _follow(submission, now=now)
        submission.processed_at = now
        submission.save(update_fields=["state", "processed_at"])


def _follow(submission: Submission, *, now: datetime) -> Submission.State:
    """Do what the kind of panel asks for; the state that the submission is in then."""
    if submission.kind == CallToActionKind.NEWSLETTER and submission.email_hash:
        record_given(submission)
        return sign_up(submission, now=now)
    if submission.consent_version is not None:
        record_given(submission)
    record_accepted(submission, now=now)
    return Submission.State.ACCEPTED


def _not_locked(found: QuerySet[Submission]) -> QuerySet[Submission]:
    """Rows that no other process is about to take, where the database can tell."""
    if connection.features.has_select_for_update_skip_locked:
        return found.select_for_update(skip_locked=True)
    return found
