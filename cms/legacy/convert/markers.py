"""Markers by which a text refers to its sources ("3" raised, "[1,3–5]", "*") become places for citations.

What only looks like a marker stays text: an exponent, a unit, a number in parentheses that no list explains.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cms.legacy.convert.runs import Line, Run, joined

SIGNS = ("***", "**", "*", "††", "†", "‡‡", "‡", "§", "¶")

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBERS = r"[0-9]{1,3}(?:\s*[,;–—-]\s*[0-9]{1,3})*"
_WHOLE = re.compile(rf"\s*[\[(]?\s*({_NUMBERS})\s*[\])]?\s*")
_SQUARE = re.compile(rf"\[\s*({_NUMBERS})\s*\]")
_RAISED_DIGITS = re.compile(r"(?<=\S)[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,;˒‚][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
_ROUND = re.compile(rf"\(\s*({_NUMBERS})\s*\)")
_BETWEEN = re.compile(r"[\s,;–—-]*")
_MAY_PRECEDE = re.compile(r"(?:[.,;:!?)\]”’\"'»*]|\b(?!min$|sec$|mol$)[^\W\d_]{3,})\s*$")
"""A marker follows a mark of punctuation or a word; what follows a short name or a digit is an exponent."""
_ENDS_A_CLAUSE = re.compile(r"\s*(?:[.,;:]|$)")
_NAMES_AUTHORS = re.compile(r"\bal\.?,?\s*$")
_LARGEST_RANGE = 60


@dataclass(slots=True)
class Sources:
    """What the markers of an item can lead to.

    ``markers`` and ``anchors`` name references by their indexes; ``footnotes`` are markers, and ``footnote_anchors``
    anchors, of notes that name no work; ``unmatched`` collects markers that no entry has.
    """

    markers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    anchors: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    footnotes: Collection[str] = ()
    footnote_anchors: Collection[str] = ()
    round_ones: bool = False
    unmatched: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.markers or self.footnotes)

    def of_numbers(self, text: str) -> tuple[int, ...]:
        """The references of "1,3–5"; empty unless every number has one."""
        found: list[int] = []
        for number in numbers_of(text):
            if number not in self.markers:
                return ()
            found.extend(self.markers[number])
        return tuple(dict.fromkeys(found))


def numbers_of(text: str) -> list[str]:
    """The numbers that "1,3–5" names, as text; empty for what is no list of numbers."""
    found: list[str] = []
    for part in re.split(r"\s*[,;˒‚]\s*", text.translate(_RAISED).strip("[]() \n")):
        ends = re.split(r"\s*[–—-]\s*", part)
        if len(ends) > 2 or not all(end.isdecimal() and end.isascii() and int(end) for end in ends):
            return []
        first, last = int(ends[0]), int(ends[-1])
        if not first <= last <= first + _LARGEST_RANGE:
            return []
        found.extend(str(number) for number in range(first, last + 1))
    return found


def uses_round_markers(texts: Sequence[str], markers: Collection[str]) -> bool:
    """Whether "(3)" may be a marker: the list is numbered, all such numbers are in it, and no other kind is used."""
    whole = "\n".join(texts)
    if not markers or _SQUARE.search(whole) or _RAISED_DIGITS.search(whole):
        return False
    found = [match[1] for match in _ROUND.finditer(whole)]
    return bool(found) and all(number in markers for one in found for number in numbers_of(one) or ["?"])


def with_citations(line: Line, sources: Sources) -> Line:
    """The line with a run that cites in the place of each marker."""
    runs = [_of_link(run, sources) for run in line]
    runs = [found for place, run in enumerate(runs) for found in _of_raised(runs, place, run, sources)]
    runs = [found for run in runs for found in _of_text(run, sources)]
    return joined(_merged(runs, sources))


def _of_link(run: Run, sources: Sources) -> Run:
    anchor = run.link[1:] if run.link.startswith("#") else ""
    if not anchor:
        return run
    if anchor in sources.anchors:
        return Run(run.text, cites=sources.anchors[anchor])
    return replace(run, link="") if anchor in sources.footnote_anchors else run


def _of_raised(runs: Sequence[Run], place: int, run: Run, sources: Sources) -> Iterator[Run]:
    if run.cites or run.link or "sup" not in run.marks or not sources.any:
        yield run
        return
    before = "".join(one.text for one in runs[max(place - 3, 0) : place])
    if run.text.strip() in SIGNS and run.text.strip() in sources.markers:
        yield Run(run.text, cites=sources.markers[run.text.strip()])
    elif not _WHOLE.fullmatch(run.text) or not _MAY_PRECEDE.search(before):
        yield run
    else:
        cites = sources.of_numbers(run.text)
        if not cites and not all(number in sources.footnotes for number in numbers_of(run.text)):
            sources.unmatched.append(run.text.strip())
        yield Run(run.text, cites=cites) if cites else run


def _of_text(run: Run, sources: Sources) -> Iterator[Run]:
    if run.cites or run.link or not sources.any or "code" in run.marks:
        yield run
        return
    done = 0
    for start, end, cites in sorted(_found_in(run.text, sources)):
        if start < done:
            continue
        yield replace(run, text=run.text[done:start])
        yield Run(run.text[start:end], cites=cites)
        done = end
    yield replace(run, text=run.text[done:])


def _found_in(text: str, sources: Sources) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    for match in _SQUARE.finditer(text):
        if cites := sources.of_numbers(match[1]):
            yield match.start(), match.end(), cites
        elif numbers_of(match[1]) and not all(number in sources.footnotes for number in numbers_of(match[1])):
            sources.unmatched.append(match.group())
    for match in _RAISED_DIGITS.finditer(text):
        if not _MAY_PRECEDE.search(text, 0, match.start()):
            continue
        if cites := sources.of_numbers(match.group()):
            yield match.start(), match.end(), cites
        elif not all(number in sources.footnotes for number in numbers_of(match.group())):
            sources.unmatched.append(match.group())
    if sources.round_ones:
        for match in _ROUND.finditer(text):
            before = text[max(match.start() - 20, 0) : match.start()]
            ends = _ENDS_A_CLAUSE.match(text, match.end()) or _NAMES_AUTHORS.search(before)
            if before.strip() and ends and (cites := sources.of_numbers(match[1])):
                yield match.start(), match.end(), cites
    for sign in SIGNS:
        if sign in sources.markers:
            for match in re.finditer(rf"(?<=[\w.,;:!?)”’\"]){re.escape(sign)}(?![\w*†‡])", text):
                yield match.start(), match.end(), sources.markers[sign]


def _merged(runs: Sequence[Run], sources: Sources) -> Iterator[Run]:
    """Markers with nothing but a comma or a dash between them are one, and brackets around it belong to it."""
    found: list[Run] = []
    for run in (one for one in runs if one.text):
        if run.cites:
            place = len(found) - 1
            while place >= 0 and not found[place].cites and _BETWEEN.fullmatch(found[place].text):
                place -= 1
            between = "".join(one.text for one in found[place + 1 :])
            if place >= 0 and found[place].cites and "\n" not in between and between.strip(" "):
                text = found[place].text + between + run.text
                both = tuple(dict.fromkeys((*found[place].cites, *run.cites)))
                del found[place:]
                found.append(Run(text, cites=sources.of_numbers(text) or both))
                continue
        found.append(run)
    for place, run in enumerate(found):
        before, after = (
            found[place - 1] if place else None,
            found[place + 1] if place + 1 < len(found) else None,
        )
        if run.cites and before and after and not before.cites and not after.cites:
            for left, right in (("[", "]"), ("(", ")")):
                if before.text.endswith(left) and after.text.startswith(right):
                    found[place - 1] = replace(before, text=before.text[:-1])
                    found[place + 1] = replace(after, text=after.text[1:])
                    found[place] = replace(run, text=f"{left}{run.text}{right}")
                    break
    yield from found
