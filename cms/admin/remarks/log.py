"""What the history of a page says when somebody accepts a remark, or takes that back."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter

from cms.remarks.acknowledge import ACKNOWLEDGED, WITHDRAWN

__all__ = ["register_log_actions"]


class AcknowledgedFormatter(LogFormatter):
    """Which remark, and why."""

    label = _("Remark acknowledged")
    message = _("Remark acknowledged: %(remark)s Reason: %(reason)s")

    def format_message(self, log_entry: Any) -> str:
        return str(self.message) % {name: log_entry.data.get(name, "") for name in ("remark", "reason")}


class WithdrawnFormatter(AcknowledgedFormatter):
    """Which remark, and what the reason was."""

    label = _("Acknowledgement taken back")
    message = _("Acknowledgement taken back: %(remark)s The reason was: %(reason)s")


def register_log_actions(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`."""
    actions.register_action(ACKNOWLEDGED)(AcknowledgedFormatter)
    actions.register_action(WITHDRAWN)(WithdrawnFormatter)
