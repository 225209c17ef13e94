"""Exports say what encoding they are in, and not all of them are right: bytes become text here, with what was wrong."""

import codecs
from typing import IO

from cms.legacy.readers.archives import Bounded
from cms.legacy.readers.page_decoding import as_browsers_do, by_name

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_UTF8 = {"", "utf-8", "utf8", "ascii", "us-ascii"}
_ODD_BYTES = "cms.legacy.windows-1252"
"""Names what becomes of bytes that are no UTF-8."""


class AsUtf8:
    """A stream that gives UTF-16 and UTF-32 as UTF-8, and leaves everything else as it is."""

    def __init__(self, stream: IO[bytes] | Bounded) -> None:
        self._stream = stream
        self._pending = stream.read(4)
        encoding = next((name for mark, name in _MARKS if self._pending.startswith(mark)), None)
        self.transcodes = encoding is not None
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace") if encoding else None

    def read(self, size: int) -> bytes:
        """Return about as many bytes; none at the end."""
        while True:
            data = self._pending + self._stream.read(size)
            self._pending = b""
            if self._decoder is None:
                return data
            text = self._decoder.decode(data, final=not data)
            if text or not data:
                return text.encode("utf-8", errors="replace")


def decode_item(data: bytes, declared: str) -> tuple[str, str, bool]:
    """Return the text of an item, the encoding it was in, and whether that is another one than the file declares.

    What is valid UTF-8 is UTF-8, whatever is declared. Single bytes in UTF-8 that are none are read as Windows-1252.
    """
    try:
        return data.decode("utf-8"), "utf-8", declared not in _UTF8 and not data.isascii()
    except UnicodeDecodeError:
        pass
    if declared not in _UTF8:
        name = by_name(declared.encode())
        try:
            return (as_browsers_do(data, name), declared, False) if name else (_western(data), "cp1252", True)
        except UnicodeDecodeError:
            return _western(data), "cp1252", True
    return data.decode("utf-8", errors=_ODD_BYTES), "utf-8", True


def _western(data: bytes) -> str:
    return data.decode("cp1252", errors="replace")


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the first byte that is no UTF-8 as Windows-1252; what follows it may be UTF-8 again."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", errors="replace"), error.start + 1


codecs.register_error(_ODD_BYTES, _as_windows_1252)
