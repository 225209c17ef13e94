"""Documents, cards and panels as they would be if the draft were published now, for somebody who may see drafts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from blocks.call_to_action import CallToAction
from blocks.schemas import PageLink
from cms.delivery.build import document_of, keys_of, policy_of
from cms.delivery.cards import card_keys, card_of
from cms.delivery.document_resolver import DocumentResolver
from cms.delivery.loading import PageTopic, resolver_for
from cms.delivery.panels import panel_schema
from cms.delivery.resolver import Resolver, Scope
from cms.delivery.schemas import Card, TopicLink
from cms.delivery.sources import CallToActionSource, FoundPage
from cms.models.paths import SiteMap, SiteRoots

__all__ = ["DraftOfPage", "Viewer", "draft_of_page", "draft_of_panel"]


@dataclass(frozen=True)
class Viewer:
    """Who looks at a draft, on which site, and when."""

    user: Any
    site: SiteRoots
    sites: SiteMap
    now: datetime


@dataclass(frozen=True)
class DraftOfPage:
    """A page's draft as its document and its card."""

    document: Any
    card: Card


def draft_of_page(page: Any, viewer: Viewer, *, with_others: bool = True) -> DraftOfPage:
    """The document and the card of a page as it stands in the form. It may be incomplete, and may never have been
    saved: then its id is 0. Nothing is stored.

    `with_others`: whether there are other drafts in it, of pages that it links to and of panels that stand in it.
    """
    policy = policy_of(page, site=viewer.site, now=viewer.now)
    keys = (*keys_of(page), *card_keys(page), *policy.panel_keys, *policy.publisher.keys)
    editor = viewer.user if with_others else None
    shared = resolver_for([page], keys, site=viewer.site, sites=viewer.sites, now=viewer.now, editor=editor)
    shared.put("page", page.pk, _own_place(page, viewer.site))
    topics = topics_in_form(page)
    resolver = DocumentResolver(shared, page, policy, topics)
    return DraftOfPage(
        document=document_of(page, resolver),
        card=card_of(page, shared, [topic.link for topic in topics]),
    )


def topics_in_form(page: Any) -> list[PageTopic]:
    """The topics that are chosen in the form, in the order in which documents have them."""
    chosen = (
        sorted(page.topics.all(), key=lambda topic: (topic.title, topic.pk))
        if hasattr(page, "topics")
        else ()
    )
    return [
        PageTopic(topic.pk, TopicLink(slug=topic.slug, title=topic.title), topic.translation_key)
        for topic in chosen
    ]


def _own_place(page: Any, site: SiteRoots) -> FoundPage:
    """Where the page is, or where it would be: under its parent, with the slug that stands in the form."""
    locale = page.locale.language_code
    stored = site.path_of(page.url_path, locale) if page.url_path else None
    path = f"/{page.slug}/" if stored is None else stored
    if page.slug and stored not in (None, "/") and not any(root.page == page.pk for root in site.roots):
        above, _, _ = path.rstrip("/").rpartition("/")
        path = f"{above}/{page.slug}/"
    link = PageLink(
        id=page.pk or 0,
        type=type(page).wire_type,
        title=page.title,
        path=path,
        url=site.base_url + path,
        locale=locale,
    )
    return FoundPage(link, page.path, page.translation_key)


def draft_of_panel(panel: Any, viewer: Viewer) -> CallToAction:
    """A panel as it stands in the form. Raises pydantic's `ValidationError` while it has no kind."""
    resolver = Resolver(Scope(site=viewer.site, sites=viewer.sites, now=viewer.now, editor=viewer.user))
    resolver.load(CallToActionSource("cms.calltoaction").keys(panel))
    return panel_schema(panel, resolver)
