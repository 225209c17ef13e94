"""An editor pastes whatever is in the clipboard; this says what it is, or what is wrong with it, and never guesses."""

import re

from cms.bibliography.identifiers.addresses import in_address, is_address
from cms.bibliography.identifiers.arxiv import ARCHIVES
from cms.bibliography.identifiers.dois import unescaped
from cms.bibliography.identifiers.identifier import Identifier, read
from cms.bibliography.identifiers.kinds import InvalidIdentifier, Kind, name_of, refusal
from cms.bibliography.identifiers.pasted import EDGES, plain, tidied
from cms.bibliography.identifiers.prose import find_all

MAX_LENGTH = 2048
_MOST_PASTED = 10_000

# What is written in front of an identifier; of several, the last one says what it is. The letters with which a
# number itself begins (PMC, NCT …) are such a label too.
_NEUTRAL = (
    r"info|urn|url|link|source|web(?:site|\s+address)|(?:available|retrieved)\s+(?:from|at)|full[\s-]?text|article"
    r"|id|identifier|number|no|nr|trial|protocol|registration|registry|register|registered|preprint"
    r"|online|print|electronic|linking"
    r"|20[0-9]{2}(?=[\s:]{1,3}CRD)"
)
_LABELS: tuple[tuple[Kind | None, str], ...] = (
    ("pmcid", r"(?:pubmed\s+central\s+)?pmc[\s-]?id|pubmed\s+central|pmc"),
    ("pmid", r"pm[\s-]?id|pubmed(?:\s+(?:id|number|no)|(?=\s+pmid|\s*[:=#/]))|medline(?=\s*[:=#/])"),
    ("doi", r"doi(?:\.org)?|digital\s+object\s+identifier"),
    ("isbn", r"e?isbn(?:[\s-]*\(?1[03]\)?(?=[\s:]))?"),
    ("issn", r"(?:[ep]-?)?issn(?:-?l)?"),
    ("orcid", r"orcid(?:\.org)?"),
    ("arxiv", r"arxiv(?:\.org)?"),
    ("nct", r"clinical\s?trials?(?:\.\s?gov)?|nct"),
    ("isrctn", r"isrctn"),
    ("prospero", r"prospero|crd"),
    (None, _NEUTRAL),
)
_WORDS = "|".join(f"(?P<{kind or 'neutral'}>{pattern})" for kind, pattern in _LABELS)
_BETWEEN = r"[\s:=#.,;/\"'“”‘’{}()\[\]<>|-]*"
_LABEL = re.compile(rf"(?:{_WORDS})(?![A-Za-z]){_BETWEEN}", re.IGNORECASE | re.ASCII)
_KINDS: dict[str, Kind] = {kind: kind for kind, _ in _LABELS if kind}

# Its class makes it look like a host with a path: math.GT/0309136
_OLD_ARXIV = re.compile(rf"(?:{ARCHIVES})(?:\.[a-z-]{{2,17}})?/[0-9]{{4}}", re.IGNORECASE)
# What an identifier without label looks like. A plain number could be anything, so it is nothing.
_LOOKS: tuple[tuple[Kind, str], ...] = (
    ("doi", r"10(?:\.|%2E)[0-9]{4,9}.|10\.[0-9]{1,9}/|10/[a-z0-9]"),
    ("arxiv", _OLD_ARXIV.pattern),
    ("arxiv", r"[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}(?:v[0-9]{1,3})?(?:\s*\[.*)?$"),
    ("orcid", r"[0-9]{4}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{3}[0-9X]$"),
    ("orcid", r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{1,8}X?$"),
    ("isbn", r"97[89]-[0-9-]{4,20}X?$"),
    ("isbn", r"97[89](?:[ -]?[0-9]){10}$|[0-9]{9}[0-9X]$"),
    ("isbn", r"(?=(?:[0-9][ -]?){9}[0-9X]$)[0-9]{1,5}[ -][0-9]{1,7}[ -][0-9]{1,7}[ -][0-9X]$"),
    ("issn", r"[0-9]{4}-[0-9]{3}[0-9X]$|[0-9]{7}X$"),
)
_SHAPES = tuple((kind, re.compile(pattern, re.IGNORECASE | re.ASCII)) for kind, pattern in _LOOKS)
_BEHIND = EDGES.replace("/", "")
_ESCAPED = re.compile(r"https?%3A", re.IGNORECASE)
# Addresses that name an identifier by kind and value: https://identifiers.org/pubmed:32322279
_BY_NAME = re.compile(
    r"^https?://(?:www\.)?(?:identifiers\.org|n2t\.net)/(?=(?:doi|pubmed|pmc|isbn|issn|orcid|arxiv|clinicaltrials)[:/])",
    re.IGNORECASE,
)
_AFTER_RESOLVER = re.compile(r"^(\S{0,99}doi\.org/)\s+(?=10\.)", re.IGNORECASE)
_WITH_SCHEME = re.compile(r"https?:|www\.", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)


def recognise(text: str, *, expected: Kind | None = None) -> Identifier:
    """The one identifier that the whole text is, with whatever label, address and punctuation around it.

    `expected` says which kind the field is for: then a bare number will do for a PMID, a PMCID, an ISSN … and an
    identifier of another kind is refused; only the DOI of arXiv will do for an arXiv identifier, and any address for
    a URL. Without it an address that holds an identifier is that identifier.

    Raise InvalidIdentifier: it says what is wrong, and `kind` is None if the text does not say what it should be.
    """
    try:
        return Identifier(*_recognised(text, expected))
    except InvalidIdentifier as error:
        message = error.message
        if len(text) <= MAX_LENGTH and len(set(find_all(text))) > 1:
            message = "This is not a single identifier: give one at a time."
        raise InvalidIdentifier(error.kind, text, message) from None


def parse(text: str) -> Identifier | None:
    """The DOI, PMID or PMCID that the whole text is, by which the library knows a work; otherwise None."""
    try:
        found = recognise(text)
    except InvalidIdentifier:
        return None
    return found if found.kind in ("doi", "pmid", "pmcid") else None


def _recognised(text: str, expected: Kind | None) -> tuple[Kind, str]:
    pasted = _AFTER_RESOLVER.sub(r"\1", tidied(text[: _MOST_PASTED + 1]))
    if _ESCAPED.match(pasted):
        pasted = tidied(unescaped(pasted))
    if expected != "url":
        pasted = _BY_NAME.sub("", pasted)
    if len(text) > _MOST_PASTED or len(pasted) > MAX_LENGTH:
        raise _unknown(text, expected, "it is too long")
    words = plain(pasted)
    label, start = (None, 0) if is_address(words) else _label(words)
    words, pasted = words[start:], pasted[start:]
    if is_address(words) and not _OLD_ARXIV.match(words):
        kind, value = _of_address(words, pasted, expected)
        if label and kind == "url":
            raise refusal(label, text)
    elif label:
        kind, value = label, read(label, words)
    else:
        kind, value = _of_words(words, expected)
    if expected == "arxiv" and kind == "doi" and value.startswith("10.48550/arxiv."):
        return expected, read(expected, value)
    if expected and kind != expected:
        raise refusal(expected, text, f"it is {name_of(kind)}")
    return kind, value


def _label(words: str) -> tuple[Kind | None, int]:
    """What the words in front say about the kind, and where they end."""
    kind: Kind | None = None
    start = 0
    while match := _LABEL.match(words, start):
        kind = _KINDS.get(match.lastgroup or "", kind)
        start = match.end()
        if is_address(words[start:]):
            break
    return kind, start


def _of_address(words: str, pasted: str, expected: Kind | None) -> tuple[Kind, str]:
    address, _, more = words.partition(" ")
    if more.strip(EDGES):
        raise refusal(expected or "url", words, "there is more text behind it, or a blank in it")
    found = None if expected == "url" else in_address(address)
    if found is None and not _WITH_SCHEME.match(address):
        raise refusal(expected or "url", words, "write it with https:// in front")
    return found or ("url", read("url", pasted.partition(" ")[0]))


def _of_words(words: str, expected: Kind | None) -> tuple[Kind, str]:
    kind = next((kind for kind, shape in _SHAPES if shape.match(words.rstrip(_BEHIND))), None)
    if expected and expected != kind:
        try:
            return expected, read(expected, words)
        except InvalidIdentifier:
            if kind is None:
                raise
    if kind is None:
        raise _unknown(words, expected)
    return kind, read(kind, words)


def _unknown(words: str, expected: Kind | None, reason: str = "") -> InvalidIdentifier:
    if expected:
        return refusal(expected, words, reason)
    bare = words.strip(EDGES)
    if reason:
        message = f"This is not an identifier: {reason}."
    elif not bare:
        message = "This is not an identifier: there is nothing to read."
    elif re.fullmatch(r"[0-9]+", bare):
        message = (
            "This is not an identifier: a number alone may be anything. "
            "Write in front what it is, as in PMID: 32322279."
        )
    elif find_all(words):
        message = "This is not an identifier alone: leave out the text around it."
    elif _OTHER_SCHEME.match(words):
        message = "This is not an identifier, and not a web address, which begins with https:// or http://."
    else:
        message = (
            "This is not an identifier that is known here: a DOI, PMID, PMCID, ISBN, ISSN, ORCID iD, an arXiv, "
            "ClinicalTrials.gov, ISRCTN or PROSPERO number, or a web address."
        )
    return InvalidIdentifier(None, words, message)
