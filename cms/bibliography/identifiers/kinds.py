"""The kinds of identifiers, and how a text that is none of them is refused."""

from typing import Literal, NamedTuple

Kind = Literal["doi", "pmid", "pmcid", "isbn", "issn", "orcid", "arxiv", "nct", "isrctn", "prospero", "url"]


class _Words(NamedTuple):
    """What an editor reads about a kind: its name with an article, and what one looks like."""

    name: str
    example: str


_WORDS: dict[Kind, _Words] = {
    "doi": _Words("a DOI", "A DOI looks like 10.1155/2020/6518508."),
    "pmid": _Words("a PMID", "A PMID is a number such as 32322279."),
    "pmcid": _Words("a PMCID", "A PMCID looks like PMC7157802."),
    "isbn": _Words("an ISBN", "An ISBN looks like 978-0-7817-5564-1."),
    "issn": _Words("an ISSN", "An ISSN looks like 1541-0048."),
    "orcid": _Words("an ORCID iD", "An ORCID iD looks like 0000-0002-1825-0097."),
    "arxiv": _Words(
        "an arXiv identifier", "One looks like arXiv:1810.04805, an old one like hep-th/9901001."
    ),
    "nct": _Words("a ClinicalTrials.gov number", "One looks like NCT00342992."),
    "isrctn": _Words("an ISRCTN", "An ISRCTN looks like ISRCTN50189673."),
    "prospero": _Words("a PROSPERO number", "One looks like CRD42020163522."),
    "url": _Words("a web address", "A web address begins with https:// or http://."),
}


class InvalidIdentifier(ValueError):
    """A text that should be an identifier and is not.

    Carries `kind` (None when the text does not say which it should be), `value`, the text, and `message`, a plain
    sentence that says what is wrong.
    """

    def __init__(self, kind: Kind | None, value: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.value = value
        self.message = message


def name_of(kind: Kind) -> str:
    """The name of a kind in a sentence: "a DOI", "an ORCID iD"."""
    return _WORDS[kind].name


def refusal(kind: Kind, value: str, reason: str = "") -> InvalidIdentifier:
    """The error for a text that is none of this kind; without a reason it shows what one looks like."""
    name, example = _WORDS[kind]
    return InvalidIdentifier(
        kind, value, f"This is not {name}" + (f": {reason}." if reason else f". {example}")
    )
