"""A citation inside running text, as it is stored: a link of the type "citation" that carries its items as JSON.

    <a linktype="citation" mode="parenthetical" items="[{&quot;reference&quot;: 12, …}]">[zhou2020]</a>

An item has the keys of `blocks.citation.CitationBlock`: `reference` (primary key), `prefix`, `locator`, `suffix`,
`suppress_author`, `acknowledged_status` and `acknowledged_reason`; all but the first may be missing. `mode` is
"parenthetical" (the default) or "narrative". The text of the link stands in for the label that the citation will
get when its document is built, and never leaves.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final, NamedTuple

from wagtail.rich_text.rewriters import extract_attrs

__all__ = [
    "CITATION",
    "CITATION_LINK",
    "ITEM_KEYS",
    "MODES",
    "StoredCitation",
    "attributes_of",
    "citation_of",
    "citations_in",
    "stored_link",
    "without_citations",
]

CITATION: Final = "citation"
"""The value of `linktype`."""

MODES: Final = ("parenthetical", "narrative")
ITEM_KEYS: Final = (
    "reference",
    "prefix",
    "locator",
    "suffix",
    "suppress_author",
    "acknowledged_status",
    "acknowledged_reason",
)
CITATION_LINK: Final = re.compile(r'<a(\b[^>]*(?<![\w-])linktype="citation"[^>]*)>(.*?)</a>', re.DOTALL)
_IN_JSON: Final = {ord(character): f"\\u{ord(character):04x}" for character in "&<>'"}
MAX_ITEMS: Final = 100


class StoredCitation(NamedTuple):
    """The items of a citation, each a mapping with an integer `reference`, and how it stands in the sentence."""

    items: tuple[Mapping[str, Any], ...]
    mode: str


def citation_of(attributes: Mapping[str, str]) -> StoredCitation:
    """The citation that a stored link carries; what can not be read is left out."""
    try:
        given = json.loads(attributes.get("items") or "[]")
    except (ValueError, RecursionError):
        given = []
    mode = attributes.get("mode")
    return StoredCitation(
        items=tuple(_items(given)), mode=mode if mode is not None and mode in MODES else MODES[0]
    )


def _items(given: Any) -> Iterator[Mapping[str, Any]]:
    for item in given[:MAX_ITEMS] if isinstance(given, list) else ():
        if isinstance(item, dict) and type(item.get("reference")) is int and 0 < item["reference"] < 2**63:
            kept = {name: _sound(name, item[name]) for name in ITEM_KEYS if item.get(name)}
            yield {name: value for name, value in kept.items() if value}


def _sound(name: str, value: Any) -> Any:
    """What may stand under a key of an item: text that can be stored anywhere, or a yes. None for anything else."""
    if name == "reference":
        return value
    if name == "suppress_author":
        return value if value is True else None
    return value.encode(errors="ignore").decode() if isinstance(value, str) else None


def attributes_of(citation: StoredCitation) -> dict[str, str]:
    """The attributes of the stored link, not yet escaped. Of what has to be escaped in HTML only quotation marks stand
    in them: programs do not agree on how the rest is escaped, and Wagtail knows four ways only."""
    items: Sequence[Mapping[str, Any]] = citation.items
    written = json.dumps([dict(item) for item in items], ensure_ascii=False, separators=(",", ":"))
    return {"linktype": CITATION, "mode": citation.mode, "items": written.translate(_IN_JSON)}


def stored_link(citation: StoredCitation, text: str) -> str:
    """The link as it is stored."""
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes_of(citation).items())
    return f"<a {written}>{escape(text)}</a>"


def citations_in(stored: str) -> Iterator[StoredCitation]:
    """The citations of a stored rich text, in order."""
    if CITATION in stored:
        for match in CITATION_LINK.finditer(stored):
            yield citation_of(extract_attrs(match.group(1)))


def without_citations(stored: str) -> str:
    """The text without its citations."""
    return CITATION_LINK.sub("", stored) if CITATION in stored else stored
