"""One work is known by several identifiers, pasted in many shapes; here each is recognised, checked and printed.

`recognise` gives the `Identifier` that a text is, with its kind, its canonical `value`, its printed `text` and its
`url`. The canonical values: DOI lower-case; PMID digits; PMCID "PMC" and digits, without version; ISBN 13 digits; ISSN
and ORCID iD with hyphens; arXiv "1810.04805v2" or "hep-th/9901001"; "NCT", "ISRCTN" and "CRD" with their digits; a web
address in normal form. A further kind is one more entry in `kinds` and `identifier`, with its label or shape in
`recognise` and its pages in `addresses`.
"""

from cms.bibliography.identifiers.dois import printed_doi
from cms.bibliography.identifiers.identifier import Identifier
from cms.bibliography.identifiers.kinds import InvalidIdentifier, Kind
from cms.bibliography.identifiers.prose import find_all
from cms.bibliography.identifiers.recognise import parse, recognise

__all__ = [
    "Identifier",
    "InvalidIdentifier",
    "Kind",
    "find_all",
    "normalise_doi",
    "normalise_pmcid",
    "normalise_pmid",
    "parse",
    "printed_doi",
    "recognise",
]


def normalise_doi(text: str) -> str:
    """The DOI, lower-case and without resolver or label; raise InvalidIdentifier."""
    return recognise(text, expected="doi").value


def normalise_pmid(text: str) -> str:
    """The PMID as digits; a bare number will do, since the field says what it is; raise InvalidIdentifier."""
    return recognise(text, expected="pmid").value


def normalise_pmcid(text: str) -> str:
    """The PMCID as "PMC" and digits; a bare number is accepted; raise InvalidIdentifier."""
    return recognise(text, expected="pmcid").value
