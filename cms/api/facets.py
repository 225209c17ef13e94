"""Facets: how many of a list's pages have which topic, design, year or type; and the exact count, in the same query."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast, ExtractYear

from cms.api.filters import filtered
from cms.api.schemas import Facet
from cms.models import DocumentTopic, PageDocument
from cms.models.page_documents import UNDATED

__all__ = ["FACETS", "Totals", "totals"]

MAX_VALUES = 100
"""Values of one facet, the most frequent first."""

Totals = tuple[int | None, dict[str, list[Facet]] | None]
"""(number of all items, facets)"""


def _by_topic(documents: QuerySet[PageDocument]) -> QuerySet[Any]:
    rows = DocumentTopic.objects.filter(document__in=documents.values("pk"))
    return _counted(rows, "topic", F("topic__slug"), F("topic__title"))


def _by_design(documents: QuerySet[PageDocument]) -> QuerySet[Any]:
    return _counted(documents.exclude(study_design=""), "study_design", F("study_design"))


def _by_year(documents: QuerySet[PageDocument]) -> QuerySet[Any]:
    year = Cast(ExtractYear("published_order"), CharField())
    return _counted(documents.filter(published_order__gt=UNDATED), "year", year)


def _by_type(documents: QuerySet[PageDocument]) -> QuerySet[Any]:
    return _counted(documents, "type", F("type"))


FACETS = {"topic": _by_topic, "study_design": _by_design, "year": _by_year, "type": _by_type}
FILTER_OF = {"topic": "topic", "study_design": "study_design", "type": "type"}
"""The filter whose own choice a facet leaves aside, so that it shows what else could be chosen."""


def _counted(rows: QuerySet[Any], facet: str, value: Any, label: Any = None) -> QuerySet[Any]:
    text = CharField()
    named = rows.order_by().annotate(
        facet_name=Value(facet, output_field=text),
        facet_value=value,
        facet_label=Value("", output_field=text) if label is None else label,
    )
    counted: QuerySet[Any] = named.values_list("facet_name", "facet_value", "facet_label").annotate(
        facet_count=Count("pk")
    )
    return counted


def totals(
    values: Mapping[str, Any],
    *,
    site_id: int,
    now: datetime,
    count: QuerySet[PageDocument] | None,
    narrow: Any = lambda documents: documents,
) -> Totals:
    """What a request asks to count. One query, or none.

    `count` are the documents to count; `narrow` restricts a facet's documents to those that a search finds.
    """
    wanted: Sequence[str] = values["facets"] or ()
    parts = [
        FACETS[name](narrow(filtered(values, site_id=site_id, now=now, without={FILTER_OF.get(name, "")})))
        for name in wanted
    ]
    if count is not None:
        parts.append(_counted(count, "", Value("", output_field=CharField())))
    if not parts:
        return None, None
    rows = list(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])
    number = sum(amount for name, _, _, amount in rows if not name) if count is not None else None
    return number, {name: _values(rows, name) for name in wanted} if wanted else None


def _values(rows: Sequence[tuple[str, str, str, int]], facet: str) -> list[Facet]:
    found = [
        Facet(value=value, label=label or None, count=amount)
        for name, value, label, amount in rows
        if name == facet
    ]
    return sorted(found, key=lambda entry: (-entry.count, entry.value))[:MAX_VALUES]
