"""What a first pass over the sources learns: how many entries there are, and what later entries refer to.

All of it lies in a temporary file that SQLite looks after, so that a large export needs no more memory than a
small one.
"""

import re
import sqlite3
from types import TracebackType
from urllib.parse import unquote, urlsplit

from cms.legacy.entries import Media

_SUFFIX = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|-rotated|-e\d{10,13})+(?=\.\w{2,5}$)")
_PHOTON = re.compile(r"i[0-3]\.wp\.com/")

_SCHEMA = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -8000;
    CREATE TABLE media (site TEXT, id TEXT, address TEXT, exact TEXT, stem TEXT, alt TEXT, caption TEXT, title TEXT);
    CREATE INDEX media_id ON media (id);
    CREATE INDEX media_exact ON media (exact);
    CREATE INDEX media_stem ON media (stem);
    CREATE TABLE named (site TEXT, kind TEXT, key TEXT, value TEXT, extra TEXT, PRIMARY KEY (site, kind, key))
        WITHOUT ROWID;
    CREATE TABLE seen (key TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID;
    CREATE TABLE repeated (position INTEGER PRIMARY KEY, ordinal INTEGER);
"""


class Index:
    """What the sources hold together. A context manager: closing it removes the temporary file."""

    def __init__(self) -> None:
        self.total = 0
        self.closed = False
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(_SCHEMA)
        self._database.execute("BEGIN")

    def __enter__(self) -> "Index":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if not self.closed:
            self._database.close()
            self.closed = True

    def add_media(self, media: Media, *, site: str = "") -> None:
        exact = normalise(media.address)
        self._database.execute(
            "INSERT INTO media VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (site, media.id, media.address, exact, _stem(exact), media.alt, media.caption, media.title),
        )

    def media_by_id(self, id: str, *, site: str | None = None) -> Media | None:  # noqa: A002 - the field's own name
        """The file with that id; of several sites that use the id, only the named one's."""
        rows = self._media("id = ? AND (? IS NULL OR site = ?)", (id, site, site))
        return rows[0] if len({row.address for row in rows}) == 1 else None

    def media_by_address(self, url: str) -> Media | None:
        """The file at that address, or the one it is a smaller copy of. Protocol, ``www.`` and query do not count."""
        exact = normalise(url)
        rows = self._media("exact = ?", (exact,)) or self._media("stem = ?", (_stem(exact),))
        return rows[0] if rows else None

    def _media(self, where: str, values: tuple[str | None, ...]) -> list[Media]:
        query = f"SELECT address, id, alt, caption, title FROM media WHERE {where} ORDER BY rowid LIMIT 9"  # noqa: S608
        return [
            Media(address, id=number, alt=alt, caption=caption, title=title)
            for address, number, alt, caption, title in self._database.execute(query, values)
        ]

    def add_named(self, site: str, kind: str, key: str, value: str, extra: str = "") -> None:
        """Remember an author, a term or a reusable block of a site; the first of a name counts."""
        self._database.execute(
            "INSERT OR IGNORE INTO named VALUES (?, ?, ?, ?, ?)", (site, kind, key, value, extra)
        )

    def named(self, site: str, kind: str, key: str) -> tuple[str, str] | None:
        row = self._database.execute(
            "SELECT value, extra FROM named WHERE site = ? AND kind = ? AND key = ?", (site, kind, key)
        ).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def add_key(self, position: int, key: str) -> None:
        """Remember the key of an entry, so that another one with the same key gets its number."""
        self._database.execute(
            "INSERT INTO seen VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET times = times + 1", (key,)
        )
        times = self._database.execute("SELECT times FROM seen WHERE key = ?", (key,)).fetchone()[0]
        if times > 1:
            self._database.execute("INSERT INTO repeated VALUES (?, ?)", (position, times))

    def unique(self, position: int, key: str) -> str:
        """Return the key, with a number behind it if an earlier entry has the same one."""
        row = self._database.execute(
            "SELECT ordinal FROM repeated WHERE position = ?", (position,)
        ).fetchone()
        return f"{key}#{row[0]}" if row else key


def normalise(address: str) -> str:
    """Return an address as it is compared: without protocol, ``www.``, query and fragment."""
    parts = urlsplit(address.strip()) if _can_be_split(address) else None
    if parts is None:
        return address.strip()
    host = (parts.netloc.rpartition("@")[2]).lower().removeprefix("www.")
    return _PHOTON.sub("", f"{host}{unquote(parts.path)}", count=1)


def _can_be_split(address: str) -> bool:
    try:
        urlsplit(address.strip())
    except ValueError:
        return False
    return True


def _stem(address: str) -> str:
    return _SUFFIX.sub("", address)
