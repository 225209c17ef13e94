"""What an item of an export is: an article, a file, or something that is no article and says so."""

import hashlib
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from cms.legacy.entries import About, Entry, Media
from cms.legacy.markup import read_fragment
from cms.legacy.mishaps import mishap
from cms.legacy.readers.media_index import Index
from cms.legacy.readers.options import ReadingOptions
from cms.legacy.readers.page_decoding import mend_twice_encoded
from cms.legacy.readers.wordpress import Surroundings, to_html
from cms.legacy.readers.wordpress.pieces import note
from cms.legacy.readers.wxr.about import about, plain_text
from cms.legacy.readers.wxr.encodings import decode_item
from cms.legacy.readers.wxr.fields import Fields, NotWellFormed
from cms.legacy.readers.wxr.header import Header
from cms.legacy.readers.wxr.mending import read_fields
from cms.legacy.readers.wxr.other_types import problem_of
from cms.legacy.readers.wxr.scanner import Slice

_BUILDERS = (
    "_elementor_data",
    "panels_data",
    "_fl_builder_data",
    "_bricks_page_content_2",
    "ct_builder_shortcodes",
)
"""Where Elementor, SiteOrigin, Beaver Builder, Bricks and Oxygen keep what they show in place of the content."""

_MOST_OF_A_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item is: the key of its entry, the name of its file for people, and the key of the document."""

    key: str
    label: str
    document: str
    file_name: str


def read_item(piece: Slice, header: Header, index: Index, place: Place, options: ReadingOptions) -> Entry:
    """Return the entry of an item, whatever it holds."""
    entry = Entry(
        key=place.key,
        label=f"{place.label}, {_name_of(place.key)}",
        kind="unreadable",
        original=piece.data,
        sha256=hashlib.sha256(piece.data).hexdigest(),
        media_type="application/rss+xml",
        file_name=place.file_name,
        line=piece.line,
        document=place.document,
    )
    where = {"line": f"{piece.line:,}", "offset": f"{piece.offset:,}", "size": f"{piece.size:,}"}
    if piece.end == "oversized":
        limit = {**where, "limit": f"{options.max_item_bytes:,}"}
        problem = (
            _("The item at line %(line)s has %(size)s bytes, more than the %(limit)s that are read.") % limit
        )
        return replace(entry, problem=problem)
    if piece.end == "cut":
        problem = _("The file ends in the middle of the item at line %(line)s (byte %(offset)s).") % where
        return replace(entry, problem=problem)
    decoded, encoding, differs = decode_item(piece.data, header.encoding)
    text = mend_twice_encoded(decoded)
    try:
        fields, mended = read_fields(text, header.known)
    except NotWellFormed as error:
        problem = _("The item at line %(line)s (byte %(offset)s) is no XML: %(reason)s.")
        return replace(entry, problem=problem % {**where, "reason": error.reason})
    found = {"declared_encoding_wrong": differs, "encoded_twice": text != decoded}
    mended = (*(code for code, is_so in found.items() if is_so), *mended)
    try:
        return _judged(entry, fields, encoding, mended, header, index, options)
    except Exception as error:  # noqa: BLE001 - one bad item never stops the others
        return replace(entry, problem=mishap(error, entry.label))


def media_of(fields: Fields) -> Media | None:
    """Return the file that an attachment is, or None if nothing says where it is."""
    address = fields.get("attachment_url")
    if not address:
        guid = fields.get("guid")
        address = guid if "?" not in guid and "." in guid.rpartition("/")[2] else ""
    if not address:
        return None
    return Media(
        address,
        id=fields.get("post_id"),
        alt=plain_text(fields.first("_wp_attachment_image_alt")),
        caption=plain_text(fields.get("excerpt")),
        title=plain_text(fields.get("title")),
    )


def _judged(
    entry: Entry,
    fields: Fields,
    encoding: str,
    mended: tuple[str, ...],
    header: Header,
    index: Index,
    options: ReadingOptions,
) -> Entry:
    kind = fields.get("post_type") or ("attachment" if fields.get("attachment_url") else "post")
    title = plain_text(fields.get("title"))
    label = f"{entry.label}: {title}" if title else entry.label
    entry = replace(entry, label=label[:300])
    if kind == "attachment":
        media = media_of(fields)
        if media is None:
            return replace(entry, kind="set_aside", problem=_("A file of the library without an address."))
        return replace(entry, kind="media", media=media, about=About(type=kind))
    content = fields.values.get("content", "")
    if kind not in options.post_types:
        return replace(entry, kind="set_aside", problem=problem_of(kind, fields), about=About(type=kind))
    if len(content.encode("utf-8", errors="replace")) > options.max_article_bytes:
        limit = f"{options.max_article_bytes:,}"
        return replace(entry, problem=_("The article is larger than %(limit)s bytes.") % {"limit": limit})
    known = about(fields, header, index)
    elsewhere = "" if plain_text(content) else _kept_elsewhere(fields)
    if not content.strip() and not title and not elsewhere:
        return replace(entry, kind="set_aside", about=known, problem=_("It has neither title nor text."))
    item = read_fragment(
        _html_of(content, fields, header, index) + elsewhere,
        source=entry.file_name,
        sha256=entry.sha256,
        size=len(entry.original),
        encoding=encoding,
        title=title or None,
        first_line=entry.line + fields.content_line,
        base=known.address,
        form_rules=options.form_rules,
        boilerplate_rules=options.boilerplate_rules,
        mended=mended,
    )
    return replace(entry, kind="article", about=known, item=item)


def _html_of(content: str, fields: Fields, header: Header, index: Index) -> str:
    def block(number: str) -> str | None:
        found = index.named(header.site, "block", number)
        return found[0] if found else None

    surroundings = Surroundings(
        media=lambda number: index.media_by_id(number, site=header.site),
        block=block,
        footnotes=fields.first("footnotes"),
    )
    return to_html(content, surroundings)


def _kept_elsewhere(fields: Fields) -> str:
    """A note of what a page builder keeps beside a post without words: somebody has to look at the old page."""
    found = ((name, fields.first(name)) for name in _BUILDERS)
    return "".join(note("block", name, text[:_MOST_OF_A_NOTE]) for name, text in found if text)


def _name_of(key: str) -> str:
    return _("post %(id)s") % {"id": key.rpartition("post:")[2]}
