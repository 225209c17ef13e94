"""Load everything that some pages refer to, in a number of queries that does not depend on how many pages there are."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q

from blocks.base import Key
from cms.delivery import images, sources
from cms.delivery.resolver import Resolver, Scope
from cms.delivery.schemas import TopicLink
from cms.models import Topic
from cms.models.paths import SiteMap, SiteRoots

assert images and sources  # they register where the resolver finds things

__all__ = ["PageTopic", "resolver_for", "topics_of"]


class PageTopic(NamedTuple):
    """A topic of a page."""

    id: int
    link: TopicLink
    key: Any
    """What its translations share."""


def resolver_for(
    pages: Sequence[Any],
    keys: Iterable[Key],
    *,
    site: SiteRoots,
    sites: SiteMap,
    now: datetime,
    editor: Any = None,
) -> Resolver:
    """A resolver that has loaded these keys, and the parents and translations of these pages: what the public may see
    of them, and for an editor also the drafts."""
    also = reduce(
        or_,
        (Q(translation_key=page.translation_key) | Q(path=page.path[: -page.steplen]) for page in pages),
        Q(pk__in=[page.pk for page in pages]),
    )
    resolver = Resolver(Scope(site=site, sites=sites, now=now, editor=editor, also_pages=also))
    resolver.load(keys)
    return resolver


def topics_of(pages: Sequence[Any]) -> dict[int, list[PageTopic]]:
    """The topics of pages by page id: one query for each page type that has topics."""
    found: dict[int, list[PageTopic]] = {}
    by_model: dict[type[Any], list[int]] = {}
    for page in pages:
        if any(field.name == "topics" and field.related_model is Topic for field in page._meta.many_to_many):
            by_model.setdefault(type(page), []).append(page.pk)
    for model, ids in by_model.items():
        relation = model._meta.get_field("topics")
        rows = relation.remote_field.through.objects.filter(**{f"{relation.m2m_field_name()}__in": ids})
        for page_id, pk, slug, title, key in rows.order_by("topic__title", "topic_id").values_list(
            relation.m2m_column_name(), "topic_id", "topic__slug", "topic__title", "topic__translation_key"
        ):
            found.setdefault(page_id, []).append(PageTopic(pk, TopicLink(slug=slug, title=title), key))
    return found
