"""Build documents and cards from live pages: collect ids, resolve in bulk, number the citations, make the Schemas.

The number of queries depends neither on the number of blocks nor on the number of pages that are built together.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Literal

from django.db.models import Q

from blocks.base import Key, camel
from blocks.derived import derived_schema
from blocks.schemas import Schema
from cms.delivery import images, sources
from cms.delivery.document_resolver import DocumentResolver
from cms.delivery.parts import parts_of
from cms.delivery.resolver import Resolver, Scope
from cms.delivery.schemas import Citation, ReferenceEntry, TopicLink
from cms.models import Topic
from cms.models.pages import delivered_models
from cms.models.paths import SiteMap, SiteRoots

assert images and sources  # they register where the resolver finds things

__all__ = ["build", "document_schema", "document_schemas", "resolver_for", "topics_of"]


def document_schema(model: type[Any]) -> type[Schema]:
    """The Schema of the documents of a page model: the fields of its parts, and its `type`."""
    if model not in _schemas:
        _schemas[model] = _document_schema(model)
    return _schemas[model]


_schemas: dict[type[Any], type[Schema]] = {}


def _document_schema(model: type[Any]) -> type[Schema]:
    fields: dict[str, Any] = {}
    for part in parts_of(model):
        fields.update(part.fields())
    links, seo = fields.pop("links"), fields.pop("seo")
    fields["citations"] = list[Citation]
    fields["references"] = list[ReferenceEntry]
    fields |= {"type": Literal[model.wire_type], "links": links, "seo": seo}
    return derived_schema(
        f"{camel(model.wire_type)}Document",
        {name: (annotation, ...) for name, annotation in fields.items()},
        doc=f"A page of type “{model.wire_type}”.",
    )


def document_schemas() -> list[type[Schema]]:
    """The Schemas of all delivered page types."""
    return [document_schema(model) for model in delivered_models()]


def keys_of(page: Any) -> Iterator[Key]:
    """Everything a page's document refers to."""
    for part in parts_of(type(page)):
        yield from part.keys(page)


def resolver_for(
    pages: Sequence[Any],
    *,
    site: SiteRoots,
    sites: SiteMap,
    now: datetime,
    keys: Callable[[Any], Iterable[Key]] = keys_of,
) -> Resolver:
    """A resolver that has loaded everything these pages refer to."""
    also = reduce(
        or_,
        (Q(translation_key=page.translation_key) | Q(path=page.path[: -page.steplen]) for page in pages),
        Q(pk__in=[page.pk for page in pages]),
    )
    resolver = Resolver(Scope(site=site, sites=sites, now=now, also_pages=also))
    resolver.load(key for page in pages for key in keys(page))
    return resolver


def topics_of(pages: Sequence[Any]) -> dict[int, list[TopicLink]]:
    """The topics of pages by page id: one query for each page type that has topics."""
    found: dict[int, list[TopicLink]] = {}
    by_model: dict[type[Any], list[int]] = {}
    for page in pages:
        if any(field.name == "topics" and field.related_model is Topic for field in page._meta.many_to_many):
            by_model.setdefault(type(page), []).append(page.pk)
    for model, ids in by_model.items():
        relation = model._meta.get_field("topics")
        rows = relation.remote_field.through.objects.filter(**{f"{relation.m2m_field_name()}__in": ids})
        for page_id, slug, title in rows.order_by("topic__title").values_list(
            relation.m2m_column_name(), "topic__slug", "topic__title"
        ):
            found.setdefault(page_id, []).append(TopicLink(slug=slug, title=title))
    return found


def build(page: Any, *, site: SiteRoots, sites: SiteMap, now: datetime) -> Schema | None:
    """The document of a live page, fresh from the database; None if the public may not see the page."""
    shared = resolver_for([page], site=site, sites=sites, now=now)
    if shared.get("page", page.pk) is None:
        return None
    resolver = DocumentResolver(shared, page, topics_of([page]))
    values: dict[str, Any] = {}
    for part in parts_of(type(page)):
        values.update(part.wire(page, resolver))
    values |= {"citations": resolver.citations(), "references": resolver.references()}
    schema = document_schema(type(page))
    return schema(**values)
