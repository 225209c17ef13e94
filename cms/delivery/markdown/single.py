"""A single value as runs of text, whatever it is: words, numbers, links, in a pinch a whole structure on one line."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from blocks.schemas import DocumentLink, EmbedData, Image, PageLink, SnippetLink
from blocks.schemas import Link as LinkSchema
from cms.delivery.markdown.context import Context
from cms.delivery.markdown.escapes import tidy
from cms.delivery.markdown.inline import Link, Run
from cms.delivery.markdown.prose import image, rich_runs

__all__ = ["flat", "is_image", "is_rich", "label_of", "link_runs", "single"]

DEPTH = 6
"""How deep a structure is followed: what is nested deeper than this nobody reads."""

# The wire forms that are one thing to a reader: their keys → (key of the words, key of the address).
_LINKS = {
    frozenset(PageLink.model_fields): ("title", "url"),
    frozenset(DocumentLink.model_fields): ("title", "url"),
    frozenset(EmbedData.model_fields): ("title", "url"),
    frozenset(LinkSchema.model_fields): ("text", "href"),
    frozenset(SnippetLink.model_fields): ("title", ""),
}
_IMAGE = frozenset(Image.model_fields)


def label_of(name: str) -> str:
    """`start_date` → “Start date”."""
    words = tidy(name).replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def is_rich(value: Any) -> bool:
    """Whether this is a formatted text."""
    return isinstance(value, dict) and value.keys() == {"html", "nodes"}


def is_image(value: Any) -> bool:
    """Whether this is an image."""
    return isinstance(value, dict) and value.keys() == _IMAGE


def link_runs(words: Any, href: Any, context: Context) -> list[Run]:
    """A link, or only its words if it leads nowhere; the address if it has no words."""
    text, address = tidy(words).strip(), context.address(href)
    return [Run(text or tidy(href), link=Link(address) if address else None)]


def single(value: Any, context: Context) -> list[Run] | None:
    """The runs of what is one value to a reader; none of them for an empty one. None for a structure."""
    if isinstance(value, bool):
        return [Run(_("Yes") if value else _("No"))]
    if isinstance(value, str) and value.startswith(("https://", "http://")):
        return link_runs("", value, context)
    if value is None or isinstance(value, str | int | float):
        return [Run(tidy(value))] if tidy(value).strip() else []
    if is_rich(value):
        return rich_runs(value, context)
    if is_image(value):
        return [Run("", source=source)] if (source := image(value, context)) else []
    if isinstance(value, dict) and (keys := _LINKS.get(frozenset(value))):
        words, href = keys
        more = [Run(f": {tidy(value['description'])}")] if value.get("description") else []
        return [*link_runs(value[words], value.get(href), context), *more]
    if context.is_cited(value):
        return [Run("", source=context.markers(value))]
    return None


def flat(value: Any, context: Context, *, depth: int = 0) -> list[Run]:
    """Any value on one line: the parts of a list after one another, those of an object with their labels."""
    runs = single(value, context)
    if runs is not None:
        return runs
    if depth >= DEPTH:
        return [Run("…")]
    parts = [
        [*([Run(f"{label}: ")] if label else []), *found]
        for label, part in _parts(value)
        if (found := flat(part, context, depth=depth + 1))
    ]
    return [run for number, part in enumerate(parts) for run in ([Run("; ")] if number else []) + part]


def _parts(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, Mapping):
        return [(label_of(str(name)), part) for name, part in value.items()]
    return [("", part) for part in value] if isinstance(value, list | tuple) else [("", str(value))]
