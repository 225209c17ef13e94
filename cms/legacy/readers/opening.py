"""Sources are opened here, whatever they are: files, folders and archives of pages, texts and exports.

Entries have positions, counted from 0 in an order that is always the same, so that an import which was interrupted
goes on where it stopped.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _

from cms.legacy.entries import Entry
from cms.legacy.readers.beside import read_beside
from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.documents import Document, documents_at, refused_at
from cms.legacy.readers.keys import is_gone, readable, within_bounds
from cms.legacy.readers.media_index import Index
from cms.legacy.readers.options import ReadingOptions
from cms.legacy.readers.single import read_single, refuse
from cms.legacy.readers.wxr.export import Export


class Sources:
    """What somebody gave to be imported. Raises ``UnreadableSource`` for a path that is missing or no source.

    ``located``: files are known by where they lie, so that two of one name are two sources. Without it their names
    are all that counts, as for uploads, which lie somewhere else each time. Posts of exports go by site and number.
    ``patient``: of several paths one that can not be read is an entry that says so, in place of an error.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        options: ReadingOptions | None = None,
        located: bool = False,
        patient: bool = False,
    ) -> None:
        self.options = options or ReadingOptions()
        self._located = located
        self.label = readable(", ".join(path.name or str(path) for path in paths))
        self._patient = patient and len(paths) > 1
        self._documents = _named_apart([document for path in paths for document in self._documents_at(path)])
        if not self._documents:
            raise UnreadableSource(self.label, _("there is no article in it"))
        self._by_key = {document.key: document for document in self._documents}
        self.size = sum(document.size for document in self._documents)
        self.done_bytes = 0
        self._index: Index | None = None

    def _documents_at(self, path: Path) -> list[Document]:
        try:
            return list(documents_at(path, options=self.options, located=self._located))
        except UnreadableSource as error:
            if not self._patient:
                raise
            return [refused_at(path, error.reason, located=self._located)]

    def fingerprint(self) -> str:
        """The SHA-256 of the names and bytes of all files, in hexadecimal."""
        total = hashlib.sha256()
        for document in self._documents:
            total.update(f"{document.key}\0{document.size}\0".encode())
            if document.kind != "refused":
                with document.container.open(document.name) as stream:
                    while data := stream.read(1 << 20):
                        total.update(data)
        return total.hexdigest()

    def index(self) -> Index:
        """Go through everything once and return what was learnt. The same index, until it is closed."""
        if self._index is None or self._index.closed:
            index = Index()
            try:
                for document in self._documents:
                    if document.kind == "wxr":
                        Export(document, self.options).survey(index)
                    else:
                        index.add_key(index.total, document.key)
                        index.total += 1
            except BaseException:
                index.close()
                raise
            self._index = index
        return self._index

    def entries(self, *, start: int = 0) -> Iterator[Entry]:
        """Give the entries from position ``start`` on. Never raises for what a file holds: that becomes an entry."""
        position, self.done_bytes = 0, 0
        index = self.index()
        for document in self._documents:
            before = self.done_bytes
            if document.kind == "wxr":
                export = Export(document, self.options)
                for entry in export.entries(index, position=position, start=start):
                    self.done_bytes = before + export.done_bytes
                    yield entry
                position = export.position
            else:
                if position >= start:
                    yield self._read(document)
                position += 1
            self.done_bytes = before + document.size

    def is_gone(self, key: str) -> bool:
        """Whether that is the key of a file which does not lie there any more."""
        return self._located and is_gone(key)

    def _read(self, document: Document) -> Entry:
        if document.kind == "refused":
            return refuse(document, document.reason)
        return read_single(document, self.options)

    def read_file(self, entry: Entry, name: str) -> bytes | None:
        """Return a file that lies beside the entry's, by its path from there or its old address, or None."""
        document = self._by_key.get(entry.document)
        return read_beside(document, name, options=self.options) if document else None


def _named_apart(documents: list[Document]) -> list[Document]:
    """Give files of the same name, from several folders, keys of their own."""
    seen: Counter[str] = Counter()
    result = []
    for document in documents:
        seen[document.key] += 1
        times = seen[document.key]
        result.append(
            document if times == 1 else replace(document, key=within_bounds(f"{document.key}#{times}"))
        )
    return result
