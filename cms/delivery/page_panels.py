"""What a page would carry if it were delivered as it is now, a draft included: for its editors."""

from datetime import datetime
from typing import Any

from cms.delivery.build import keys_of, policy_of
from cms.delivery.document_resolver import DocumentResolver
from cms.delivery.loading import PageTopic, resolver_for
from cms.delivery.parts import parts_of
from cms.delivery.placing.plan import Decision
from cms.delivery.schemas import TopicLink
from cms.models.paths import SiteMap, SiteRoots

__all__ = ["decisions_for"]


def decisions_for(page: Any, *, site: SiteRoots, sites: SiteMap, now: datetime) -> list[Decision]:
    """What becomes of each panel of the page: of those in its text, and then of each rule. What else it refers to is
    as the public may see it."""
    policy = policy_of(page, site=site, now=now)
    shared = resolver_for([page], (*keys_of(page), *policy.panel_keys), site=site, sites=sites, now=now)
    chosen = page.topics.all() if hasattr(page, "topics") else ()
    topics = [
        PageTopic(topic.pk, TopicLink(slug=topic.slug, title=topic.title), topic.translation_key)
        for topic in chosen
    ]
    resolver = DocumentResolver(shared, page, policy, topics)
    for part in parts_of(type(page)):
        part.place(page, resolver)
    return resolver.panels.plan.decisions
