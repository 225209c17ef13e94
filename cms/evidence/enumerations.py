"""Totals in running text whose parts are listed after them: "10 studies comprising 8 case series and 4 trials"."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from cms.evidence.number_words import NUMBER, ends_a_larger_one, number_of

__all__ = ["Total", "wrong_totals"]

_STUDIES = (
    r"studies|study|trials?|rcts?|articles?|papers?|publications?|reports?|reviews?|case\ series|cohorts?|experiments?"
    r"|estudios?|ensayos?|artículos?|publicaci(?:ón|ones)|informes?|series\ de\ casos|cohortes?"
)
_PEOPLE = (
    r"patients?|participants?|people|persons?|women|woman|men|man|children|child|adults?|boys?|girls?|infants?"
    r"|volunteers?|subjects?|individuals?|controls|cases"
    r"|pacientes?|participantes?|personas?|mujer(?:es)?|hombres?|niñ[oa]s?|adult[oa]s?|voluntari[oa]s?|sujetos?"
    r"|individuos?|controles|casos"
)
_EXHAUSTIVE = (
    r"comprising(?:\ of)?|comprised\ of|consisting\ of|composed\ of|made\ up\ of|that\ is,|namely"
    r"|divided\ into|formad[oa]s\ por|compuest[oa]s\ (?:de|por)|que\ comprend(?:en|ían|ieron)|dividid[oa]s\ en|a\ saber"
)
_PARTIAL = (
    r"including|of\ which|of\ whom|among\ them|incluid[oa]s|incluyendo|de\ l[oa]s\ cuales|entre\ ell[oa]s|:"
)
_FILLER = r"(?:(?:[^\W\d]|['’-])+\s+){0,4}?"
_TOTAL = re.compile(
    rf"(?P<total>{NUMBER})\s+{_FILLER}(?P<unit>(?P<studies>{_STUDIES})|(?P<people>{_PEOPLE}))\b"
    rf"(?:\s*\([^)]*\))?(?:\s+(?:were|was|se|fueron)(?:\s+\w+)?)?\s*,?\s*(?P<how>(?P<all>{_EXHAUSTIVE})|{_PARTIAL})",
    re.IGNORECASE,
)
_HOW = re.compile(rf"{_EXHAUSTIVE}|{_PARTIAL}")
_OVERLAPPING = re.compile(
    rf"\b(?:{_STUDIES}|{_PEOPLE})\s+(?:\w+ly\s+)?"
    r"(?:had|have|has|were|was|are|is|took|gave|got|did|saw|found|\w{3,}ed"
    r"|tenían|tienen|tuvieron|eran|son|fueron|estaban|\w{2,}(?:aron|ieron|aban|ían))\b",
    re.IGNORECASE,
)
"""Some of which it is told what they did or had: the others may have done so, too."""
_PART = re.compile(rf"{NUMBER}|\ban?\b", re.IGNORECASE)
_NOUN = re.compile(rf"\s+{_FILLER}(?:(?P<studies>{_STUDIES})|(?P<people>{_PEOPLE}))\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[\"“‘(¿¡]?[A-ZÁÉÍÓÚÑ]|\s*$)|\n")
_NESTED = re.compile(
    r"\([^)]*\)|\b(?:including|with|of\ which|of\ whom|among\ them|incluyendo|incluid[oa]s|con|de\ l[oa]s\ cuales"
    r"|entre\ ell[oa]s)\b[^,;:]*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:that|which|who|whose|where|que|cuy[oa]s?|donde)\b|;", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:others?|rest|remaining|remainder|each|both|respectively|at\ least|up\ to|more\ than|about|some|several"
    r"|overlap\w*|also|otr[oa]s|resto|cada|amb[oa]s|al\ menos|más\ de|vari[oa]s|algun[oa]s|también)\b",
    re.IGNORECASE,
)


LONGEST = 1000
"""Characters in a list; a sentence that goes on for longer is none."""
REACH = 200
"""Characters from a total to the word that begins its list."""


@dataclass(frozen=True)
class Total:
    """A total and its parts."""

    words: str
    """The passage."""
    total: int
    parts: tuple[int, ...]


def wrong_totals(text: str) -> Iterator[Total]:
    """The totals of studies or of people that their listed parts do not make.

    Only what is sure: two parts or more, each with a noun of the same kind as the total. Parts that are said to be some
    of it ("including") are only wrong if they are more than it, and what is counted within a part ("60 women, including
    20 …") may be a further part. A list that leaves something open is passed over, and one whose first parts make the
    total: then something else is counted after them.
    """
    for found in _totals(text):
        kind = "studies" if found["studies"] else "people"
        end = _SENTENCE_END.search(text, found.end(), found.end() + LONGEST)
        if end is None and len(text) > found.end() + LONGEST:
            continue
        listed = text[found.end() : end.start() if end else len(text)]
        outer = _NESTED.sub(lambda nested: " " * len(nested[0]), listed)
        clause = _CLAUSE.search(outer)
        outer = outer[: clause.start()] if clause else outer
        is_open = (
            ends_a_larger_one(text, found.start())
            or _OPEN.search(outer)
            or (not found["all"] and _OVERLAPPING.search(outer))
        )
        parts = None if is_open else _parts(outer, kind)
        if parts is None or len(parts) < 2:
            continue
        total, made = number_of(found["total"]), _made(parts)
        if total in accumulate(number for number, _ in parts):
            continue
        most = _made(_parts(listed[: len(outer)], kind)) if found["all"] else total
        if made > total or most < total:
            passage = text[found.start() : found.end() + parts[-1][1]]
            yield Total(passage, total, tuple(number for number, _ in parts))


def _totals(text: str) -> Iterator[re.Match[str]]:
    """What `_TOTAL` finds, looked for only in front of the words that begin a list: that is much quicker."""
    for how in _HOW.finditer(text):
        before = max(how.start() - REACH, 0)
        yield from (found for found in _TOTAL.finditer(text, before, how.end()) if found.end() == how.end())


def _made(parts: list[tuple[int, int]] | None) -> float:
    """The sum of the parts; no limit where it is open."""
    return math.inf if parts is None else sum(number for number, _ in parts)


def _parts(listed: str, kind: str) -> list[tuple[int, int]] | None:
    """The numbers of this kind in the list, and where each of them ends with its noun; None if one counts who knows
    what."""
    parts: list[tuple[int, int]] = []
    numbers = list(_PART.finditer(listed))
    for place, part in enumerate(numbers):
        following = numbers[place + 1].start() if place + 1 < len(numbers) else len(listed)
        noun = _NOUN.match(listed[part.end() : following])
        is_article = part[0].casefold() in ("a", "an")
        if ends_a_larger_one(listed, part.start()) or (noun is None and not is_article):
            return None
        if noun is not None and noun[kind]:
            parts.append((1 if is_article else number_of(part[0]), part.end() + noun.end()))
    return parts
