"""What the bytes of a file are is read from the bytes: names and what a server says are not believed."""

import base64
import binascii
import io
import warnings
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from django.utils.translation import gettext as _
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError

__all__ = [
    "MAX_BYTES",
    "MAX_PIXELS",
    "MediaRefused",
    "PictureForm",
    "bytes_of_data_address",
    "document_ending",
    "picture_format",
]

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 100_000_000
"""Of all frames together: what a picture takes in memory once it is unpacked."""

_FORMATS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
_MAX_FRAMES = 2000
_ZIPPED = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "zip"})
_OLE = frozenset({"doc", "xls", "ppt"})
_TEXTS = frozenset({"txt", "csv"})


class MediaRefused(ValueError):
    """The file is not taken; the message says why, for people."""


class PictureForm(NamedTuple):
    """The ending of its name, and its size in pixels."""

    ending: str
    width: int
    height: int


def picture_format(data: bytes) -> PictureForm:
    """What kind of picture it is. Raises ``MediaRefused``."""
    _refuse_large(data)
    start = data[:1000].lstrip().lower()
    if b"<svg" in start:
        raise MediaRefused(_("it is an SVG, which can carry scripts"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with PillowImage.open(io.BytesIO(data), formats=_readable()) as opened:
                frames = getattr(opened, "n_frames", 1)
                width, height = opened.size
                kind = opened.format or ""
                if width * height * min(frames, _MAX_FRAMES) > MAX_PIXELS or frames > _MAX_FRAMES:
                    raise MediaRefused(_("it has too many pixels"))
                opened.load()
    except (PillowImage.DecompressionBombError, PillowImage.DecompressionBombWarning) as error:
        raise MediaRefused(_("it has too many pixels")) from error
    except UnidentifiedImageError as error:
        raise MediaRefused(_("it is no picture of a kind that is shown here")) from error
    except (OSError, ValueError, SyntaxError, EOFError, Warning) as error:
        if isinstance(error, MediaRefused):
            raise
        raise MediaRefused(_("the picture is damaged")) from error
    return PictureForm(_FORMATS[kind], width, height)


def _readable() -> tuple[str, ...]:
    """Of the formats that are shown here, those that Pillow can read on this machine."""
    PillowImage.init()
    return tuple(kind for kind in _FORMATS if kind in PillowImage.OPEN)


def document_ending(data: bytes, name: str) -> str:
    """The ending under which a document is kept. Raises ``MediaRefused`` for what is none, or is not what it says."""
    _refuse_large(data)
    ending = name.rpartition(".")[2].lower()
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    sound = (
        (ending in _ZIPPED and data.startswith(b"PK\x03\x04"))
        or (ending in _OLE and data.startswith(b"\xd0\xcf\x11\xe0"))
        or (ending == "rtf" and data.startswith(b"{\\rtf"))
        or (ending in _TEXTS and b"\0" not in data and b"<" not in data[:200])
    )
    if not sound:
        raise MediaRefused(_("it is no document of a kind that is offered here"))
    return ending


def bytes_of_data_address(address: str) -> bytes:
    """The bytes that a ``data:`` address carries. Raises ``MediaRefused``."""
    head, comma, body = address.partition(",")
    if not comma or len(body) > 2 * MAX_BYTES:
        raise MediaRefused(_("its address is incomplete"))
    data = unquote_to_bytes(body)
    if not head.endswith(";base64"):
        return data
    try:
        return base64.b64decode(b"".join(data.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise MediaRefused(_("its address is incomplete")) from error


def _refuse_large(data: bytes) -> None:
    if not data:
        raise MediaRefused(_("it is empty"))
    if len(data) > MAX_BYTES:
        raise MediaRefused(_("it is larger than %(size)s MB") % {"size": MAX_BYTES // 1024 // 1024})
