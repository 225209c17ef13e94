"""Goes through an export twice: once to learn what it holds together, and once for its entries."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.legacy.entries import Entry
from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.documents import Document
from cms.legacy.readers.media_index import Index
from cms.legacy.readers.options import ReadingOptions
from cms.legacy.readers.single import refuse
from cms.legacy.readers.wxr.encodings import AsUtf8, decode_item
from cms.legacy.readers.wxr.fields import NotWellFormed
from cms.legacy.readers.wxr.header import Header
from cms.legacy.readers.wxr.identity import key_of
from cms.legacy.readers.wxr.items import Place, media_of, read_item
from cms.legacy.readers.wxr.mending import read_fields
from cms.legacy.readers.wxr.scanner import Scanner, Slice


class _AsFarAsItGoes:
    """A stream that ends where it is damaged, so that the last items before that are read."""

    def __init__(self, stream: AsUtf8) -> None:
        self._stream = stream
        self.damage: UnreadableSource | None = None

    def read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except UnreadableSource as error:
            self.damage = error
            return b""


class Export:
    """One export. ``position`` is that of the next entry, of all that the sources have."""

    def __init__(self, document: Document, options: ReadingOptions) -> None:
        self.document = document
        self.options = options
        self.position = 0
        self._offset = 0

    @property
    def done_bytes(self) -> int:
        """How far the current pass has come, in bytes of the file as it lies on the disk."""
        size, unpacked = self.document.size, self.document.unpacked
        return min(size, self._offset * size // unpacked if unpacked else self._offset)

    def survey(self, index: Index) -> None:
        """Count the entries, and remember authors, terms, files and shared blocks."""
        try:
            for piece, header in self._items(index):
                index.add_key(index.total, key_of(piece.data, header.key_prefix))
                index.total += 1
                if b"attachment" in piece.data or b"wp_block" in piece.data:
                    self._remember(piece, header, index)
        except UnreadableSource:
            index.add_key(index.total, self.document.key)
            index.total += 1

    def entries(self, index: Index, *, position: int, start: int) -> Iterator[Entry]:
        """Give the entries that have positions from ``start`` on; ``position`` is that of the first one."""
        self.position = position
        try:
            for piece, header in self._items(None):
                self.position += 1
                if self.position > start:
                    key = index.unique(self.position - 1, key_of(piece.data, header.key_prefix))
                    place = Place(key, self.document.label, self.document.key, self.document.file_name)
                    yield read_item(piece, header, index, place, self.options)
        except UnreadableSource as error:
            self.position += 1
            if self.position > start:
                yield refuse(self.document, error.reason)

    def _items(self, index: Index | None) -> Iterator[tuple[Slice, Header]]:
        """Give the items with what holds for each. Raises ``UnreadableSource`` where nothing more can be read."""
        header, found = Header(place=self.document.key), False
        with self.document.open(self.options) as stream:
            given = _AsFarAsItGoes(AsUtf8(stream))
            for piece in Scanner(given, max_bytes=self.options.max_item_bytes):
                self._offset = piece.offset + piece.size
                if given.damage is not None and piece.end == "cut":
                    break
                if piece.name == "!DOCTYPE":
                    raise UnreadableSource(
                        self.document.label, _("it declares a document type or entities, which can do harm")
                    )
                if piece.name == "item":
                    found = True
                    yield piece, header
                else:
                    header.take(piece, index)
        if given.damage is not None:
            raise given.damage
        if not found:
            raise UnreadableSource(self.document.label, _("there is no item in the export"))

    def _remember(self, piece: Slice, header: Header, index: Index) -> None:
        if piece.end in ("cut", "oversized"):
            return
        text, _encoding, _differs = decode_item(piece.data, header.encoding)
        try:
            fields, _mended = read_fields(text, header.known)
        except NotWellFormed:
            return
        kind = fields.get("post_type")
        if kind == "wp_block":
            index.add_named(header.site, "block", fields.get("post_id"), fields.get("content"))
        elif kind == "attachment" or fields.get("attachment_url"):
            media = media_of(fields)
            if media is not None:
                index.add_media(media, site=header.site)
