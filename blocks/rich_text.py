"""From Wagtail's stored rich text to the wire: links expanded from the resolver, cleaned, then turned into nodes.

Wagtail's own `expand_db_html` is not used: it queries the database link by link and knows nothing of what is public.
"""

import html as html_escapes
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wagtail.rich_text.rewriters import extract_attrs

from blocks.clean import Profile, clean
from blocks.portable_text import LinkTarget, to_nodes
from blocks.schemas import DocumentLink, EmbedData, Image, PageLink, RichText
from blocks.stored_citations import CITATION, CITATION_LINK, citations_in

if TYPE_CHECKING:
    from blocks.base import Key, Resolver

__all__ = ["keys_in", "to_rich_text"]

_LINK = re.compile(r"<a(\b[^>]*)>")
_EMBED = re.compile(r"<embed(\b[^>]*?)/?>")
_SPACE = r"((?:[ \xa0]|&nbsp;)*)"
_CITATION_WITH_SPACE = re.compile(
    rf"{_SPACE}((?:</(?:b|i|strong|em|sub|sup|code|a)>)*){_SPACE}{CITATION_LINK.pattern}", CITATION_LINK.flags
)
_NO_SPACE = re.compile(r"[\s>(\[{“‘«/–—]?")
_CLOSING = frozenset(".,;:!?)")
_EMPTY = RichText(html="", nodes=[])


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 11 else None


def _link_key(attributes: dict[str, str]) -> "Key | None":
    kind = attributes.get("linktype")
    number = _number(attributes.get("id"))
    return (kind, number) if kind in ("page", "document") and number is not None else None


def _embed_key(attributes: dict[str, str]) -> "Key | None":
    if attributes.get("embedtype") == "image":
        number = _number(attributes.get("id"))
        return ("image", number) if number is not None else None
    url = attributes.get("url")
    return ("embed", url) if attributes.get("embedtype") == "media" and url else None


def keys_in(stored: str) -> "Iterator[Key]":
    """What a stored rich text refers to: pages, documents, images, embeds and references, as (kind, id)."""
    for citation in citations_in(stored):
        yield from (("cms.reference", item["reference"]) for item in citation.items)
    for pattern, key_of in ((_LINK, _link_key), (_EMBED, _embed_key)):
        for match in pattern.finditer(stored):
            if (key := key_of(extract_attrs(match.group(1)))) is not None:
                yield key


def _expand_link(attributes: dict[str, str], resolver: "Resolver") -> str:
    if "linktype" not in attributes:
        href = attributes.get("href")
        return f'<a href="{html_escapes.escape(href)}">' if href else "<a>"
    key = _link_key(attributes)
    target = resolver.get(*key) if key else None
    if key is None or not isinstance(target, PageLink | DocumentLink):
        return "<a>"  # cleaning unwraps a link that leads nowhere, its text stays
    href = target.path if isinstance(target, PageLink) else target.url
    return f'<a href="{html_escapes.escape(href)}" data-link="{key[0]}" data-id="{key[1]}">'


def _expand_embed(attributes: dict[str, str], resolver: "Resolver") -> str:
    key = _embed_key(attributes)
    found = resolver.get(*key) if key else None
    if isinstance(found, Image):
        alt = html_escapes.escape(attributes.get("alt", ""))
        return f'<img src="{html_escapes.escape(found.src)}" alt="{alt}" width="{found.width}" height="{found.height}">'
    if isinstance(found, EmbedData):
        url = html_escapes.escape(found.url)
        return f'<p><a href="{url}">{html_escapes.escape(found.title or found.url)}</a></p>'
    return ""


def _with_citations(stored: str, linked: str, resolver: "Resolver") -> str:
    """The text, with its links expanded already, and with its citations printed.

    One without a reference that exists leaves no trace but the words around it. Styles differ in whether a citation
    follows its word without a space; a text does not change with its style.
    """
    if CITATION not in stored or not (count := sum(1 for _ in citations_in(stored))):
        return linked
    printed = iter(resolver.citations_in(stored, count))

    ended = -1

    def put(match: re.Match[str]) -> str:
        nonlocal ended
        is_neighbour, ended = match.start() == ended, match.end()
        blank, closing, more = match.group(1, 2, 3)
        before, citation = f"{blank}{closing}{more}", next(printed, None)
        if citation is None:
            return closing if match.string[match.end() : match.end() + 1] in _CLOSING else before
        if is_neighbour:
            before = before if blank or more else f"{closing} "
        elif citation.attached:
            before = closing
        elif not (
            blank or more or _NO_SPACE.fullmatch(match.string, max(0, match.start() - 1), match.start())
        ):
            before = f"{closing} "
        link = f'href="{html_escapes.escape(citation.href)}" id="{citation.id}" data-citation="{citation.id}"'
        return f"{before}<a {link}>{citation.html}</a>"

    return _CITATION_WITH_SPACE.sub(put, linked)


def to_rich_text(stored: str, *, profile: Profile, resolver: "Resolver") -> RichText:
    """The wire form of a stored rich text; a link to what is not public loses its address, never its words."""
    if not stored:
        return _EMPTY
    targets: dict[tuple[str, int], LinkTarget] = {}

    def link(match: re.Match[str]) -> str:
        attributes = extract_attrs(match.group(1))
        if attributes.get("linktype") == CITATION:
            return match.group(0)
        key = _link_key(attributes)
        found = resolver.get(*key) if key else None
        if isinstance(found, PageLink):
            targets["page", found.id] = LinkTarget(kind="page", id=found.id, type=found.type, path=found.path)
        elif isinstance(found, DocumentLink):
            targets["document", found.id] = LinkTarget(kind="document", id=found.id, type=None, path=None)
        return _expand_link(attributes, resolver)

    expanded = _with_citations(stored, _LINK.sub(link, stored), resolver)
    if "<embed" in expanded:
        expanded = _EMBED.sub(lambda match: _expand_embed(extract_attrs(match.group(1)), resolver), expanded)
    cleaned = clean(expanded, profile=profile)
    return RichText(html=cleaned, nodes=to_nodes(cleaned, targets=lambda kind, pk: targets.get((kind, pk))))
