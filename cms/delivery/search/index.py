"""Writes the words of page documents, in the transaction of the change that made them: there is no lazy part."""

from collections.abc import Container, Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, transaction

from blocks.base import Key
from cms.delivery.search.places import Places, columns, places_of, vector
from cms.delivery.search.text import page_words
from cms.delivery.search.words import language_of

__all__ = ["Entry", "write", "write_many"]

_BATCH = 50

_POSTGRESQL = """
    INSERT INTO cms_documenttext AS old (document_id, language, text, vector, title) VALUES {rows}
    ON CONFLICT (document_id) DO UPDATE
    SET language = EXCLUDED.language, text = EXCLUDED.text, vector = EXCLUDED.vector, title = EXCLUDED.title
    WHERE (old.language, old.text, old.vector) IS DISTINCT FROM (EXCLUDED.language, EXCLUDED.text, EXCLUDED.vector)
"""
_SQLITE_TEXT = """
    INSERT INTO cms_documenttext (document_id, language, text) VALUES {rows}
    ON CONFLICT (document_id) DO UPDATE SET language = EXCLUDED.language, text = EXCLUDED.text
"""
_SQLITE_WORDS = "INSERT OR REPLACE INTO cms_documentwords (rowid, a, b, c, d) VALUES {rows}"


class Entry(NamedTuple):
    """A page document whose words are to be written."""

    document_id: int
    page: Any
    language: str
    """The locale of the page; its base language counts."""
    public: Container[Key] = ()
    """Keys of what the page refers to and the public may see; see `page_words`."""


def write(document_id: int, page: Any, *, language: str, public: Container[Key] = ()) -> None:
    """Write the words of one page, new or again. `page` is the live page in its own class. Up to two queries."""
    write_many([Entry(document_id, page, language, public)])


def write_many(entries: Iterable[Entry]) -> None:
    """Write the words of several pages; one query (on SQLite two) for each 50."""
    remaining = iter(entries)
    while batch := [_Row.of(entry) for entry in islice(remaining, _BATCH)]:
        if connection.vendor == "postgresql":
            _execute(
                _POSTGRESQL, "(%s, %s, %s, %s::tsvector, %s::tsvector)", [row.vectors() for row in batch]
            )
        else:
            with transaction.atomic():
                _execute(_SQLITE_TEXT, "(%s, %s, %s)", [row.head() for row in batch])
                _execute(_SQLITE_WORDS, "(%s, %s, %s, %s, %s)", [row.columns() for row in batch])


class _Row(NamedTuple):
    document_id: int
    language: str
    text: str
    places: Places
    title: Places

    @classmethod
    def of(cls, entry: Entry) -> "_Row":
        language = language_of(entry.language)
        passages = page_words(entry.page, public=entry.public)
        title = [passage for passage in passages if passage.weight == "A"]
        rest = [passage for passage in passages if passage.weight != "A"]
        text = "\n".join(passage.text for passage in rest)
        return cls(
            entry.document_id,
            language,
            text,
            places=places_of((*title, *rest), language=language),
            title=places_of(title, language=language),
        )

    def head(self) -> tuple[Any, ...]:
        return self.document_id, self.language, self.text

    def vectors(self) -> tuple[Any, ...]:
        return (*self.head(), vector(self.places), vector(self.title))

    def columns(self) -> tuple[Any, ...]:
        return (self.document_id, *columns(self.places))


def _execute(statement: str, row: str, rows: Sequence[tuple[Any, ...]]) -> None:
    values = [value for each in rows for value in each]
    with connection.cursor() as cursor:
        cursor.execute(statement.format(rows=", ".join([row] * len(rows))), values)
