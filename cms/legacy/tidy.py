"""Spaces that a scrape left behind are made plain here, counted, and no word is ever touched."""

import re
from dataclasses import dataclass

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff\s]")
# Every run of spaces but a single plain one between words, which is nearly all of them.
_SPACES = re.compile(r"\s{2,}|[^\S ]|\A\s|\s\Z")
# A tie is meant after a title, an abbreviation or a single initial ("Dr. Smith", "Fig. 2", "J. Smith").
_TIED_BEFORE = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|Figs?|Eqs?|Nos?|Vols?|pp?|vs|cf|al|e\.g|i\.e)\.$", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many places of a text were made plain; words are never touched.

    ``non_breaking``: non-breaking and other odd spaces that became plain ones or went at the end of a line;
    ``runs``: two or more plain spaces that became one; ``controls``: invisible control characters taken
    out.
    """

    non_breaking: int = 0
    runs: int = 0
    controls: int = 0

    def __add__(self, other: "Tidied") -> "Tidied":
        return Tidied(
            self.non_breaking + other.non_breaking, self.runs + other.runs, self.controls + other.controls
        )


UNTOUCHED = Tidied()


def tidy(line: str) -> tuple[str, Tidied]:
    """Return the line with plain single spaces, none at its ends, and what was done.

    A single non-breaking space stays where it ties something: next to a digit ("5 mg"), after a known
    abbreviation, next to the punctuation that French sets apart. Anywhere else it is a remnant and becomes
    a plain space.
    """
    controls = len(_CONTROLS.findall(line))
    if controls:
        line = _CONTROLS.sub("", line)
    pieces: list[str] = []
    non_breaking = runs = position = 0
    for match in _SPACES.finditer(line):
        run = match.group()
        pieces.append(line[position : match.start()])
        position = match.end()
        odd = sum(character not in " \t" for character in run)
        at_an_end = match.start() == 0 or position == len(line)
        if not at_an_end and len(run) == 1 and odd and _ties(line, match.start()):
            pieces.append(run)
            continue
        if not at_an_end:
            pieces.append(" ")
        non_breaking += odd
        runs += not at_an_end and not odd and len(run) > 1
    pieces.append(line[position:])
    return "".join(pieces), Tidied(non_breaking, runs, controls)


def is_blank(line: str) -> bool:
    """Return whether a reader of the line would see nothing."""
    return not _INVISIBLE.sub("", _CONTROLS.sub("", line))


def _ties(line: str, index: int) -> bool:
    before, after = line[index - 1], line[index + 1]
    return (
        before.isdigit()
        or after.isdigit()
        or before == "«"
        or after in ":;?!»%°"
        or bool(_TIED_BEFORE.search(line[max(0, index - 8) : index]))
    )
