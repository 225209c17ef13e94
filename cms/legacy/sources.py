"""A ``Source:`` line is often the only trace of the cited work: all it says is read, nothing made up."""

import datetime
import re
from urllib.parse import urlsplit

from cms.bibliography.identifiers import find_all
from cms.legacy.items import Passage, SourceLine
from cms.legacy.reference_styles import read_style

MAX_LENGTH = 600
"""A longer line is a text that mentions a source; it stays in the prose."""

_LABEL = re.compile(
    r"(?:original )?(?:sources?|references?|citations?|article|study|paper|publication)\s*:\s*", re.IGNORECASE
)
_LIST_LABEL = re.compile(
    r"(?:(?:sources?|references?)(?: cited| list| and (?:notes|sources|references))?|bibliography|further reading"
    r"|works cited|literature(?: cited)?|citations?|(?:list of|selected|key) (?:references|sources)"
    r"|referencias(?: bibliográficas)?|bibliografía|fuentes?)\s*:?",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"\s*(?:\[(?P<square>\d{1,3})\]|(?P<number>\d{1,3})[.)]|(?P<sign>\*{1,3}|††?|‡‡?|§|¶))\s*(?=\S)"
)
_URL = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{3,500})[”\"»]")
_CUT_OFF = re.compile(r"(?:…|\.{3,})[\s.,;]*$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b",
        rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_YEAR},?\s+{_MONTH}\s+{_DAY}\b",
        rf"\b{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_YEAR}\b",
    )
)
_IDENTIFIER = re.compile(
    r"\b(?:doi\s*:?\s*)?10\.\d{4,9}/\S+|\bPMC\d+\b|\bPMC?ID\s*:?\s*(?:PMC)?\d+\b", re.IGNORECASE
)
_ACCESSED = re.compile(
    r"\b(?:accessed|retrieved|viewed)(?:\s+on)?:?\s+(?P<date>[^;()]{0,20}?\d{4}(?:-\d\d-\d\d)?\b)",
    re.IGNORECASE,
)


def label_length(text: str) -> int:
    """Return how long the label is that the line begins with (``Source:``), 0 without one."""
    match = _LABEL.match(text)
    return match.end() if match else 0


def is_label(text: str) -> bool:
    """Return whether the line only announces sources ("References", "Sources:") that stand below it."""
    return _LIST_LABEL.fullmatch(text) is not None


def names_a_work(text: str) -> bool:
    """Return whether a line gives an address or an identifier to find a work by, or is an entry in a known style,
    and is not a whole text."""
    if len(text) > MAX_LENGTH:
        return False
    return bool(_URL.search(text) or find_all(text) or read_style(text[marker_of(text)[1] :]))


def marker_of(text: str) -> tuple[str, int]:
    """Return the number or sign that an entry begins with ("3. …", "[3] …", "* …"), and where its words begin."""
    match = _MARKER.match(text)
    if match is None or (match["number"] and not text[match.end() - 1].isspace()):
        return "", 0
    return match["square"] or match["number"] or match["sign"], match.end()


def parse_source(passage: Passage) -> SourceLine:
    """Read the passage; what it does not say stays empty, and ``raw`` keeps all of it."""
    marker, begin = marker_of(passage.text)
    words = passage.text[begin + label_length(passage.text[begin:]) :].strip()
    parts = read_style(words)
    addresses = filter(None, (_address(match.group()) for match in _URL.finditer(words)))
    rest = _URL.sub(" ", words)
    accessed = _ACCESSED.search(rest)
    if accessed:
        rest = rest[: accessed.start()] + rest[accessed.end() :]
    quoted = _QUOTED.search(rest)
    if quoted:
        title = quoted.group(1)
        rest = rest[: quoted.start()] + " " + rest[quoted.end() :]
    else:
        title = _before_the_date(_IDENTIFIER.sub(" ", rest))
    title = parts.pop("title", title)
    cut_off = _CUT_OFF.search(title)
    title = title[: cut_off.start()].rstrip() + " …" if cut_off else title.strip(" .,;:")
    return SourceLine(
        raw=passage.text,
        lines=passage.lines,
        title=" ".join(title.split()),
        title_quoted=quoted is not None,
        title_truncated=cut_off is not None,
        date=find_date(rest),
        accessed=find_date(accessed.group("date")) if accessed else None,
        url=next(addresses, None),
        identifiers=tuple(dict.fromkeys(find_all(words))),
        marker=marker,
        anchors=passage.anchors,
        parts=parts,
        tidied=passage.tidied,
    )


def find_date(text: str) -> str | None:
    """Return the first date as ISO, as exact as it is written ("2021-09-16", "2021-09", "2021"), or None.

    Dates in figures only ("3/4/2021") are left alone: which number is the month depends on the country.
    """
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            year = int(parts["year"])
            if not parts.get("month"):
                return f"{year:04}"
            name = parts["month"][:3].lower()
            month = _MONTHS.index(name) + 1 if name in _MONTHS else int(name)
            if not parts.get("day"):
                return f"{year:04}-{month:02}"
            try:
                return datetime.date(year, month, int(parts["day"])).isoformat()
            except ValueError:
                continue
    return None


def _before_the_date(text: str) -> str:
    """Without quotation marks authors, title and journal can not be told apart: all of them are taken."""
    starts = [match.start() for pattern in _DATES for match in pattern.finditer(text)]
    return text[: min(starts)].rstrip(" (,") if starts else text.strip()


def _address(url: str) -> str:
    """The address without the punctuation of the sentence it stands in; empty if it is none."""
    while url and (url[-1] in ".,;:!?'’" or (url[-1] == ")" and url.count(")") > url.count("("))):
        url = url[:-1]
    try:
        return url if urlsplit(url).hostname else ""
    except ValueError:
        return ""
