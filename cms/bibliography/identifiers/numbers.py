"""Identifiers that are numbers: how many digits they have, and whether their check digit is right.

Each function takes a text without label, gives the canonical form, and raises InvalidIdentifier that says what is
wrong.
"""

import re

from stdnum import isbn, issn
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.iso7064 import mod_11_2

from cms.bibliography.identifiers.kinds import Kind, refusal
from cms.bibliography.identifiers.pasted import EDGES

_WRONG_CHECK_DIGIT = "its check digit is wrong, so a digit is missing, mistyped or swapped with another"
_INDEXED = re.compile(r"\s*\[PubMed\b.{0,80}", re.IGNORECASE)
_VERSION = re.compile(r"\.[0-9]{1,3}$")
_REMARK = re.compile(r"\s*\([A-Za-z][A-Za-z .:-]{0,40}\)?$")
_BLOCKS_OF_ORCID = ((15_000_000, 35_000_000), (900_000_000_000, 900_100_000_000))
"""ISNI reserved 0000-0001-5000-0007 to 0000-0003-5000-0001 and 0009-0000-0000-0000 to 0009-0010-0000-0000 for ORCID
(support.orcid.org, "What is the relationship between ISNI and ORCID?"), here without the check digit."""


def read_pmid(text: str) -> str:
    """The PMID: digits, at most 8."""
    return _count("pmid", _INDEXED.sub("", text), most=8)


def read_pmcid(text: str) -> str:
    """The PMCID: "PMC" and digits, without the version that may stand behind a period."""
    text = re.sub(r"^PMC[\s-]?", "", text.strip(EDGES), flags=re.IGNORECASE)
    return "PMC" + _count("pmcid", _VERSION.sub("", text), most=9)


def read_isbn(text: str) -> str:
    """The ISBN as 13 digits: an ISBN of 10 becomes the one of 13 that the same book has (ISO 2108)."""
    number = _figures("isbn", _REMARK.sub("", text))
    if len(number) not in (10, 13):
        raise refusal("isbn", text, f"it has {len(number)} digits, and an ISBN has 10 or 13")
    if number.startswith("9790"):
        raise refusal("isbn", text, "numbers that begin with 979-0 are ISMNs, of printed music")
    if len(number) == 13 and not number.startswith(("978", "979")):
        raise refusal("isbn", text, "an ISBN of 13 digits begins with 978 or 979")
    try:
        return str(isbn.validate(number, convert=True))
    except InvalidChecksum:
        raise refusal("isbn", text, _WRONG_CHECK_DIGIT) from None
    except ValidationError:
        raise refusal("isbn", text) from None


def read_issn(text: str) -> str:
    """The ISSN as "1541-0048" (ISO 3297)."""
    number = _figures("issn", _REMARK.sub("", text))
    if len(number) != 8:
        raise refusal("issn", text, f"it has {len(number)} digits, and an ISSN has 8")
    try:
        return str(issn.format(issn.validate(number)))
    except InvalidChecksum:
        raise refusal("issn", text, _WRONG_CHECK_DIGIT) from None
    except ValidationError:
        raise refusal("issn", text) from None


def read_orcid(text: str) -> str:
    """The ORCID iD as "0000-0002-1825-0097" (check digit: ISO 7064 MOD 11-2)."""
    number = _figures("orcid", text)
    if len(number) != 16:
        raise refusal("orcid", text, f"it has {len(number)} digits, and an ORCID iD has 16")
    try:
        mod_11_2.validate(number)
    except InvalidChecksum:
        raise refusal("orcid", text, _WRONG_CHECK_DIGIT) from None
    except ValidationError:
        raise refusal("orcid", text) from None
    if not any(first <= int(number[:-1]) <= last for first, last in _BLOCKS_OF_ORCID):
        raise refusal("orcid", text, "ORCID gives out no such number; it may be another kind of ISNI")
    return "-".join(number[start : start + 4] for start in range(0, 16, 4))


def read_nct(text: str) -> str:
    """The number of a trial in ClinicalTrials.gov: "NCT" and 8 digits."""
    return "NCT" + _registered("nct", text, "NCT", 8)


def read_isrctn(text: str) -> str:
    """The number of a trial in the ISRCTN registry: "ISRCTN" and 8 digits."""
    return "ISRCTN" + _registered("isrctn", text, "ISRCTN", 8)


def read_prospero(text: str) -> str:
    """The number of a protocol in PROSPERO: "CRD4", the year, and 6 digits or, since 2025, 7 for the record."""
    number = re.sub(r"^CRD[\s-]*", "", text.strip(EDGES), flags=re.IGNORECASE).replace(" ", "")
    if not re.fullmatch("[0-9]{1,20}", number):
        raise refusal("prospero", text)
    if not re.fullmatch("420[1-9][0-9]{7,8}", number) or int(number[1:5]) < 2011:
        raise refusal("prospero", text, "behind CRD come a 4, the year, and the 6 or 7 digits of the record")
    return f"CRD{number}"


def _count(kind: Kind, text: str, *, most: int) -> str:
    """A number that counts records: without leading zeros, and not 0."""
    text = text.strip(EDGES)
    digits = text.lstrip("0")
    if not digits or not re.fullmatch("[0-9]+", digits):
        raise refusal(kind, text)
    if len(digits) > most:
        raise refusal(kind, text, f"it has {len(digits)} digits, and there are at most {most}")
    return digits


def _figures(kind: Kind, text: str) -> str:
    """Digits, and perhaps an X at the end, without the hyphens and blanks between them."""
    number = re.sub(r"[\s-]", "", text.strip(EDGES + "-")).upper()
    if not re.fullmatch("[0-9]+X?", number):
        raise refusal(kind, text)
    return number


def _registered(kind: Kind, text: str, prefix: str, length: int) -> str:
    number = re.sub(rf"^{prefix}[\s-]*", "", text.strip(EDGES), flags=re.IGNORECASE)
    if not re.fullmatch("[0-9]+", number):
        raise refusal(kind, text)
    if len(number) != length:
        raise refusal(
            kind, text, f"it has {len(number)} digits behind {prefix}, and there are always {length}"
        )
    return number
