"""One work is known by several identifiers, pasted in many shapes; each has one canonical form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from cms.bibliography.identifiers.arxiv import read_arxiv
from cms.bibliography.identifiers.dois import read_doi
from cms.bibliography.identifiers.kinds import InvalidIdentifier, Kind, refusal
from cms.bibliography.identifiers.numbers import (
    read_isbn,
    read_isrctn,
    read_issn,
    read_nct,
    read_orcid,
    read_pmcid,
    read_pmid,
    read_prospero,
)
from cms.bibliography.identifiers.web_address import read_url


class _Form(NamedTuple):
    """A kind: what reads a text without label, the printed text and the address, both with `{}`."""

    read: Callable[[str], str]
    text: str
    url: str


_FORMS: dict[Kind, _Form] = {
    "doi": _Form(read_doi, "doi:{}", "https://doi.org/{}"),
    "pmid": _Form(read_pmid, "PMID: {}", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    "pmcid": _Form(read_pmcid, "{}", "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    "isbn": _Form(read_isbn, "ISBN {}", "https://openlibrary.org/isbn/{}"),
    "issn": _Form(read_issn, "ISSN {}", "https://portal.issn.org/resource/ISSN/{}"),
    "orcid": _Form(read_orcid, "ORCID iD: {}", "https://orcid.org/{}"),
    "arxiv": _Form(read_arxiv, "arXiv:{}", "https://arxiv.org/abs/{}"),
    "nct": _Form(read_nct, "{}", "https://clinicaltrials.gov/study/{}"),
    "isrctn": _Form(read_isrctn, "{}", "https://www.isrctn.com/{}"),
    "prospero": _Form(read_prospero, "{}", "https://www.crd.york.ac.uk/PROSPERO/view/{}"),
    "url": _Form(read_url, "{}", "{}"),
}


def read(kind: Kind, text: str) -> str:
    """The canonical form of a text that is of this kind, without label or address; raise InvalidIdentifier."""
    return _FORMS[kind].read(text)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in its canonical form; making one from anything else raises InvalidIdentifier."""

    kind: Kind
    value: str

    def __post_init__(self) -> None:
        try:
            if read(self.kind, self.value) == self.value:
                return
        except InvalidIdentifier:
            pass
        raise refusal(self.kind, self.value, "it is not in its normal form")

    @property
    def text(self) -> str:
        """As printed: "doi:10.1155/2020/6518508", "PMID: 32322279", "PMC7157802"."""
        return _FORMS[self.kind].text.format(self.value)

    @property
    def url(self) -> str:
        """The https address that resolves it; of an ISBN, which has no official one, its page in Open Library."""
        safe = "/:;()!$*,@=+~-._"
        return (
            self.value if self.kind == "url" else _FORMS[self.kind].url.format(quote(self.value, safe=safe))
        )

    def __str__(self) -> str:
        return self.text
