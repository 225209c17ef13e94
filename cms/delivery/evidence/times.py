"""Time points as they are reported, in English and Spanish, in the order of time."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, NamedTuple

__all__ = ["TimePoint", "days_of", "in_order_of_time", "same"]

YEAR: Final = 365.25
_DAYS: Final = {
    "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": YEAR / 12, "quarter": YEAR / 4, "year": YEAR,
}  # fmt: skip
_UNITS: Final = {
    "minute": "minutes? mins? minutos?",
    "hour": "hours? hrs? h horas?",
    "day": "days? d dias?",
    "week": "weeks? wks? w semanas?",
    "month": "months? mos? mths? mes meses",
    "quarter": "quarters? trimestres?",
    "year": "years? yrs? y anos?",
}
_WORDS: Final = (
    "one two three four five six seven eight nine ten eleven twelve",
    "un dos tres cuatro cinco seis siete ocho nueve diez once doce",
)
_NUMBERS: Final = {
    **{word: float(number) for words in _WORDS for number, word in enumerate(words.split(), start=1)},
    "a": 1.0, "an": 1.0, "una": 1.0, "uno": 1.0, "half a": 0.5, "medio": 0.5, "media": 0.5,
}  # fmt: skip
_BASELINE: Final = re.compile(r"\b(baseline|basal|inicio|randomi[sz]ation|aleatorizacion)\b")

_number = rf"(?:[0-9]{{1,9}}(?:[.,][0-9]{{1,9}})?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_unit = "|".join(f"(?P<{name}>{'|'.join(forms.split())})" for name, forms in _UNITS.items())
_BEFORE: Final = re.compile(rf"(?<![\w.,])(?P<number>{_number})(?:st|nd|rd|th)?[\s-]*(?:{_unit})\b")
_AFTER: Final = re.compile(rf"\b(?:{_unit})\s*(?P<number>[0-9]{{1,9}})\b")
_AND: Final = re.compile(r"[\s,]*(?:(?:and|y)\s+)?")


class TimePoint(NamedTuple):
    """A time point as it was first written, and its column."""

    text: str | None
    column: int


def same(text: str) -> str:
    """What two spellings of one text have in common: neither case nor spaces tell them apart."""
    return " ".join(text.casefold().split())


def days_of(text: str) -> float | None:
    """How many days after the start a time point is: “6 months”, “1 year and 6 months”, “semana 12”, “6–12 months”
    (its end), “baseline” (0). None if it can not be read."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("\u2013", "-").replace("\u2014", "-"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    match = _BEFORE.search(plain)
    if match is None:
        match = _AFTER.search(plain)
        if match is not None:
            return _days(match)
        return 0.0 if _BASELINE.search(plain) else None
    total, size = _days(match), _size(match)
    # “1 year and 6 months” is one time; what follows in the same or a larger unit is another one.
    while (link := _AND.match(plain, match.end())) and (after := _BEFORE.match(plain, link.end())):
        if _size(after) >= size:
            break
        total, size, match = total + _days(after), _size(after), after
    return total


def _size(match: re.Match[str]) -> float:
    return next(_DAYS[name] for name in _UNITS if match[name] is not None)


def _days(match: re.Match[str]) -> float:
    number = match["number"]
    count = _NUMBERS[number] if number in _NUMBERS else float(number.replace(",", "."))
    return count * _size(match)


def in_order_of_time(texts: Iterable[str | None]) -> dict[str, TimePoint]:
    """By what their spellings have in common, in the order of time. Those that can not be read come after the others in
    the order in which they appear; “none given” comes last, under the empty text."""
    first: dict[str, str | None] = {}
    for text in texts:
        key = same(text or "")
        first.setdefault(key, text if key else None)
    ranked = sorted((_rank(text, place), key) for place, (key, text) in enumerate(first.items()))
    return {key: TimePoint(first[key], column) for column, (_, key) in enumerate(ranked)}


def _rank(text: str | None, place: int) -> tuple[int, float, int]:
    if text is None:
        return 2, 0.0, place
    days = days_of(text)
    return (1, 0.0, place) if days is None else (0, days, place)
