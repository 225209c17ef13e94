"""A table beside the database for one process: what an import has to remember of all entries, in constant memory."""

import sqlite3
from collections.abc import Iterable
from types import TracebackType

__all__ = ["Scratch"]


class Scratch:
    """Words by words, in a temporary file that goes with the object. A context manager."""

    def __init__(self) -> None:
        # An empty name means a file of SQLite's own, which is deleted when the connection is closed.
        self._connection = sqlite3.connect("", check_same_thread=False)
        self._connection.execute("CREATE TABLE words (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")

    def add(self, name: str, value: str) -> None:
        """Remember it; the first value of a name stays."""
        self._connection.execute("INSERT OR IGNORE INTO words VALUES (?, ?)", (name, value))

    def add_all(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Remember all of them."""
        self._connection.executemany("INSERT OR IGNORE INTO words VALUES (?, ?)", pairs)

    def get(self, name: str) -> str | None:
        """What the name stands for, or None."""
        row = self._connection.execute("SELECT value FROM words WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __enter__(self) -> "Scratch":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
