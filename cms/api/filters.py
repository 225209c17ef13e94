"""The lists of public things that requests choose from, as querysets over the index of stored documents."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.delivery.prepared import Given, is_of, prepared
from cms.delivery.public_documents import documents_of
from cms.models import DocumentAuthor, DocumentReference, DocumentTopic, MergedReference, PageDocument, Topic
from cms.models.page_documents import UNDATED

__all__ = ["FILTERS", "UNPREPARED", "documents_of", "filtered", "looked_up"]


def filtered(
    values: Mapping[str, Any], *, site_id: Any, now: Any, without: Collection[str] = ()
) -> QuerySet[PageDocument]:
    """The documents that a request's filters ask for, with values as `looked_up` has them; `without` names filters that
    are left aside.

    The site's id, the moment (a time stamp) and values of all filters but `UNPREPARED` may be `Given` later.
    """
    documents = documents_of(site_id, now=now)
    for name, condition in FILTERS.items():
        value = values.get(name)
        if value is not None and name not in without:
            documents = documents.filter(condition(value))
    return documents


def looked_up(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values with the ids of topics for their slugs. One query, if topics are asked for.

    Only of a constant the database knows how many rows have it: whether it had better begin with the topic's pages, or
    with the newest of all until there are enough on the topic.
    """
    slugs = values.get("topic")
    if slugs is None:
        return values
    rows = _topics_of(len(slugs), dict(enumerate(slugs)))
    return {**values, "topic": tuple(pk for (pk,) in rows)}


@prepared
def _topics_of(number: int) -> QuerySet[Topic, Any]:
    slugs = [Given(each, str) for each in range(number)]
    return Topic.objects.filter(slug__in=slugs).order_by("pk").values_list("pk")


def _on_topics(ids: Sequence[Any]) -> Q:
    return Q(pk__in=DocumentTopic.objects.filter(topic__pk__in=ids).values("document"))


def _by_authors(authors: Sequence[Any]) -> Q:
    ids = [author for author in authors if is_of(int, author)]
    orcids = [author for author in authors if is_of(str, author)]
    people = Q(person__pk__in=ids) | Q(person__orcid__in=orcids)
    return Q(pk__in=DocumentAuthor.objects.filter(people).values("document"))


def _citing(references: Sequence[str]) -> Q:
    merged = MergedReference.objects.filter(key__in=references).values("reference")
    named = Q(reference__key__in=references) | Q(reference__doi__in=references) | Q(reference__in=merged)
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
    "ids": lambda ids: Q(page__pk__in=ids),
}
"""Name of the parameter → condition for its value."""

UNPREPARED = ("parent", "ancestor")
"""The filters whose condition follows from what the database says of their value."""
