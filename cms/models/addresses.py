"""E-mail addresses as keys: one spelling for comparing, and a salted hash where the address itself has no place."""

import hashlib
import hmac

from email_validator import EmailNotValidError, validate_email

from cms.conf import conf

__all__ = ["address_hash", "normal_address"]


def normal_address(email: str) -> str:
    """The address in the spelling that is compared: without space around it, in lower case."""
    return email.strip().lower()


def address_hash(email: str) -> str:
    """HMAC-SHA256 of the address, 64 hexadecimal digits: the same for every spelling, and of no use without the
    secret (`CMS_ADDRESS_SECRET`, by default Django's `SECRET_KEY`)."""
    key = hashlib.sha256(b"cms.address\0" + conf.address_secret.encode()).digest()
    return hmac.new(key, _in_ascii(normal_address(email)).encode(), hashlib.sha256).hexdigest()


def _in_ascii(address: str) -> str:
    """The address with its domain as the network knows it: `xn--…` and the letters it stands for are one mailbox."""
    local, at, domain = address.rpartition("@")
    if not at or domain.isascii():
        return address
    try:
        named = validate_email(f"a@{domain}", check_deliverability=False).ascii_domain
    except EmailNotValidError:
        return address
    return f"{local}@{named}" if named else address
