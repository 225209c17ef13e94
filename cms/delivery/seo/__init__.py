"""What search engines and other machines are told of a page: meta elements, and structured data (JSON-LD).

A function of what the document says, so it tells nothing that the document does not.
"""

from collections.abc import Mapping
from typing import Any

from cms.conf import conf
from cms.delivery.placing.policy import Publisher
from cms.delivery.schemas import Seo
from cms.delivery.seo.facts import Facts
from cms.delivery.seo.json_ld import PAGE_TYPES, json_ld
from cms.delivery.seo.meta import meta

__all__ = ["PAGE_TYPES", "json_ld_type", "seo_of"]


def json_ld_type(model: Any) -> str:
    """The schema.org type of the pages of a page model: what the site says, or else the model itself."""
    return conf.json_ld_types.get(model.wire_type, model.json_ld_type)


def seo_of(page: Any, values: Mapping[str, Any], publisher: Publisher, resolver: Any) -> Seo:
    """From the values of all parts of a page's document, and who publishes the site. No query."""
    description = page.search_description or getattr(page, "standfirst", "") or None
    facts = Facts.of(
        values,
        seo_title=page.seo_title or page.title,
        description=description,
        publisher=publisher.name or resolver.shared.scope.site.name,
        home=resolver.shared.scope.site.base_url,
        logo=resolver.get("image", publisher.logo) if publisher.logo else None,
        share_image=resolver.get("image", publisher.share_image) if publisher.share_image else None,
    )
    return Seo(
        title=facts.seo_title,
        description=description,
        no_index=page.no_index,
        meta=meta(facts),
        json_ld=json_ld(facts, json_ld_type(type(page))),
    )
