"""What a source is known by from one import to the next: where it lies, or only its name where that says nothing."""

import hashlib
import os
from pathlib import Path

MOST = 500
"""Characters of a key, as the database keeps it."""

_HASH = 100
"""Room for a hash, and some more."""


def readable(name: str) -> str:
    """The name of a file as text that any database takes: bytes that are no UTF-8 are written as escapes."""
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="backslashreplace")


def key_of_place(path: Path, inside: str = "", *, located: bool) -> str:
    """The key of a file at the path, or of ``inside`` in the folder or archive there. Located, it begins with the
    absolute path, links followed; else with the name alone. One that is too long keeps its end, and a hash."""
    start = path.resolve().as_posix() if located else path.resolve().name
    return within_bounds(readable(f"{start.rstrip('/')}/{inside}" if inside else start))


def within_bounds(key: str, most: int = MOST) -> str:
    """The key, shortened if it is longer than is kept: never to that of another one. ``most`` is 200 or more."""
    if len(key) <= most:
        return key
    return f"{hashlib.sha256(key.encode()).hexdigest()}…{key[-(most - _HASH) :]}"


def is_gone(key: str) -> bool:
    """Whether the key names a place on this machine where nothing lies any more: what was there has moved, or was
    deleted. Never so for what names no place, and for places that can not be looked at."""
    if not key.startswith("/"):
        return False
    path = Path(key)
    try:
        return not any(os.path.lexists(place) for place in (path, *_archives_above(path)))
    except (OSError, ValueError):
        return False


def _archives_above(path: Path) -> list[Path]:
    """Files, not folders, on the way to the path: it may lie in one of them."""
    return [parent for parent in path.parents if parent.is_file()]
