"""The kinds of events that follow from what readers send. None of their payloads holds anything personal.

`submission.accepted` is what webhooks can subscribe to. The others are for the `mail` channel alone, and never
registered.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.outbox import register_kind

__all__ = ["MAIL_CONFIRMATION", "NEWSLETTER_RESEND", "SUBMISSION_ACCEPTED", "register_kinds"]

SUBMISSION_ACCEPTED: Final = "submission.accepted"
"""{"submission": uuid, "panel": slug, "kind", "locale", "page": id or None, "path", "placement", "received_at"}."""

MAIL_CONFIRMATION: Final = "mail.confirmation"
"""{"subscriber": uuid}: ask for confirmation by mail."""

NEWSLETTER_RESEND: Final = "newsletter.resend"
"""{"address": hash of the address, "list": translation key of the panel}: somebody asks for the mail once more."""


def register_kinds() -> None:
    """Offer to webhooks what they may know."""
    register_kind(SUBMISSION_ACCEPTED, _("A form was sent, and confirmed where that is needed"))
