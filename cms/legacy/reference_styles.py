"""Entries of a list of references are read where their style leaves no doubt which words are which.

Two shapes are told from any other text by their punctuation: that of medical journals (Vancouver, AMA, PubMed)
with "2020;12(3):45-50", and that of APA with "Smith, J. (2020). Title. Journal, 12(3), 45-50." An entry of any other
shape is not guessed at.
"""

import re
from typing import Any

from cms.bibliography.characters import clean

_LETTER = r"[^\W\d_]"
_PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|da|du|la|le|ten|ter|al|el)\s+)*"
_FAMILY = rf"{_PARTICLES}{_LETTER}[\w’'-]*(?:\s{_LETTER}[\w’'-]+)?"
_INITIALS = r"[A-ZÀ-ÖØ-Þ](?:[.-]?[A-ZÀ-ÖØ-Þ]){0,3}"
_SUFFIX = r"(?:\s(?:Jr|Sr|2nd|3rd|II|III|IV)\.?)?"
_SHORT_NAME = rf"{_FAMILY}\s{_INITIALS}\.?{_SUFFIX}"
_AND_OTHERS = r"(?:,?\s+(?:et\s+al|and\s+others|y\s+cols?)\.?)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_PAGES = r"[A-Za-z]{0,5}[0-9]{1,12}(?:[A-Za-z]?\s?[–—-]\s?[A-Za-z]{0,3}[0-9]{1,12})?"
_VOLUME = r"(?P<volume>[A-Za-z]{0,3}[0-9]{1,5})"
_ISSUE = r"(?:\s?\((?P<issue>[^()]{1,30})\))?"

_VANCOUVER = re.compile(
    rf"(?P<authors>{_SHORT_NAME}(?:,\s+{_SHORT_NAME}){{0,60}})(?P<others>{_AND_OTHERS})?\.?\s+"
    r"(?P<title>[^\s.][^\n]{4,500}?)(?P<end>[.?!])\s+"
    r"(?P<journal>[A-ZÀ-ÖØ-Þ][^.;?!]{1,120})\.?\s+"
    rf"(?P<year>(?:1[89]|20)[0-9]{{2}})(?:\s(?P<month>{_MONTH})(?:[\s-]{_MONTH})?(?:\s(?P<day>[0-9]{{1,2}}))?)?\s?;"
    rf"\s?{_VOLUME}{_ISSUE}\s?:\s?(?P<pages>{_PAGES})(?=[.,;\s]|$)"
)
_APA_INITIALS = r"(?:[A-ZÀ-ÖØ-Þ]\.(?:[\s-]?[A-ZÀ-ÖØ-Þ]\.){0,3})"
_APA_NAME = rf"{_FAMILY},\s{_APA_INITIALS}(?:,?\s(?:Jr|Sr|II|III)\.?)?"
_APA = re.compile(
    rf"(?P<authors>{_APA_NAME}(?:,?\s(?:&\s|and\s)?{_APA_NAME}){{0,25}})(?P<others>{_AND_OTHERS})?\s"
    rf"\((?P<year>(?:1[89]|20)[0-9]{{2}})(?:,\s(?P<month>{_MONTH})(?:\s(?P<day>[0-9]{{1,2}}))?)?\)\.\s"
    r"(?P<title>[^\n]{5,500}?)(?P<end>[.?!])\s(?P<journal>[A-ZÀ-ÖØ-Þ][^.,;?!]{1,120}),\s"
    rf"{_VOLUME}{_ISSUE}(?:,\s(?:pp?\.\s?)?(?P<pages>{_PAGES}))?(?=[.,;\s]|$)"
)
_ONE_SHORT = re.compile(
    rf"(?P<family>{_FAMILY})\s(?P<given>{_INITIALS})(?:\s(?P<suffix>Jr|Sr|2nd|3rd|II|III|IV)\.?)?"
)
_ONE_APA = re.compile(
    rf"(?P<family>{_FAMILY}),\s(?P<given>{_APA_INITIALS})(?:,?\s(?P<suffix>Jr|Sr|II|III)\.?)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MAX_LENGTH = 1200
"""Characters of the longest entry that is looked at."""


def read_style(text: str) -> dict[str, Any]:
    """The fields of CSL-JSON that the entry says (title, author, container-title, volume, issue, page, issued).

    Empty for an entry of another shape. An "et al." leaves the authors open, and so they are left out.
    """
    if len(text) > MAX_LENGTH:
        return {}
    plain = clean(text)
    for style, name in ((_VANCOUVER, _ONE_SHORT), (_APA, _ONE_APA)):
        match = style.match(plain)
        # A full stop within the title may as well be one in the name of the journal: "Title. J. Things".
        if match and ". " not in match["title"]:
            return _parts(match, name)
    return {}


def _parts(match: re.Match[str], name: re.Pattern[str]) -> dict[str, Any]:
    title = match["title"].strip() + (match["end"] if match["end"] != "." else "")
    parts: dict[str, Any] = {
        "title": title,
        "container-title": match["journal"].strip(" ."),
        "volume": match["volume"],
        "issued": {"date-parts": [_date(match)]},
    }
    if match["issue"]:
        parts["issue"] = match["issue"].strip()
    if match["pages"]:
        parts["page"] = re.sub(r"\s?[–—-]\s?", "-", match["pages"])
    if not match["others"]:
        parts["author"] = [
            {key: value for key, value in one.groupdict().items() if value}
            for one in name.finditer(match["authors"])
        ]
    return parts


def _date(match: re.Match[str]) -> list[int]:
    date = [int(match["year"])]
    if match["month"]:
        date.append(_MONTHS.index(match["month"][:3].lower()) + 1)
        if match["day"] and 1 <= int(match["day"]) <= 31:
            date.append(int(match["day"]))
    return date
