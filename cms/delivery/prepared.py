"""Statements that the ORM compiles once for all questions of one shape, and that are then asked with other values.

To build and compile a query takes the ORM several times as long as the database needs to answer it.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, QuerySet

__all__ = ["Given", "Rows", "is_of", "prepared"]

Rows = list[tuple[Any, ...]]
Shape = TypeVar("Shape", bound=Hashable)

SHAPES = 1000
"""Statements that are kept; a shape that has not been asked for longest is compiled again."""


class Given(Expression):
    """In a query: a value of this type that is given, by this name, when it is asked."""

    def __init__(self, name: Hashable, kind: type) -> None:
        super().__init__()
        self.name = name
        self.kind = kind

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


def is_of(kind: type, value: Any) -> bool:
    """Whether a value, which may be one that is yet to be given, is of a type."""
    return isinstance(value, kind) or (isinstance(value, Given) and issubclass(value.kind, kind))


@dataclass(frozen=True)
class _Statement:
    sql: str
    """Empty if it has no rows, whatever is given."""
    values: tuple[Any, ...]
    """Its parameters, with a `Given` for each that is not known yet."""
    converters: Mapping[int, tuple[list[Any], Any]]

    @classmethod
    def of(cls, queryset: QuerySet[Any, Any]) -> "_Statement":
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:
            return cls("", (), {})
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        return cls(sql, tuple(values), converters)

    def rows(self, given: Mapping[Any, Any]) -> Rows:
        if not self.sql:
            return []
        values = [_adapted(given[value.name]) if isinstance(value, Given) else value for value in self.values]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, values)
            rows: Rows = cursor.fetchall()
        return [self._converted(row) for row in rows] if self.converters else rows

    def _converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return tuple(values)


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def prepared(
    build: Callable[[Shape], QuerySet[Any, Any]],
) -> Callable[[Shape, Mapping[Any, Any]], Rows]:
    """From a function that builds the query for a shape, by `values_list` and with `Given`s for what else differs, to
    one that takes also the values by name and gives the rows. One query."""
    statement = lru_cache(maxsize=SHAPES)(lambda shape: _Statement.of(build(shape)))
    return lambda shape, given: statement(shape).rows(given)
