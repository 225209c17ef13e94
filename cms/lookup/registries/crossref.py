"""Crossref, where most publishers register their DOIs, and where Retraction Watch's notices are kept.

Source: https://api.crossref.org/swagger-ui/ and https://github.com/CrossRef/rest-api-doc. Its JSON looks like CSL's
and is not: titles are lists, types have other names, a group of authors has a `name`.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from cms.bibliography.identifiers import Identifier
from cms.lookup.found import Found
from cms.lookup.markup import csl_text, plain_line
from cms.lookup.records import as_list, as_mapping, date, language, name, record, text
from cms.lookup.registries.base import Registry
from cms.lookup.registries.crossref_notices import notices_about
from cms.lookup.registries.crossref_types import csl_type
from cms.lookup.time_budget import TimeBudget
from cms.models.references import Origin

__all__ = ["Crossref"]

ARXIV = "10.48550/"


class Crossref(Registry):
    """Asked about DOIs, except those of arXiv, which are DataCite's."""

    origin = Origin.CROSSREF
    base_url = "https://api.crossref.org"
    per_second = 5.0
    at_once = 1

    def rank(self, identifier: Identifier) -> int | None:
        return 0 if identifier.kind == "doi" and not identifier.value.startswith(ARXIV) else None

    def find(self, identifier: Identifier, budget: TimeBudget) -> Found | None:
        answer = self.json(f"works/{quote(identifier.value, safe='')}", budget)
        if answer is None:
            return None
        work = as_mapping(answer.get("message"))
        doi = text(work.get("DOI"))
        if not doi:
            raise self.unusable()
        notices, is_told = notices_about(work, doi=doi)
        return Found(
            csl=csl_of(work, doi=doi),
            origin=self.origin,
            url=f"https://doi.org/{quote(doi, safe='/:;()')}",
            notices=notices,
            reports_notices=is_told,
        )


def csl_of(work: Mapping[str, Any], *, doi: str) -> dict[str, Any]:
    """The record of a work, the `message` of an answer."""
    kind = csl_type(text(work.get("type")))
    containers = [plain_line(one) for one in as_list(work.get("container-title"))]
    is_preprint = text(work.get("type")) == "posted-content"
    institution = text(as_mapping(_first(work.get("institution"))).get("name"))
    publisher = (is_preprint and institution) or plain_line(work.get("publisher"))
    issued, online = _dates(work)
    fields = {
        "type": kind,
        "title": _title(work),
        "author": _names(work.get("author")),
        "editor": _names(work.get("editor")),
        "translator": _names(work.get("translator")),
        # Of a chapter in a series, the series comes first.
        "container-title": containers[-1] if containers else "",
        "collection-title": containers[0] if len(containers) > 1 and kind == "chapter" else "",
        "container-title-short": plain_line(_first(work.get("short-container-title"))),
        "issued": issued,
        "available-date": online,
        "volume": text(work.get("volume")),
        "issue": text(work.get("issue")) or text(as_mapping(work.get("journal-issue")).get("issue")),
        "page": text(work.get("page")) or text(work.get("article-number")),
        "edition": text(work.get("edition-number")),
        "genre": text(work.get("subtype")).capitalize() if is_preprint else "",
        # Nobody prints the publisher of a journal.
        "publisher": "" if kind == "article-journal" else publisher,
        "publisher-place": plain_line(work.get("publisher-location")),
        "language": language(text(work.get("language"))),
        "ISSN": text(_first(work.get("ISSN"))),
        "ISBN": text(_first(work.get("ISBN"))),
        "DOI": doi.lower(),
    }
    return record(fields)


def _first(value: object) -> object:
    items = as_list(value)
    return items[0] if items else None


def _title(work: Mapping[str, Any]) -> str:
    """The title, and the subtitle unless it stands in it already."""
    title = csl_text(_first(work.get("title")))
    subtitle = csl_text(_first(work.get("subtitle")))
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title
    return f"{title}{' ' if title[-1] in '?!:.' else ': '}{subtitle}"


def _names(value: object) -> list[dict[str, str]]:
    """People and groups, the first author first."""
    people = [as_mapping(one) for one in as_list(value)]
    people.sort(key=lambda one: one.get("sequence") != "first")
    made = (
        name(
            family=plain_line(one.get("family")),
            given=plain_line(one.get("given")),
            suffix=plain_line(one.get("suffix")),
            literal=plain_line(one.get("name")),
        )
        for one in people
    )
    return [one for one in made if one is not None]


def _dates(work: Mapping[str, Any]) -> tuple[dict[str, object] | None, dict[str, object] | None]:
    """The date by which it is cited, that of the issue where there is one; and that of going online, if another."""
    parts = {
        field: _first(as_mapping(work.get(field)).get("date-parts"))
        for field in ("published-print", "published", "issued", "published-online", "posted")
    }
    printed = _first(
        as_mapping(as_mapping(work.get("journal-issue")).get("published-print")).get("date-parts")
    )
    issued = date(
        parts["published-print"],
        printed,
        parts["published-online"],
        parts["published"],
        parts["posted"],
        parts["issued"],
    )
    online = date(parts["published-online"])
    return issued, online if online != issued else None
