"""DOIs stand bare, behind labels and inside publishers' addresses; their end is the hard part.

A DOI may hold nearly any character (ANSI/NISO Z39.84), so what is punctuation around it, a query or the page of a
publisher behind it is told from how real ones are made. Patterns are bounded: no text takes more than linear time.
"""

import re
from urllib.parse import unquote

from cms.bibliography.identifiers.kinds import refusal
from cms.bibliography.identifiers.pasted import EDGES, trimmed

MAX_LENGTH = 500

DOI_PREFIX = r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,3}"
# Old DOIs of Wiley and of the AMS hold a code in angle brackets (ANSI/NISO Z39.56, SICI), always with a colon, and
# with a digit and a period behind: <1661::AID-SIM968>3.0.CO;2-2, <1609:AIISAS>2.0.CO;2.
SICI = r"<(?=[^\s<>\"]{0,60}:)[^\s<>\"]{1,60}>(?=[0-9]\.)"
_NEXT_IN_A_LIST = r"[,;](?:doi:|https?:|10\.[0-9]{4,9}/)"
DOI = rf"{DOI_PREFIX}/(?:(?!{_NEXT_IN_A_LIST})[!#-;=?-~]|{SICI}){{1,600}}"

_AT_START = re.compile(DOI, re.ASCII | re.IGNORECASE)
_ANYWHERE = re.compile(rf"(?<![A-Za-z0-9.]){DOI}", re.ASCII | re.IGNORECASE)
_SHORT = re.compile(r"10/[a-z0-9]+", re.IGNORECASE)
_QUERY_AT_END = re.compile(
    r"\?[A-Za-z_]{1,40}=|&(?:utm_[a-z]{1,20}|fbclid|gclid|amp;[a-z_]{1,40}|via|needAccess)="
    r"|#(?=[A-Za-z:!/][A-Za-z])|;jsessionid=",
    re.IGNORECASE,
)
_PAGE_AT_END = re.compile(r"/(?:full(?:-?text)?|e?pdf|abstract)(?:/[a-z]{2}|\.html?)?$", re.IGNORECASE)
# What follows a DOI in the address of an article: a page of its own, or the form in which it is read.
_PAGE_OF_PUBLISHER = re.compile(
    r"/(?:full(?:-?text)?|e?pdf|pdf(?:direct|plus)|abs(?:tract)?|epub|reader|suppl_file)(?:[/.+].{0,600})?$"
    r"|[/.](?:full(?:-?text)?|e?pdf|abstract|summary|html?|xml|epub|meta|short|long|figures-only|references|figures"
    r"|tables|metrics|comments|related|media|information|citations?|supplementary-material|supplement)"
    r"(?:/[0-9]{1,3})?$"
    r"|\+html$",
    re.IGNORECASE,
)
_PREPRINT_VERSION = re.compile(r"v[0-9]{1,3}$")
_ARTICLE_NUMBER_OF_OUP = re.compile(r"/[0-9]{5,9}(?:/.{0,600})?$")
_MARK_OF_MEDLINE = re.compile(r"\s\[doi\]?\W*$", re.IGNORECASE)
_MOST_LAYERS = 5


def read_doi(text: str) -> str:
    """The DOI that the whole text is, lower-case, because DOI names are case-insensitive (DOI Handbook, 2.4).

    Raise InvalidIdentifier.
    """
    text = _MARK_OF_MEDLINE.sub("", unescaped(text))
    match = _AT_START.match(text)
    if match is None:
        raise refusal("doi", text, "short DOIs are not kept, give the full one" if _SHORT.match(text) else "")
    if text[match.end() :].strip(EDGES):
        raise refusal("doi", text, "there is more text behind it")
    doi = _core(match[0])
    if doi is None:
        raise refusal("doi", text)
    if len(doi) > MAX_LENGTH:
        raise refusal("doi", text, f"it has more than {MAX_LENGTH} characters")
    return doi.lower()


def bare_doi(text: str) -> str | None:
    """The DOI at the beginning of a text that is no URL, as far as it is one; its case is kept."""
    match = _AT_START.match(unescaped(text))
    return _core(match[0]) if match else None


def printed_doi(text: str) -> str:
    """A DOI field as an entry prints it: in the case of the record, without a resolver or label in front."""
    return bare_doi(text[text.find("10.") :]) or text if "10." in text else text


def doi_in_address(host: str, rest: str) -> str | None:
    """The DOI inside an article's address; what the publisher hangs behind it (/full, .pdf) is dropped.

    `rest` is what follows the host. A fragment is a place in the page, not the page, unless it begins like a path.
    """
    rest, _, fragment = rest.partition("#")
    parts = [*re.split("[?&]", rest), fragment if fragment.startswith(("/", "!")) else ""]
    for part in parts:
        match = _ANYWHERE.search(unescaped(part))
        if match:
            return _without_page(host, match[0])
    return None


def unescaped(text: str) -> str:
    """The text without percent-encoding, also where it was encoded several times."""
    for _ in range(_MOST_LAYERS):
        if "%" not in text or (plain := unquote(text)) == text:
            break
        text = plain
    return text


def _core(doi: str) -> str | None:
    """A DOI without a query, a page and punctuation behind it; None when nothing is left behind the slash."""
    return _shortened(_QUERY_AT_END.split(doi, maxsplit=1)[0], _PAGE_AT_END)


def _without_page(host: str, doi: str) -> str | None:
    found = _shortened(_QUERY_AT_END.split(doi, maxsplit=1)[0], _PAGE_OF_PUBLISHER)
    if found and host.endswith("rxiv.org"):
        found = _shortened(_PREPRINT_VERSION.sub("", found), _PAGE_OF_PUBLISHER)
    if found and host.endswith("academic.oup.com"):
        found = _shortened(_ARTICLE_NUMBER_OF_OUP.sub("", found), _PAGE_OF_PUBLISHER)
    return found and _core(found)


def _shortened(doi: str, tail: re.Pattern[str]) -> str | None:
    """The DOI without such tails, as long as a DOI is left."""
    doi = trimmed(doi, also="/")
    while (shorter := trimmed(tail.sub("", doi), also="/")) != doi and _AT_START.fullmatch(shorter):
        doi = shorter
    return doi if _AT_START.fullmatch(doi) else None
