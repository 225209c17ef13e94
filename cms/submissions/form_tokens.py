"""The token of a form: signed proof that somebody asked for the form of this panel, and when.

It keeps nobody's data and is not stored. It makes robots fetch something first and wait as long as a reader needs to
fill in a form; the same token may be sent more than once while it is valid, so that a reader can correct a mistake.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer

from cms.conf import conf
from cms.submissions.refusals import Fault, Faulty

__all__ = ["FormToken", "check_token", "make_token"]

LONGEST = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FormToken:
    """A token, and the time in which it is accepted."""

    token: str
    not_before: datetime
    expires_at: datetime


def _signer(panel_key: UUID) -> Signer:
    return Signer(sep=".", salt=f"cms.form_token:{panel_key}")


def _validity(issued_at: datetime) -> tuple[datetime, datetime]:
    return issued_at + timedelta(seconds=conf.form_seconds), issued_at + timedelta(hours=conf.form_hours)


def make_token(panel_key: UUID, *, now: datetime) -> FormToken:
    """A token for the form of a panel, in any of its languages."""
    milliseconds = (now - EPOCH) // timedelta(milliseconds=1)
    not_before, expires_at = _validity(EPOCH + timedelta(milliseconds=milliseconds))
    return FormToken(_signer(panel_key).sign(f"{milliseconds:x}"), not_before, expires_at)


def check_token(token: str, panel_key: UUID, *, now: datetime) -> None:
    """Raises `Faulty` for a token that is not one of this panel, too young (`CMS_FORM_SECONDS`) or too old
    (`CMS_FORM_HOURS`)."""
    if not token:
        raise Faulty([Fault("token", "missing", "Get a token when the reader begins to fill in the form.")])
    not_before, expires_at = _validity(_issued_at(token, panel_key))
    if now >= expires_at:
        raise Faulty([Fault("token", "expired", f"It was valid until {_said(expires_at)}. Get another one.")])
    if now < not_before:
        wait = -(-(not_before - now) // timedelta(seconds=1))
        detail = f"Nobody fills in a form as fast as that. Send it again at {_said(not_before)}."
        raise Faulty([Fault("token", "too_early", detail)], wait=max(1, wait))


def _issued_at(token: str, panel_key: UUID) -> datetime:
    try:
        if len(token) > LONGEST or not token.isascii():
            raise BadSignature
        return EPOCH + timedelta(milliseconds=int(_signer(panel_key).unsign(token), 16))
    except BadSignature:
        raise Faulty(
            [Fault("token", "invalid", "It is not a token of this form. Get another one.")]
        ) from None


def _said(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
