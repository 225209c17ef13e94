"""BibTeX has year and month, BibLaTeX dates of ISO 8601-2 (EDTF)."""

import re
from collections.abc import Iterator, Mapping

from cms.bibliography.characters import clean
from cms.bibliography.dates import DateValue, InvalidDate, PartialDate, parse_date, season_number
from cms.bibliography.exchange.reading import Csl

__all__ = ["MONTHS", "date_fields", "from_edtf", "from_year", "to_edtf"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASON = re.compile(r"([0-9]{4})-(2[1-4])")
_NAMED = re.compile(r"([a-z]{3})[a-z]*\.?", re.IGNORECASE)


def from_edtf(text: str) -> Csl | None:
    """The date of a field such as `date`: 2020-04-03, 2013-01/2013-03, 2020-24 (winter); else the words."""
    text = clean(text)
    if not text:
        return None
    season = _SEASON.fullmatch(text)
    if season:
        return dict(DateValue(PartialDate(int(season[1])), season=int(season[2]) - 20).to_csl())
    circa = text.endswith(("~", "?", "%"))
    try:
        date = dict(parse_date(text.rstrip("~?%").rstrip("/.")).to_csl())
    except InvalidDate:
        return {"literal": text}
    return date | {"circa": True} if circa else date


def to_edtf(date: DateValue) -> str:
    """The date as `from_edtf` reads it."""
    if date.season and date.start and date.start.month is None and date.end is None:
        return f"{date.start.year:04d}-{20 + date.season}"
    return str(date)


def from_year(year: str, month: str, day: str) -> Csl | None:
    """The date of `year` with `month` (a name, a number, "3 April", "Jan--Mar", "Winter") and `day`."""
    year, month = clean(year), clean(month)
    if not year:
        return None
    words = [word for word in re.split(r"[\s.,/–-]+", month) if word]
    try:
        if len(words) == 1 and season_number(words[0]) and not words[0].isdecimal():
            return dict(parse_date(f"{year} {words[0]}").to_csl())
        months = [number for word in words if (number := _month(word))]
        if len(words) == 2 and sum(word.isdecimal() for word in words) == 1:  # 3 April, April 3
            day = next(word for word in words if word.isdecimal())
            months = [number for word in words if not word.isdecimal() and (number := _month(word))]
        elif len(months) == len(words) == 2:
            return dict(parse_date(f"{year}-{months[0]}/{year}-{months[1]}").to_csl())
        if len(words) > 2 or len(months) > 1 or (words and not months):
            raise InvalidDate("not a month")
        return dict(
            parse_date(
                "-".join(part for part in (year, *months, clean(day) if months else "") if part)
            ).to_csl()
        )
    except InvalidDate:
        return {"literal": clean(" ".join([month, year]))}


def _month(word: str) -> str | None:
    if word.isdecimal():
        return word if 1 <= int(word[:3]) <= 12 else None
    match = _NAMED.fullmatch(word)
    name = match[1].lower() if match else ""
    return str(MONTHS.index(name) + 1) if name in MONTHS else None


def date_fields(csl: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The fields for `issued`, with their delimiters: those of BibTeX where they can say it, else BibLaTeX's."""
    date = DateValue.of(csl.get("issued"))
    if date is None:
        return
    start = date.start
    if start is None or date.end or date.season or start.year < 1000:
        text = to_edtf(date) if start else re.sub(r"[{}\\]", "", date.text)
        yield "date", f"{{{text}}}"
        return
    yield "year", f"{{{start.year:04d}}}"
    if start.month:
        yield "month", MONTHS[start.month - 1]
    if start.day:
        yield "day", f"{{{start.day}}}"
