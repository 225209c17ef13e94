"""What the team decides about submissions: done, new again, spam, no spam. Each change is logged in its transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.admin.submissions.log import CHANGED
from cms.admin.submissions.onwards import SENDABLE, resume
from cms.models import Submission
from cms.submissions.subscriptions import take_back

__all__ = ["CHANGES", "Change", "apply"]

State = Submission.State
WAITING = frozenset({State.AWAITING, State.LAPSED})


@dataclass(frozen=True)
class Change:
    """A button of the team."""

    name: str
    label: Any
    said: Any
    """What a member of the team reads once it is done."""
    icon: str
    applies_to: frozenset[str]
    make: Callable[[Submission, Any, datetime], None]
    """Sets the new values; the row is locked and in one of the states that the change applies to."""

    def is_possible(self, submission: Submission) -> bool:
        """Whether the button is shown."""
        return submission.state in self.applies_to


def _done(submission: Submission, user: Any, now: datetime) -> None:
    submission.state, submission.handled_at, submission.handled_by = State.HANDLED, now, user


def _new(submission: Submission, user: Any, now: datetime) -> None:
    submission.state, submission.handled_at, submission.handled_by = State.ACCEPTED, None, None


def _spam(submission: Submission, user: Any, now: datetime) -> None:
    submission.state, submission.suspicion = State.QUARANTINED, Submission.Suspicion.TEAM
    submission.processed_at = now  # from then on it is kept as long as suspected spam is


def _no_spam(submission: Submission, user: Any, now: datetime) -> None:
    """As it was before the team's suspicion; what was put aside on arrival is processed as if it came now."""
    before = _state_before_suspicion(submission)
    submission.suspicion = ""
    submission.state = take_back(submission, now=now) if before in WAITING else before
    if before == State.RECEIVED:
        submission.processed_at = None
    elif before in SENDABLE:
        resume(submission, now=now)


def _state_before_suspicion(submission: Submission) -> str:
    if submission.suspicion != Submission.Suspicion.TEAM:
        return State.RECEIVED
    changes = ModelLogEntry.objects.for_instance(submission).filter(action=CHANGED)
    newest = changes.order_by("-timestamp", "-pk").first()
    before: str = newest.data.get("from", "") if newest else ""
    return before if before in set(State.values) - {State.QUARANTINED} else State.RECEIVED


CHANGES = {
    change.name: change
    for change in (
        Change(
            "done",
            _("Mark as done"),
            _("It is marked as done."),
            "check",
            frozenset({State.ACCEPTED}),
            _done,
        ),
        Change("new", _("Mark as new"), _("It is marked as new."), "undo", frozenset({State.HANDLED}), _new),
        Change(
            "spam",
            _("Mark as spam"),
            _("It is marked as spam, and listed with the suspected spam only."),
            "warning",
            frozenset(set(State.values) - {State.QUARANTINED}),
            _spam,
        ),
        Change(
            "no_spam",
            _("This is no spam"),
            _("It is listed with the other submissions again."),
            "check",
            frozenset({State.QUARANTINED}),
            _no_spam,
        ),
    )
}
"""By name."""

COLUMNS = ("state", "suspicion", "processed_at", "handled_at", "handled_by")


def apply(change: Change, ids: Iterable[int], *, user: Any, now: datetime) -> int:
    """Make the change wherever it is possible now; how many submissions that was."""
    changed = 0
    with transaction.atomic():
        rows = Submission.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk")
        for submission in rows:
            if not change.is_possible(submission):
                continue
            before = submission.state
            change.make(submission, user, now)
            submission.save(update_fields=COLUMNS)
            log(instance=submission, action=CHANGED, user=user, data={"from": before, "to": submission.state})
            changed += 1
    return changed
