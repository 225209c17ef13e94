"""Give every test process a fully migrated database in milliseconds.

Wagtail's migrations take many seconds, and they can not be left out: they create the root page and the first
site. So they run once for a given set of migrations, and the result is kept as a template: a file under `.cache/`
for SQLite, a database `template_…` for PostgreSQL. Each process copies it, and copies it again after a test that
commits.
"""

import fcntl
import hashlib
import os
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import django
import wagtail
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils.module_loading import import_string

CACHE_DIR = Path(__file__).resolve().parents[1] / ".cache"
IN_USE_SECONDS = 20


def fingerprint(vendor: str) -> str:
    """What the migrated database depends on, as 16 hexadecimal digits.

    Every migration file of every installed app, the versions of what runs them, and the settings that they look at.
    """
    digest = hashlib.sha256()
    for part in (
        django.__version__,
        wagtail.__version__,
        sqlite3.sqlite_version,
        vendor,
        settings.LANGUAGE_CODE,
    ):
        digest.update(part.encode() + b"\0")
    for config in apps.get_app_configs():
        digest.update(config.name.encode() + b"\0")
        for path in _migration_files(config.label):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _migration_files(app_label: str) -> list[Path]:
    module, _ = MigrationLoader.migrations_module(app_label)
    if module is None:
        return []
    try:
        package = import_string(f"{module}.__path__")
    except ImportError:
        return []
    return sorted(file for folder in package for file in Path(folder).glob("*.py"))


class TemplateDatabase(ABC):
    """The test database of one process, made by copying a template that is migrated on first use."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.site = os.environ["DJANGO_SETTINGS_MODULE"]
        self.name = f"template_{fingerprint(connection.vendor)}"
        self.original_name = connection.settings_dict["NAME"]
        self.test_name = connection.creation._get_test_db_name()

    def create(self, *, rebuild: bool = False) -> None:
        """Connect to a fresh test database; `rebuild` migrates the template again even if there is one."""
        with self.lock():
            if rebuild or not self.template_exists():
                self.build_template()
        self.use(self.test_name)
        self.copy()

    @abstractmethod
    def lock(self) -> Any:
        """A context in which no other process builds the same template."""

    @abstractmethod
    def template_exists(self) -> bool: ...

    @abstractmethod
    def build_template(self) -> None:
        """Migrate an empty database and keep it. An interrupted build leaves no template behind."""

    @abstractmethod
    def copy(self) -> None:
        """Put the template's contents into the test database, whatever is in it."""

    @abstractmethod
    def destroy(self) -> None:
        """Remove the test database. The template stays."""

    def use(self, name: str) -> None:
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = name
        self.connection.settings_dict["NAME"] = name

    def migrate(self) -> None:
        options = {"database": self.connection.alias, "verbosity": 0}
        call_command("migrate", interactive=False, run_syncdb=True, **options)
        call_command("createcachetable", **options)


class SQLiteTemplate(TemplateDatabase):
    @property
    def path(self) -> Path:
        return CACHE_DIR / f"{self.site}-{self.name}.sqlite3"

    @contextmanager
    def lock(self) -> Iterator[None]:
        CACHE_DIR.mkdir(exist_ok=True)
        with (CACHE_DIR / f"{self.site}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def template_exists(self) -> bool:
        return self.path.exists()

    def build_template(self) -> None:
        for outdated in CACHE_DIR.glob(f"{self.site}-template_*"):
            outdated.unlink()
        self.use(self.test_name)
        self.migrate()
        unfinished = self.path.with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(unfinished)) as template:
            self.connection.connection.backup(template)
        unfinished.rename(self.path)

    def copy(self) -> None:
        self.connection.ensure_connection()
        until = time.monotonic() + IN_USE_SECONDS
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as template:
            while True:
                try:
                    return template.backup(self.connection.connection)
                except sqlite3.OperationalError:
                    # A browser's last request may still be under way in a thread of the live server.
                    if time.monotonic() > until:
                        raise
                    time.sleep(0.1)

    def destroy(self) -> None:
        self.connection.creation.destroy_test_db(self.original_name, verbosity=0)


class PostgreSQLTemplate(TemplateDatabase):
    @contextmanager
    def lock(self) -> Iterator[None]:
        with self.connection.creation._nodb_cursor() as cursor:
            # Held by the session, so it ends with it, however that ends.
            cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [self.name])
            yield

    def template_exists(self) -> bool:
        with self.connection.creation._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            return cursor.fetchone() is not None

    def build_template(self) -> None:
        unfinished = f"{self.name}_unfinished"
        self.execute(
            f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)',
            f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)',
            f'CREATE DATABASE "{unfinished}"',
        )
        self.use(unfinished)
        self.migrate()
        self.connection.close()
        self.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.name}"')

    def copy(self) -> None:
        connections.close_all()
        self.execute(
            f'DROP DATABASE IF EXISTS "{self.test_name}" WITH (FORCE)',
            f'CREATE DATABASE "{self.test_name}" TEMPLATE "{self.name}"',
        )

    def destroy(self) -> None:
        connections.close_all()
        self.execute(f'DROP DATABASE IF EXISTS "{self.test_name}" WITH (FORCE)')
        self.use(self.original_name)

    def execute(self, *statements: str) -> None:
        with self.connection.creation._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def template_database(alias: str = "default") -> TemplateDatabase:
    """The template database that suits the connection's kind."""
    connection = connections[alias]
    kinds: dict[str, type[TemplateDatabase]] = {"sqlite": SQLiteTemplate, "postgresql": PostgreSQLTemplate}
    return kinds[connection.vendor](connection)
