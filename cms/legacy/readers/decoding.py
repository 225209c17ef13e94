"""Bytes of unknown origin become text here, or are refused with an error that names the file."""

import codecs
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 1024 * 1024
"""A plain-text article is a few kilobytes; a file far above that is something else."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


class UnreadableSource(ValueError):
    """The file cannot be imported. ``source`` names it, ``reason`` says why in words for people."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in (as Python names it), and whether that was a guess. ``mended`` has the codes of
    what had to be put right in the text."""

    text: str
    encoding: str
    guessed: bool
    mended: tuple[str, ...] = ()


def read_bytes(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file. Raises ``UnreadableSource``."""
    try:
        if not path.is_file():
            reason = "not a regular file" if path.exists() else "there is no such file"
            raise UnreadableSource(str(path), reason)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise UnreadableSource(str(path), f"cannot be read ({error.strerror or error})") from error
    if len(data) > max_bytes:
        raise UnreadableSource(str(path), f"larger than {max_bytes:,} bytes, too large for one article")
    return data


def decode(data: bytes, *, source: str, encoding: str | None = None) -> Decoded:
    """Decode as declared, else as the byte order mark says, else as UTF-8, else as Windows-1252 (a guess).

    Raises ``UnreadableSource`` for binary data and for bytes that are not in the declared encoding.
    """
    if encoding is not None:
        return Decoded(_declared(data, encoding, source), encoding, guessed=False)
    if data.startswith(codecs.BOM_UTF8):
        return Decoded(_declared(data, "utf-8-sig", source), "utf-8", guessed=False)
    if data.startswith(_UTF16) and not data.startswith(_UTF32):
        return Decoded(_declared(data, "utf-16", source), "utf-16", guessed=False)
    if b"\0" in data:
        raise UnreadableSource(source, "not a text file (it contains NUL bytes)")
    try:
        return Decoded(_refuse_binary(data.decode("utf-8"), source), "utf-8", guessed=False)
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        reason = f"neither UTF-8 nor Windows-1252 text (byte {error.start + 1}); name its encoding"
        raise UnreadableSource(source, reason) from error
    return Decoded(_refuse_binary(text, source), "cp1252", guessed=True)


def _declared(data: bytes, encoding: str, source: str) -> str:
    try:
        return _refuse_binary(data.decode(encoding), source)
    except LookupError as error:
        raise UnreadableSource(source, f"the encoding {encoding!r} is unknown") from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(source, f"not {encoding} text (byte {error.start + 1})") from error
    except UnicodeError as error:
        raise UnreadableSource(source, f"not {encoding} text") from error


def _refuse_binary(text: str, source: str) -> str:
    if "\0" in text:
        raise UnreadableSource(source, "not a text file (it contains NUL characters)")
    controls = sum(character < " " and character not in "\t\n\r\x0b\x0c\x1a" for character in text)
    if controls * 100 > len(text):
        raise UnreadableSource(source, "not a text file (too many control characters)")
    return text
