"""The secrets of previews: 256 random bits each. The database has their hashes, and nothing that opens anything."""

import hashlib
import re
import secrets

__all__ = ["hash_of", "is_secret", "new_secret", "seal", "unseal"]

SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


def new_secret() -> str:
    """A new one, 43 characters that need no escaping in addresses."""
    return secrets.token_urlsafe(32)


def is_secret(text: str) -> bool:
    """Whether the text could be a secret at all."""
    return SECRET.fullmatch(text) is not None


def hash_of(purpose: str, secret: str) -> str:
    """What is stored of a secret, 64 hexadecimal digits. The same text has another hash for each purpose: what was made
    for one is nothing for another."""
    return hashlib.sha256(f"cms.preview.{purpose}\0{secret}".encode()).hexdigest()


def seal(text: str, secret: str) -> str:
    """A text that only who has the secret can read: a secret seals one text, so that a pad made from it will do."""
    return _with_pad(text.encode(), secret).hex()


def unseal(sealed: str, secret: str) -> str:
    """The text again. With another secret it is nonsense."""
    return _with_pad(bytes.fromhex(sealed), secret).decode(errors="replace")


def _with_pad(content: bytes, secret: str) -> bytes:
    pad = hashlib.shake_256(b"cms.preview.pad\0" + secret.encode()).digest(len(content))
    return bytes(one ^ other for one, other in zip(content, pad, strict=True))
