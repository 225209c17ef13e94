"""What a sentence says happened to an outcome, with its points in time: only where the words say it themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from blocks.vocabulary import Direction
from cms.legacy.proposals.outcomes import PHRASE, WORD, outcome_of
from cms.legacy.proposals.timing import AT, points_of

_MORE = r"higher|increased|greater|more\s+frequent|more\s+common|raised|elevated"
_FEWER = r"lower|decreased|reduced|fewer|less\s+frequent|less\s+common|lowered"
_ADVERB = (
    r"(?:(?:statistically\s+)?significantly|markedly|clearly|slightly|substantially|consistently|also)\s+"
)
_UP = r"increas(?:es|ing)|increased|rais(?:es|ing)|raised"
_DOWN = r"reduc(?:es|ing)|reduced|lower(?:s|ing)|lowered|decreas(?:es|ing)|decreased"

_WORDS = re.compile(
    rf"(?<![\w-])(?:(?P<up>{_MORE}|{_UP})|(?P<down>{_FEWER}|{_DOWN}))(?![\w-])", re.IGNORECASE
)
_NO_DIRECTION = rf"(?!(?:{_MORE}|{_FEWER}|{_UP}|{_DOWN})\b)"
_OTHER = rf"{_NO_DIRECTION}{WORD}(?:\s{_NO_DIRECTION}{WORD}){{0,5}}"
_LISTED = re.compile(
    rf"\s+(?P<first>(?:the\s+|an?\s+)?{PHRASE})"
    rf"(?P<others>(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?{_OTHER}){{0,6}})(?P<time>\s+{AT})?"
    r"(?=\s*(?:[.;:)]|$)|\s*,|\s+(?:in|with|among|compared|when|than|and|but|while|for|over|between|relative|as|after|versus"
    r"|vs)\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?(?:an?\s+|the\s+)?|\s+and\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_WAS = re.compile(
    rf"(?:^|[,;:.(]\s*|\b(?:that|and|but|while|whereas)\s+)(?P<outcome>(?:the\s+)?{PHRASE})(?P<short>\s\([\w\s-]{{1,20}}\))?"
    rf"(?P<time>\s+{AT})?\s+(?:was|were)\s+(?:{_ADVERB})?(?:(?P<up>{_MORE})|(?P<down>{_FEWER}))\b(?P<later>\s+{AT})?",
    re.IGNORECASE,
)
_MOVED = re.compile(
    rf"(?:^|[,;:.(]\s*|\b(?:that|and|but|while|whereas)\s+)(?P<outcome>(?:the\s+)?{PHRASE})(?P<short>\s\([\w\s-]{{1,20}}\))?"
    rf"(?P<time>\s+{AT})?\s+(?:{_ADVERB})?(?:(?P<up>rose|increased)|(?P<down>fell|dropped|declined|decreased))"
    rf"(?=\s*(?:[.,;]|$)|\s+(?:at|after|by|in|from|over|within|significantly|to|with|and|between|during|compared)\b)(?P<later>\s+{AT})?",
    re.IGNORECASE,
)
_NO_DIFFERENCE = (
    re.compile(
        rf"\bno\s+(?:(?:statistically\s+)?significant\s+|clear\s+|relevant\s+)?differences?\s+(?:was\s+|were\s+)?(?:found\s+|seen\s+)?"
        rf"in\s+(?P<outcome>(?:the\s+)?{PHRASE})(?P<time>\s+{AT})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:did|does|do)\s+not\s+(?:{_ADVERB})?(?:reduce|increase|lower|raise|change|affect|improve|decrease|alter)\s+"
        rf"(?P<outcome>(?:the\s+)?{PHRASE})(?P<time>\s+{AT})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:^|[,;:]\s*|\b(?:that|and|but|while)\s+)(?P<outcome>(?:the\s+)?{PHRASE})(?P<short>\s\([\w\s-]{{1,20}}\))?\s+"
        rf"(?:did\s+not\s+differ(?:\s+significantly)?|(?:was|were)\s+not\s+(?:{_ADVERB})?different|(?:was|were)\s+similar)\b"
        rf"(?P<time>\s+{AT})?",
        re.IGNORECASE,
    ),
)
_NEGATED = re.compile(
    r"(?:\b(?:not|no|never|nor|neither|without|cannot|failed\s+to|lack\s+of|absence\s+of|instead\s+of|rather\s+than)"
    r"|n[’']t)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(
    r"\b(?:associated|linked|related|correlated|correlation|association|tend(?:s|ed|ency)?|trend(?:ed|s)?|nominally|numerically"
    r"|baseline|at\s+the\s+start|used|using|given|to|of|for|the|with|by|(?:have|has|is|are)(?:\s+an?)?"
    r"|(?:controls?|placebo|sham|comparison|usual\s+care)(?:\s+(?:group|arm|patients))?\s+(?:also\s+)?had(?:\s+an?)?)\s+$",
    re.IGNORECASE,
)
_NOT_OF_A_LIST = re.compile(
    r"\b(?:baseline|trend|tendency|tended|nominally|numerically|associated|association|linked|correlat\w+)\b",
    re.IGNORECASE,
)


_OF_CONTROLS = re.compile(
    r"(?:(?!\bthan\b|\bcompared\b|\bversus\b)[^.;,]){0,30}?\bin\s+(?:the\s+)?(?:controls?|placebo|sham|comparison|comparator|usual[\s-]care|untreated)\b",
    re.IGNORECASE,
)
"""What happened in the comparator says nothing of the intervention."""


@dataclass(frozen=True, slots=True)
class Said:
    """An outcome, what happened to it, and when; ``start`` is where in the sentence that stands."""

    outcome: str
    direction: Direction
    times: tuple[str, ...]
    start: int


def directions_in(text: str) -> list[Said]:
    """What the sentence says happened, in order; each outcome with a point in time once."""
    found = [*_no_differences(text), *_after_verb(text), *_lists(text)]
    unique: dict[tuple[str, tuple[str, ...]], Said] = {}
    for said in sorted(found, key=lambda one: one.start):
        known = unique.setdefault((said.outcome.casefold(), said.times), said)
        if known.direction != said.direction:
            return []
    return list(unique.values())


def _no_differences(text: str) -> Iterator[Said]:
    for pattern in _NO_DIFFERENCE:
        for match in pattern.finditer(text):
            yield from _one(match, Direction.NO_DIFFERENCE)


def _after_verb(text: str) -> Iterator[Said]:
    for pattern in (_WAS, _MOVED):
        for match in pattern.finditer(text):
            if _OF_CONTROLS.match(text, match.end()):
                continue
            if not _is_negated(text, match) and not _NOT_OF_A_LIST.search(match.group()):
                yield from _one(match, Direction.HIGHER if match["up"] else Direction.LOWER)


def _is_negated(text: str, match: re.Match[str]) -> bool:
    return _NEGATED.search(text, 0, match.start("outcome")) is not None


def _one(match: re.Match[str], direction: Direction) -> Iterator[Said]:
    outcome = outcome_of(match["outcome"])
    if not outcome:
        return
    groups = match.groupdict()
    outcome += groups.get("short") or ""
    times = " ".join(filter(None, (groups.get("time"), groups.get("later"))))
    yield Said(outcome, direction, tuple(points_of(times)), match.start("outcome"))


def _lists(text: str) -> Iterator[Said]:
    """ "lower A, increased B, and increased C at 3 months": a time behind a list is that of all its parts."""
    waiting: list[Said] = []
    expected = -1
    for word in _WORDS.finditer(text):
        if word.start() != expected:
            yield from waiting
            waiting = []
        expected = -1
        before = text[: word.start()]
        match = _LISTED.match(text, word.end())
        if match and _OF_CONTROLS.match(text, match.end()):
            match = None
        if (
            match is None
            or _NEGATED.search(before)
            or _OPEN_ENDED.search(before)
            or _NOT_OF_A_LIST.search(text)
        ):
            yield from waiting
            waiting = []
            continue
        direction = Direction.HIGHER if word["up"] else Direction.LOWER
        outcomes = [outcome_of(phrase) for phrase in _phrases(match)]
        if not all(outcomes):
            outcomes = [outcomes[0]] if outcomes[0] and not match["time"] else []
        times = tuple(points_of(match["time"] or ""))
        waiting.extend(Said(outcome, direction, times, word.start()) for outcome in outcomes)
        if times:
            yield from (replace(said, times=said.times or times) for said in waiting)
            waiting = []
        between = _BETWEEN.match(text, match.end())
        expected = between.end() if between else -1
    yield from waiting


def _phrases(match: re.Match[str]) -> list[str]:
    others = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match["others"] or "")
    return [match["first"], *(phrase for phrase in others if phrase.strip())]
