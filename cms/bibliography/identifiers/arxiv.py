"""arXiv has two schemes of identifiers: archive/YYMMNNN until March 2007, and YYMM.NNNN, with 5 digits since 2015.

Source: info.arxiv.org, "Understanding the arXiv identifier".
"""

import re

from cms.bibliography.identifiers.kinds import refusal
from cms.bibliography.identifiers.pasted import EDGES

ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs"
    "|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics"
    "|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_NEW = r"(?P<month>[0-9]{4})\.(?P<number>[0-9]{1,9})"
_CLASS = r"(?:\.[a-z]{2,8}(?:-[a-z]{2,8})?)?"
_OLD = rf"(?P<archive>{ARCHIVES}){_CLASS}/(?P<old_month>[0-9]{{4}})(?P<old_number>[0-9]{{1,9}})"
_STAMP = r"(?:\s*\[[a-z.,;\s-]{1,60}(?:\]\s*[0-9]{1,2}\s+[a-z]{3,9}\s+[0-9]{4})?)?"
_IDENTIFIER = re.compile(
    rf"(?:10\.48550/)?(?:arxiv[.:]\s?)?(?:{_NEW}|{_OLD})(?P<version>v[1-9][0-9]{{0,2}})?{_STAMP}",
    re.IGNORECASE,
)
_LAST_OF_OLD, _FIRST_OF_NEW, _FIRST_OF_FIVE, _FIRST_OF_ALL = 703, 704, 1501, 9107


def read_arxiv(text: str) -> str:
    """The identifier as "1810.04805" or "hep-th/9901001", with its version if there is one: "1810.04805v2".

    An old one is kept without subject class, which is no part of it. The DOI that arXiv gives, and the stamp at the
    side of its PDFs, "arXiv:1810.04805v2 [cs.CL] 24 May 2019", are read too. Raise InvalidIdentifier.
    """
    match = _IDENTIFIER.fullmatch(text.strip(EDGES))
    if match is None:
        raise refusal("arxiv", text)
    version = (match["version"] or "").lower()
    month, number = match["month"] or match["old_month"], match["number"] or match["old_number"]
    if not 1 <= int(month[2:]) <= 12:
        raise refusal("arxiv", text, f"it begins with year and month, and there is no month {month[2:]}")
    if match["archive"]:
        if _LAST_OF_OLD < int(month) < _FIRST_OF_ALL:
            raise refusal("arxiv", text, "those with the name of an archive are from July 1991 to March 2007")
        length, value = 3, f"{match['archive'].lower()}/{month}{number}{version}"
    else:
        if int(month) < _FIRST_OF_NEW:
            raise refusal("arxiv", text, "those without the name of an archive are from April 2007 and later")
        length, value = 4 if int(month) < _FIRST_OF_FIVE else 5, f"{month}.{number}{version}"
    if len(number) != length or not int(number):
        raise refusal("arxiv", text, f"behind year and month come {length} digits, from {1:0{length}}")
    return value
