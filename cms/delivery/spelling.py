"""How the path of a page can be spelled, and which spelling is the right one.

The path of a page begins and ends with one slash and is written as it is read: slugs may hold letters of any script,
and no page has a path with an escape in it. What asks may escape them (RFC 3986, 2.1), leave a slash out or double one,
write capitals where the page has none, or compose accents differently (Unicode Standard Annex 15).
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from django.utils.encoding import iri_to_uri

__all__ = ["AskedPath", "location_of", "read_path", "spellings"]

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPED_SLASH = re.compile("%2f|%5c", re.IGNORECASE)


@dataclass(frozen=True)
class AskedPath:
    """A path as it was asked for."""

    given: str
    """As it came, without its query."""
    path: str | None
    """The same as a page has it: unescaped, with one slash at both ends and between; None if no page can be there."""
    query: str
    """What followed a question mark, without it."""

    @property
    def is_canonical(self) -> bool:
        """Whether the path is spelled as pages have it; escapes do not matter."""
        return self.path is not None and _unescaped(self.given) == self.path


def read_path(text: str) -> AskedPath | None:
    """What a text that begins with a slash asks for; None if it can lead nowhere, such as `/../` or a control."""
    given, _, query = text.partition("?")
    unescaped = _unescaped(given)
    if _CONTROLS.search(text) or (unescaped is not None and _CONTROLS.search(unescaped)):
        return None
    segments = [segment for segment in (given if unescaped is None else unescaped).split("/") if segment]
    if any(segment in (".", "..") for segment in segments):
        return None
    path = None if unescaped is None else _joined(segments)
    return AskedPath(given, path, query)


def _joined(segments: Collection[str]) -> str:
    return f"/{'/'.join(segments)}/" if segments else "/"


def _unescaped(text: str) -> str | None:
    """The text without escapes; None if they hold a slash, which no slug has, or are not UTF-8."""
    if "%" not in text:
        return text
    if _ESCAPED_SLASH.search(text):
        return None
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        return None


def spellings(path: str, *, locales: Collection[str] = ()) -> list[str]:
    """Where the page may be that is meant by a path: there, with its accents composed, in lower case.

    `locales` are prefixes that keep their own spelling, such as `pt-BR`.
    """
    if path == "/":
        return [path]
    composed = unicodedata.normalize("NFC", path)
    first, _, rest = composed[1:].partition("/")
    prefixes = {locale.lower(): locale for locale in locales}
    prefix = prefixes.get(first.lower(), first.lower())
    return list(dict.fromkeys([path, composed, f"/{prefix}/{rest}", f"/{prefix}/{rest.lower()}"]))


def location_of(path: str, *, query: str = "", fragment: str = "") -> str:
    """A path as a header `Location` takes it: escaped, in ASCII, with its query and fragment."""
    return iri_to_uri(f"{path}{f'?{query}' if query else ''}{f'#{fragment}' if fragment else ''}") or "/"
