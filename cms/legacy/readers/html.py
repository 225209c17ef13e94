"""A saved page or an HTML file becomes an article and what the page says about it."""

import hashlib
import re
from collections.abc import Sequence

from cms.legacy.entries import About
from cms.legacy.form_rules import FORM_RULES, FormRule
from cms.legacy.items import Item, SetAside
from cms.legacy.markup.article import find_article, find_title, walk_page, words_of
from cms.legacy.markup.boilerplate import BOILERPLATE_RULES, Boilerplate, BoilerplateRule
from cms.legacy.markup.head import about_page, read_head
from cms.legacy.markup.office import make_plain
from cms.legacy.markup.reading import item_of, targets_of
from cms.legacy.markup.tree import Node, parse
from cms.legacy.markup.walker import Walker
from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.page_decoding import decode_page

MAX_PAGE_BYTES = 20 * 1024 * 1024
"""A saved page with its pictures in it may be large; one beyond this is something else."""

LITTLE = 200
"""Characters of text: a page that leads on and has no more is no article."""

_REFRESH = re.compile(r"\d{1,2}(?:\.\d+)?\s*[;,]\s*url\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)


def read_page(
    data: bytes,
    *,
    source: str,
    encoding: str | None = None,
    form_rules: Sequence[FormRule] = FORM_RULES,
    boilerplate_rules: Sequence[BoilerplateRule] = BOILERPLATE_RULES,
    address: str = "",
    said: str = "",
) -> tuple[Item, About]:
    """Read one page. ``address`` is where it was to be read, if its own head does not say, and ``said`` the encoding
    that the file names which the page is kept in.

    Raises ``UnreadableSource``: binary data, bytes that are not in the encoding given, or a page without any text.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise UnreadableSource(source, f"larger than {MAX_PAGE_BYTES:,} bytes, too large for one page")
    decoded = decode_page(data, source=source, encoding=encoding, said=said)
    root = parse(decoded.text)
    make_plain(root)
    head = read_head(root, decoded.text, address=address)
    boilerplate = Boilerplate(boilerplate_rules, whole=root.size)
    article = find_article(root, boilerplate)
    title = find_title(root, article, boilerplate, said=head.title)
    walker = Walker(boilerplate, base=head.base, form_rules=form_rules, targets=targets_of(root))
    walker.address = head.address
    outside = walk_page(walker, root, article, title)
    item = item_of(
        walker,
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        title=(words_of(title) if title is not None else head.title) or None,
        mended=decoded.mended,
        outside=outside,
    )
    onward = _onward(root)
    if onward and root.size < LITTLE:
        raise UnreadableSource(source, f"it only sends readers on to {onward}"[:500])
    framed = [node.get("src") for node in root.nodes() if node.tag == "frame"]
    if framed and all(isinstance(element, SetAside) for element in item.elements):
        raise UnreadableSource(source, f"it is only a frame around other pages: {', '.join(framed)}"[:500])
    if item.title is None and all(isinstance(element, SetAside) for element in item.elements):
        raise UnreadableSource(source, "there is no text in it")
    return item, about_page(head)


def _onward(root: Node) -> str:
    """Where the page sends its readers at once, or ""."""
    asked = [node.get("content") for node in root.nodes() if node.get("http-equiv").lower() == "refresh"]
    found = next(filter(None, map(_REFRESH.match, asked)), None)
    return found[1] if found else ""
