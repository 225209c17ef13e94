"""Who looked at what readers sent, changed it, exported it, erased it: written down in Wagtail's log.

No entry says anything about the reader: it names the submission by panel and time, and counts.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.log_actions import registry as log_registry

from cms.models import Submission
from cms.submissions.privacy import ERASED, EXPORTED

__all__ = [
    "ACTIONS",
    "CHANGED",
    "ERASED",
    "EXPORTED",
    "NOTED",
    "SENT_AGAIN",
    "UNSUBSCRIBED",
    "VIEWED",
    "log_many",
    "log_view",
    "register_log_actions",
]

VIEWED = "cms.submission.viewed"
CHANGED = "cms.submission.state"
NOTED = "cms.submission.note"
SENT_AGAIN = "cms.submission.sent_again"
UNSUBSCRIBED = "cms.subscriber.unsubscribed"
ACTIONS = (VIEWED, EXPORTED, ERASED, CHANGED, NOTED, SENT_AGAIN, UNSUBSCRIBED)

VIEW_PAUSE = timedelta(minutes=10)
"""Within this time a second look of the same user at the same submission is the same look."""


def log_view(submission: Submission, user: Any, *, now: datetime) -> None:
    """Write down that the user has opened the submission."""
    before = log_registry.get_logs_for_instance(submission).filter(
        action=VIEWED, user=user, timestamp__gt=now - VIEW_PAUSE
    )
    if not before.exists():
        log(instance=submission, action=VIEWED, user=user, timestamp=now)


def log_many(model: type[Model], title: Any, action: str, user: Any, data: Mapping[str, Any]) -> None:
    """Write down what was done to many rows at once: an entry that belongs to none of them."""
    log(instance=model(pk=0), action=action, user=user, title=str(title), data=dict(data))


class StateFormatter(LogFormatter):
    """From which state to which."""

    label = _("State changed")

    def format_message(self, log_entry: Any) -> str:
        names = dict(Submission.State.choices)
        states = {key: names.get(log_entry.data.get(key), "–") for key in ("from", "to")}
        return gettext("From “%(from)s” to “%(to)s”") % states


class ExportFormatter(LogFormatter):
    """How many rows, and how they were chosen; or that somebody asked for all that is held about an address."""

    label = _("Exported")

    def format_message(self, log_entry: Any) -> str:
        count = log_entry.data.get("count")
        if count is None:
            return gettext("All that is held about an address was looked up")
        text = ngettext("%(count)d row exported (%(format)s)", "%(count)d rows exported (%(format)s)", count)
        said = text % {"count": count, "format": str(log_entry.data.get("format", "")).upper()}
        chosen = log_entry.data.get("filter") or {}
        parts = [f"{name}: {', '.join(map(str, values)) or '…'}" for name, values in sorted(chosen.items())]
        return f"{said}; {'; '.join(parts)}" if parts else said


PLAIN = (
    (VIEWED, _("Looked at"), _("Looked at the submission")),
    (ERASED, _("Erased"), _("All that was held about an address was erased")),
    (NOTED, _("Note"), _("Note of the team changed")),
    (SENT_AGAIN, _("Sent again"), _("Sent to the receivers again")),
    (UNSUBSCRIBED, _("Unsubscribed"), _("Unsubscribed by the team")),
)


def register_log_actions(actions: LogActionRegistry) -> None:
    """Hook: the actions by their names."""
    for action, label, message in PLAIN:
        actions.register_action(action, label, message)
    actions.register_action(CHANGED)(StateFormatter)
    actions.register_action(EXPORTED)(ExportFormatter)
