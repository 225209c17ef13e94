"""Results that a sentence states: outcome, direction, point in time, and the estimate if one is printed with it."""

import re
from collections.abc import Iterator
from typing import Any

from blocks.vocabulary import Direction
from cms.legacy.proposals.directions import Said, directions_in
from cms.legacy.proposals.estimates import Estimate, estimates_in
from cms.legacy.proposals.outcomes import outcome_of
from cms.legacy.proposals.sentences import Sentence

MOST_TIMES = 3
"""A list of more points in time stays one finding that names them all."""

_MAX_TIME, _MAX_COMPARISON = 120, 255

_IS_RESULT = re.compile(
    r"\b(?:results?|findings?|meta-?analys[ei]s|authors?|researchers?|th(?:is|e)\ (?:study|trial|review)"
    r"|et\ al\.?|colleagues)\b.{0,120}?\b(?:includ\w+|show(?:ed|s|n)|found|finds|report(?:ed|s)|indicated?|observed|saw"
    r"|demonstrat\w+|reveal\w+)\b"
    r"|\bcompared\ (?:to|with)\b|\bthan\ (?:in\ |with\ |after\ )?(?:the\ )?"
    r"(?:placebo|controls?|usual|standard|comparator|sham|comparison)"
    r"|\b(?:control|placebo|intervention|treatment|treated|case|comparison|MSC)s?\ (?:group|arm)\b"
    r"|\bbetween\ (?:the\ |both\ )?(?:two\ )?(?:groups|arms)\b|\bin\ both\ (?:groups|arms)\b"
    r"|\bthere\ (?:was|were)\b|\bwith\ (?:the\ )?(?:treatment|drug|cells|programme|intervention)\b",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_MAY_SAY = re.compile(
    r"(?:high|low|increas|decreas|reduc|great|few|less|more|rais|elevat|rose|fell|drop|declin)|no\s|not\s|similar|[0-9]\s?%",
    re.IGNORECASE,
)
"""Quick to look for: without any of it a sentence states no result."""
_COMPARISON = re.compile(
    r"\bin\s+(?P<words>the\s+(?:[\w-]+\s+){1,4}?(?:group|arm)\s*,?\s*(?:when\s+|as\s+)?compared\s+(?:to|with)\s+(?:the\s+)?"
    r"(?:[\w-]+\s?){1,5})(?=[.,;]|$)",
    re.IGNORECASE,
)
_EMPTY: dict[str, Any] = {
    "outcome": "",
    "time_point": "",
    "comparison": "",
    "interpretation": "",
    "direction": "",
    "favours": "",
    "certainty": "not_assessed",
    "measure": "",
    "estimate": "",
    "unit": "",
    "interval_low": "",
    "interval_high": "",
    "interval_level": "95",
    "p_operator": "",
    "p_value": "",
    "i_squared": "",
    "studies": None,
    "participants": None,
    "citations": [],
}


def findings_in(sentence: Sentence) -> Iterator[dict[str, Any]]:
    """The raw values of blocks of findings that the sentence states; nothing where it leaves room for doubt."""
    if not (_MAY_SAY.search(sentence.own) and sentence.is_sure):
        return
    text = sentence.own
    estimates = estimates_in(text)
    said = directions_in(text) if estimates or _IS_RESULT.search(text) else []
    comparison = _COMPARISON.search(text)
    shared = {"comparison": " ".join(comparison["words"].split())[:_MAX_COMPARISON]} if comparison else {}
    if len(said) == 1 and len(estimates) == 1 and len(said[0].times) <= 1:
        yield from ({**value, **shared, **estimates[0].values} for value in _values(said[0]))
        return
    for one in said:
        yield from ({**value, **shared} for value in _values(one))
    if not said:
        yield from ({**value, **shared} for value in _of_estimates(estimates))


def _values(said: Said) -> Iterator[dict[str, Any]]:
    value = {**_EMPTY, "outcome": _first_large(said.outcome), "direction": said.direction.value}
    times = said.times
    if len(times) > MOST_TIMES:
        written = ", ".join(times)
        times = (written,) if len(written) <= _MAX_TIME else (f"{times[0]} – {times[-1]}",)
    for time in times or ("",):
        yield {**value, "time_point": time}


def _of_estimates(estimates: list[Estimate]) -> Iterator[dict[str, Any]]:
    """An estimate whose outcome is named. Numbers alone do not say what happened to it: that is left unclear."""
    for estimate in estimates:
        outcome = outcome_of(estimate.outcome)
        if outcome:
            value = {**_EMPTY, "outcome": _first_large(outcome), "direction": Direction.UNCLEAR.value}
            yield value | estimate.values


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
