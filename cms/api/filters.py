"""The lists of public things that requests choose from, as querysets."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.delivery.pages import delivered_pages
from cms.models import Topic
from cms.models.pages import delivered_models
from cms.models.paths import SiteRoots

__all__ = ["filtered_pages", "listed_pages", "models_with_topics", "topic_rows"]


def listed_pages(*, site: SiteRoots, now: datetime, types: Sequence[str] = ()) -> QuerySet[Page]:
    """The public, delivered pages of a site, or those of some types."""
    models = [model for model in delivered_models() if not types or model.wire_type in types]
    return delivered_pages(site=site, now=now, models=models)


def models_with_topics() -> list[Any]:
    """The delivered page types that have topics."""
    return [
        model
        for model in delivered_models()
        if any(field.name == "topics" and field.related_model is Topic for field in model._meta.many_to_many)
    ]


def topic_rows(model: Any) -> tuple[QuerySet[Any], str]:
    """(which page has which topic, the name of the column with the page's id) of a page type."""
    relation = model._meta.get_field("topics")
    return relation.remote_field.through._default_manager.all(), relation.m2m_column_name()


def _on_topics(slugs: Sequence[str]) -> Q:
    pages = Q(pk__in=[])
    for model in models_with_topics():
        rows, page = topic_rows(model)
        pages |= Q(pk__in=rows.filter(topic__slug__in=slugs).values(page))
    return pages


def filtered_pages(values: Mapping[str, Any], *, site: SiteRoots, now: datetime) -> QuerySet[Page]:
    """The pages that a request's parameters `type`, `topic`, `ids` and `locale` ask for."""
    pages = listed_pages(site=site, now=now, types=values["type"] or ())
    if values["topic"]:
        pages = pages.filter(_on_topics(values["topic"]))
    if values["ids"]:
        pages = pages.filter(pk__in=values["ids"])
    if values["locale"]:
        pages = pages.filter(locale__language_code=values["locale"])
    return pages
