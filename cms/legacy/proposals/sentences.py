"""Prose is read sentence by sentence, and only what the text says of itself and without a doubt is read at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from cms.legacy.items import Item, ListElement, Paragraph

MAX_LENGTH = 1500
"""A longer sentence is a text without full stops; nothing is read from it."""

MAX_SENTENCES = 3000
"""A text of more sentences is a book; its beginning is read."""

_END = re.compile(r"[.!?][”\"’)\]]*(?:\[[0-9,; –-]+\]|[⁰¹²³⁴⁵⁶⁷⁸⁹,]+)?\s+(?=[\"“‘(¿¡\[]?[A-ZÀ-ÖØ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"\b(?:al|vs|cf|ca|approx|e\.g|i\.e|Dr|Mr|Mrs|Ms|Prof|St|Figs?|No|Nos|Vol|pp?|resp|[A-Z])\.$"
)
_NO_COUNT = re.compile(r"[0-9]{10}")
"""Nobody counts so many people: such digits are a number of something else."""
_FOREIGN = re.compile(
    r"“[^”]{0,1500}”|„[^“”]{0,1500}[“”]|«[^»]{0,1500}»|\"[^\"]*\""
    r"|\[[0-9]{1,3}(?:\s?[,;–-]\s?[0-9]{1,3}){0,20}\]|(?<![IRrmχ0-9])[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
)
_NOT_YET = re.compile(
    r"\b(?:should|would|will|needs?|needed|needing|required?|warranted|future|further\ (?:stud|trial|research)|planned"
    r"|upcoming|ongoing|propos(?:e|es|ed)|recommend\w*|call(?:s|ed)?\ for|awaits?|deber[íi]an?|futur[oa]s?"
    r"|se\ necesitan?|hacen?\ falta)\b",
    re.IGNORECASE | re.VERBOSE,
)
_DOUBTFUL = re.compile(
    r"\b(?:whether|if|may|might|could|can|cannot|hypothes\w+|aim(?:s|ed|ing)?|hop(?:e|es|ed|ing)|expect\w*|believ\w+"
    r"|thought|claim\w*|possib\w+|perhaps|likely|unlikely|unclear|unknown|potential(?:ly)?|in\ order\ to|designed\ to"
    r"|goal|for\ example|imagine|suppose|assum\w+|example|mice|mouse|rats?|animals?|in\ vitro"
    r"|(?:previous|earlier|other|prior|past|many|some|several|most|numerous)\ "
    r"(?:stud|trial|research|review|work|report)\w*"
    r"|stud(?:y|ies)\ have|research\ has|it\ is\ (?:well\ )?known|si|podr[íi]an?|puede[n]?)\b",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Sentence:
    """A sentence as it stands in the text. ``own`` is of the same length, but quotations and markers of sources are
    blank in it."""

    text: str
    line: int

    @cached_property
    def own(self) -> str:
        return _FOREIGN.sub(lambda found: " " * len(found.group()), self.text)

    @cached_property
    def is_done(self) -> bool:
        """Whether it may tell what was done; what is asked for or planned is not."""
        return not (self.text.endswith("?") or _NOT_YET.search(self.own) or _NO_COUNT.search(self.own))

    @cached_property
    def is_sure(self) -> bool:
        """Whether it may tell what was found by the study that the article is about."""
        return self.is_done and _DOUBTFUL.search(self.own) is None


def sentences_of(item: Item) -> Iterator[Sentence]:
    """The sentences of the paragraphs and lists of an item, in order; quotes are somebody else's words."""
    return islice((one for one in _all(item) if len(one.text) <= MAX_LENGTH), MAX_SENTENCES)


def _all(item: Item) -> Iterator[Sentence]:
    for element in item.elements:
        if isinstance(element, Paragraph | ListElement):
            for text in element.text.split("\n"):
                yield from (Sentence(one, element.line) for one in split(text))


def split(text: str) -> Iterator[str]:
    """The sentences of a text, each without blanks at its ends."""
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and _ABBREVIATION.search(
            text, max(start, match.start() - 12), match.start() + 1
        ):
            continue
        yield text[start : match.end()].strip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()
