"""The meta elements of a page: Open Graph, the card of X (Twitter), and for articles the tags of Highwire Press.

Sources: The Open Graph protocol (ogp.me); Google Scholar, Inclusion Guidelines for Webmasters, “Indexing”. Highwire's
tags describe the page itself. The publication that a page summarises is a work of its own, and is named as a reference.
"""

from collections.abc import Iterator

from django.utils.translation import to_locale

from cms.bibliography.characters import scalar_text
from cms.bibliography.csl import authors_of, title_of
from cms.bibliography.dates import DateValue
from cms.delivery.schemas import Meta, ReferenceRecord
from cms.delivery.seo.facts import Facts, is_web, moment

__all__ = ["meta"]


def meta(facts: Facts) -> list[Meta]:
    """What goes into the head of the HTML document, besides its title and description."""
    found = [
        *(Meta(name=None, property=name, content=content) for name, content in _open_graph(facts)),
        *(Meta(name=name, property=None, content=content) for name, content in _named(facts)),
    ]
    return [each for each in found if each.content]


def _open_graph(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "og:title", facts.seo_title
    yield "og:type", "article" if facts.is_article else "website"
    yield "og:url", facts.url
    yield "og:description", facts.description or ""
    yield "og:site_name", facts.publisher
    yield "og:locale", to_locale(facts.locale)
    for alternate in facts.alternates:
        yield "og:locale:alternate", to_locale(alternate.locale)
    image = facts.image or facts.share_image
    if image is not None and is_web(image.src):
        yield "og:image", image.src
        yield "og:image:width", str(image.width or "")
        yield "og:image:height", str(image.height or "")
        yield "og:image:alt", image.alt
    if facts.is_article:
        yield "article:published_time", moment(facts.published_at) if facts.published_at else ""
        yield "article:modified_time", moment(facts.updated_at) if facts.updated_at else ""
        for author in facts.authors:
            yield "article:author", str(author.url) if is_web(author.url) else ""
        for topic in facts.topics:
            yield "article:tag", topic.title


def _named(facts: Facts) -> Iterator[tuple[str, str]]:
    has_image = (facts.image or facts.share_image) is not None
    yield "twitter:card", "summary_large_image" if has_image else "summary"
    if not facts.is_article:
        return
    yield "citation_title", facts.title
    for author in facts.authors:
        yield "citation_author", author.name
    yield "citation_publication_date", f"{facts.published_at:%Y/%m/%d}" if facts.published_at else ""
    yield "citation_publisher", facts.publisher
    yield "citation_language", facts.locale
    yield "citation_fulltext_html_url", facts.url
    for record in facts.references:
        yield "citation_reference", _reference(record)


def _reference(record: ReferenceRecord) -> str:
    """`citation_title=…;citation_author=…;citation_doi=…`. A semicolon in a value would end it, so it is a comma."""
    return ";".join(f"{name}={value.replace(';', ',')}" for name, value in _parts_of(record) if value.strip())


def _parts_of(record: ReferenceRecord) -> Iterator[tuple[str, str]]:
    csl = record.csl
    yield "citation_title", title_of(csl) or record.text
    for author in authors_of(csl):
        yield "citation_author", str(author)
    date = DateValue.of(csl.get("issued"))
    start = DateValue(date.start) if date is not None and date.start is not None else ""
    yield "citation_publication_date", str(start).replace("-", "/")
    yield "citation_journal_title", scalar_text(csl.get("container-title"))
    for name, variable in (("volume", "volume"), ("issue", "issue"), ("firstpage", "page")):
        text = scalar_text(csl.get(variable))
        yield f"citation_{name}", text.split("-")[0].split("–")[0] if variable == "page" else text
    yield "citation_doi", record.identifiers.doi or ""
    yield "citation_pmid", record.identifiers.pmid or ""
