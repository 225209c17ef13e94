"""What loading expects of what somebody brings: entries in a fixed order, and the files that lie beside them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from cms.legacy.entries import Entry, Media

__all__ = ["MediaIndex", "Supply"]


class MediaIndex(Protocol):
    """The files that an export knows of."""

    @property
    def total(self) -> int: ...

    def media_by_id(self, id: str, /) -> Media | None:  # noqa: A002 - the export's own word
        """The file with the id of the export."""

    def media_by_address(self, url: str, /) -> Media | None:
        """The file that was to be read at the address."""


class Supply(Protocol):
    """Entries, numbered from 0. The same files give the same entries in the same order."""

    @property
    def label(self) -> str: ...

    def fingerprint(self) -> str:
        """Changes with any byte of the files."""

    def index(self) -> AbstractContextManager[MediaIndex]:
        """Go through everything once."""

    def entries(self, *, start: int = 0) -> Iterator[Entry]:
        """The entries from that number on."""

    def read_file(self, entry: Entry, name: str) -> bytes | None:
        """A file that lies beside the entry's own."""

    def is_gone(self, key: str) -> bool:
        """Whether the key is that of a file which does not lie there any more, as far as can be told."""
