"""The tokens that stand in mails: one that confirms a subscription once, and one that ends it at any time."""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode
from typing import Final
from uuid import UUID

from django.core import signing
from django.utils.crypto import salted_hmac

__all__ = [
    "confirmation_token",
    "is_confirmation_token",
    "new_nonce",
    "read_unsubscribe_token",
    "token_hash",
    "unsubscribe_token",
]

CONFIRMATION_SALT: Final = "cms.submissions.confirmation"
CONFIRMATION_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_nonce() -> str:
    """What the next confirmation token is derived from: 256 random bits as 64 hexadecimal digits."""
    return secrets.token_hex(32)


def confirmation_token(nonce: str) -> str:
    """The token of a nonce, 43 characters. Who can read the database alone can not make it: it needs the secret key.

    It is derived and not stored so that a mail that is sent again holds the same link.
    """
    digest = salted_hmac(CONFIRMATION_SALT, nonce, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def is_confirmation_token(text: str) -> bool:
    """Whether the text could be a token at all."""
    return CONFIRMATION_TOKEN.fullmatch(text) is not None


def token_hash(token: str) -> str:
    """What is stored of a confirmation token: its SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _unsubscribe_signer() -> signing.Signer:
    return signing.Signer(salt="cms.submissions.unsubscribe", sep=".")


def unsubscribe_token(subscriber: UUID) -> str:
    """The subscriber's identifier, signed. It never expires: unsubscribing has to be possible from the oldest mail."""
    return _unsubscribe_signer().sign(subscriber.hex)


def read_unsubscribe_token(token: str) -> UUID | None:
    """The subscriber that the token was made for; None if nobody here made it."""
    try:
        return UUID(_unsubscribe_signer().unsign(token))
    except (signing.BadSignature, ValueError):
        return None
