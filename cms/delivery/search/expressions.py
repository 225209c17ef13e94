"""What the database says about a page's words and its rank, as expressions of the ORM."""

from typing import Any

from django.db import models
from django.db.models import F
from django.db.models.expressions import Func

__all__ = ["Beyond", "Matches", "Rank", "TitleMatches"]


class _OfWords(Func):
    """An expression over a column of `cms_documenttext` that the model does not have."""

    template: str

    def __init__(self, query: Any) -> None:
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
    """On PostgreSQL: whether the page has the words. By the function's index; see migration 0005."""

    template = "cms_words({words}.vector) @@ %s::tsquery"
    output_field = models.BooleanField()
    conditional = True


class TitleMatches(_OfWords):
    """On PostgreSQL: whether its title alone has them."""

    template = "{words}.title @@ %s::tsquery"
    output_field = models.BooleanField()


class Rank(_OfWords):
    """On PostgreSQL: how well the page answers, at least 1.

    By how often, how near each other and where the words stand, relative to the logarithm of the page's length. A whole
    number, so that it survives in a cursor."""

    template = (
        "GREATEST(1, (1000000 * ts_rank('{{0.05, 0.15, 0.4, 1.0}}', {words}.vector, %s::tsquery, 1))::bigint)"
    )
    output_field = models.BigIntegerField()


class Beyond(Func):
    """Whether (rank, page) comes after a place of the order, or before it if the list is read backward. Compared as a
    row, which reckons the rank once; bounds for each would do so three times."""

    template = "(%(expressions)s)"
    output_field = models.BooleanField()
    conditional = True

    def __init__(self, rank: Any, page_id: Any, *, forward: bool = True) -> None:
        super().__init__(F("rank"), F("page_id"))
        self.place = (rank, page_id)
        self.forward = forward

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        sql, params = super().as_sql(compiler, connection, *args, **context)
        return f"{sql} {'<' if self.forward else '>'} (%s, %s)", [*params, *self.place]
