"""The pieces of structured data: nodes of schema.org with only what there is to say of them."""

import re
from collections.abc import Mapping
from typing import Any

from blocks.schemas import Image
from cms.delivery.schemas import Author, Reviewer
from cms.delivery.seo.facts import is_web

__all__ = ["Node", "image", "node", "organisation", "person", "property_value"]

Node = dict[str, Any]

_ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")
PIXEL = "E37"
"""UN/CEFACT Recommendation 20: the code of the unit."""


def node(kind: str, values: Mapping[str, Any]) -> Node:
    """A node without what is null or empty."""
    return {"@type": kind, **{name: value for name, value in values.items() if not _is_empty(value)}}


def _is_empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def property_value(name: str, value: str) -> Node:
    """An identifier, with the registry that gave it."""
    return node("PropertyValue", {"propertyID": name, "value": value})


def person(told: Author | Reviewer) -> Node:
    """Somebody who is named on the page."""
    known = told.orcid if told.orcid and _ORCID.fullmatch(told.orcid) else None
    orcid = f"https://orcid.org/{known}" if known else None
    photo = told.photo if isinstance(told, Author) else None
    return node(
        "Person",
        {
            "@id": orcid,
            "name": told.name,
            "honorificSuffix": told.credentials,
            "jobTitle": told.job_title,
            "url": told.url if is_web(told.url) else None,
            "image": image(photo),
            "identifier": property_value("ORCID", known) if known else None,
            "sameAs": orcid,
        },
    )


def image(found: Image | None) -> Node | None:
    """An image with its size."""
    if found is None or not is_web(found.src):
        return None
    size = {"width": found.width, "height": found.height}
    return node(
        "ImageObject",
        {
            "contentUrl": found.src,
            **{
                side: node("QuantitativeValue", {"value": pixels, "unitCode": PIXEL})
                for side, pixels in size.items()
                if pixels
            },
        },
    )


def organisation(name: str, home: str, logo: Image | None) -> Node | None:
    """Who publishes the site; None if nobody has said so."""
    if not name:
        return None
    at = {"@id": f"{home}/#organization", "url": f"{home}/"} if is_web(home) else {}
    return node("Organization", {**at, "name": name, "logo": image(logo)})
