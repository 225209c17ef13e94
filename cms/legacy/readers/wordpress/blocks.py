"""Content of the block editor: HTML with comments that say which block it is. The comments go, the HTML stays.

Only blocks that WordPress fills when a page is shown have no HTML; what they refer to is put in, or a note is.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from cms.legacy.readers.wordpress import pieces
from cms.legacy.readers.wordpress.footnotes import stored_notes
from cms.legacy.readers.wordpress.paragraphs import paragraphs
from cms.legacy.readers.wordpress.surroundings import Surroundings

_TOKEN = re.compile(
    r"<!--\s+(/?)wp:((?:[a-z][a-z0-9_-]*/)?[a-z][a-z0-9_-]*)\s+(\{.*\}\s+)?(/?)-->", re.DOTALL
)
_CAPTION = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>", re.DOTALL)
_WRAPPED = re.compile(r"embed__wrapper[^>]*>\s*(https?://[^\s<]+)")
_SHOWS_SOMETHING = re.compile(
    r"<(?:img|iframe|video|audio|object|embed|hr|input|svg|form|legacy-\w+)\b|[^\s<>][^<>]*(?:<|$)"
)
_EMPTY_ANYWAY = frozenset({"more", "nextpage", "spacer", "page-break", "missing"})
_MAX_DEPTH = 5


def has_blocks(content: str) -> bool:
    """Whether the block editor wrote it."""
    return next(_tokens(content), None) is not None


@dataclass(slots=True)
class _Block:
    name: str
    data: dict[str, Any] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)


def render_blocks(content: str, known: Surroundings, *, depth: int = 0) -> str:
    """Return the HTML of the blocks. One that is never closed ends with the content."""
    root = _Block("")
    stack = [root]
    position = 0

    def text(until: int) -> None:
        found = content[position:until]
        loose = stack[-1] is root and found.strip()
        stack[-1].parts.append(paragraphs(found) if loose else found)

    for token in _tokens(content):
        text(token.start())
        position = token.end()
        closing, name, data, void = token[1], token[2].removeprefix("core/"), _data(token[3]), token[4]
        if closing:
            if any(block.name == name for block in stack[1:]):
                while _close(stack, known, depth) != name:
                    pass
        elif void:
            stack[-1].parts.append(_render(_Block(name, data), known, depth))
        else:
            stack.append(_Block(name, data))
    text(len(content))
    while len(stack) > 1:
        _close(stack, known, depth)
    return "".join(root.parts)


def _tokens(content: str) -> Iterator[re.Match[str]]:
    """Give the comments that begin or end a block, each looked at once."""
    position = 0
    while (start := content.find("<!--", position)) >= 0 and (end := content.find("-->", start)) >= 0:
        token = _TOKEN.fullmatch(content, start, end + 3)
        if token is not None:
            yield token
        # A comment that is none may hide the beginning of one.
        position = (
            end + 3
            if token or content.find("<!--", start + 4, end) < 0
            else content.rindex("<!--", start, end)
        )


def _close(stack: list[_Block], known: Surroundings, depth: int) -> str:
    block = stack.pop()
    stack[-1].parts.append(_render(block, known, depth))
    return block.name


def _data(text: str | None) -> dict[str, Any]:
    try:
        data = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _render(block: _Block, known: Surroundings, depth: int) -> str:
    html, data, name = "".join(block.parts), block.data, block.name
    if name == "embed" or name.startswith("core-embed/"):
        return _embed(html, data)
    if name == "block":
        own = data.get("content")
        changed = pieces.note("block", name, json.dumps(own, ensure_ascii=False)) if own else ""
        return _shared(str(data.get("ref", "")), known, depth) + changed
    if name == "footnotes":
        return stored_notes(known.footnotes)
    if (name in _EMPTY_ANYWAY and not html.strip(" \n\t")) or name in ("more", "nextpage", "spacer"):
        return ""
    if name == "freeform":
        return paragraphs(html)
    if name == "shortcode":
        return f"\n{html.strip()}\n"
    if name == "cover" and isinstance(data.get("url"), str) and "<img" not in html:
        return (
            f'<figure><img src="{escape(data["url"])}" class="wp-image-{data.get("id", "")}"></figure>{html}'
        )
    if name == "gallery" and not html.strip():
        return "".join(_pictures(data, known))
    if _SHOWS_SOMETHING.search(html) or (not data and html.strip()):
        return html
    if "/" not in name and html.strip():
        return html
    return pieces.note("block", name, json.dumps(data, ensure_ascii=False) if data else "")


def _embed(html: str, data: dict[str, Any]) -> str:
    wrapped = _WRAPPED.search(html)
    url = data.get("url") if isinstance(data.get("url"), str) else unescape(wrapped[1]) if wrapped else ""
    if not url:
        return html
    caption = _CAPTION.search(html)
    return pieces.embed(str(url), caption=caption[1].strip() if caption else "")


def _shared(number: str, known: Surroundings, depth: int) -> str:
    content = known.block(number) if depth < _MAX_DEPTH else None
    if content is None:
        return pieces.note("block", "block", f"ref {number}")
    return render_blocks(content, known, depth=depth + 1) if has_blocks(content) else paragraphs(content)


def _pictures(data: dict[str, Any], known: Surroundings) -> list[str]:
    numbers = data.get("ids")
    found = [known.media(str(number)) for number in numbers] if isinstance(numbers, list) else []
    return [pieces.picture(media) for media in found if media]
