"""Dates with the months of English in full, as AMA and APA print them."""

from cms.bibliography.dates import SEASONS, DateValue, PartialDate

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(date: DateValue) -> str:
    """ "May 10, 2021", "May 2021", "Winter 2020", "January–March 2013", "2021", or the text somebody wrote."""
    if date.start is None:
        return date.text
    start, end = date.start, date.end
    day = day_of_year(date)
    if end is None or end.year == start.year:
        comma = "," if (end or start).day and start.month else ""
        return f"{day}{comma} {start.year}" if day else str(start.year)
    return f"{long_date(DateValue(start))}–{long_date(DateValue(end))}"


def day_of_year(date: DateValue) -> str:
    """What a date says beside the year: "May 10", "May", "Winter", "January 1–3"; empty when nothing."""
    if date.start is None:
        return ""
    if date.start.month is None:
        return SEASONS[date.season - 1] if date.season else ""
    first = _day(date.start)
    if date.end is None or date.end.year != date.start.year or date.end.month is None:
        return first
    if date.end.month == date.start.month:
        return f"{first}–{date.end.day}" if date.end.day else first
    return f"{first}–{_day(date.end)}"


def year_or_years(date: DateValue) -> str:
    """ "2020", "2018–2019", or the text somebody wrote."""
    if date.start is None:
        return date.text
    last = date.end.year if date.end else date.start.year
    return str(date.start.year) if last == date.start.year else f"{date.start.year}–{last}"


def _day(date: PartialDate) -> str:
    month = MONTHS[date.month - 1] if date.month else ""
    return f"{month} {date.day}" if date.day else month
