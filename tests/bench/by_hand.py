"""What the plugin is compared with: the least that a database has to do for a document, a list and a search.

Tables of ready cards beside the plugin's own, each with exactly the index that its one question needs, and the
statements that ask. Imports nothing of the plugin: the minimal site runs them.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.db import connection

__all__ = ["document", "newest", "on_topic", "prepare", "search"]

DOCUMENT = "SELECT etag, document FROM cms_pagedocument WHERE id = %s"
ETAG = "SELECT etag FROM cms_pagedocument WHERE id = %s"
NEWEST = "SELECT card FROM bench_card ORDER BY published DESC, page_id DESC LIMIT 20"
ON_TOPIC = """SELECT card FROM bench_topic JOIN bench_card USING (page_id)
 WHERE topic_id = %s ORDER BY bench_topic.published DESC, page_id DESC LIMIT 20"""
SEARCH = {
    "postgresql": """SELECT card FROM (
 SELECT page_id, ts_rank(words, wanted) AS rank FROM bench_words, to_tsquery('english', %s) AS wanted
 WHERE words @@ wanted ORDER BY rank DESC, page_id DESC LIMIT 20
) AS found JOIN bench_card USING (page_id) ORDER BY rank DESC, page_id DESC""",
    "sqlite": """SELECT card FROM (
 SELECT rowid AS page_id, rank FROM bench_words WHERE bench_words MATCH %s ORDER BY rank LIMIT 20
) JOIN bench_card USING (page_id) ORDER BY rank, page_id DESC""",
}

TABLES = {
    "postgresql": [
        "CREATE TABLE bench_words (page_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX bench_words_gin ON bench_words USING gin (words)",
    ],
    "sqlite": ["CREATE VIRTUAL TABLE bench_words USING fts5(words, content='', tokenize='porter')"],
}
INSERT_WORDS = {
    "postgresql": "INSERT INTO bench_words VALUES (%s, to_tsvector('english', %s))",
    "sqlite": "INSERT INTO bench_words (rowid, words) VALUES (%s, %s)",
}
CARDS = [
    """CREATE TABLE bench_card AS SELECT page_id, published_order AS published, card FROM cms_pagedocument
 WHERE type = 'research_summary'""",
    "CREATE UNIQUE INDEX bench_card_page ON bench_card (page_id)",
    "CREATE INDEX bench_card_newest ON bench_card (published, page_id)",
    """CREATE TABLE bench_topic AS SELECT topic_id, published_order AS published, page_id FROM cms_documenttopic
 JOIN cms_pagedocument ON cms_pagedocument.id = document_id""",
    "CREATE INDEX bench_topic_newest ON bench_topic (topic_id, published, page_id)",
]
TEXT = """SELECT id, title, standfirst, body FROM wagtailcore_page JOIN cms_researchsummarypage ON id = page_ptr_id
 WHERE id > %s ORDER BY id LIMIT 200"""
NOT_WORDS = re.compile(r'<[^>]*>|"[a-z_]+":|"[0-9a-f-]{36}"|[^A-Za-z]+')


def prepare() -> None:
    """Make the tables, once the plugin's documents are built."""
    with connection.cursor() as cursor:
        for table in ("bench_card", "bench_topic", "bench_words"):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in (*CARDS, *TABLES[connection.vendor]):
            cursor.execute(statement)
        for rows in _texts():
            cursor.executemany(INSERT_WORDS[connection.vendor], rows)
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")


def _texts() -> Iterator[list[tuple[int, str]]]:
    """(page, its words), some at a time."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(TEXT, [last])
            rows = cursor.fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield [
            (pk, NOT_WORDS.sub(" ", f"{title} {standfirst} {body}")) for pk, title, standfirst, body in rows
        ]


def document(pk: int, known: str | None) -> tuple[str, bytes | None] | None:
    """(entity tag, bytes, or None if the tag is the known one); None if there is no such row."""
    with connection.cursor() as cursor:
        if known:
            cursor.execute(ETAG, [pk])
            row = cursor.fetchone()
            if row and row[0] == known:
                return known, None
        cursor.execute(DOCUMENT, [pk])
        row = cursor.fetchone()
    return row and (row[0], bytes(row[1]))


def newest() -> bytes:
    """The twenty newest cards."""
    return _joined(NEWEST, [])


def on_topic(topic: int) -> bytes:
    """The twenty newest cards on a topic."""
    return _joined(ON_TOPIC, [topic])


def search(word: str) -> bytes:
    """The twenty best cards with a word."""
    return _joined(SEARCH[connection.vendor], [word])


def _joined(sql: str, values: list[Any]) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return b'{"items":[' + b",".join(bytes(row[0]) for row in cursor.fetchall()) + b"]}"
