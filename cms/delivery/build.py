"""Build documents and cards from live pages: collect ids, resolve in bulk, number the citations, make the Schemas.

The number of queries depends neither on the number of blocks nor on the number of pages that are built together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from blocks.base import Key, camel
from blocks.derived import derived_schema
from blocks.schemas import Schema
from cms.delivery.cards import card_keys, card_of
from cms.delivery.document_resolver import DocumentResolver
from cms.delivery.keys import dependency_key, translation_key
from cms.delivery.loading import resolver_for, topics_of
from cms.delivery.parts import BodyPart, parts_of
from cms.delivery.placing.policy import Policy, policy_for
from cms.delivery.scheduled import next_go_live
from cms.delivery.schemas import Card, Citation, ReferenceEntry
from cms.delivery.seo import seo_of
from cms.models.pages import delivered_models
from cms.models.paths import SiteMap, SiteRoots

__all__ = ["Built", "build", "build_whole", "document_of", "document_schema", "document_schemas"]


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


def policy_of(page: Any, *, site: SiteRoots, now: datetime) -> Policy:
    """What the site and the pages above say about the page's panels."""
    bodies = (part for part in parts_of(type(page)) if isinstance(part, BodyPart))
    with_rules = any(part.holds_panels for part in bodies)
    return policy_for(page, site=site, now=now, with_rules=with_rules)


@dataclass(frozen=True)
class Built:
    """A document with its card, and what decides how long they stay right."""

    document: Schema
    card: Card
    keys: frozenset[str]
    """Everything that was asked for, found or not."""
    valid_until: datetime | None
    """The first moment at which something of it expires or is replaced by a scheduled version."""
    complete: bool
    """Whether all files are there that a later build could add."""


def document_of(page: Any, resolver: DocumentResolver) -> Schema:
    """The document of a page; what it refers to has been loaded."""
    values: dict[str, Any] = {}
    for part in parts_of(type(page)):
        values.update(part.wire(page, resolver))
    values |= {"citations": resolver.citations(), "references": resolver.references()}
    values["seo"] = seo_of(page, values, resolver.policy.publisher, resolver)
    return document_schema(type(page))(**values)


def build(page: Any, *, site: SiteRoots, sites: SiteMap, now: datetime) -> Schema | None:
    """The document of a live page, fresh from the database; None if the public may not see the page."""
    built = build_whole(page, site=site, sites=sites, now=now)
    return built.document if built else None


def build_whole(page: Any, *, site: SiteRoots, sites: SiteMap, now: datetime) -> Built | None:
    """The document and the card of a live page; None if the public may not see the page."""
    policy = policy_of(page, site=site, now=now)
    keys = (*keys_of(page), *card_keys(page), *policy.panel_keys, *policy.publisher.keys)
    shared = resolver_for([page], keys, site=site, sites=sites, now=now)
    if shared.get("page", page.pk) is None:
        return None
    topics = topics_of([page]).get(page.pk, [])
    resolver = DocumentResolver(shared, page, policy, topics)
    document = document_of(page, resolver)
    depends = {dependency_key(kind, pk) for kind, pk in shared.wanted | shared.asked}
    depends |= {dependency_key("cms.topic", topic.id) for topic in topics}
    depends |= {translation_key(page), *policy.keys}
    if getattr(page, "parent_id", None):
        depends.add(dependency_key("page", page.parent_id))
    for moment in (page.expire_at, *policy.ends):
        shared.scope.ends_at(moment)
    if getattr(page, "next_go_live", None):  # something is scheduled somewhere
        shared.scope.ends_at(next_go_live(depends, now=now))
    return Built(
        document=document,
        card=card_of(page, shared, [topic.link for topic in topics]),
        keys=frozenset(depends),
        valid_until=shared.scope.valid_until,
        complete=shared.scope.complete,
    )
