"""A plain mail to a team, with one line for each answer.

What a reader wrote is quoted so that it can not pass for anything else: lines of an answer that has several are
indented, and nothing of it stands in a header but the address for the reply, if it is an ordinary one.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from blocks.vocabulary import CallToActionKind
from cms.conf import conf
from cms.outbox.channels import Outcome
from cms.submissions.sending import message_id, send_mail
from cms.submissions.targets.base import Target
from cms.submissions.targets.message import SubmissionMessage

__all__ = ["EmailTarget", "body_of", "reply_address"]

ORDINARY: Final = re.compile(r"[^\s\"(),:;<>@\[\\\]]+@[^\s\"(),:;<>@\[\\\]]+")
INDENT: Final = "    "
TURNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that change the direction of writing, and so what seems to stand where."""


class EmailTarget(Target):
    """One mail to all recipients together."""

    def __init__(self, *, recipients: Sequence[str]) -> None:
        if isinstance(recipients, str) or not recipients:
            raise ValueError("Recipients are a list of at least one address.")
        for recipient in recipients:
            try:
                validate_email(recipient)
            except ValidationError as error:
                raise ValueError(f"{recipient!r} is no mail address.") from error
        self.recipients = list(recipients)

    def send(self, message: SubmissionMessage, *, now: datetime) -> Outcome:
        return send_mail(self.mail(message))

    def mail(self, message: SubmissionMessage) -> EmailMessage:
        """The mail: the same in every attempt."""
        kind = CallToActionKind(message.panel.kind).label
        subject = f"{message.panel.heading} – {kind}"
        address = reply_address(message.email)
        return EmailMessage(
            subject=_one_line(f"[{_('Test')}] {subject}" if message.test else subject),
            body=body_of(message),
            from_email=conf.mail_from,
            to=self.recipients,
            reply_to=[address] if address else None,
            # RFC 3834: whoever is on holiday does not answer this.
            headers={"Message-ID": message_id(message.event), "Auto-Submitted": "auto-generated"},
        )


def reply_address(email: str | None) -> str | None:
    """The reader's address, if it is one that stands in a header as it is."""
    if not email or not ORDINARY.fullmatch(email):
        return None
    try:
        validate_email(email)
    except ValidationError:
        return None
    return email


def body_of(message: SubmissionMessage) -> str:
    """The text of the mail."""
    lines = [_("This is a test: all of it is made up."), ""] if message.test else []
    for name, value in message.fields.items():
        lines += _answer(_one_line(message.labels.get(name) or name), value)
    lines.append("")
    lines += _origin(message)
    return "\n".join(lines) + "\n"


def _answer(label: str, value: Any) -> list[str]:
    said = [line for line in _lines(value) if line.strip()]
    if len(said) < 2:
        return [f"{label}: {''.join(said) or '–'}"]
    return [f"{label}:", *(INDENT + line for line in said)]


def _lines(value: Any) -> Iterator[str]:
    """An answer of any kind, line by line: whatever a mail program may take for the end of a line is one."""
    if isinstance(value, bool):
        yield _("Yes") if value else _("No")
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _lines(part)
    elif isinstance(value, list):
        for item in value:
            yield from _lines(item)
    elif value is not None:
        for line in str(value).splitlines():
            yield _printable(line)


def _origin(message: SubmissionMessage) -> Iterator[str]:
    received = f"{message.received_at:%Y-%m-%d %H:%M} UTC"
    yield f"{_('Received')}: {received}"
    yield f"{_('Panel')}: {_one_line(message.panel.heading)} ({message.panel.slug}, {message.locale})"
    if message.page is not None:
        yield f"{_('Page')}: {_one_line((message.site or '') + message.page.path)}"
    if message.consent is not None:
        yield from _answer(_("Consent"), message.consent.text)
    yield f"{_('Identifier')}: {message.id}"


def _one_line(text: str) -> str:
    return " ".join(_printable(line) for line in text.splitlines()).strip()


def _printable(line: str) -> str:
    """Without control characters and what turns the direction of writing round."""
    return "".join(char for char in line if _is_printable(char))


def _is_printable(char: str) -> bool:
    return char == "\t" or (char not in TURNS and unicodedata.category(char) not in ("Cc", "Cs"))
