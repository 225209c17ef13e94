"""Dates as NLM prints them: year first, months of three letters, ranges that repeat nothing."""

from cms.bibliography.dates import SEASONS, DateValue, PartialDate

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def full_date(date: DateValue) -> str:
    """ "2020 Apr 3", "2013 Jan–Mar", "2020 Winter"."""
    if date.start is None:
        return date.text
    start = _one_date(date.start)
    if date.season and date.start.month is None:
        start = f"{start} {SEASONS[date.season - 1]}"
    if date.end is None:
        return start
    return f"{start}–{_one_date(date.end, after=date.start)}"


def _one_date(date: PartialDate, *, after: PartialDate | None = None) -> str:
    """A date; the end of a range repeats nothing that its beginning says."""
    parts = [str(date.year), _MONTHS[date.month - 1] if date.month else "", str(date.day) if date.day else ""]
    if after and after.year == date.year:
        parts[0] = ""
        if after.month == date.month and date.day:
            parts[1] = ""
    return " ".join(part for part in parts if part)


def month_date(date: DateValue) -> str:
    """ "2013 Jan": a report is dated by month."""
    if date.start is None:
        return date.text
    end = PartialDate(date.end.year, date.end.month) if date.end else None
    start = PartialDate(date.start.year, date.start.month)
    return full_date(DateValue(start, None if end == start else end, date.season))


def year_date(date: DateValue) -> str:
    """ "2018", "2018–2019": books and most other works are dated by year."""
    if date.start is None:
        return date.text
    last = date.end.year if date.end else date.start.year
    return str(date.start.year) if last == date.start.year else f"{date.start.year}–{last}"
