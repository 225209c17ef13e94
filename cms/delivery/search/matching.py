"""Asks the database: which pages match, and in what order.

The order is by rank, then newest page first. On PostgreSQL a rank costs: the words of each page that is ranked have to
be fetched. So of the pages that match, the 500 best candidates are ranked (those whose titles match, then the newest);
the others follow them with rank 0, newest first. All that match are found and can be counted; a question that more
than 500 pages answer is one that no order by relevance helps with.
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
"""Pages that are ranked on PostgreSQL."""

Documents = QuerySet[PageDocument]
Ranked = QuerySet[Any]
_NO_RANK = Value(0, output_field=models.BigIntegerField())


def matching(documents: Documents, question: Question, *, locales: Iterable[str]) -> Documents:
    """Those of the documents that match, in no order: for counts and facets. A page is compared with the stems of its
    own language; `locales` are those that the documents may have."""
    index = _index(question, locales)
    return index.matching(documents) if index.query else documents.none()


def ranked(documents: Documents, question: Question, *, locales: Iterable[str]) -> Ranked:
    """The same with the annotation `rank`, a whole number that a cursor can hold, in the order of (rank, page), both
    descending; `Beyond` goes on from a place. Filter the documents before, by subqueries rather than by joins that
    repeat rows."""
    index = _index(question, locales)
    if not index.query:
        return documents.none().annotate(rank=_NO_RANK)
    return index.ranked(documents).order_by("-rank", "-page_id")


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
    def ranked(self, documents: Documents) -> Ranked:
        """What matches, with its rank."""


class _PostgreSQL(_Index):
    def __init__(self, question: Question, languages: list[str]) -> None:
        self.query = tsquery(question, languages)
        self.wanted = tsquery(question, languages, exclusions=False)

    def matching(self, documents: Documents) -> Documents:
        return documents.filter(Matches(self.query), search_text__isnull=False)

    def ranked(self, documents: Documents) -> Ranked:
        candidates = self._in_turn(documents)[:CANDIDATES]
        rank = Case(When(pk__in=candidates, then=Rank(self.wanted)), default=_NO_RANK)
        return self.matching(documents).annotate(rank=rank)

    def _in_turn(self, documents: Documents) -> Any:
        """The primary keys of what matches, the best candidates for a rank first."""
        order = (TitleMatches(self.wanted).desc(), "-page_id")
        return self.matching(documents).order_by(*order).values("pk")


class _SQLite(_Index):
    """Ranks all that matches: its full-text table has at hand what a rank needs."""

    _RANK = "MAX(1, CAST(ROUND(-1e9 * bm25(cms_documentwords, 10.0, 4.0, 1.5, 0.5)) AS INTEGER))"

    def __init__(self, question: Question, languages: list[str]) -> None:
        self.query = fts5(question, languages)

    def matching(self, documents: Documents) -> Documents:
        found = "SELECT rowid FROM cms_documentwords WHERE cms_documentwords MATCH %s"
        return documents.filter(pk__in=RawSQL(found, [self.query]))  # noqa: S611 - no text but our own

    def ranked(self, documents: Documents) -> Ranked:
        # The sign keeps SQLite from asking the full-text table anew for each document.
        where = ["+cms_documentwords.rowid = cms_pagedocument.id", "cms_documentwords MATCH %s"]
        found = documents.extra(  # noqa: S610 - no text but our own
            tables=["cms_documentwords"], where=where, params=[self.query]
        )
        rank = RawSQL(self._RANK, [], output_field=models.BigIntegerField())  # noqa: S611 - as above
        ranked: Ranked = found.annotate(rank=rank)
        return ranked
