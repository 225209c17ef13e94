"""Dates of publications are often incomplete, ranges or words; here they are read, checked and written."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

from cms.bibliography.characters import clean, scalar_text

SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_SEASON_NUMBERS = {name.lower(): number for number, name in enumerate(SEASONS, start=1)} | {"fall": 3}
_ONE_DATE = re.compile(r"(-?[0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_YEAR_AND_SEASON = re.compile(r"([0-9]{4})[ -]([A-Za-z]+)")
_YEAR_IN_WORDS = re.compile(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9])")


class InvalidDate(ValueError):
    """A date that is not in the calendar, or not in a known form. `message` says why, in plain words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, with a month and a day where they are known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, parts: object) -> "PartialDate":
        """Read one CSL date-parts list, `[2020, 4, 3]`; raise InvalidDate when it is no date."""
        if not isinstance(parts, (list, tuple)) or not 1 <= len(parts) <= 3:
            raise InvalidDate("a date has one to three parts: year, month, day")
        numbers = [_whole_number(part) for part in parts]
        year = numbers[0]
        month = numbers[1] if len(numbers) > 1 else None
        day = numbers[2] if len(numbers) > 2 else None
        if not -9999 <= year <= 9999 or year == 0:
            raise InvalidDate(f"{str(year)[:20]} is not a year")
        if month is not None and not 1 <= month <= 12:
            raise InvalidDate(f"{str(month)[:20]} is not a month (1 to 12)")
        if month is not None and day is not None and not 1 <= day <= monthrange(max(year, 1), month)[1]:
            raise InvalidDate(f"{str(day)[:20]} is not a day of {_iso(cls(year, month))}")
        return cls(year, month, day)

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Orders dates; an unknown month or day comes first."""
        return (self.year, self.month or 0, self.day or 0)


@dataclass(frozen=True, slots=True)
class DateValue:
    """A CSL date: `start` (and `end` for a range), a season 1-4, or only the `text` somebody wrote."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    season: int | None = None
    text: str = ""

    @classmethod
    def of(cls, value: object) -> "DateValue | None":
        """Read a CSL date as far as it can be read; None when it says nothing. Never raises."""
        if isinstance(value, str):
            return cls._of_text(value)
        if not isinstance(value, Mapping):
            return None
        ranges = value.get("date-parts")
        dates = [_lenient(parts) for parts in ranges[:2]] if isinstance(ranges, (list, tuple)) else []
        known = [date for date in dates if date is not None]
        if known:
            end = known[1] if len(known) == 2 and known[1] != known[0] else None
            return cls(known[0], end, season_number(value.get("season")))
        for key in ("edtf", "raw", "literal"):
            text = scalar_text(value.get(key))
            if text:
                return cls._of_text(text)
        return None

    @classmethod
    def _of_text(cls, text: str) -> "DateValue | None":
        try:
            return parse_date(text)
        except InvalidDate:
            text = clean(text)
            return cls(text=text) if text else None

    @property
    def year(self) -> int | None:
        """The (first) year, also when it only stands in words ("Spring of 1998")."""
        if self.start is not None:
            return self.start.year
        found = _YEAR_IN_WORDS.search(self.text)
        return int(found.group()) if found else None

    def __str__(self) -> str:
        """The form an editor types: "2020", "2020-04-03", "2013-01/2013-03", "2020 Winter", or the text."""
        if self.start is None:
            return self.text
        if self.season is not None and self.start.month is None and self.end is None:
            return f"{_iso(self.start)} {SEASONS[self.season - 1]}"
        return _iso(self.start) + (f"/{_iso(self.end)}" if self.end else "")

    def to_csl(self) -> dict[str, object]:
        """The CSL-JSON date object."""
        if self.start is None:
            return {"literal": self.text}
        dates = [self.start] if self.end is None else [self.start, self.end]
        parts = [[part for part in (date.year, date.month, date.day) if part is not None] for date in dates]
        return {"date-parts": parts} | ({} if self.season is None else {"season": self.season})


def parse_date(text: str) -> DateValue:
    """Read "2020", "2020-04", "2020-04-03", a range of two with a slash (EDTF), or "2020 Winter".

    Raise InvalidDate for everything else.
    """
    text = clean(text)
    season = _YEAR_AND_SEASON.fullmatch(text)
    if season and season.group(2).lower() in _SEASON_NUMBERS:
        return DateValue(PartialDate.of([season.group(1)]), None, _SEASON_NUMBERS[season.group(2).lower()])
    pieces = text.split("/")
    matches = [_ONE_DATE.fullmatch(piece.strip()) for piece in pieces]
    if not 1 <= len(matches) <= 2 or not all(matches):
        raise InvalidDate("write a date as 2020, 2020-04 or 2020-04-03")
    dates = [PartialDate.of([part for part in match.groups() if part]) for match in matches if match]
    if len(dates) == 2 and dates[1].sort_key < dates[0].sort_key:
        raise InvalidDate("the range ends before it begins")
    return DateValue(dates[0], dates[1] if len(dates) == 2 and dates[1] != dates[0] else None)


def season_number(value: object) -> int | None:
    """A CSL season (1-4, "2", "Winter") as a number, or None."""
    text = scalar_text(value).lower()
    number = int(text) if text.isascii() and text.isdecimal() else _SEASON_NUMBERS.get(text, 0)
    return number if 1 <= number <= 4 else None


def _lenient(parts: object) -> PartialDate | None:
    """The longest beginning of the parts that is a date."""
    if isinstance(parts, (list, tuple)):
        for length in range(min(len(parts), 3), 0, -1):
            try:
                return PartialDate.of(parts[:length])
            except InvalidDate:
                continue
    return None


def _whole_number(part: object) -> int:
    if isinstance(part, int) and not isinstance(part, bool):
        return part
    if isinstance(part, str) and re.fullmatch(r"-?[0-9]{1,4}", part):
        return int(part)
    raise InvalidDate(f"{str(part)[:20]!r} is not a whole number")


def _iso(date: PartialDate) -> str:
    year = f"{date.year:04d}" if date.year >= 0 else f"-{-date.year:04d}"
    return year + "".join(f"-{part:02d}" for part in (date.month, date.day) if part is not None)
