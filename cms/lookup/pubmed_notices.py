"""How PubMed, and Europe PMC after it, say what became of an article: by a relation to another one, the notice.

"Retraction in" leads from an article to its notice, "Retraction of" from the notice to the article: only the former
says something about the article. Source: https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
(CommentsCorrections, RefType).
"""

import re
from typing import Final

from cms.bibliography.identifiers import find_all
from cms.lookup.notices import Notice
from cms.lookup.records import partial_text

__all__ = ["cited_date", "cited_notice", "month_number"]

KINDS: Final = {
    "retractionin": ("retraction", "Retraction"),
    "retractedandrepublishedin": ("retraction", "Retracted and republished"),
    "partialretractionin": ("partial_retraction", "Partial retraction"),
    "expressionofconcernin": ("expression_of_concern", "Expression of concern"),
    "erratumin": ("erratum", "Erratum"),
    "correctedandrepublishedin": ("correction", "Corrected and republished"),
}
"""Kinds and labels by relation, letters only: PubMed writes RetractionIn, Europe PMC "Retraction in"."""
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"(?<![\d(/.:-])(?P<year>1[89]\d\d|20\d\d)(?:\s+(?P<month>[A-Z][a-z]{2})[a-z]*(?:\s+(?P<day>\d{1,2})(?!\d))?)?(?=[\s;.:,-]|$)"
)


def month_number(word: str) -> int | None:
    """1 for "Jan", "January" or "1"."""
    if word.isascii() and word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    start = word[:3].casefold()
    return MONTHS.index(start) + 1 if start in MONTHS else None


def cited_date(citation: str) -> str | None:
    """The date in "Lancet. 2010 Feb 6;375(9713):445.", as "2010-02-06"."""
    found = _DATE.search(citation)
    if found is None:
        return None
    month = month_number(found["month"] or "")
    return partial_text([found["year"], *([month, found["day"]] if month else [])])


def cited_notice(relation: str, citation: str, *, pmid: str, source: str) -> Notice | None:
    """The notice that a citation describes, with its DOI if that is in it. None for other relations: comments, updates,
    and those that lead from a notice to its article."""
    kind, label = KINDS.get("".join(filter(str.isalpha, relation.casefold())), ("", ""))
    if not kind:
        return None
    doi = next((one.value for one in find_all(citation) if one.kind == "doi"), None)
    url = f"https://doi.org/{doi}" if doi else None
    if url is None and pmid.isascii() and pmid.isdecimal():
        url = f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
    return Notice(kind, date=cited_date(citation), doi=doi, url=url, source=(source,), label=label)
