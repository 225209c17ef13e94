"""Cards: the short form of documents, built for a whole list at once."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from blocks.base import Key
from blocks.vocabulary import StudyDesign
from cms.delivery.build import resolver_for, topics_of
from cms.delivery.document_resolver import key_of
from cms.delivery.resolver import Resolver
from cms.delivery.schemas import Card, TopicLink
from cms.models.pages import IllustratedMixin, ResearchSummaryMixin
from cms.models.paths import SiteMap, SiteRoots

__all__ = ["build_cards"]


def _author_ids(page: Any) -> list[int]:
    if not isinstance(page, ResearchSummaryMixin):
        return []
    values = (item["value"] for item in page._meta.get_field("authors").raw(page))
    return [value["person"] for value in values if isinstance(value, dict) and value.get("person")]


def _keys(page: Any) -> Iterator[Key]:
    if isinstance(page, IllustratedMixin) and page.image_id:
        yield "image", page.image_id
    for person in _author_ids(page):
        yield "cms.person", person


def _study_design(page: Any) -> str | None:
    """The design in the first study block."""
    if not isinstance(page, ResearchSummaryMixin):
        return None
    blocks = page._meta.get_field("body").raw(page)
    studies = (block["value"] for block in blocks if block["type"] == "study")
    design = next((study.get("design") for study in studies if isinstance(study, dict)), None)
    return design if design in StudyDesign.values else None


def build_cards(pages: Sequence[Any], *, site: SiteRoots, sites: SiteMap, now: datetime) -> list[Card]:
    """The cards of pages, in their order; pages that the public may not see are left out."""
    if not pages:
        return []
    shared = resolver_for(pages, site=site, sites=sites, now=now, keys=_keys)
    topics = topics_of(pages)
    return [
        _card(page, shared, topics.get(page.pk, []))
        for page in pages
        if shared.get("page", page.pk) is not None
    ]


def _card(page: Any, shared: Resolver, topics: list[TopicLink]) -> Card:
    link = shared.get("page", page.pk)
    image = (
        shared.get("image", page.image_id) if isinstance(page, IllustratedMixin) and page.image_id else None
    )
    people = (shared.get("cms.person", pk) for pk in _author_ids(page))
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
        study_design=_study_design(page),
    )
