"""The lists of public things that requests choose from, as querysets over the index of stored documents."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.delivery.public_documents import documents_of
from cms.models import DocumentAuthor, DocumentReference, DocumentTopic, PageDocument
from cms.models.page_documents import UNDATED

__all__ = ["FILTERS", "documents_of", "filtered"]


def filtered(
    values: Mapping[str, Any], *, site_id: int, now: datetime, without: Collection[str] = ()
) -> QuerySet[PageDocument]:
    """The documents that a request's filters ask for; `without` names filters that are left aside."""
    documents = documents_of(site_id, now=now)
    for name, condition in FILTERS.items():
        value = values.get(name)
        if value is not None and name not in without:
            documents = documents.filter(condition(value))
    return documents


def _on_topics(slugs: Sequence[str]) -> Q:
    return Q(pk__in=DocumentTopic.objects.filter(topic__slug__in=slugs).values("document"))


def _by_authors(authors: Sequence[int | str]) -> Q:
    ids = [author for author in authors if isinstance(author, int)]
    orcids = [author for author in authors if isinstance(author, str)]
    people = Q(person__in=ids) | Q(person__orcid__in=orcids)
    return Q(pk__in=DocumentAuthor.objects.filter(people).values("document"))


def _citing(references: Sequence[str]) -> Q:
    named = Q(reference__key__in=references) | Q(reference__doi__in=references)
    return Q(pk__in=DocumentReference.objects.filter(named).values("document"))


def _published_before(moment: datetime) -> Q:
    return Q(published_order__lt=moment, published_order__gt=UNDATED)


def _reviewed_before(day: date) -> Q:
    return Q(last_reviewed__lt=day)


def _below(page: int, **levels: Any) -> Q:
    """Below a page. Its path in the tree is one query more: only as a constant can it be looked up by an index."""
    place = Page.objects.filter(pk=page).values_list("path", "depth").first()
    if place is None:
        return Q(pk__in=[])
    path, depth = place
    return Q(page__path__startswith=path) & (
        Q(page__depth=depth + 1) if levels.get("children") else Q(page__depth__gt=depth)
    )


FILTERS: dict[str, Callable[[Any], Q]] = {
    "type": lambda types: Q(type__in=types),
    "topic": _on_topics,
    "author": _by_authors,
    "study_design": lambda designs: Q(study_design__in=designs),
    "cites": _citing,
    "locale": lambda locale: Q(locale=locale),
    "published_after": lambda moment: Q(published_order__gte=moment),
    "published_before": _published_before,
    "reviewed_before": _reviewed_before,
    "parent": lambda page: _below(page, children=True),
    "ancestor": _below,
    "ids": lambda ids: Q(page__in=ids),
}
"""Name of the parameter → condition for its value."""
