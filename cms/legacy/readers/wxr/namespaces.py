"""Which of WordPress's names an element has, whatever prefix the file gives it, or none."""

import re
from collections.abc import Mapping

_DECLARED = re.compile(r"""xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']""")
_USUAL = {"wp": "wp", "content": "content", "excerpt": "excerpt", "dc": "dc"}
_RSS = {
    "title",
    "link",
    "pubDate",
    "guid",
    "description",
    "category",
    "item",
    "author",
    "creator",
    "language",
    "image",
}


def prefixes(tag: str) -> dict[str, str]:
    """Read from the start tag of ``rss`` what each prefix stands for: ``wp``, ``content``, ``excerpt`` or ``dc``."""
    found = {}
    for prefix, address in _DECLARED.findall(tag):
        if "wordpress.org/export" in address:
            found[prefix] = "excerpt" if "/excerpt" in address else "wp"
        elif "rss/1.0/modules/content" in address:
            found[prefix] = "content"
        elif "purl.org/dc" in address:
            found[prefix] = "dc"
        else:
            found[prefix] = ""
    return found


def local_name(name: str, known: Mapping[str, str]) -> str:
    """Return WordPress's name of an element: ``post_id``, ``title``; ``content`` and ``excerpt`` for the two encoded.

    "" is an element of another vocabulary, such as ``media:title``.
    """
    prefix, _colon, local = name.rpartition(":")
    role = known.get(prefix) or ("" if prefix in known else _USUAL.get(prefix, ""))
    if local == "encoded":
        return role if role in ("content", "excerpt") else ("" if prefix else "encoded")
    if not prefix:
        return local
    if role == "wp" and local not in ("title", "link"):
        return local
    return local if role == "dc" and local in _RSS else ""
