"""A database of the benchmark's own: made, reused on request, dropped. PostgreSQL where there is one, else SQLite."""

import getpass
import os
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

__all__ = ["BenchDatabase", "choose"]

MARK = "made by make bench; may be dropped"


class BenchDatabase:
    """A database by its address. One of the same name that is not the benchmark's is never touched."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.parts = urlsplit(url)

    @property
    def is_postgresql(self) -> bool:
        """Otherwise it is SQLite."""
        return self.parts.scheme != "sqlite"

    @property
    def name(self) -> str:
        """Of the database, or of the file."""
        return self.parts.path.lstrip("/")

    def create(self) -> None:
        """An empty one; what is left of an earlier run is dropped. Raises `RuntimeError` if the name is taken."""
        self.drop()
        if self.is_postgresql:
            with self._server() as server:
                server.execute(f'CREATE DATABASE "{self.name}"')
                server.execute(f"COMMENT ON DATABASE \"{self.name}\" IS '{MARK}'")

    def drop(self) -> None:
        """Remove it, if it is there."""
        if not self.is_postgresql:
            for suffix in ("", "-wal", "-shm"):
                Path(f"/{self.name}{suffix}").unlink(missing_ok=True)
            return
        with self._server() as server:
            row = server.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
                [self.name],
            ).fetchone()
            if row is None:
                return
            if row[0] != MARK:
                raise RuntimeError(f"There is a database {self.name} that this benchmark has not made.")
            server.execute(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _server(self) -> psycopg.Connection:
        return psycopg.connect(urlunsplit(self.parts._replace(path="/postgres")), autocommit=True)


def choose(name: str, *, folder: Path) -> BenchDatabase:
    """On the server of `DATABASE_URL`, or of this machine; a file in the folder if neither answers."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("sqlite"):
        return BenchDatabase(f"sqlite:///{folder / name}.sqlite3")
    url = urlsplit(given or f"postgres://{getpass.getuser()}@127.0.0.1:5432/")
    with suppress(psycopg.OperationalError):
        psycopg.connect(urlunsplit(url._replace(path="/postgres")), connect_timeout=3).close()
        return BenchDatabase(urlunsplit(url._replace(path=f"/bench_{name}")))
    if given:
        raise RuntimeError("The server of DATABASE_URL does not answer.")
    return BenchDatabase(f"sqlite:///{folder / name}.sqlite3")
