"""A page in the words of schema.org, as JSON-LD for a `<script type="application/ld+json">`."""

from typing import Any, Final

from cms.delivery.seo.facts import Facts, is_web, moment
from cms.delivery.seo.nodes import Node, image, node, organisation, person
from cms.delivery.seo.publications import publication

__all__ = ["PAGE_TYPES", "json_ld"]

ARTICLE: Final = "Article"
PAGE_TYPES: Final = frozenset(
    {"WebPage", "MedicalWebPage", "CollectionPage", "AboutPage", "ContactPage", ARTICLE}
)
"""What a page can be."""

CONTEXT: Final = "https://schema.org"


def json_ld(facts: Facts, kind: str) -> dict[str, Any]:
    """A page as one node. An article is two: reviews and breadcrumbs belong to the page that it stands on."""
    if kind != ARTICLE:
        return {"@context": CONTEXT, **node(kind, _at(facts.url) | _page(facts) | _work(facts))}
    at = f"{facts.url}#article"
    page = _at(facts.url) | {"name": facts.title, "inLanguage": facts.locale} | _page(facts)
    article = {"@id": at, "url": facts.url, **_work(facts), "mainEntityOfPage": {"@id": facts.url}}
    return {
        "@context": CONTEXT,
        "@graph": [node("WebPage", page | {"mainEntity": {"@id": at}}), node(ARTICLE, article)],
    }


def _at(url: str) -> Node:
    return {"@id": url, "url": url}


def _page(facts: Facts) -> Node:
    """What only a WebPage has."""
    return {
        "lastReviewed": facts.last_reviewed,
        "reviewedBy": person(facts.reviewed_by) if facts.reviewed_by else None,
        "breadcrumb": _breadcrumb(facts),
    }


def _work(facts: Facts) -> Node:
    """What every CreativeWork can have."""
    return {
        "name": facts.title,
        "headline": facts.title if facts.is_article else None,
        "description": facts.description,
        "inLanguage": facts.locale,
        "datePublished": facts.published_at and moment(facts.published_at),
        "dateModified": facts.updated_at and moment(facts.updated_at),
        "author": [person(author) for author in facts.authors],
        "publisher": organisation(facts.publisher, facts.home, facts.logo),
        "image": image(facts.image),
        "about": [node("Thing", {"name": topic.title}) for topic in facts.topics],
        "isBasedOn": publication(facts.subject) if facts.subject else None,
        "citation": [publication(reference) for reference in facts.references],
    }


def _breadcrumb(facts: Facts) -> Node | None:
    """The way from the page above to this one."""
    if facts.parent is None or not is_web(facts.parent.url):
        return None
    way = [(facts.parent.title, facts.parent.url), (facts.title, facts.url)]
    return node(
        "BreadcrumbList",
        {
            "itemListElement": [
                node(
                    "ListItem",
                    {"position": place, "name": name, "item": node("WebPage", {"@id": url, "name": name})},
                )
                for place, (name, url) in enumerate(way, start=1)
            ]
        },
    )
