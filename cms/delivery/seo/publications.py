"""Publications in the words of schema.org, from their CSL-JSON.

Source of the types and properties: schema.org 30.0; what is used of it stands in `tests/golden/schema_org.json`.
"""

import re
from typing import Any
from urllib.parse import quote

from cms.bibliography.characters import scalar_text
from cms.bibliography.csl import authors_of, title_of
from cms.bibliography.dates import DateValue
from cms.bibliography.names import Name
from cms.delivery.schemas import ReferenceRecord
from cms.delivery.seo.facts import is_web
from cms.delivery.seo.nodes import Node, node, property_value

__all__ = ["publication"]

_TYPES = {
    "article": "ScholarlyArticle",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "paper-conference": "ScholarlyArticle",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""Types of CSL → types of schema.org; everything else is a CreativeWork."""
_ADDRESSES = {
    "doi": "https://doi.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
}
_WITH_PAGES = {"MedicalScholarlyArticle", "ScholarlyArticle", "Article", "NewsArticle", "Report", "Chapter"}
_STATUS = {"retracted": "Retracted", "withdrawn": "Withdrawn"}
_YEAR_ONWARDS = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}", re.ASCII)


def publication(record: ReferenceRecord) -> Node:
    """A publication that the page cites or summarises. PubMed lists it: then it is medical."""
    csl, known = record.csl, record.identifiers
    kind = _TYPES.get(str(csl.get("type")), "CreativeWork")
    if kind == "ScholarlyArticle" and (known.pmid or known.pmcid):
        kind = "MedicalScholarlyArticle"
    addresses = {
        name: _ADDRESSES[name].format(quote(value, safe="/:;().,_-"))
        for name in _ADDRESSES
        if (value := getattr(known, name))
    }
    title = title_of(csl)
    return node(
        kind,
        {
            "@id": addresses.get("doi"),
            "name": title or record.text,
            "headline": title if kind in _WITH_PAGES else None,
            "author": [_name(name) for name in authors_of(csl)],
            "datePublished": _date(csl),
            "isPartOf": _container(kind, csl),
            "pagination": scalar_text(csl.get("page")) if kind in _WITH_PAGES else None,
            "publisher": _publisher(csl),
            "creativeWorkStatus": _STATUS.get(record.integrity.status),
            "url": addresses.get("doi") or (record.url if is_web(record.url) else None),
            "identifier": [property_value(name, getattr(known, name)) for name in addresses],
            "sameAs": list(addresses.values()),
        },
    )


def _name(name: Name) -> Node:
    """A person; a name that is not in parts is that of an organisation."""
    if name.literal:
        return node("Organization", {"name": name.literal})
    return node(
        "Person",
        {
            "name": str(name),
            "givenName": name.given,
            "familyName": name.surname,
            "honorificSuffix": name.suffix,
        },
    )


def _date(csl: dict[str, Any]) -> str | None:
    """As exactly as it is known (ISO 8601): 2020-04-03, 2020-04 or 2020."""
    date = DateValue.of(csl.get("issued"))
    start = DateValue(date.start) if date is not None and date.start is not None else None
    return str(start) if start is not None and _YEAR_ONWARDS.fullmatch(str(start)) else None


def _publisher(csl: dict[str, Any]) -> Node | None:
    name = scalar_text(csl.get("publisher"))
    return node("Organization", {"name": name}) if name else None


def _container(kind: str, csl: dict[str, Any]) -> Node | None:
    """The issue, volume and journal of an article; the book of a chapter; what else the publication stands in."""
    name = scalar_text(csl.get("container-title"))
    if not name:
        return None
    if kind == "Chapter":
        return node("Book", {"name": name, "isbn": scalar_text(csl.get("ISBN"))})
    if kind not in _WITH_PAGES:
        return node("CreativeWork", {"name": name})
    issn = scalar_text(csl.get("ISSN"))
    within = node("Periodical", {"name": name, "issn": re.findall(r"[0-9]{4}-[0-9]{3}[0-9Xx]", issn)})
    if volume := scalar_text(csl.get("volume")):
        within = node("PublicationVolume", {"volumeNumber": volume, "isPartOf": within})
    if issue := scalar_text(csl.get("issue")):
        within = node("PublicationIssue", {"issueNumber": issue, "isPartOf": within})
    return within
