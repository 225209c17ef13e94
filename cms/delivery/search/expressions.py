"""What PostgreSQL says about a page's words, as expressions of the ORM."""

from typing import Any

from django.db import models
from django.db.models import F
from django.db.models.expressions import Func

__all__ = ["Later", "Matches", "Rank", "TitleMatches"]


class _OfWords(Func):
    """An expression over a column of `cms_documenttext` that the model does not have."""

    template: str

    def __init__(self, query: str) -> None:
        super().__init__(F("search_text__language"))  # for the table's alias, whatever that is in the query
        self.query = query

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        (column,) = self.get_source_expressions()
        alias = compiler.quote_name_unless_alias(column.alias)
        return self.template.format(words=alias), [self.query]

    @property
    def identity(self) -> Any:  # two expressions of different queries are different
        return (self.__class__, self.query)


class Matches(_OfWords):
    """Whether the page has the words. By the function's index; see migration 0003."""

    template = "cms_words({words}.vector) @@ %s::tsquery"
    output_field = models.BooleanField()
    conditional = True


class TitleMatches(_OfWords):
    """Whether its title alone has them."""

    template = "{words}.title @@ %s::tsquery"
    output_field = models.BooleanField()


class Rank(_OfWords):
    """How well the page answers, at least 1: by how often, how near each other and where the words stand, relative to
    the logarithm of the page's length. A whole number, so that it survives in a cursor."""

    template = (
        "GREATEST(1, (1000000 * ts_rank('{{0.05, 0.15, 0.4, 1.0}}', {words}.vector, %s::tsquery, 1))::bigint)"
    )
    output_field = models.BigIntegerField()


class Later(Func):
    """Whether (rank, page id) comes after a place, both descending. Compared as a row, the rank is reckoned once."""

    template = "(%(expressions)s)"
    output_field = models.BooleanField()
    conditional = True

    def __init__(self, rank: Any, place: tuple[int, int]) -> None:
        super().__init__(rank, F("page_id"))
        self.place = place

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        sql, params = super().as_sql(compiler, connection, *args, **context)
        return f"{sql} < (%s, %s)", [*params, *self.place]
