"""A page that a browser saved as one file: a mail of several parts, one of them the page."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from django.utils.translation import gettext as _

from cms.legacy.readers.decoding import UnreadableSource

_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes of a part, the address that it had, and the encoding that its header names, or ""."""

    data: bytes
    address: str = ""
    encoding: str = ""


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
        message = message_from_bytes(without_lead(data))
        root = _root_of(message)
        for part in message.walk():
            if part.is_multipart():
                continue
            body = part.get_payload(decode=True)
            found = Part(
                body if isinstance(body, bytes) else b"",
                _header(part, "Content-Location"),
                part.get_content_charset(""),
            )
            if part is root:
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


def without_lead(data: bytes) -> bytes:
    """The file without a byte order mark and blank lines before its first header, which would end the headers."""
    return data[:1024].removeprefix(codecs.BOM_UTF8).lstrip() + data[1024:]


def _root_of(message: Message) -> Message | None:
    """The part that is the page: the one that the file names, as browsers do, or else the first page in it."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    named = {
        _header(message, "Snapshot-Content-Location"),
        str(message.get_param("start", "")).strip("<>"),
    } - {""}
    for part in pages:
        if {_header(part, "Content-Location"), _header(part, "Content-ID").strip("<>")} & named:
            return part
    return next(iter(pages), None)


def _header(part: Message, name: str) -> str:
    return "".join(str(part.get(name, "")).split())
