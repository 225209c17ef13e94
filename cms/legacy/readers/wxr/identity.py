"""What an item is known by, found without parsing it, so that a first pass over a large export is quick."""

import hashlib
import re

_POST_ID = re.compile(rb"<(?:[\w.-]+:)?post_id\s*>\s*(?:<!\[CDATA\[)?\s*(\d{1,20})")
_NAMES = (
    re.compile(rb"<guid[^>]*>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)"),
    re.compile(rb"<link>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)"),
)
_MAX_LENGTH = 300


def key_of(data: bytes, prefix: str) -> str:
    """Return ``site:post:12``, of which ``prefix`` is all but the number.

    Without a number, the post's address stands for it, and without one a hash of its bytes.
    """
    numbers = _POST_ID.findall(data)
    if numbers and int(numbers[-1]):
        return f"{prefix}{int(numbers[-1])}"
    for pattern in _NAMES:
        if (found := pattern.search(data)) and len(found[1]) <= _MAX_LENGTH:
            return prefix + found[1].decode("utf-8", errors="replace")
    return f"{prefix}{hashlib.sha256(data).hexdigest()[:32]}"
