"""Most identifiers are pasted as the address of a page that shows the work: here is where in it they stand."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cms.bibliography.identifiers.arxiv import ARCHIVES, read_arxiv
from cms.bibliography.identifiers.dois import bare_doi, doi_in_address, unescaped
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

_READERS = {
    "pmid": read_pmid,
    "pmcid": read_pmcid,
    "isbn": read_isbn,
    "issn": read_issn,
    "orcid": read_orcid,
    "arxiv": read_arxiv,
    "nct": read_nct,
    "isrctn": read_isrctn,
    "prospero": read_prospero,
}
_SCHEME = re.compile(r"https?[:;]?/{1,3}", re.IGNORECASE)
# Schemes that a slip of the keyboard spoiled are read; a name with a path needs no scheme.
_ADDRESS = re.compile(
    r"https?(?::/{1,3}|[:;]?//)|www\.[a-z0-9-]|(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,18}(?::[0-9]{1,5})?/(?!/)",
    re.IGNORECASE,
)
# An address inside an address: behind a slash in an archive, as a parameter of a proxy or of a redirection.
_INNER = re.compile(
    r"(?:/|[?&](?:url|u|q|qurl|to|link|target|dest(?:ination)?|redirect(?:_?ur[il]|_?to)?)=)"
    r"(?P<address>https?:/{1,2}[a-z0-9].*)",
    re.IGNORECASE | re.DOTALL,
)


class _Place(NamedTuple):
    """Where the pages of a kind stand: names of hosts, and what is before the identifier behind them."""

    kind: Kind
    host: re.Pattern[str]
    pattern: re.Pattern[str]


def _place(kind: Kind, hosts: str, pattern: str) -> _Place:
    """A period in `hosts` may be a hyphen, and anything may follow: so proxies of libraries write them."""
    host = rf"(?:{hosts.replace('.', '[.-]')})(?:\..*)?"
    return _Place(kind, re.compile(host, re.DOTALL), re.compile(pattern, re.IGNORECASE))


_PUBMED = "(?:www.|m.)?pubmed(?:.ncbi.nlm.nih)?.gov"
_NCBI = "(?:(?:www|m|eutils|pmc).)?ncbi.nlm.nih.gov"
_EUROPE_PMC = "(?:www.)?(?:europepmc.org|ukpmc.ac.uk|ebi.ac.uk)"
_OLD_PMC = "(?:www.)?pubmedcentral.(?:nih.gov|gov|com)"
_NUMBER = r"([0-9]{1,20})(?![0-9A-Za-z,+|])"
_CHARACTERS = r"([0-9][0-9Xx-]{3,25})(?![0-9A-Za-z])"
_PLACES = (
    _place("pmid", _PUBMED, rf"^/(?:m/)?(?:\?(?:[^#]*&)?term=)?{_NUMBER}(?! [a-z])"),
    _place("pmid", _NCBI, rf"^/(?:m/)?pubmed/?(?:\?(?:[^#]*&)?term=)?{_NUMBER}(?! [a-z])"),
    _place("pmid", _NCBI, rf"/articles/pmid/{_NUMBER}"),
    _place("pmid", _NCBI, rf"^(?=.*[?&]db=(?:pubmed|m(?:edline)?)\b).*?[?&](?:list_uids|uid|id)={_NUMBER}"),
    _place("pmid", _EUROPE_PMC, rf"/(?:articles?|abstract|search|rest)/MED/{_NUMBER}"),
    _place(
        "pmcid", f"{_NCBI}|{_EUROPE_PMC}|{_OLD_PMC}", r"(?<![A-Za-z0-9])(PMC-?[0-9]{1,20})(?![0-9A-Za-z])"
    ),
    _place("pmcid", _OLD_PMC, rf"[?&]artid={_NUMBER}"),
    _place("pmcid", f"{_NCBI}|{_EUROPE_PMC}", rf"/(?:pmc/articles|articles?/PMC|abstract/PMC)/{_NUMBER}"),
    _place(
        "arxiv",
        "(?:(?:www|export|[a-z]{2}).)?arxiv.org|xxx.lanl.gov|ar5iv(?:.labs.arxiv)?.org|(?:www.)?alphaxiv.org",
        r"^/(?:abs|pdf|html|format|ps|e-print|src|tb|overview)/"
        rf"((?:arxiv:)?(?:(?:{ARCHIVES})(?:\.[a-z-]{{2,17}})?/[0-9]{{1,12}}|[0-9]{{1,9}}\.[0-9]{{1,9}})(?:v[0-9]{{1,3}})?)(?![0-9a-z])",
    ),
    _place(
        "nct",
        "(?:[a-z]{1,20}.)?clinicaltrials.gov|trialsearch.who.int",
        r"(?<![A-Za-z0-9])(NCT[0-9]{1,20})(?![0-9A-Za-z])",
    ),
    _place(
        "isrctn",
        "(?:www.)?(?:isrctn.(?:com|org)|controlled-trials.com)|trialsearch.who.int",
        r"(?<![A-Za-z0-9])(ISRCTN[0-9]{1,20})(?![0-9A-Za-z])",
    ),
    _place("prospero", "(?:www.)?crd.york.ac.uk", r"(?<![A-Za-z0-9])(CRD[0-9]{1,20})(?![0-9A-Za-z])"),
    _place("orcid", "(?:(?:www|pub).)?orcid.org", rf"^/(?:[^#]*[?&]orcid=)?{_CHARACTERS}"),
    _place("isbn", "(?:www.)?(?:openlibrary.org|isbnsearch.org)", rf"^/isbn/{_CHARACTERS}"),
    _place("isbn", "(?:(?:www|search).)?worldcat.org", rf"^/isbn/{_CHARACTERS}"),
    _place("isbn", "(?:books|www).google.(?:com?.)?[a-z]{2,3}", rf"[?&]vid=ISBN[:\s]?{_CHARACTERS}"),
    _place("issn", "(?:(?:portal|www|urn).)?issn.org", rf"(?:/resource)?/(?:urn:)?issn[:/]{_CHARACTERS}"),
    _place("issn", "(?:(?:www|search).)?worldcat.org", rf"^/issn/{_CHARACTERS}"),
)
_RESOLVER = re.compile(r"(?:dx[.-]|www[.-])?doi[.-]org(?:\..*)?", re.DOTALL)


def is_address(text: str) -> bool:
    """Whether the text begins like a web address, with or without https://."""
    return _ADDRESS.match(text) is not None


def in_address(text: str) -> tuple[Kind, str] | None:
    """Kind and canonical form of what an address is about; None when it is just an address.

    An address inside the address (of an archive, a proxy, a redirection) is looked into. Raise InvalidIdentifier
    when the place of an identifier holds something else.
    """
    found = _in_one_address(text)
    if found is None and (inner := _INNER.search(unescaped(text))):
        return _in_one_address(inner["address"])
    return found


def _in_one_address(text: str) -> tuple[Kind, str] | None:
    authority, slash, rest = _SCHEME.sub("", text, count=1).partition("/")
    rest = slash + rest
    host = authority.rpartition("@")[2].partition(":")[0].lower()
    if _RESOLVER.fullmatch(host):
        return _in_resolver(host, rest)
    target = unescaped(rest.partition("#")[0])
    for kind, pattern in _places_of(host):
        values = dict.fromkeys(pattern.findall(target))
        if values:
            found = {_READERS[kind](value) for value in values}
            return (kind, found.pop()) if len(found) == 1 else None
    doi = doi_in_address(host, rest)
    return ("doi", doi.lower()) if doi else None


def _places_of(host: str) -> Iterator[tuple[Kind, re.Pattern[str]]]:
    for place in _PLACES:
        if place.host.fullmatch(host):
            yield place.kind, place.pattern


def _in_resolver(host: str, rest: str) -> tuple[Kind, str] | None:
    name = unescaped(re.split("[?#]", rest, maxsplit=1)[0])
    start = name.find("10.")
    doi = bare_doi(name[start:]) if start >= 0 else None
    if doi:
        return "doi", doi.lower()
    if host.startswith("www") and start < 0:
        return None
    raise refusal("doi", rest, "this address of doi.org holds no complete one")


def identify(text: str) -> tuple[Kind, str] | None:
    """As `in_address`, and None also for an address that holds something malformed."""
    try:
        return in_address(text)
    except InvalidIdentifier:
        return None
