"""Files that hold one article: a text, a page of HTML, a page that a browser saved whole."""

import hashlib
import mimetypes

from cms.legacy.entries import About, Entry
from cms.legacy.items import Item
from cms.legacy.mishaps import mishap
from cms.legacy.readers.decoding import MAX_BYTES, UnreadableSource
from cms.legacy.readers.documents import Document
from cms.legacy.readers.html import read_page
from cms.legacy.readers.mhtml import parts_of
from cms.legacy.readers.options import ReadingOptions
from cms.legacy.readers.text import read_text_bytes


def read_single(document: Document, options: ReadingOptions) -> Entry:
    """Return the article of the file, or an entry that says why it can not be read."""
    data = b""
    try:
        data = document.read(options, max_bytes=_limit(document, options))
        item, about = _item(document, data, options)
    except UnreadableSource as error:
        return refuse(document, error.reason, data)
    except Exception as error:  # noqa: BLE001 - one bad file never stops the others
        return refuse(document, mishap(error, document.label), data)
    return Entry(
        key=document.key,
        label=document.label,
        kind="article",
        original=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_media_type(document),
        file_name=document.file_name,
        line=1,
        about=about,
        item=item,
        document=document.key,
    )


def refuse(document: Document, reason: str, data: bytes = b"") -> Entry:
    """Return an entry for a file that could not be read."""
    return Entry(
        key=document.key,
        label=document.label,
        kind="unreadable",
        original=data,
        sha256=hashlib.sha256(data).hexdigest() if data else "",
        media_type=_media_type(document),
        file_name=document.file_name,
        line=1,
        problem=reason,
        document=document.key,
    )


def _limit(document: Document, options: ReadingOptions) -> int:
    return MAX_BYTES if document.kind == "text" else options.max_file_bytes


def _item(document: Document, data: bytes, options: ReadingOptions) -> tuple[Item, About]:
    source = document.file_name
    if document.kind == "html":
        return _page(data, source, options)
    if document.kind == "mhtml":
        page = parts_of(data, source=document.label).page
        return _page(page.data, source, options, address=page.address, said=page.encoding)
    return read_text_bytes(data, source=source, encoding=options.encoding, rules=options.form_rules), About()


def _page(
    data: bytes, source: str, options: ReadingOptions, *, address: str = "", said: str = ""
) -> tuple[Item, About]:
    return read_page(
        data,
        source=source,
        encoding=options.encoding,
        form_rules=options.form_rules,
        boilerplate_rules=options.boilerplate_rules,
        address=address,
        said=said,
    )


def _media_type(document: Document) -> str:
    known = {
        "text": "text/plain",
        "html": "text/html",
        "mhtml": "multipart/related",
        "wxr": "application/rss+xml",
    }
    guessed = mimetypes.guess_type(document.name)[0]
    return known.get(document.kind) or guessed or "application/octet-stream"
