"""One work is known by several identifiers, pasted in many shapes; here each has one canonical form.

DOI: lower-case, because DOI names are case-insensitive in ASCII (DOI Handbook, 2.4). PMID: digits. PMCID:
"PMC" and digits, without the version. A further kind is one more entry of `_FORMS`, and a pattern in
`recognition`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from cms.bibliography.recognition import Found, Kind, bare_doi, find, visible

_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-~]+")
_PMID = re.compile(r"[1-9][0-9]{0,7}")
_PMCID = re.compile(r"PMC[1-9][0-9]{0,8}")
_MAX_LENGTH = 2048
_MAX_DOI_LENGTH = 500
_EDGES = " \t\r\n\"'“”‘’«».,;:!?()[]{}<>/"


class InvalidIdentifier(ValueError):
    """A text that should be an identifier and is not. Carries `kind`, `value` and a plain `message`."""

    def __init__(self, kind: Kind, value: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.value = value
        self.message = message


class _Form(NamedTuple):
    """How a kind is written: the canonical pattern, the printed text and the address, both with `{}`."""

    canonical: Callable[[str], bool]
    text: str
    url: str


def _is_canonical_doi(value: str) -> bool:
    return (
        bool(_DOI.fullmatch(value))
        and len(value) <= _MAX_DOI_LENGTH
        and value == _lower(bare_doi(value) or "")
    )


_FORMS: dict[Kind, _Form] = {
    "doi": _Form(_is_canonical_doi, "doi:{}", "https://doi.org/{}"),
    "pmid": _Form(
        lambda value: bool(_PMID.fullmatch(value)), "PMID: {}", "https://pubmed.ncbi.nlm.nih.gov/{}/"
    ),
    "pmcid": _Form(
        lambda value: bool(_PMCID.fullmatch(value)), "{}", "https://pmc.ncbi.nlm.nih.gov/articles/{}/"
    ),
}


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in its canonical form; making one from anything else raises InvalidIdentifier."""

    kind: Kind
    value: str

    def __post_init__(self) -> None:
        if not _FORMS[self.kind].canonical(self.value):
            message = f"{self.value[:100]!r} is not a {self.kind} in normal form."
            raise InvalidIdentifier(self.kind, self.value, message)

    @property
    def text(self) -> str:
        """As printed: "doi:10.1155/2020/6518508", "PMID: 32322279", "PMC7157802"."""
        return _FORMS[self.kind].text.format(self.value)

    @property
    def url(self) -> str:
        """The https address that resolves it."""
        return _FORMS[self.kind].url.format(quote(self.value, safe="/:;()!$*,@=+~-._"))

    def __str__(self) -> str:
        return self.text


def parse(text: str) -> Identifier | None:
    """The one identifier that the whole text is (label, URL and punctuation around it allowed), or None.

    A bare number is never taken for a PMID here: it may be anything.
    """
    text = visible(text).lstrip(_EDGES)
    if len(text) > _MAX_LENGTH:
        return None
    for found in find(text):
        if found.start == 0 and not text[found.end :].strip(_EDGES):
            return _identifier(found)
        break
    return None


def find_all(text: str) -> list[Identifier]:
    """Every identifier in a text, in order of appearance; one that appears twice is given twice."""
    return list(_identifiers(text))


def normalise_doi(text: str) -> str:
    """The DOI, lower-case and without resolver or label; raise InvalidIdentifier."""
    identifier = parse(text)
    if identifier is None or identifier.kind != "doi":
        raise InvalidIdentifier("doi", text, "This is not a DOI. A DOI looks like 10.1155/2020/6518508.")
    return identifier.value


def normalise_pmid(text: str) -> str:
    """The PMID as digits; a bare number will do, since the field says what it is; raise InvalidIdentifier."""
    digits = text.strip(_EDGES).lstrip("0")
    if _PMID.fullmatch(digits):
        return digits
    identifier = parse(text)
    if identifier is None or identifier.kind != "pmid":
        raise InvalidIdentifier("pmid", text, "This is not a PMID. A PMID is a number such as 32322279.")
    return identifier.value


def normalise_pmcid(text: str) -> str:
    """The PMCID as "PMC" and digits; a bare number is accepted; raise InvalidIdentifier."""
    digits = text.strip(_EDGES).lstrip("0")
    if _PMCID.fullmatch("PMC" + digits):
        return "PMC" + digits
    identifier = parse(text)
    if identifier is None or identifier.kind != "pmcid":
        raise InvalidIdentifier("pmcid", text, "This is not a PMCID. A PMCID looks like PMC7157802.")
    return identifier.value


def _identifiers(text: str) -> Iterator[Identifier]:
    for found in find(visible(text)):
        identifier = _identifier(found)
        if identifier is not None:
            yield identifier


def _identifier(found: Found) -> Identifier | None:
    value = _lower(found.value) if found.kind == "doi" else found.value
    return Identifier(found.kind, value) if _FORMS[found.kind].canonical(value) else None


def _lower(doi: str) -> str:
    return doi.lower() if doi.isascii() else ""
