"""Asks the database: which pages match, and in what order.

A rank costs: the words of each page that is ranked have to be fetched. So an order by rank has the 500 best candidates
(those whose titles match, then the newest pages), whatever the number of pages that match: a question that more pages
answer is one that no order by relevance helps with. Every match is counted, and listed in any other order.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from django.db import connection, models
from django.db.models import Case, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from cms.delivery.search.dialects import fts5, tsquery
from cms.delivery.search.expressions import Matches, Rank, TitleMatches
from cms.delivery.search.query import Question
from cms.delivery.search.words import language_of
from cms.models import PageDocument

__all__ = ["CANDIDATES", "matching", "ranked"]

CANDIDATES = 500
"""Pages that are ranked, and so listed in the order of their ranks."""

Documents = QuerySet[PageDocument]
Ranked = QuerySet[Any]


def matching(documents: Documents, question: Question, *, locales: Iterable[str]) -> Documents:
    """Those of the documents that match, in no order: for counts and facets. A page is compared with the stems of its
    own language; `locales` are those that the documents may have."""
    index = _index(question, locales)
    return index.matching(documents) if index.query else documents.none()


def ranked(documents: Documents, question: Question, *, locales: Iterable[str]) -> Ranked:
    """The best of them with the annotation `rank`, a whole number that a cursor can hold, in the order of (rank, page),
    both descending; `Beyond` goes on from a place. Filter the documents before, by subqueries rather than by joins that
    repeat rows. One query."""
    index = _index(question, locales)
    if not index.query:
        return documents.none().annotate(rank=Value(0, output_field=models.BigIntegerField()))
    candidates = index.in_turn(documents).values("pk")[:CANDIDATES]
    return index.ranked(documents.filter(pk__in=candidates)).order_by("-rank", "-page_id")


def _index(question: Question, locales: Iterable[str]) -> "_Index":
    languages = list(dict.fromkeys(map(language_of, locales)))
    return (
        _PostgreSQL(question, languages)
        if connection.vendor == "postgresql"
        else _SQLite(question, languages)
    )


class _Index(ABC):
    """The full-text index of one kind of database, and a question in its language."""

    query: str
    """Empty if nothing can match."""

    @abstractmethod
    def matching(self, documents: Documents) -> Documents:
        """What matches."""

    @abstractmethod
    def in_turn(self, documents: Documents) -> Documents:
        """What matches, the best candidates for a rank first."""

    @abstractmethod
    def ranked(self, documents: Documents) -> Ranked:
        """Documents that match, with their rank."""


class _PostgreSQL(_Index):
    def __init__(self, question: Question, languages: list[str]) -> None:
        self.query = tsquery(question, languages)
        self.wanted = tsquery(question, languages, exclusions=False)

    def matching(self, documents: Documents) -> Documents:
        return documents.filter(Matches(self.query), search_text__isnull=False)

    def in_turn(self, documents: Documents) -> Documents:
        return self.matching(documents).order_by(TitleMatches(self.wanted).desc(), "-page_id")

    def ranked(self, documents: Documents) -> Ranked:
        return documents.filter(search_text__isnull=False).annotate(rank=Rank(self.wanted))


class _SQLite(_Index):
    _RANK = "MAX(1, CAST(ROUND(-1e9 * bm25(cms_documentwords, 10.0, 4.0, 1.5, 0.5)) AS INTEGER))"

    def __init__(self, question: Question, languages: list[str]) -> None:
        self.query = fts5(question, languages)

    def matching(self, documents: Documents) -> Documents:
        return documents.filter(pk__in=self._found(self.query))

    def in_turn(self, documents: Documents) -> Documents:
        in_title = Case(When(pk__in=self._found(f"{{a}} : ({self.query})"), then=1), default=0)
        return self.matching(documents).order_by(in_title.desc(), "-page_id")

    def ranked(self, documents: Documents) -> Ranked:
        # The sign keeps SQLite from asking the full-text table anew for each document.
        where = ["+cms_documentwords.rowid = cms_pagedocument.id", "cms_documentwords MATCH %s"]
        found = documents.extra(  # noqa: S610 - no text but our own
            tables=["cms_documentwords"], where=where, params=[self.query]
        )
        rank = RawSQL(self._RANK, [], output_field=models.BigIntegerField())  # noqa: S611 - as above
        ranked: Ranked = found.annotate(rank=rank)
        return ranked

    @staticmethod
    def _found(query: str) -> RawSQL:
        statement = "SELECT rowid FROM cms_documentwords WHERE cms_documentwords MATCH %s"
        return RawSQL(statement, [query])  # noqa: S611 - as above
