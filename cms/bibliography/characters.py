"""Records come from many hands, so text is made safe to print in one place.

Control characters, lone surrogates and the directional overrides of Unicode (UAX #9) can break JSON, XML and
the line they stand in. The plain direction marks (U+200E, U+200F) and joiners belong to real titles and stay.
"""

import re
from unicodedata import combining, normalize

_UNPRINTABLE = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
_FORBIDDEN = re.compile(f"[{_UNPRINTABLE}]")
_FORBIDDEN_IN_ONE_LINE = re.compile(f"[{_UNPRINTABLE}\t\n\x0b\x0c\r\x85\u2028\u2029]")
_LARGEST_NUMBER = 10**15
_NOT_DECOMPOSED = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ŧ": "t",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
    }
)
_BLANKS = re.compile("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """The text on one line: forbidden characters dropped, runs of blanks made one, ends trimmed."""
    if not text.isprintable():
        text = _FORBIDDEN.sub("", text)
    elif "  " not in text:
        return text.strip(" ")
    return _BLANKS.sub(" ", text).strip(" ")


def without_forbidden(text: str) -> str:
    """The text without the characters that no record may hold; blanks and line ends stay as they are."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def clean_lines(text: str) -> str:
    """A text of several lines: each cleaned at its end, forbidden characters dropped, line ends made plain."""
    lines = re.split("\r\n?|[\n\x0b\x0c\x85\u2028\u2029]", without_forbidden(text))
    return "\n".join(line.rstrip(" \t") for line in lines).strip("\n")


def scalar_text(value: object) -> str:
    """A CSL value that may be a string or a number, as clean text; anything else is the empty string."""
    if isinstance(value, str):
        return clean(value)
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value) if abs(value) < _LARGEST_NUMBER else ""
    return ""


def fold(text: str) -> str:
    """The text for comparing and sorting: small letters without their marks ("García-López": "garcia-lopez")."""
    text = text.casefold()
    if text.isascii():
        return text
    decomposed = normalize("NFKD", text.translate(_NOT_DECOMPOSED))
    return "".join(character for character in decomposed if not combining(character))


def forbidden_character(text: str, *, multiline: bool = False) -> str | None:
    """The code point ("U+0000") of the first character a record may not hold, or None.

    Line ends and tabs are allowed only where `multiline` says so (abstract, note).
    """
    found = (_FORBIDDEN if multiline else _FORBIDDEN_IN_ONE_LINE).search(text)
    return f"U+{ord(found.group()):04X}" if found else None
