"""Whole paragraphs are searched for the works they name; only what can not be anything else is taken."""

import re
from collections.abc import Iterator

from cms.bibliography.identifiers.addresses import identify
from cms.bibliography.identifiers.dois import DOI, DOI_PREFIX, SICI, bare_doi
from cms.bibliography.identifiers.identifier import Identifier
from cms.bibliography.identifiers.kinds import InvalidIdentifier, Kind
from cms.bibliography.identifiers.numbers import read_pmcid, read_pmid
from cms.bibliography.identifiers.pasted import visible

WORKS: tuple[Kind, ...] = ("doi", "pmid", "pmcid")
"""The kinds by which a record of the library is known."""

_HOSTS = r"(?:dx\.|www\.)?doi\.org|(?:www\.|pubmed\.|pmc\.)?ncbi\.nlm\.nih\.gov|(?:www\.)?europepmc\.org"
_ANYTHING = re.compile(
    rf"""
      (?:(?<![A-Za-z0-9])(?:doi|pmid|pmcid|url)\s{{0,9}}:\s{{0,9}})?
        (?P<url>(?:https?://|www\.|(?<![\w.-])(?:{_HOSTS})/)(?:[^\s<>"]|{SICI}){{1,2000}})
    | (?<![A-Za-z0-9])(?:PubMed\s+)?PMID\s{{0,9}}[:\#]?\s{{0,9}}(?P<pmid>[0-9]{{1,12}})(?![A-Za-z0-9])
    | (?<![A-Za-z0-9])PubMed(?:\s+ID)?\s{{0,9}}:\s{{0,9}}(?P<pubmed>[0-9]{{1,12}})(?![A-Za-z0-9])
    | (?<![A-Za-z0-9])(?:PMCID\s{{0,9}}[:\#]?\s{{0,9}}(?:PMC)?|PMC)
        (?P<pmcid>[0-9]{{1,12}})(?:\.[0-9]{{1,3}})?(?![A-Za-z0-9])
    | (?<![A-Za-z0-9.])(?:doi\s{{0,9}}[:=]?\s{{0,9}})?(?P<doi>{DOI}|{DOI_PREFIX}%2F[!#-;=?-~]{{1,600}})
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)


def find_all(text: str) -> list[Identifier]:
    """Every DOI, PMID and PMCID in a text, in order of appearance; one that appears twice is given twice."""
    return list(_identifiers(visible(text)))


def _identifiers(text: str) -> Iterator[Identifier]:
    for match in _ANYTHING.finditer(text):
        try:
            found = _found(match)
            if found and found[0] in WORKS:
                yield Identifier(*found)
        except InvalidIdentifier:
            continue


def _found(match: re.Match[str]) -> tuple[Kind, str] | None:
    if match["url"]:
        return identify(match["url"])
    if match["doi"]:
        doi = bare_doi(match["doi"])
        return ("doi", doi.lower()) if doi else None
    if match["pmcid"]:
        return "pmcid", read_pmcid(match["pmcid"])
    return "pmid", read_pmid(match["pmid"] or match["pubmed"])
