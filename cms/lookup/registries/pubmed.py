"""PubMed, by the E-utilities of the NCBI.

Source: https://www.ncbi.nlm.nih.gov/books/NBK25499/ (efetch), https://dtd.nlm.nih.gov/ncbi/pubmed/ (its XML) and
https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/ (which PMID belongs to a PMCID).
"""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from cms.bibliography.identifiers import Identifier, InvalidIdentifier, normalise_pmid
from cms.conf import conf
from cms.lookup.found import Found
from cms.lookup.notices import Notice, merged
from cms.lookup.pubmed_notices import cited_notice
from cms.lookup.records import as_mapping, text
from cms.lookup.registries.base import Registry
from cms.lookup.registries.pubmed_records import article_record, book_record
from cms.lookup.time_budget import TimeBudget
from cms.models.references import Origin

__all__ = ["PubMed"]

TOOL: Final = "headless-research-summaries"
PAGE: Final = "https://pubmed.ncbi.nlm.nih.gov"


class PubMed(Registry):
    """Asked about PMIDs first, and about PMCIDs after Europe PMC. Without an API key the NCBI allows 3 a second."""

    origin = Origin.PUBMED
    base_url = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    id_converter_url = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1"
    per_second = 2.5

    def __init__(
        self,
        *,
        base_url: str | None = None,
        id_converter_url: str | None = None,
        api_key: str = "",
        per_second: float | None = None,
    ) -> None:
        super().__init__(base_url=base_url, per_second=per_second)
        self.id_converter_url = (id_converter_url or self.id_converter_url).rstrip("/")
        self.api_key = api_key

    def rank(self, identifier: Identifier) -> int | None:
        return {"pmid": 0, "pmcid": 1}.get(identifier.kind)

    def find(self, identifier: Identifier, budget: TimeBudget) -> Found | None:
        pmid = identifier.value if identifier.kind == "pmid" else self._pmid(identifier, budget)
        if pmid is None:
            return None
        query = {"db": "pubmed", "id": pmid, "retmode": "xml", "api_key": self.api_key, **_who()}
        root = self.xml("efetch.fcgi", budget, query=query)
        if root is None or root.tag != "PubmedArticleSet":
            raise self.unusable()  # one that knows nothing answers with an empty set
        for element in root:
            if element.findtext("MedlineCitation/PMID", "").strip() == pmid:
                return Found(
                    csl=article_record(element),
                    origin=self.origin,
                    url=f"{PAGE}/{pmid}/",
                    notices=merged(_notices(element)),
                    reports_notices=True,
                )
            if element.findtext("BookDocument/PMID", "").strip() == pmid:
                return Found(csl=book_record(element), origin=self.origin, url=f"{PAGE}/{pmid}/")
        return None

    def _pmid(self, identifier: Identifier, budget: TimeBudget) -> str | None:
        """The PMID of an article in PubMed Central; not all that is there is in PubMed."""
        query = {"ids": identifier.value, "format": "json", **_who()}
        answer = self.json("articles/", budget, query=query, base_url=self.id_converter_url)
        records = (answer or {}).get("records")
        if not isinstance(records, list):
            raise self.unusable()
        for one in map(as_mapping, records):
            if text(one.get("pmcid")).upper() == identifier.value:
                try:
                    return normalise_pmid(text(one.get("pmid")))
                except InvalidIdentifier:
                    return None
        return None


def _who() -> dict[str, str]:
    """Who asks, in the way that the NCBI wants to know it."""
    return {"tool": TOOL, "email": conf.contact_email}


def _notices(article: Element) -> Iterator[Notice]:
    for relation in article.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections"):
        notice = cited_notice(
            relation.get("RefType", ""),
            relation.findtext("RefSource", ""),
            pmid=relation.findtext("PMID", "").strip(),
            source="pubmed",
        )
        if notice is not None:
            yield notice
    for one in article.iterfind("MedlineCitation/Article/PublicationTypeList/PublicationType"):
        if (one.text or "").strip().casefold() == "retracted publication":
            yield Notice("retraction", source=("pubmed",), label="Retracted publication")
