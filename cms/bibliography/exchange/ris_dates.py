"""A date of RIS is "YYYY/MM/DD/other"; the last part is free, and says here what the others can not."""

from cms.bibliography.dates import SEASONS, DateValue, InvalidDate, PartialDate, parse_date, season_number
from cms.bibliography.exchange.reading import Csl

__all__ = ["date_from", "date_text"]


def date_from(text: str) -> Csl | None:
    """A date "YYYY/MM/DD/other", each part but the year may be empty; None if there is none."""
    year, month, day, other = (*text.split("/", 3), "", "", "")[:4]
    if season_number(other) and year.isdecimal():
        return dict(parse_date(f"{year} {SEASONS[(season_number(other) or 1) - 1]}").to_csl())
    for candidate in (
        other,
        "-".join(part for part in (year.strip(), month.strip(), day.strip()) if part),
        text,
    ):
        try:
            return dict(parse_date(candidate).to_csl())
        except InvalidDate:
            continue
    words = other.strip() if not year else text
    return {"literal": words} if words.strip("/ ") else None


def date_text(date: DateValue) -> str:
    """The date as `date_from` reads it."""
    start: PartialDate | None = date.start
    if start is None:
        return f"///{date.text}"
    parts = [f"{start.year:04d}", *(f"{part:02d}" if part else "" for part in (start.month, start.day))]
    other = str(date) if date.end else SEASONS[date.season - 1] if date.season else ""
    return "/".join([*parts, other])
