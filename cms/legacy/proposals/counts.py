"""How many studies of which design, and how many people in which arm, as a text counts them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from blocks.vocabulary import StudyDesign
from cms.evidence.number_words import NUMBER, ends_a_larger_one, number_of
from cms.legacy.proposals.designs import NAME, REVIEWS, design_of
from cms.legacy.proposals.sentences import Sentence

_STUDIES = r"(?:studies|trials|RCTs|articles|papers|reports|estudios|ensayos|art[íi]culos)"
_PEOPLE = (
    r"(?:patients|participants|people|persons|women|men|children|adults|infants|volunteers|subjects|individuals|controls"
    r"|pacientes|participantes|personas|mujeres|hombres|niños|adultos|voluntarios|sujetos|individuos)"
)
_WORD = r"(?:[^\W\d][\w’'-]*\s+)"
_INCLUDED = re.compile(
    rf"\b(?:includ(?:ed|ing|es)|pooled|analy[sz]ed|combin(?:ed|ing)|compris(?:ed|es|ing)(?:\s+of)?|resulted\s+in"
    rf"|consisted\s+of|was\s+based\s+on|incluy(?:ó|eron|e)|analiz(?:ó|aron)|a\s+total\s+of|meta-?\s?analysis\s+of|review\s+of)\s+(?P<total>{NUMBER})\s+"
    rf"{_WORD}{{0,3}}?{_STUDIES}\b",
    re.IGNORECASE,
)
_WERE_INCLUDED = re.compile(
    rf"(?P<total>{NUMBER})\s+{_WORD}{{0,3}}?{_STUDIES}\s+(?:\([^)]{{0,60}}\)\s+)?(?:(?:that\s+)?(?:met|fulfilled)\s+(?:the\s+|our\s+)?"
    r"(?:inclusion|eligibility|selection)|were\s+(?:finally\s+|eventually\s+)?included|se\s+incluyeron|fueron\s+incluidos)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\b(?:includ\w+|compris\w+|consist\w+|result(?:ed|ing)\s+in|pooled|analy[sz]ed|combined|of\s+which|made\s+up\s+of"
    r"|incluy\w+|compuest\w+)\b",
    re.IGNORECASE,
)
_SOME_OF = re.compile(
    r"\b(?:of\s+(?:the|these|those)|only|another|other|more\s+than|about|at\s+least)\s+$", re.IGNORECASE
)
_AND_MORE = re.compile(rf"\s*(?:\([^)]*\)\s*)?,?\s*(?:and|y)\s+{NUMBER}", re.IGNORECASE)
"""A number with another one behind it is a part, and no total."""
_GROUP = re.compile(rf"(?P<count>{NUMBER})\s+(?P<words>{_WORD}{{0,5}}?)$", re.IGNORECASE)
_IN_GROUP = re.compile(
    rf"(?P<count>{NUMBER})\s+(?P<who>{_WORD}{{0,4}}?{_PEOPLE})\b(?P<more>[^,;.:()0-9]{{0,60}}?)"
    r"\s(?:were\s+)?in\s+the\s+(?P<name>(?:[^\W\d][\w-]*\s+){1,4}?(?:group|arm))\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"^(?:\s*\([^)]*\))?,?\s+(?:including|with|of|involving|comprising|in)\s+(?P<count>{NUMBER})\s+(?P<who>{_WORD}{{0,4}}?{_PEOPLE})\b",
    re.IGNORECASE,
)
_TO = r"(?:(?:randomly\s+)?(?:allocated|assigned|allotted|randomi[sz]ed)\s+to(?:\s+receive)?|received|were\s+given)"
_ARM = r"(?:the\s+|an?\s+)?(?P<{name}>(?:[^\W\d][\w-]*\s?){{1,5}}?)"
_ALLOCATED = re.compile(
    rf"(?P<first>{NUMBER})(?:\s+{_WORD}{{0,3}}?{_PEOPLE})?\s+(?:were\s+)?{_TO}\s+{_ARM.format(name='one')}\s*,?\s+and\s+"
    rf"(?P<second>{NUMBER})(?:\s+{_WORD}{{0,3}}?{_PEOPLE})?\s+(?:(?:were\s+)?{_TO}|to(?:\s+receive)?)\s+"
    rf"{_ARM.format(name='other')}(?=\s*[.,;:()]|\s+(?:for|at|in|and|over|during|once|twice|daily)\b|$)",
    re.IGNORECASE,
)
_ENROLLED = re.compile(
    rf"\b(?:enrolled|recruited|randomi[sz]ed|studied|included|followed|incluy(?:ó|eron)|reclut(?:ó|aron))\s+(?P<count>{NUMBER})\s+{_WORD}{{0,3}}?{_PEOPLE}\b"
    rf"|(?P<total>{NUMBER})\s+{_WORD}{{0,3}}?{_PEOPLE}\s+(?:were\s+(?:enrolled|recruited|randomi[sz]ed|included)|took\s+part)\b",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    rf"\b(?:involving|with\s+a\s+total\s+of|a\s+total\s+of|data\s+(?:from|on))\s+(?P<count>{NUMBER})\s+{_WORD}{{0,3}}?{_PEOPLE}\b",
    re.IGNORECASE,
)

_MAX_NAME = 255

Group = dict[str, Any]


def total_studies(sentences: Sequence[Sentence]) -> tuple[int, Sentence] | None:
    """The number of included studies, if the text names one only."""
    return _only(sentences, "total", _INCLUDED, _WERE_INCLUDED)


def participants_in_all(sentences: Sequence[Sentence], design: StudyDesign) -> tuple[int, Sentence] | None:
    """The number of participants in all, if the text names one only."""
    if design in REVIEWS:
        return _only(sentences, "count", _IN_ALL)
    return _only(sentences, "count", _ENROLLED, _IN_ALL)


def groups_by_design(sentences: Sequence[Sentence]) -> tuple[list[Group], Sentence] | None:
    """The included studies by design, from the first sentence that counts them, with the people in their arms."""
    for sentence in sentences:
        if sentence.is_done and _COUNTS.search(sentence.own):
            groups = list(_groups(sentence.own))
            designs = [group["design"] for group in groups]
            if groups and len(set(designs)) == len(designs):
                return groups, sentence
    return None


def arms_of_trial(sentences: Sequence[Sentence]) -> tuple[list[dict[str, Any]], Sentence] | None:
    """The arms of one study, from the first sentence that counts two of them or more."""
    for sentence in sentences:
        if not sentence.is_done:
            continue
        match = _ALLOCATED.search(sentence.own)
        if match and not ends_a_larger_one(sentence.own, match.start()):
            pairs = ((match["one"], match["first"]), (match["other"], match["second"]))
            return [_arm(name, count) for name, count in pairs], sentence
        arms = _arms(sentence.own)
        if len(arms) > 1:
            return arms, sentence
    return None


def _groups(text: str) -> Iterator[Group]:
    found: list[tuple[int, int, Group]] = []
    for name in NAME.finditer(text):
        design = design_of(name)
        begin = found[-1][1] if found else 0
        count = _GROUP.search(text, begin, name.start())
        if count is None or design in REVIEWS or ends_a_larger_one(text, count.start()):
            continue
        if _SOME_OF.search(text, 0, count.start()) or count["words"].startswith(("of ", "de ")):
            continue
        label = f"{count['words']}{name.group()}".strip()
        found.append(
            (
                count.start(),
                name.end(),
                {"design": design.value, "label": label[:_MAX_NAME], "studies": number_of(count["count"])},
            )
        )
    shown = False
    for place, (_start, end, group) in enumerate(found):
        until = found[place + 1][0] if place + 1 < len(found) else len(text)
        arms = _arms(text[end:until])
        # Behind the last of several groups, one number of people may be that of all of them.
        if not arms and (place == 0 or shown):
            arms = _only_arm(text[end:until])
        shown = bool(arms)
        yield {**group, "arms": arms}


def _arms(text: str) -> list[dict[str, Any]]:
    found = [_arm(match["name"], match["count"]) for match in _IN_GROUP.finditer(text)]
    return found if len({arm["name"].casefold() for arm in found}) == len(found) else []


def _only_arm(text: str) -> list[dict[str, Any]]:
    match = _ALONE.match(text)
    return [_arm(match["who"], match["count"])] if match else []


def _arm(name: str, count: str) -> dict[str, Any]:
    return {"name": " ".join(name.split())[:_MAX_NAME], "participants": number_of(count)}


def _only(
    sentences: Sequence[Sentence], name: str, *patterns: re.Pattern[str]
) -> tuple[int, Sentence] | None:
    found: dict[int, Sentence] = {}
    for sentence in sentences:
        if not sentence.is_done:
            continue
        for pattern in patterns:
            for match in pattern.finditer(sentence.own):
                groups = match.groupdict()
                count = groups.get(name) or groups.get("total") or groups["count"]
                if _AND_MORE.match(sentence.own, match.end()):
                    continue
                if not ends_a_larger_one(sentence.own, match.start(0) + match.group().index(count)):
                    found.setdefault(number_of(count), sentence)
    return next(iter(found.items())) if len(found) == 1 else None
