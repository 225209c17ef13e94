"""Files come in old encodings and with broken bytes; here they become text, and what was changed is said."""

import codecs
import re

from cms.bibliography.characters import forbidden_character, without_forbidden

__all__ = ["decoded"]

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")


def decoded(data: bytes | str) -> tuple[str, list[tuple[int, str]]]:
    """The text with plain line ends and without control characters, and (line, what was changed)."""
    changes: list[tuple[int, str]] = []
    text = data if isinstance(data, str) else _text_of(data, changes)
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    character = forbidden_character(text, multiline=True)
    if character is not None:
        line = _first_line_with(text)
        message = f"Control characters were left out; the first one ({character}) stands in line {line}."
        changes.append((line, message))
        text = without_forbidden(text)
    return text, changes


def _text_of(data: bytes, changes: list[tuple[int, str]]) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            if "\ufffd" in text:
                line = text[: text.index("\ufffd")].count("\n") + 1
                changes.append((line, f"Some characters are not {encoding.upper()}; they became “\ufffd”."))
            return text
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        changes.append(
            (line, "The file is not UTF-8. It was read as Windows-1252 (Latin-1): check accented letters.")
        )
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:  # five bytes mean nothing there; in Latin-1 they are control characters
        return data.decode("latin-1")


def _first_line_with(text: str) -> int:
    for number, line in enumerate(text.split("\n"), start=1):
        if forbidden_character(line, multiline=True):
            return number
    return 0
