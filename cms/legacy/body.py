"""The body of a draft gets what only loading knows: images, documents, and the references that the text cites."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import strip_tags

from blocks.stored_citations import StoredCitation, stored_link
from cms.models import Reference

__all__ = ["Filled", "fill", "links_in"]

Find = Callable[[int], int | None]
"""The primary key of the picture or file with that index of the conversion, or None."""

_CITES = re.compile(r'<a\b[^>]*\bdata-legacy-cites="([\d ]*)"[^>]*>(.*?)</a>', re.DOTALL)
_PLACEHOLDER = re.compile(r"\$(picture|file):(\d+)\Z")
_HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')


@dataclass
class Filled:
    """The raw blocks, and the indexes of the references that they cite."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    cited: set[int] = field(default_factory=set)


class _NotThere(Exception):
    """The block needs a picture or a file that there is not."""


def fill(
    body: Sequence[Mapping[str, Any]],
    *,
    references: Sequence[Reference],
    picture: Find,
    file: Find,
    alt: Callable[[int], str],
) -> Filled:
    """Put everything in its place. A figure or download that has nothing to show becomes a paragraph of its words.

    ``alt`` has the alt text of a picture for where the article has none.
    """
    filled = Filled()

    def cite(match: re.Match[str]) -> str:
        numbers = [int(each) for each in match.group(1).split() if int(each) < len(references)]
        if not numbers:
            return match.group(2)
        filled.cited.update(numbers)
        works = {references[number].pk: references[number].key for number in numbers}
        items = tuple({"reference": pk} for pk in works)
        return stored_link(StoredCitation(items, "parenthetical"), f"[{', '.join(works.values())}]")

    def placed(value: Any) -> Any:
        if isinstance(value, str):
            if match := _PLACEHOLDER.match(value):
                found = (picture if match.group(1) == "picture" else file)(int(match.group(2)))
                if found is None:
                    raise _NotThere
                return found
            return _CITES.sub(cite, value) if "data-legacy-cites" in value else value
        if isinstance(value, Mapping):
            made = {name: placed(each) for name, each in value.items()}
            match = _PLACEHOLDER.match(str(value.get("image")))
            if match and not value.get("alt_text") and not value.get("decorative"):
                made["alt_text"] = alt(int(match.group(2)))
            return made
        return [placed(each) for each in value] if isinstance(value, list | tuple) else value

    for block in body:
        try:
            filled.blocks.append({**block, "value": placed(block["value"])})
        except _NotThere:
            words = "".join(_words_of(block["value"]))
            if words:
                filled.blocks.append({"type": "paragraph", "value": placed(words), "id": block["id"]})
    return filled


def _words_of(value: Mapping[str, Any]) -> list[str]:
    words = []
    for name in ("caption", "title", "description", "credit"):
        text = value.get(name) or ""
        if text and strip_tags(text).strip():
            words.append(text if text.startswith("<p") else f"<p>{_escaped(name, text)}</p>")
    return words


def _escaped(name: str, text: str) -> str:
    return text if name == "caption" else html.escape(text, quote=False)


def links_in(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """The addresses to which links in rich text lead, in order, each once."""
    found: dict[str, None] = {}
    _collect([block.get("value") for block in blocks], found)
    return list(found)


def _collect(value: Any, found: dict[str, None]) -> None:
    if isinstance(value, str):
        found.update(dict.fromkeys(html.unescape(each) for each in _HREF.findall(value)))
    elif isinstance(value, Mapping):
        for each in value.values():
            _collect(each, found)
    elif isinstance(value, list):
        for each in value:
            _collect(each, found)
