"""Asks the database: which pages match, and in what order.

A rank costs: the words of each page that is ranked have to be fetched. So an order by rank has the 500 best candidates
(those whose titles match, then the newest pages), whatever the number of pages that match: a question that more pages
answer is one that no order by relevance helps with. Every match is counted, and listed in any other order.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.models import Case, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from cms.delivery.search.dialects import fts5, tsquery
from cms.delivery.search.expressions import Matches, Rank, TitleMatches
from cms.delivery.search.query import Question
from cms.delivery.search.words import language_of
from cms.models import PageDocument

__all__ = ["CANDIDATES", "Wanted", "matching", "ranked", "wanted"]

CANDIDATES = 500
"""Pages that are ranked, and so listed in the order of their ranks."""

Documents = QuerySet[PageDocument]
Ranked = QuerySet[Any]


class Wanted(NamedTuple):
    """A question in the query language of the database: texts, or expressions of texts that are given later."""

    everywhere: Any
    """Empty if nothing can match."""
    in_title: Any
    for_rank: Any


def wanted(question: Question, *, locales: Iterable[str]) -> Wanted:
    """A page is compared with the stems of its own language; `locales` are those that the documents may have."""
    return _index().wanted(question, list(dict.fromkeys(map(language_of, locales))))


def matching(documents: Documents, wanted: Wanted) -> Documents:
    """Those of the documents that match, in no order: for counts and facets."""
    return _index().matching(documents, wanted) if wanted.everywhere else documents.none()


def ranked(documents: Documents, wanted: Wanted) -> Ranked:
    """The best of them with the annotation `rank`, a whole number that a cursor can hold, in the order of (rank, page),
    both descending; `Beyond` goes on from a place. Filter the documents before, by subqueries rather than by joins that
    repeat rows. One query."""
    if not wanted.everywhere:
        return documents.none().annotate(rank=Value(0, output_field=models.BigIntegerField()))
    index = _index()
    candidates = index.in_turn(documents, wanted).values("pk")[:CANDIDATES]
    return index.ranked(PageDocument.objects.filter(pk__in=candidates), wanted).order_by("-rank", "-page_id")


def _index() -> "_Index":
    return _PostgreSQL() if connection.vendor == "postgresql" else _SQLite()


class _Index(ABC):
    """The full-text index of one kind of database."""

    @abstractmethod
    def wanted(self, question: Question, languages: list[str]) -> Wanted:
        """A question to it."""

    @abstractmethod
    def matching(self, documents: Documents, wanted: Wanted) -> Documents:
        """What matches."""

    @abstractmethod
    def in_turn(self, documents: Documents, wanted: Wanted) -> Documents:
        """What matches, the best candidates for a rank first."""

    @abstractmethod
    def ranked(self, documents: Documents, wanted: Wanted) -> Ranked:
        """Documents that match, with their rank."""


class _PostgreSQL(_Index):
    def wanted(self, question: Question, languages: list[str]) -> Wanted:
        sought = tsquery(question, languages, exclusions=False)
        return Wanted(tsquery(question, languages), in_title=sought, for_rank=sought)

    def matching(self, documents: Documents, wanted: Wanted) -> Documents:
        return documents.filter(Matches(wanted.everywhere), search_text__isnull=False)

    def in_turn(self, documents: Documents, wanted: Wanted) -> Documents:
        by_title = TitleMatches(wanted.in_title).desc()
        return self.matching(documents, wanted).order_by(by_title, "-page_id")

    def ranked(self, documents: Documents, wanted: Wanted) -> Ranked:
        return documents.filter(search_text__isnull=False).annotate(rank=Rank(wanted.for_rank))


class _SQLite(_Index):
    _RANK = "MAX(1, CAST(ROUND(-1e9 * bm25(cms_documentwords, 10.0, 4.0, 1.5, 0.5)) AS INTEGER))"

    def wanted(self, question: Question, languages: list[str]) -> Wanted:
        query = fts5(question, languages)
        return Wanted(query, in_title=f"{{a}} : ({query})", for_rank=query)

    def matching(self, documents: Documents, wanted: Wanted) -> Documents:
        return documents.filter(pk__in=self._found(wanted.everywhere))

    def in_turn(self, documents: Documents, wanted: Wanted) -> Documents:
        in_title = Case(When(pk__in=self._found(wanted.in_title), then=1), default=0)
        return self.matching(documents, wanted).order_by(in_title.desc(), "-page_id")

    def ranked(self, documents: Documents, wanted: Wanted) -> Ranked:
        # The sign keeps SQLite from asking the full-text table anew for each document.
        where = ["+cms_documentwords.rowid = cms_pagedocument.id", "cms_documentwords MATCH %s"]
        found = documents.extra(  # noqa: S610 - no text but our own
            tables=["cms_documentwords"], where=where, params=[wanted.for_rank]
        )
        rank = RawSQL(self._RANK, [], output_field=models.BigIntegerField())  # noqa: S611 - as above
        ranked: Ranked = found.annotate(rank=rank)
        return ranked

    @staticmethod
    def _found(query: Any) -> RawSQL:
        statement = "SELECT rowid FROM cms_documentwords WHERE cms_documentwords MATCH %s"
        return RawSQL(statement, [query])  # noqa: S611 - as above
