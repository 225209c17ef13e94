"""Archives are read where they are, never unpacked to disk, and refused when they are made to do harm."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import Protocol

from django.utils.translation import gettext as _

from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.options import ReadingOptions

_SMALL = 10 * 1024 * 1024
"""Below this many bytes no ratio is suspicious: a file of spaces packs well."""

_STEP = 4096
_GZIP = b"\x1f\x8b"

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)
"""What reading from a damaged archive may raise, or one that is encrypted or packed in a way unknown here."""


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes: ...
    def close(self) -> None: ...


class Bounded(io.RawIOBase):
    """A stream that refuses to give more than ``limit`` bytes. Raises ``UnreadableSource`` where it is exceeded."""

    def __init__(self, stream: Readable, *, limit: int, source: str) -> None:
        self._stream = stream
        self._left = limit
        self._source = source

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._stream.read(self._left + 1 if size < 0 else size)
        except DAMAGED as error:
            raise UnreadableSource(
                self._source, _("the archive is damaged (%(error)s)") % {"error": error}
            ) from error
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableSource(self._source, _("it unpacks to more than is accepted"))
        return data

    def close(self) -> None:
        self._stream.close()
        super().close()


class Archive:
    """A .zip: its files by name, in the order of their names. Raises ``UnreadableSource`` for one that is refused.

    ``problems`` has the names of the members that are left out, with the reason, so that a report can name them.
    """

    def __init__(self, path: Path, *, source: str, options: ReadingOptions) -> None:
        self.path = path
        self.source = source
        self.problems: list[tuple[str, str]] = []
        self._members: dict[str, zipfile.ZipInfo] = {}
        try:
            # Stays open: to open it anew for each file would read the list of all files each time.
            self._archive = zipfile.ZipFile(path)
        except DAMAGED as error:
            raise UnreadableSource(
                source, _("the archive is damaged (%(error)s)") % {"error": error}
            ) from error
        members = self._archive.infolist()
        if len(members) > options.max_files:
            raise UnreadableSource(
                source, _("it holds more than %(count)s files") % {"count": f"{options.max_files:,}"}
            )
        if sum(member.file_size for member in members) > options.max_unpacked_bytes:
            raise UnreadableSource(source, _("it unpacks to more than is accepted"))
        for member in members:
            # Archives that were packed on Windows may have its separators.
            name = member.filename.replace("\\", "/")
            if name.endswith("/"):
                continue
            problem = self._problem(member, name, options)
            if problem:
                self.problems.append((name, problem))
            else:
                self._members[name] = member

    def _problem(self, member: zipfile.ZipInfo, name: str, options: ReadingOptions) -> str:
        if member.file_size > _SMALL and member.file_size > options.max_ratio * max(member.compress_size, 1):
            raise UnreadableSource(
                self.source,
                _("“%(name)s” grows so much when unpacked that it is taken for a bomb") % {"name": name},
            )
        if name in self._members:
            return _("the archive has two files of this name; the first one was read")
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or ":" in name:
            return _("its name leads out of the archive")
        if member.flag_bits & 0x1:
            return _("it is encrypted")
        if stat.S_ISLNK(member.external_attr >> 16):
            return _("it is a link, not a file")
        return ""

    @property
    def names(self) -> list[str]:
        return sorted(self._members)

    def sizes(self, name: str) -> tuple[int, int]:
        """How many bytes the file has as it is packed, and unpacked."""
        return self._members[name].compress_size, self._members[name].file_size

    def __contains__(self, name: object) -> bool:
        return name in self._members

    @contextmanager
    def open(self, name: str) -> Iterator[Bounded]:
        """Open a file of it. Reading raises ``UnreadableSource`` where it is damaged or longer than it says."""
        member = self._members[name]
        source = f"{self.source}: {name}"
        with ExitStack() as stack:
            try:
                stream = stack.enter_context(self._archive.open(member))
            except DAMAGED as error:
                raise UnreadableSource(
                    source, _("the archive is damaged (%(error)s)") % {"error": error}
                ) from error
            yield stack.enter_context(Bounded(stream, limit=member.file_size, source=source))


@contextmanager
def unpacked(stream: Readable, *, packed: int, source: str, options: ReadingOptions) -> Iterator[Bounded]:
    """Unpack a .gz of ``packed`` bytes while it is read. Reading raises ``UnreadableSource``, as an archive does."""
    limit = min(options.max_unpacked_bytes, max(_SMALL, options.max_ratio * packed))
    yield Bounded(_Unpacking(stream), limit=limit, source=source)


class _Unpacking:
    """What was packed with gzip, as far as it goes: damage is met only behind all that could still be unpacked.

    What follows the last packed piece, as some servers and tapes leave it there, is no part of it.
    """

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._piece = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._packed = b""
        self._ended = False
        self._failure: Exception | None = None

    def read(self, size: int = -1, /) -> bytes:
        parts: list[bytes] = []
        left = size
        while left > 0 and not self._ended and self._failure is None:
            try:
                parts.append(self._next(left))
            except DAMAGED as error:
                self._failure = error
            else:
                left -= len(parts[-1])
        if left == size and self._failure is not None:
            raise self._failure
        return b"".join(parts)

    def _next(self, most: int) -> bytes:
        data = self._piece.decompress(self._packed, most)
        self._packed = self._piece.unconsumed_tail
        if self._piece.eof:
            self._go_on(self._piece.unused_data)
        elif not data and not self._packed:
            self._packed = self._stream.read(_STEP)
            if not self._packed:
                raise EOFError("compressed file ends too early")
        return data

    def _go_on(self, rest: bytes) -> None:
        """Behind a packed piece there may be another one."""
        self._packed = rest.lstrip(b"\0")
        while len(self._packed) < len(_GZIP) and (more := self._stream.read(_STEP)):
            self._packed = (self._packed + more).lstrip(b"\0")
        self._ended = not self._packed.startswith(_GZIP)
        self._piece = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def close(self) -> None:
        self._stream.close()
