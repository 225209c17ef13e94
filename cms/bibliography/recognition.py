"""People paste identifiers as labels, addresses and halves of sentences; this finds them, whatever is around.

Only the finding is here; what a canonical value is, is said in `identifiers`. All patterns are bounded, so
that no text takes more than linear time.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import unquote

Kind = Literal["doi", "pmid", "pmcid"]


class Found(NamedTuple):
    """A hit: kind, value as it stands there (a DOI keeps its case), and the span with what hangs on it."""

    kind: Kind
    value: str
    start: int
    end: int


# The old Wiley DOIs hold angle brackets (ANSI/NISO Z39.56, SICI): <1661::AID-SIM968>.
_SICI = r"<[^\s<>\":]{0,20}::[^\s<>\":]{1,40}>"
_DOI_PREFIX = r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,3}"
_NEXT_IN_A_LIST = r"[,;](?:doi:|https?:|10\.[0-9]{4,9}/)"
_DOI = rf"{_DOI_PREFIX}/(?:(?!{_NEXT_IN_A_LIST})[!#-;=?-~]|{_SICI}){{1,600}}"
_HOSTS = r"(?:dx\.|www\.)?doi\.org|(?:www\.|pubmed\.|pmc\.)?ncbi\.nlm\.nih\.gov|(?:www\.)?europepmc\.org"
_ANYTHING = re.compile(
    rf"""
      (?:(?<![A-Za-z0-9])(?:doi|pmid|pmcid|url)\s{{0,9}}:\s{{0,9}})?
        (?P<url>(?:https?://|www\.|(?<![\w.-])(?:{_HOSTS})/)(?:[^\s<>"]|{_SICI}){{1,2000}})
    | (?<![A-Za-z0-9])(?:PubMed\s+)?PMID\s{{0,9}}[:\#]?\s{{0,9}}(?P<pmid>[0-9]{{1,12}})(?![A-Za-z0-9])
    | (?<![A-Za-z0-9])PubMed(?:\s+ID)?\s{{0,9}}:\s{{0,9}}(?P<pubmed>[0-9]{{1,12}})(?![A-Za-z0-9])
    | (?<![A-Za-z0-9])(?:PMCID\s{{0,9}}[:\#]?\s{{0,9}}(?:PMC)?|PMC)
        (?P<pmcid>[0-9]{{1,12}})(?:\.[0-9]{{1,3}})?(?![A-Za-z0-9])
    | (?<![A-Za-z0-9.])(?:doi\s{{0,9}}[:=]?\s{{0,9}})?(?P<doi>{_DOI}|{_DOI_PREFIX}%2F[!#-;=?-~]{{1,600}})
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_DOI_ANYWHERE = re.compile(rf"(?<![A-Za-z0-9.]){_DOI}", re.ASCII)
_DOI_AT_START = re.compile(_DOI, re.ASCII)
_QUERY_AT_END = re.compile(r"\?[A-Za-z_]{1,40}=")
_PAGE_OF_PUBLISHER = re.compile(
    r"(?:[/.](?:full(?:-?text)?|e?pdf|pdfdirect|abstract|summary|html?|epub|xml|meta|references|figures|citations?)"
    r"|\+html)$",
    re.IGNORECASE,
)
_PREPRINT_VERSION = re.compile(r"v[0-9]{1,3}$")
_ARTICLE_NUMBER_OF_OUP = re.compile(r"/[0-9]{5,9}$")
_NUMBER = r"([0-9]{1,12})(?![0-9A-Za-z])"
_ADDRESSES: tuple[tuple[Kind, str], ...] = (
    ("pmid", r"^pubmed\.ncbi\.nlm\.nih\.gov/(?:\?term=)?"),
    ("pmid", r"ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(?:\?term=)?"),
    ("pmid", r"/articles/pmid/"),
    ("pmid", r"^(?:www\.)?europepmc\.org/(?:article|abstract)/MED/"),
    ("pmcid", r"/articles?/(?:PMC/)?PMC"),
    ("pmcid", r"pubmedcentral\.\S{1,40}[?&]artid=(?:PMC)?"),
)
_IN_ADDRESS = tuple((kind, re.compile(pattern + _NUMBER, re.IGNORECASE)) for kind, pattern in _ADDRESSES)
_ALWAYS_DROPPED_AT_END = ".,;:!?'*`|/\\"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, *range(0x202A, 0x202F), 0xFEFF])
_REPLACED: dict[int, str | None] = {**_INVISIBLE, 0x2010: "-", 0x2011: "-"}


def visible(text: str) -> str:
    """The text without invisible characters and with plain hyphens, as copying out of a PDF needs it."""
    return text if text.isascii() else text.translate(_REPLACED)


def find(text: str) -> Iterator[Found]:
    """Identifiers in a `visible` text, from left to right; a value may still be out of range."""
    for match in _ANYTHING.finditer(text):
        if match["url"]:
            kind, value = _in_url(match["url"])
        elif match["doi"]:
            kind, value = "doi", bare_doi(match["doi"])
        elif match["pmid"] or match["pubmed"]:
            kind, value = "pmid", (match["pmid"] or match["pubmed"]).lstrip("0")
        else:
            kind, value = "pmcid", "PMC" + match["pmcid"].lstrip("0")
        if value:
            yield Found(kind, value, match.start(), match.end())


def bare_doi(text: str) -> str | None:
    """The DOI at the beginning of a text that is no URL, as far as it is one; its case is kept."""
    if "/" not in text and "%2" in text:
        text = unquote(text)
    match = _DOI_AT_START.match(text)
    if not match:
        return None
    return _trimmed(_QUERY_AT_END.split(match[0], maxsplit=1)[0])


def printed_doi(text: str) -> str:
    """A DOI field as an entry prints it: in the case of the record, without a resolver or label in front."""
    return bare_doi(text[text.find("10.") :]) or text if "10." in text else text


def _in_url(url: str) -> tuple[Kind, str | None]:
    address = re.sub(r"^https?://", "", url, flags=re.IGNORECASE)
    host, _, rest = address.partition("/")
    host = host.rpartition("@")[2].partition(":")[0].lower()
    if host in ("doi.org", "dx.doi.org", "www.doi.org"):
        return "doi", bare_doi(re.sub("^doi:", "", unquote(re.split("[?#]", rest, maxsplit=1)[0])))
    for kind, pattern in _IN_ADDRESS:
        match = pattern.search(f"{host}/{rest}")
        if match:
            digits = match[1].lstrip("0")
            return kind, digits if kind == "pmid" else f"PMC{digits}"
    return "doi", _in_address_of_publisher(host, rest)


def _in_address_of_publisher(host: str, rest: str) -> str | None:
    """The DOI inside an article's address; what the publisher hangs behind it (/full, .pdf) is dropped."""
    for part in re.split("[?#&]", rest):
        match = _DOI_ANYWHERE.search(unquote(part))
        if not match:
            continue
        doi = _trimmed(match[0])
        while doi and (shorter := _PAGE_OF_PUBLISHER.sub("", doi)) != doi:
            doi = _trimmed(shorter)
        if host.endswith("rxiv.org"):
            doi = _PREPRINT_VERSION.sub("", doi or "")
        if host.endswith("academic.oup.com"):
            doi = _ARTICLE_NUMBER_OF_OUP.sub("", doi or "")
        return doi
    return None


def _trimmed(doi: str) -> str | None:
    """A DOI without the punctuation of the sentence around it; None when nothing is left behind the slash."""
    while doi:
        last = doi[-1]
        if last in _ALWAYS_DROPPED_AT_END or (
            last in _BRACKETS and doi.count(last) > doi.count(_BRACKETS[last])
        ):
            doi = doi[:-1]
        else:
            break
    return doi if _DOI_AT_START.fullmatch(doi) else None
