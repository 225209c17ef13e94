"""The bytes of a page become text as a browser would read them, and what was decoded wrongly before is put right."""

import codecs
import re

from charset_normalizer import from_bytes

from cms.legacy.readers.decoding import Decoded, UnreadableSource

LIKELY = [
    "cp1252",
    "cp1250",
    "cp1251",
    "iso8859_2",
    "koi8_r",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
]
"""The encodings among which a guess is made, besides UTF-8."""

_NOT_OF_PAGES = frozenset(
    {"punycode", "idna", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7", "mbcs", "oem"}
)
"""Encodings that Python knows and no browser: what is read in one of them is not what was written."""

_HEAD = 4096
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']", re.IGNORECASE)
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1"})
_BINARY = (
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"RIFF",
    b"\xd0\xcf\x11\xe0",
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The characters that the bytes 80 to BF became when they were read as Windows-1252.
_HIGH = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0))
_TWICE = re.compile(rf"[Â-ß][{_HIGH}]|[à-ï][{_HIGH}]{{2}}|[ð-ô][{_HIGH}]{{3}}")
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f]")


def decode_page(data: bytes, *, source: str, encoding: str | None = None, said: str = "") -> Decoded:
    """Decode by byte order mark, the encoding given, the declaration in the page, or else what the file that it was
    kept in ``said``, as UTF-8, or by a guess.

    Raises ``UnreadableSource`` for binary data and for bytes that are not in the encoding given.
    """
    if data.startswith(_BINARY):
        raise UnreadableSource(source, "not a page of HTML (it is a file of another kind)")
    mended: list[str] = []
    text, name, guessed = _decoded(data, source, encoding, said, mended)
    if "\0" in text:
        text = text.replace("\0", "")
        mended.append("nul_removed")
    if len(_CONTROLS.findall(text)) * 100 > len(text):
        raise UnreadableSource(source, "not a page of HTML (too many control characters)")
    once = mend_twice_encoded(text)
    if once != text:
        text = once
        mended.append("encoded_twice")
    return Decoded(text, name, guessed, tuple(mended))


def mend_twice_encoded(text: str) -> str:
    """Return the text with UTF-8 that was once read as Windows-1252 ("â€™") put right, where there is no doubt."""
    found = _TWICE.findall(text)
    if len(found) < 2 and not any(len(run) > 2 for run in found):
        return text
    return _TWICE.sub(lambda match: _again(match[0]), text)


def _again(run: str) -> str:
    try:
        return b"".join(_byte(character) for character in run).decode("utf-8")
    except UnicodeError:
        return run


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _decoded(
    data: bytes, source: str, encoding: str | None, said: str, mended: list[str]
) -> tuple[str, str, bool]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _forgiving(data.removeprefix(mark) if name == "utf-8" else data, name, mended), name, False
    if encoding is not None:
        return _given(data, source, encoding), encoding, False
    if data[:64].count(0) > 16 and b"\0\0" not in data[:64]:
        name = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return _forgiving(data, name, mended), name, False
    declared = _declared(data[:_HEAD]) or by_name(said.encode("ascii", "replace"))
    if declared and declared != "utf-8":
        try:
            return as_browsers_do(data, declared), declared, False
        except UnicodeDecodeError:
            mended.append("declared_encoding_wrong")
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError as error:
        if declared == "utf-8":
            mended.append("declared_encoding_wrong")
        if _mostly_utf8(data, error):
            mended.append("invalid_bytes_replaced")
            return data.decode("utf-8", "replace"), "utf-8", not declared
    return _guess(data)


def _given(data: bytes, source: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise UnreadableSource(source, f"the encoding {encoding!r} is unknown") from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(source, f"not {encoding} text (byte {error.start + 1})") from error
    except UnicodeError as error:
        raise UnreadableSource(source, f"not {encoding} text") from error


def _declared(head: bytes) -> str:
    """The encoding that the page names, by Python's name; "" if it names none, or none that is known."""
    match = _META.search(head) or _XML.search(head)
    return by_name(match[1]) if match else ""


def by_name(said: bytes) -> str:
    """Python's name of the encoding that is called so; "" if there is none in which pages are written."""
    try:
        name = codecs.lookup(said.decode("ascii")).name
        "".encode(name)
    except (LookupError, UnicodeError, ValueError):
        return ""
    if name in _NOT_OF_PAGES:
        return ""
    if name in _LATIN:
        return "cp1252"
    # What could be read as ASCII to find the declaration is not what this says.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def as_browsers_do(data: bytes, name: str) -> str:
    """Browsers read five bytes that Windows-1252 leaves open as control characters."""
    if name != "cp1252":
        return data.decode(name)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether a few broken bytes stand in what is UTF-8 otherwise."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    right = sum(character > "\x7f" for character in text) - broken
    return right > 20 * broken


def _forgiving(data: bytes, name: str, mended: list[str]) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        mended.append("invalid_bytes_replaced")
        return data.decode(name, "replace")


def _guess(data: bytes) -> tuple[str, str, bool]:
    best = from_bytes(data[:200_000], cp_isolation=LIKELY, threshold=0.25).best()
    name = best.encoding if best is not None else "cp1252"
    # Western text is nearly always Windows-1252; another guess needs letters of another alphabet.
    if best is None or (name in ("cp1250", "iso8859_2") and not _reads_better(data, name)):
        name = "cp1252"
    try:
        return data.decode(name), name, True
    except UnicodeDecodeError:
        return as_browsers_do(data, "cp1252"), "cp1252", True


def _reads_better(data: bytes, name: str) -> bool:
    """Whether Central European letters make more sense than Western ones."""
    sample = data[:200_000]
    central = sample.decode(name, "replace")
    western = sample.decode("cp1252", "replace")
    letters = sum(character in "ąćęłńśźżčďěňřšťůžőűăâîșțĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽŐŰ" for character in central)
    odd = sum(character in "¹³¿ê¶¼½¾ø£" for character in western)
    return letters > 2 and odd * 3 >= letters
