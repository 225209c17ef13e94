"""What histories say about imports: who began one, had it carried out or did without, and who accepted a proposal."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry

from cms.legacy.accepting import ACCEPTED

__all__ = ["BEGUN", "CANCELLED", "CONFIRMED", "RETRIED", "register_log_actions"]

BEGUN: Final = "cms.legacy.begin"
CONFIRMED: Final = "cms.legacy.confirm"
CANCELLED: Final = "cms.legacy.cancel"
RETRIED: Final = "cms.legacy.retry"

ACTIONS = (
    (BEGUN, _("Upload"), _("Old articles were uploaded, to be examined")),
    (CONFIRMED, _("Import"), _("The import was begun")),
    (CANCELLED, _("Stop"), _("The import was stopped, and its files deleted")),
    (RETRIED, _("Try again"), _("The import was tried again")),
    (
        ACCEPTED,
        _("Proposals accepted"),
        _("Proposals that were read from the old article were added to the draft"),
    ),
)


def register_log_actions(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`."""
    for action, label, message in ACTIONS:
        actions.register_action(action, label, message)
