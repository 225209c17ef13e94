"""What an export says of the whole site before its items, and may say again where several exports were joined."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cms.legacy.readers.keys import within_bounds
from cms.legacy.readers.media_index import Index
from cms.legacy.readers.wxr.encodings import decode_item
from cms.legacy.readers.wxr.fields import Fields, NotWellFormed, parse
from cms.legacy.readers.wxr.mending import with_plain_entities, without_illegal_characters
from cms.legacy.readers.wxr.namespaces import local_name, prefixes
from cms.legacy.readers.wxr.scanner import Slice

_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")
_TERMS = ("author", "category", "tag", "term")


_ANYBODYS = re.compile(
    r"(?:localhost|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|\[::1\]|[^/:]+\.(?:local|localhost|test|internal|lan))(?=[:/]|$)"
)
"""Hosts that are another machine wherever they are said, as those of copies that somebody works on."""


@dataclass(slots=True)
class Header:
    """What holds for the items that follow. ``encoding`` is what the file declares, in small letters, or ""."""

    encoding: str = ""
    known: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    link: str = ""
    base: str = ""
    language: str = ""
    place: str = ""
    """What the file is known by."""

    @property
    def site(self) -> str:
        """The host of the site, and its path if it has one: what keeps the items of two sites apart."""
        try:
            parts = urlsplit(self.base or self.link)
        except ValueError:
            return ""
        return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"

    @property
    def key_prefix(self) -> str:
        """What the keys of the site's posts begin with: the site, or the file if that could be anybody's site."""
        if self.site and not _ANYBODYS.match(self.site):
            return f"{self.site[:100]}:post:"
        return f"{within_bounds(self.place, most=300)}:post:"

    def take(self, piece: Slice, index: Index | None = None) -> None:
        """Learn from a piece that is no item. Authors and terms go into the index, if there is one."""
        if piece.name == "?":
            declared = _ENCODING.match(piece.data)
            if declared:
                self._begin()
                self.encoding = declared[1].decode().lower()
        elif piece.name == "rss":
            if self.known:
                self._begin()
            self.known = prefixes(piece.data.decode("utf-8", errors="replace"))
        elif piece.end == "closed":
            self._take_element(piece, index)

    def _begin(self) -> None:
        self.known, self.title, self.link, self.base, self.language = {}, "", "", "", ""

    def _take_element(self, piece: Slice, index: Index | None) -> None:
        name = local_name(piece.name, self.known)
        if name in _TERMS:
            if index is not None and ":" in piece.name:
                self._remember(name, self._fields(piece), index)
            return
        if name not in ("title", "link", "base_site_url", "base_blog_url", "language"):
            return
        text = self._text(piece)
        if name == "base_blog_url" or (name == "base_site_url" and not self.base):
            self.base = text
        elif name in ("title", "link", "language") and not getattr(self, name):
            setattr(self, name, text)

    def _text(self, piece: Slice) -> str:
        text, _encoding, _differs = decode_item(piece.data, self.encoding)
        # A field is read as the child of an element.
        fields = _read(f"<x>{text}</x>", self.known)
        return next(iter(fields.values.values()), "").strip()

    def _fields(self, piece: Slice) -> Fields:
        text, _encoding, _differs = decode_item(piece.data, self.encoding)
        return _read(text, self.known)

    def _remember(self, kind: str, fields: Fields, index: Index) -> None:
        get = fields.get
        if kind == "author":
            full = f"{get('author_first_name')} {get('author_last_name')}".strip()
            name = get("author_display_name") or full or get("author_login")
            index.add_named(self.site, "author", get("author_login"), name)
        elif kind == "category":
            index.add_named(
                self.site, "category", get("category_nicename"), get("cat_name"), get("category_parent")
            )
        elif kind == "tag":
            index.add_named(self.site, "post_tag", get("tag_slug"), get("tag_name"))
        else:
            index.add_named(
                self.site, get("term_taxonomy"), get("term_slug"), get("term_name"), get("term_parent")
            )


def _read(text: str, known: Mapping[str, str]) -> Fields:
    for mend in (str, without_illegal_characters, with_plain_entities):
        text = mend(text)
        try:
            return parse(text, known)
        except NotWellFormed:
            continue
    return Fields()
