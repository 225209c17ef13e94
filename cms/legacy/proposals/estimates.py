"""Estimates as they are printed: measure, interval, p value and I², with their own digits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from blocks.evidence.finding import LEVELS
from blocks.numbers import canonical_number
from blocks.vocabulary import EffectMeasure

_NUMBER = r"[+\-−–]?(?:[0-9]+(?:[.·][0-9]+)?|[.·][0-9]+)"
_NAMES: tuple[tuple[EffectMeasure, str], ...] = (
    (
        EffectMeasure.STANDARDISED_MEAN_DIFFERENCE,
        r"(?i:standardi[sz]ed\s+mean\s+difference)(?:\s*\(SMD\))?|\bSMD\b",
    ),
    (
        EffectMeasure.MEAN_DIFFERENCE,
        r"(?i:(?:weighted\s+)?mean\s+difference)(?:\s*\(W?MD\))?|\bW?MD\b",
    ),
    (EffectMeasure.ODDS_RATIO, r"(?i:odds\s+ratio)(?:\s*\(a?OR\))?|\ba?OR\b"),
    (EffectMeasure.RISK_RATIO, r"(?i:risk\s+ratio|relative\s+risk)(?:\s*\(RR\))?|\bRR\b"),
    (EffectMeasure.HAZARD_RATIO, r"(?i:hazards?\s+ratio)(?:\s*\(a?HR\))?|\ba?HR\b"),
    (EffectMeasure.RATE_RATIO, r"(?i:(?:incidence\s+)?rate\s+ratio)(?:\s*\(I?RR\))?|\bIRR\b"),
    (EffectMeasure.RISK_DIFFERENCE, r"(?i:(?:absolute\s+)?risk\s+difference)(?:\s*\(A?RD\))?|\bA?RD\b"),
)
_MEASURE = "|".join(rf"(?P<{measure.value}>{names})" for measure, names in _NAMES)
_ESTIMATE = re.compile(
    rf"(?:{_MEASURE})(?P<of>\s+(?:of|for)\s+(?!{_NUMBER})[^,;:.()=0-9]{{2,100}}?)?\s*(?:[,:=]|\bwas\b|\bof\b|\s)\s*"
    rf"(?P<estimate>{_NUMBER})(?P<percent>\s?%)?(?![\w]|[.,][0-9]|\s*(?:to|–|-)\s*[0-9])"
)
_INTERVAL = re.compile(
    rf"[\s,;:(\[]{{0,4}}(?P<level>[0-9]{{2}}(?:\.[0-9])?)\s?%\s?(?:CI|C\.I\.|(?i:confidence\s+intervals?)(?:\s*\(CI\))?|IC)"
    rf"\s*(?:[:=,(\[]|\bof\b|\bfrom\b)?\s*[\[(]?\s*(?P<low>{_NUMBER})\s?%?\s*(?:\bto\b|–|—|-|,|;|\ba\b)\s*(?P<high>{_NUMBER})\s?%?\s*[\])]?"
)
_P = re.compile(r"[\s,;:(]{0,4}\b[pP]\s?(?:value\s?)?(?P<operator>[=<>≤≥])\s?(?P<value>0?[.·][0-9]+)")
_I_SQUARED = re.compile(r"[\s,;:(]{0,4}\bI\s?[²2]\s?(?:=|of|was|:)\s?(?P<value>[0-9]{1,3}(?:\.[0-9]+)?)\s?%")
_FOR = re.compile(r"\s*[)\]]?\s+for\s+(?P<outcome>[^,;:.()=0-9]{3,60})")
_OPERATORS = {"≤": "<=", "≥": ">="}
_COMPARING = re.compile(
    r"\s+(?:comparing|between|in|with|among|when|at|was|after|over|versus|vs)\b.*", re.DOTALL
)
_LEVELS = frozenset(level for level, _label in LEVELS)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate: ``values`` are fields of the block of a finding, ``outcome`` what it is of, if that is said."""

    values: dict[str, str]
    outcome: str
    start: int


def estimates_in(text: str) -> list[Estimate]:
    """The estimates of a sentence that have an interval or a p value; one whose interval is reversed is left out."""
    return list(_estimates(text))


def _estimates(text: str) -> Iterator[Estimate]:
    for match in _ESTIMATE.finditer(text):
        values = {"measure": _measure(match), "estimate": match["estimate"]}
        end = match.end()
        interval = _INTERVAL.match(text, end)
        if interval and interval["level"] in _LEVELS:
            low, high = interval["low"], interval["high"]
            if _value(low) > _value(high):
                continue
            values |= {"interval_low": low, "interval_high": high, "interval_level": interval["level"]}
            end = interval.end()
        p = _P.match(text, end)
        if p:
            values |= {"p_operator": _OPERATORS.get(p["operator"], p["operator"]), "p_value": p["value"]}
            end = p.end()
        heterogeneity = _I_SQUARED.match(text, end)
        if heterogeneity and float(heterogeneity["value"]) <= 100:
            values["i_squared"] = heterogeneity["value"]
            end = heterogeneity.end()
        if not interval and not p:
            continue
        behind = _FOR.match(text, end)
        if match["percent"]:
            values["unit"] = "%"
        of = re.sub(r"^\s*(?:of|for)\s+", "", match["of"] or "") or (behind["outcome"] if behind else "")
        yield Estimate(values, _COMPARING.sub("", of).strip(), match.start())


def _measure(match: re.Match[str]) -> str:
    return next(measure.value for measure, _names in _NAMES if match[measure.value])


def _value(printed: str) -> float:
    return float(canonical_number(printed) or "nan")
