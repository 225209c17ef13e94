"""A page that a browser saved as one file: a mail of several parts, one of them the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from django.utils.translation import gettext as _

from cms.legacy.readers.decoding import UnreadableSource


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes of a part, and the address that it had."""

    data: bytes
    address: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """The page, and all other parts by their address, and by ``cid:`` and their id."""

    page: Part
    others: Mapping[str, bytes] = field(default_factory=dict)


def parts_of(data: bytes, *, source: str) -> Parts:
    """Take the file apart. Raises ``UnreadableSource`` where there is no page in it."""
    page: Part | None = None
    others: dict[str, bytes] = {}
    try:
        for part in message_from_bytes(data).walk():
            if part.is_multipart():
                continue
            body = part.get_payload(decode=True)
            found = Part(body if isinstance(body, bytes) else b"", _header(part, "Content-Location"))
            if page is None and part.get_content_type() in ("text/html", "application/xhtml+xml"):
                page = found
                continue
            if found.address:
                others.setdefault(found.address, found.data)
            number = _header(part, "Content-ID").strip("<>")
            if number:
                others.setdefault(f"cid:{number}", found.data)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        reason = _("the saved page is damaged (%(error)s)") % {"error": error}
        raise UnreadableSource(source, reason) from error
    if page is None:
        raise UnreadableSource(source, _("there is no page in it"))
    return Parts(page, others)


def _header(part: Message, name: str) -> str:
    return "".join(str(part.get(name, "")).split())
