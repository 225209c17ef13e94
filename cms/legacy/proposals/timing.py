"""Points in time as a text names them: "at 3 months and 6 months", how long people were followed, searches."""

import re
from collections.abc import Sequence

from cms.legacy.proposals.sentences import Sentence
from cms.legacy.sources import find_date

_UNIT = r"(?:days?|weeks?|months?|years?)"
_AMOUNT = r"(?:[0-9]{1,3}(?:\.[0-9])?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_ONE = rf"{_AMOUNT}(?:[-\s]{_UNIT})?"
LIST = (
    rf"(?:the\s+)?{_ONE}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*/\s*)(?:at\s+)?{_ONE}){{0,11}}"
    r"(?:\s+of\s+(?:follow-up|treatment))?"
)
"""A pattern (ignore case) for one or more points in time; ``points_of`` reads it."""

AT = rf"\b(?:at|after|by|over|within)\s+{LIST}(?![\w%-])"

_POINT = re.compile(rf"({_AMOUNT})(?:[-\s]({_UNIT}))?", re.IGNORECASE)
_FOLLOWED = re.compile(
    rf"(?:\bfollow(?:ed|ing)(?:\s+up)?(?:\s+[\w,]+){{0,4}}?\s+for|\bfollow-?\s?up(?:\s+(?:time|period|duration))?"
    rf"(?:\s+(?:of|was|lasted|were))?|\bseguimiento(?:\s+\w+)?\s+(?:de|fue\s+de))\s+(?:up\s+to\s+|an?\s+(?:mean|median|average)\s+of\s+)?"
    rf"(?P<length>(?:{_AMOUNT})(?:\s|-)(?:{_UNIT}|d[íi]as?|semanas?|meses|mes|años?))\b",
    re.IGNORECASE,
)
_SEARCHED = re.compile(
    r"\b(?:search(?:ed|es)?|databases?|literature|b[úu]squedas?|bases\s+de\s+datos)\b.{0,160}?"
    r"\b(?:up\s+to|until|till|through|to|hasta)\s+(?P<date>[^;()]{6,30})",
    re.IGNORECASE,
)


def points_of(times: str) -> list[str]:
    """The points in time of what ``AT`` found, each with its unit ("3 months"); empty if a unit is missing."""
    found: list[str] = []
    unit = ""
    for match in reversed(list(_POINT.finditer(times))):
        unit = match[2] or unit
        if not unit:
            return []
        singular = unit.rstrip("s")
        found.append(f"{match[1]} {singular if match[1].casefold() in ('1', 'one') else singular + 's'}")
    return found[::-1]


def follow_up(sentences: Sequence[Sentence]) -> tuple[str, Sentence] | None:
    """How long people were followed, in the words of the text, if it names one length only."""
    found = {match["length"]: sentence for sentence in sentences if sentence.is_done
             for match in _FOLLOWED.finditer(sentence.own)}  # fmt: skip
    return next(iter(found.items())) if len(found) == 1 else None


def search_date(sentences: Sequence[Sentence]) -> tuple[str, Sentence] | None:
    """The day up to which the literature was searched, as an ISO date; a month alone is no day."""
    found: dict[str, Sentence] = {}
    for sentence in sentences:
        if sentence.is_done:
            for match in _SEARCHED.finditer(sentence.own):
                day = find_date(match["date"])
                if day and len(day) == 10:
                    found.setdefault(day, sentence)
    return next(iter(found.items())) if len(found) == 1 else None
