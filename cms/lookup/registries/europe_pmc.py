"""Europe PMC, which knows what PubMed and PubMed Central have, and preprints, under every identifier.

Source: https://europepmc.org/RestfulWebService, search with resultType=core, and its reference guide.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cms.bibliography.identifiers import Identifier
from cms.conf import conf
from cms.lookup.found import Found
from cms.lookup.markup import csl_text, plain_line
from cms.lookup.notices import Notice, merged
from cms.lookup.pubmed_notices import cited_notice
from cms.lookup.records import as_list, as_mapping, date, journal_title, name, record, text
from cms.lookup.registries.base import Registry
from cms.lookup.time_budget import TimeBudget
from cms.models.references import Origin

__all__ = ["EuropePMC"]

PREPRINTS: Final = "PPR"
SOURCES: Final = ("MED", "PMC", PREPRINTS)
"""Where a record comes from; one of PubMed's is the most complete."""


class EuropePMC(Registry):
    """Asked about PMCIDs first and about PMIDs after PubMed; and which other identifiers a DOI's work has."""

    origin = Origin.EUROPE_PMC
    base_url = "https://www.ebi.ac.uk/europepmc/webservices/rest"
    per_second = 5.0
    knows_identifiers = True

    def rank(self, identifier: Identifier) -> int | None:
        return {"pmcid": 0, "pmid": 1}.get(identifier.kind)

    def find(self, identifier: Identifier, budget: TimeBudget) -> Found | None:
        query = {
            "query": _query(identifier),
            "resultType": "core",
            "format": "json",
            "pageSize": "5",
            "email": conf.contact_email,
        }
        answer = self.json("search", budget, query=query)
        results = as_mapping((answer or {}).get("resultList")).get("result")
        if not isinstance(results, list):
            raise self.unusable()  # one that knows nothing answers with an empty list
        matching = [one for one in map(as_mapping, results) if _is(one, identifier)]
        if not matching:
            return None
        work = min(matching, key=_order)
        source, number = text(work.get("source")), text(work.get("id"))
        return Found(
            csl=csl_of(work),
            origin=self.origin,
            url=f"https://europepmc.org/article/{source}/{number}",
            notices=merged(_notices(work)),
            reports_notices=source == "MED",
        )


def _query(identifier: Identifier) -> str:
    match identifier.kind:
        case "pmid":
            return f"EXT_ID:{identifier.value} AND SRC:MED"
        case "pmcid":
            return f"PMCID:{identifier.value}"
    quoted = identifier.value.replace("\\", "\\\\").replace('"', '\\"')
    return f'DOI:"{quoted}"'


def _is(work: Mapping[str, Any], identifier: Identifier) -> bool:
    """A search finds what is alike; only the work itself will do."""
    return text(work.get(identifier.kind)).casefold() == identifier.value.casefold()


def _order(work: Mapping[str, Any]) -> int:
    source = text(work.get("source"))
    return SOURCES.index(source) if source in SOURCES else len(SOURCES)


def csl_of(work: Mapping[str, Any]) -> dict[str, Any]:
    """The record of a work, one `result` of a search."""
    issue = as_mapping(work.get("journalInfo"))
    journal = as_mapping(issue.get("journal"))
    book = as_mapping(work.get("bookOrReportDetails"))
    is_preprint = text(work.get("source")) == PREPRINTS
    short = text(journal.get("medlineAbbreviation")) or text(journal.get("isoabbreviation")).replace(".", "")
    return record(
        {
            "type": "article"
            if is_preprint
            else "article-journal"
            if journal
            else "book"
            if book
            else "document",
            "title": csl_text(work.get("title")).removesuffix(".").strip(),
            "author": _names(as_list(as_mapping(work.get("authorList")).get("author"))),
            "container-title": journal_title(plain_line(journal.get("title"))),
            "container-title-short": short,
            "issued": _issued(work, issue, book),
            "volume": text(issue.get("volume")),
            "issue": text(issue.get("issue")),
            "page": text(work.get("pageInfo")),
            "genre": "Preprint" if is_preprint else "",
            "publisher": plain_line(book.get("publisher")),
            "ISSN": text(journal.get("issn")) or text(journal.get("essn")),
            "DOI": text(work.get("doi")).lower(),
            "PMID": text(work.get("pmid")),
            "PMCID": text(work.get("pmcid")),
        }
    )


def _names(people: Any) -> list[dict[str, str]]:
    made = [
        name(
            family=plain_line(one.get("lastName")),
            given=plain_line(one.get("firstName")) or plain_line(one.get("initials")),
            literal=plain_line(one.get("collectiveName"))
            or ("" if one.get("lastName") else plain_line(one.get("fullName"))),
        )
        for one in map(as_mapping, people)
    ]
    return [one for one in made if one is not None]


def _issued(
    work: Mapping[str, Any], issue: Mapping[str, Any], book: Mapping[str, Any]
) -> dict[str, object] | None:
    """That of the issue. Its day is made up (`printPublicationDate` is always the first of something); the day of going
    online is the date of an article in a journal without issues."""
    online = text(work.get("electronicPublicationDate")) or text(work.get("firstPublicationDate"))
    year = text(issue.get("yearOfPublication")) or text(book.get("yearOfPublication"))
    month = text(issue.get("monthOfPublication"))
    if not year or (not text(issue.get("issue")) and online.startswith(year)):
        return date(online.split("-"), [year])
    return date([year, month])


def _notices(work: Mapping[str, Any]) -> Iterator[Notice]:
    relations = as_mapping(work.get("commentCorrectionList")).get("commentCorrection")
    for relation in map(as_mapping, as_list(relations)):
        notice = cited_notice(
            text(relation.get("type")),
            text(relation.get("reference")),
            pmid=text(relation.get("id")) if text(relation.get("source")) == "MED" else "",
            source="europepmc",
        )
        if notice is not None:
            yield notice
    types = as_list(as_mapping(work.get("pubTypeList")).get("pubType"))
    if any(text(one).casefold() == "retracted publication" for one in types):
        yield Notice("retraction", source=("europepmc",), label="Retracted publication")
