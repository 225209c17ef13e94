"""Sending one mail, and saying what came of it without repeating to whom it went.

What mail servers and providers say in their errors holds the address, and often the message too. So of an error its
status code and the name of its class are kept, and nothing else.
"""

import logging
import smtplib
import socket
import traceback
from email.utils import parseaddr
from typing import Final

from django.core.mail import EmailMessage
from django.db import connections
from django.utils.encoding import punycode

from cms import outgoing
from cms.conf import conf
from cms.models import Delivery
from cms.outbox.channels import Outcome

__all__ = ["SECONDS", "message_id", "send_mail"]

SECONDS: Final = 60.0
"""So long may a mail server take; then the mail is sent again, with the same `Message-ID`."""

Failure = Delivery.Failure
logger = logging.getLogger(__name__)


def message_id(public_id: str) -> str:
    """What tells two mails of one event to be the same: in the domain of the sender, as it has to be unique."""
    domain = parseaddr(conf.mail_from)[1].rpartition("@")[2].lower()
    return f"<{public_id}@{punycode(domain) or 'localhost'}>"


def send_mail(message: EmailMessage) -> Outcome:
    """Hand a mail to the host's backend. A recipient that the server refuses for good is not tried again."""
    try:
        sent = outgoing.call_within(SECONDS, lambda: _send(message))
    except Exception as error:  # noqa: BLE001 - a backend may raise anything
        return _outcome(error)
    # Backends that swallow their errors say how many they have sent. Some forget to say it.
    if sent == 0:
        return Outcome(ok=False, failure=Failure.ERROR, error="The mail backend sent nothing.")
    return Outcome(ok=True)


def _send(message: EmailMessage) -> int | None:
    try:
        return message.send()
    finally:
        connections.close_all()  # those of this thread, if a backend uses the database


def _outcome(error: Exception) -> Outcome:
    name = type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [int(code) for code, _ in error.recipients.values()]
        return _refused(max(codes, default=0), final=bool(codes) and min(codes) >= 500)
    if isinstance(error, smtplib.SMTPResponseException):
        return _refused(int(error.smtp_code))
    if isinstance(error, outgoing.TimeLimitExceeded | TimeoutError):
        return Outcome(ok=False, failure=Failure.TIMEOUT, error=name)
    if isinstance(error, socket.gaierror):
        return Outcome(ok=False, failure=Failure.UNKNOWN_HOST, error=name)
    if isinstance(error, smtplib.SMTPException | OSError):
        return Outcome(ok=False, failure=Failure.CONNECTION, error=name)
    frames = "".join(traceback.format_tb(error.__traceback__))
    logger.error("A mail could not be sent: %s\n%s", name, frames)
    return Outcome(ok=False, failure=Failure.ERROR, error=name)


def _refused(code: int, *, final: bool = False) -> Outcome:
    known = 200 <= code < 600
    return Outcome(
        ok=False,
        status=code if known else None,
        failure=Failure.STATUS,
        error=f"SMTP {code}" if known else "SMTP",
        final=final,
    )
