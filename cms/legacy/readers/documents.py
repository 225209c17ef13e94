"""The files of the sources, one by one: where each lies, what it is, and how it is opened."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from cms.legacy.readers.archives import Archive, Bounded, unpacked
from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.folders import Folder, articles_among
from cms.legacy.readers.keys import key_of_place, readable
from cms.legacy.readers.kinds import HEAD_BYTES, Judgement, Kind, judge
from cms.legacy.readers.options import ReadingOptions


@dataclass(frozen=True, slots=True)
class Document:
    """One file. ``key`` names it from one import to the next.

    ``size`` are its bytes on the disk, packed or not, ``unpacked`` what they become, or 0 where only reading tells.

    ``reason`` says why one of the kind "refused" is.
    """

    key: str
    label: str
    kind: Kind
    container: Folder | Archive
    name: str
    size: int
    unpacked: int = 0
    packed: bool = False
    reason: str = ""

    @property
    def file_name(self) -> str:
        """Its name without folders, as text."""
        return readable(PurePosixPath(self.name).name)

    @contextmanager
    def open(self, options: ReadingOptions) -> Iterator[IO[bytes] | Bounded]:
        """Open it for reading, unpacked. Raises ``UnreadableSource``, also while it is read."""
        with self.container.open(self.name) as stream:
            if self.packed:
                with unpacked(stream, packed=self.size, source=self.label, options=options) as plain:
                    yield plain
            else:
                yield stream

    def read(self, options: ReadingOptions, *, max_bytes: int) -> bytes:
        """Return its bytes. Raises ``UnreadableSource``: too large, damaged."""
        with self.open(options) as stream:
            data = read_up_to(stream, max_bytes + 1)
        if len(data) > max_bytes:
            reason = _("it is larger than %(limit)s bytes, too large for one article") % {
                "limit": f"{max_bytes:,}"
            }
            raise UnreadableSource(self.label, reason)
        return data


def read_up_to(stream: IO[bytes] | Bounded, count: int) -> bytes:
    """Return as many bytes, or all there are: one ``read`` may give fewer."""
    buffer = io.BytesIO()
    while buffer.tell() < count and (data := stream.read(min(count - buffer.tell(), 1 << 20))):
        buffer.write(data)
    return buffer.getvalue()


def documents_at(path: Path, *, options: ReadingOptions, located: bool = False) -> Iterator[Document]:
    """Find the files at a path that somebody named; ``located``: where they lie is what they are known by. Raises
    ``UnreadableSource`` for what is missing or no source."""
    if path.is_dir():
        root = _Root(Folder(path), path, located, prefix=f"{path.resolve().name}/")
        yield from _documents_in(root, options=options, archives=True)
        return
    if not path.is_file():
        reason = _("it is no regular file") if path.exists() else _("there is no such file")
        raise UnreadableSource(str(path), reason)
    root = _Root(Folder(path.parent), path, located, alone=True)
    document = _document(root, path.name, options=options)
    if document.kind == "refused":
        raise UnreadableSource(str(path), document.reason)
    if document.kind == "asset":
        raise UnreadableSource(
            str(path), _("it is no article: give the page or the export that it belongs to")
        )
    yield from _opened(document, path, options, located=located)


def refused_at(path: Path, reason: str, *, located: bool = False) -> Document:
    """What stands for a path that can not be read, among others that can."""
    return _refused(_Root(Folder(path.parent), path, located, alone=True), path.name, reason)


@dataclass(frozen=True, slots=True)
class _Root:
    """What files are found in, and what they are called: ``alone``, it is the file at ``path`` itself."""

    container: Folder | Archive
    path: Path
    located: bool
    prefix: str = ""
    alone: bool = False

    def key(self, name: str) -> str:
        return key_of_place(self.path, "" if self.alone else name, located=self.located)

    def label(self, name: str) -> str:
        return readable(f"{self.prefix}{name}")


def _opened(document: Document, path: Path, options: ReadingOptions, *, located: bool) -> Iterator[Document]:
    if document.kind == "zip":
        archive = Archive(path, source=document.label, options=options)
        yield from _documents_in(_Root(archive, path, located), options=options, archives=False)
    else:
        yield document


def _documents_in(root: _Root, *, options: ReadingOptions, archives: bool) -> Iterator[Document]:
    container = root.container
    for name in articles_among(container.names):
        try:
            document = _document(root, name, options=options)
            if document.kind == "asset":
                continue
            if document.kind == "zip" and isinstance(container, Folder) and archives:
                yield from _opened(document, container.root / name, options, located=root.located)
            elif document.kind == "zip" or (document.packed and not archives):
                reason = _("an archive within an archive is not opened; unpack it first")
                yield _refused(root, name, reason)
            else:
                yield document
        except UnreadableSource as error:
            yield _refused(root, name, error.reason)
    for name, reason in container.problems:
        if articles_among([name]):
            yield _refused(root, name, reason)


def _refused(root: _Root, name: str, reason: str) -> Document:
    key, label = root.key(name), root.label(name)
    return Document(key, label, "refused", root.container, name, size=0, reason=reason)


def _document(root: _Root, name: str, *, options: ReadingOptions) -> Document:
    container = root.container
    size, unpacked_size = container.sizes(name)
    with container.open(name) as stream:
        head = read_up_to(stream, HEAD_BYTES)
    judgement = judge(head, name)
    packed = judgement.kind == "gzip"
    if packed:
        judgement = _inside(container, name, size, options)
    return Document(
        root.key(name),
        root.label(name),
        judgement.kind,
        container,
        name,
        size=size,
        unpacked=0 if packed else unpacked_size,
        packed=packed,
        reason=judgement.reason,
    )


def _head_of(stream: Bounded) -> bytes:
    """The beginning, or what there is before damage, which whoever reads further will meet again."""
    head = b""
    try:
        while len(head) < HEAD_BYTES and (data := stream.read(HEAD_BYTES - len(head))):
            head += data
    except UnreadableSource:
        if not head:
            raise
    return head


def _inside(container: Folder | Archive, name: str, size: int, options: ReadingOptions) -> Judgement:
    with (
        container.open(name) as stream,
        unpacked(stream, packed=size, source=name, options=options) as plain,
    ):
        head = _head_of(plain)
    judgement = judge(head, PurePosixPath(name).stem)
    if judgement.kind in ("zip", "gzip"):
        return Judgement("refused", _("an archive within an archive is not opened; unpack it first"))
    return judgement
