"""Who may build, and who may store: one build of a document at a time, and storing only while nothing changes."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import OperationalError, connection, transaction

from cms.models import ChangeSequence

__all__ = ["Busy", "no_changes", "only_builder"]

NAMESPACE = 0x636D73
"""First half of the advisory locks' key; the second is the id of the document."""
PATIENCE = 400
"""Milliseconds that a build waits for a change to end before it is sent without being stored."""

_locks: dict[int, threading.Lock] = defaultdict(threading.Lock)


class Busy(Exception):
    """A change takes longer than a reader should wait."""


@contextmanager
def only_builder(document_id: int) -> Iterator[bool]:
    """Whether this caller is the one to build the document; another one is at it if not.

    Among all processes on PostgreSQL, among the threads of one on SQLite.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [NAMESPACE, document_id % 2**31])
            yield bool(cursor.fetchone()[0])
        return
    lock = _locks[document_id]
    mine = lock.acquire(blocking=False)
    try:
        yield mine
    finally:
        if mine:
            lock.release()


@contextmanager
def no_changes() -> Iterator[None]:
    """A transaction during which nothing else changes. Raises `Busy`."""
    with ExitStack() as stack:
        try:
            stack.enter_context(_short_wait())
            stack.enter_context(transaction.atomic())
            ChangeSequence.hold()
        except OperationalError as error:
            raise Busy from error
        yield


@contextmanager
def _short_wait() -> Iterator[None]:
    """On SQLite the wait for the write lock belongs to the connection, on PostgreSQL to the transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with transaction.atomic():
                cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}ms'")
                yield
                cursor.execute("SET LOCAL lock_timeout = DEFAULT")
            return
        cursor.execute("PRAGMA busy_timeout")
        before = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {before}")
