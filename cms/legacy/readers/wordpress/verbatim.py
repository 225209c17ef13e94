"""Parts of HTML that are left as they are, found in one pass: an author's slip must not cost more than its length."""

import re
from collections import Counter
from collections.abc import Collection, Iterator


def verbatim(html: str, names: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Give the elements of these names, from start to end; one that is never closed is none."""
    tags = list(re.finditer(rf"<(/?)({'|'.join(names)})\b[^<>]*>", html, re.IGNORECASE))
    ends = Counter(tag[2].lower() for tag in tags if tag[1])
    start, inside = 0, ""
    for tag in tags:
        name = tag[2].lower()
        if tag[1]:
            ends[name] -= 1
            if name == inside:
                yield start, tag.end(), name
                inside = ""
        elif not inside and ends[name]:
            start, inside = tag.start(), name


def without_comments(html: str) -> str:
    """Take out the comments, but keep their line breaks, so that lines stay lines."""
    parts, position = [], 0
    while (start := html.find("<!--", position)) >= 0:
        end = html.find("-->", start)
        if end < 0:
            break
        parts.append(html[position:start])
        parts.append("\n" * html.count("\n", start, end))
        position = end + 3
    parts.append(html[position:])
    return "".join(parts)
