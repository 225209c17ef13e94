"""PubMed writes dates, names, languages and types of publication in its own way."""

import re
from collections.abc import Mapping
from datetime import date as calendar_date

from cms.bibliography.dates import SEASONS, DateValue, InvalidDate, PartialDate, season_number
from cms.bibliography.exchange.reading import Csl
from cms.bibliography.exchange.tagged import name_from
from cms.bibliography.names import Name, join_particle

__all__ = [
    "LANGUAGES",
    "PUBLICATION_TYPES",
    "date_from",
    "date_text",
    "day_from",
    "day_text",
    "full_name",
    "full_name_text",
    "short_name",
    "short_name_text",
]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_SUFFIX = re.compile(r"(.*\S) (Jr|Sr|2nd|3rd|4th|II|III|IV)\.?")
_SHORT = re.compile(r"(.*\S) ([A-Z][A-Z-]{0,4})(?: (Jr|Sr|2nd|3rd|4th|II|III|IV))?")

PUBLICATION_TYPES: Mapping[str, str] = {
    "article": "Preprint",
    "article-journal": "Journal Article",
    "article-newspaper": "Newspaper Article",
    "book": "Book",
    "chapter": "Book Chapter",
    "dataset": "Dataset",
    "interview": "Interview",
    "legal_case": "Legal Case",
    "legislation": "Legislation",
    "paper-conference": "Congress",
    "personal_communication": "Personal Correspondence",
    "report": "Technical Report",
    "speech": "Lecture",
    "thesis": "Academic Dissertation",
}
"""CSL type → MeSH publication type. What is not here PubMed does not tell from an article."""

LANGUAGES: Mapping[str, str] = {
    "ar": "ara", "cs": "cze", "da": "dan", "de": "ger", "el": "gre", "en": "eng", "es": "spa", "fi": "fin",
    "fr": "fre", "he": "heb", "hu": "hun", "it": "ita", "ja": "jpn", "ko": "kor", "nl": "dut", "no": "nor",
    "pl": "pol", "pt": "por", "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "chi",
}  # fmt: skip
"""The language codes of CSL (ISO 639-1) and of MEDLINE (ISO 639-2/B)."""


def date_from(text: str) -> Csl | None:
    """A date of publication: "2020 Apr 3", "2013 Jan-Mar", "1998 Dec-1999 Jan", "2020 Winter"; else its words."""
    if not text:
        return None
    try:
        start_text, _, end_text = text.partition("-")
        start_words = start_text.split()
        year = start_words[0] if start_words else ""
        season = season_number(start_words[1]) if len(start_words) == 2 else None
        if season and not end_text and start_words[1].lower() not in _MONTH_NUMBERS:
            return dict(DateValue(_partial([year]), season=season).to_csl())
        start = _partial(start_words)
        if not end_text:
            return dict(DateValue(start).to_csl())
        words = end_text.split()
        if not re.fullmatch("[0-9]{4}", words[0]):  # what the end has in common with the start is left out
            words = [*start_words[: 1 if words[0].lower() in _MONTH_NUMBERS else 2], *words]
        end = _partial(words)
        if end.sort_key < start.sort_key:
            raise InvalidDate("the range ends before it begins")
        return dict(DateValue(start, end if end != start else None).to_csl())
    except (InvalidDate, IndexError):
        return {"literal": text}


def _partial(words: list[str]) -> PartialDate:
    parts = [str(_MONTH_NUMBERS.get(word.lower(), word)) for word in words]
    return PartialDate.of(parts)


def date_text(date: DateValue) -> str:
    """The date as PubMed writes it."""
    if date.start is None:
        return date.text
    if date.season and date.start.month is None and date.end is None:
        return f"{_words(date.start)} {SEASONS[date.season - 1]}"
    return _words(date.start) + (f"-{_words(date.end)}" if date.end else "")


def _words(date: PartialDate) -> str:
    month = MONTHS[date.month - 1] if date.month else ""
    return " ".join(part for part in (f"{date.year:04d}", month, str(date.day or "")) if part)


def day_from(text: str) -> Csl | None:
    """A day "20200403"; None if it is none."""
    if not re.fullmatch("[0-9]{8}", text):
        return None
    try:
        calendar_date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    return {"date-parts": [[int(text[:4]), int(text[4:6]), int(text[6:])]]}


def day_text(date: DateValue) -> str:
    """The day as "20200403"; "" if it is not a single one."""
    start = date.start
    if start is None or date.end or not start.day or not start.month:
        return ""
    return f"{start.year:04d}{start.month:02d}{start.day:02d}"


def full_name(text: str) -> Csl:
    """The name of a field FAU: "Family, Given" with the suffix behind; without a comma a family name."""
    suffix = _SUFFIX.fullmatch(text)
    if "," not in text:
        return {"family": text}
    if text.count(",") > 1 or suffix is None:
        return name_from(text)
    name = name_from(suffix[1])
    return {**name, "suffix": suffix[2]} if name.get("given") else name_from(text)


def short_name(text: str) -> Csl:
    """The name of a field AU: "Family GI", perhaps with a suffix."""
    match = _SHORT.fullmatch(text)
    if match is None:
        return {"family": text}
    return name_from(f"{match[1]}, {match[2]}") | ({"suffix": match[3]} if match[3] else {})


def full_name_text(name: Name) -> str:
    """The name as FAU has it. A suffix that would be read as a given name keeps a place of its own."""
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    if not name.suffix:
        return f"{name.surname}, {given}" if given else name.surname
    usual = f"{name.surname}, {given} {name.suffix}"
    return usual if given and _SUFFIX.fullmatch(usual) else f"{name.surname}, {given}, {name.suffix}"


def short_name_text(name: Name) -> str:
    """The name as AU has it: initials without periods."""
    initials = "".join(part[0].upper() for part in re.split(r"[\s.\-]+", name.given) if part)
    family = join_particle(name.dropping_particle, name.surname)
    return " ".join(part for part in (family, initials, name.suffix) if part)
