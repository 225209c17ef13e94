"""Cards: the short form of documents, built for a whole list at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from blocks.base import Key
from blocks.vocabulary import StudyDesign
from cms.delivery.document_resolver import key_of
from cms.delivery.keys import dependency_key
from cms.delivery.loading import resolver_for, topics_of
from cms.delivery.parts import parts_of
from cms.delivery.people import written_by
from cms.delivery.records import gravest
from cms.delivery.resolver import Resolver
from cms.delivery.schemas import Card, TopicLink
from cms.models.page_mixins import IllustratedMixin, ResearchSummaryMixin
from cms.models.paths import SiteMap, SiteRoots

__all__ = ["BuiltCards", "author_ids", "build_cards", "card_keys", "card_of", "study_design_of"]


def author_ids(page: Any) -> list[int]:
    """Primary keys of the people who wrote the page, in order."""
    return [pk for _, pk in written_by(page)] if isinstance(page, ResearchSummaryMixin) else []


def card_keys(page: Any) -> Iterator[Key]:
    """What a page's card refers to."""
    if isinstance(page, IllustratedMixin) and page.image_id:
        yield "image", page.image_id
    for person in author_ids(page):
        yield "cms.person", person
    for reference in reference_ids(page):
        yield "cms.reference", reference


def reference_ids(page: Any) -> list[int]:
    """Primary keys of what the page cites, lists or summarises."""
    keys = dict.fromkeys(key for part in parts_of(type(page)) for key in part.keys(page))
    return [pk for kind, pk in keys if kind == "cms.reference" and isinstance(pk, int)]


def study_design_of(page: Any) -> str | None:
    """The design in the first study block."""
    if not isinstance(page, ResearchSummaryMixin):
        return None
    blocks = page._meta.get_field("body").raw(page)
    studies = (block["value"] for block in blocks if block["type"] == "study")
    design = next((study.get("design") for study in studies if isinstance(study, dict)), None)
    return design if design in StudyDesign.values else None


@dataclass(frozen=True)
class BuiltCards:
    """Cards that were built together, and what decides how long they stay right."""

    cards: dict[int, Card]
    """By page id; without the pages that the public may not see."""
    keys: dict[int, frozenset[str]]
    """What each was built from, by page id."""
    valid_until: datetime | None
    complete: bool


def build_cards(pages: Sequence[Any], *, site: SiteRoots, sites: SiteMap, now: datetime) -> BuiltCards:
    """The cards of pages, all at once."""
    if not pages:
        return BuiltCards({}, {}, None, complete=True)
    keys = {page.pk: [("page", page.pk), *card_keys(page)] for page in pages}
    shared = resolver_for(
        pages, (key for found in keys.values() for key in found), site=site, sites=sites, now=now
    )
    topics = topics_of(pages)
    cards, depends = {}, {}
    for page in pages:
        found = topics.get(page.pk, [])
        depends[page.pk] = frozenset(
            dependency_key(kind, pk)
            for kind, pk in (*keys[page.pk], *(("cms.topic", topic.id) for topic in found))
        )
        if shared.get("page", page.pk) is not None:
            cards[page.pk] = card_of(page, shared, [topic.link for topic in found])
    return BuiltCards(cards, depends, shared.scope.valid_until, shared.scope.complete)


def card_of(page: Any, shared: Resolver, topics: list[TopicLink]) -> Card:
    """The card of a public page; what it refers to has been loaded."""
    link = shared.get("page", page.pk)
    image = (
        shared.get("image", page.image_id) if isinstance(page, IllustratedMixin) and page.image_id else None
    )
    people = (shared.get("cms.person", pk) for pk in author_ids(page))
    references = (shared.get("cms.reference", pk) for pk in reference_ids(page))
    reviewed = getattr(page, "last_reviewed", None)
    return Card(
        **link.model_dump(include={"id", "type", "locale", "path", "url", "title"}),
        key=key_of(page),
        standfirst=getattr(page, "standfirst", "") or None,
        published_at=page.first_published_at,
        updated_at=page.last_published_at,
        last_reviewed=reviewed and reviewed.isoformat(),
        authors=[person.name for person in people if person is not None],
        topics=topics,
        image=image and image.model_copy(update={"alt": page.image_alt}),
        study_design=study_design_of(page),
        integrity=gravest(reference.integrity for reference in references if reference is not None),
    )
