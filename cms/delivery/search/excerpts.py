"""Shows why a page was found: a piece of its text with the sought words marked.

The HTML needs no cleaning to be safe, because there is no HTML that comes in: every character of the text is escaped,
and `<mark>` without attributes is all that is added.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from cms.delivery.search.hits import Finder, Hit
from cms.delivery.search.query import Question

__all__ = ["Excerpt", "excerpt", "excerpts"]

LENGTH = 220
"""Characters of a piece, about."""

_LEAD = 60
_SLACK = 20
# Where one passage ends and the next begins.
_AFTER_SENTENCE = re.compile(r"(?<=[.!?:;…。！？])\n")
_ELLIPSIS = "…"


class Excerpt(NamedTuple):
    """A piece of the page's text that shows why the page was found."""

    text: str
    html: str
    """The same, escaped, with the sought words in `mark` elements; no other markup."""


def excerpts(texts: Iterable[tuple[int, str, str]], question: Question) -> dict[int, Excerpt]:
    """The excerpts of page documents by their ids, from (id, language, text) of each."""
    finders: dict[str, Finder] = {}
    found: dict[int, Excerpt] = {}
    for pk, language, text in texts:
        if language not in finders:
            finders[language] = Finder(question.sought(language), language=language)
        found[pk] = excerpt(text, finders[language])
    return found


def excerpt(text: str, finder: Finder) -> Excerpt:
    """The piece of a text in which most of the sought words stand; its beginning if none does."""
    found = finder.hits(text)
    start, end = _window(text, found)
    marked = [hit for hit in found if start <= hit.start and hit.end <= end]
    plain, html = [], []
    at = start
    for hit in [*marked, Hit(end, end, -1)]:
        between, word = _joined(text[at : hit.start]), text[hit.start : hit.end]
        plain += [between, word]
        html += [escape(between, quote=False), f"<mark>{escape(word, quote=False)}</mark>" if word else ""]
        at = hit.end
    before, after = (_ELLIPSIS if start else ""), (_ELLIPSIS if end < len(text) else "")
    return Excerpt(text="".join([before, *plain, after]), html="".join([before, *html, after]))


def _joined(text: str) -> str:
    """Passages in one line."""
    return _AFTER_SENTENCE.sub(" ", text).replace("\n", " · ")


def _window(text: str, found: Sequence[Hit]) -> tuple[int, int]:
    if not found:
        return 0, _end(text, 0)
    first, last = _best(found)
    lead = min(_LEAD, max(0, LENGTH - (found[last].end - found[first].start)))
    start = _start(text, found[first].start, lead)
    return start, max(_end(text, start), found[first].end)


def _best(found: Sequence[Hit]) -> tuple[int, int]:
    """The first and the last of the hits that fit into one piece and are the most telling: by the number of different
    phrases, then of hits; the earliest of equals."""
    best, most, first = (0, 0), (0, 0), 0
    counts: dict[int, int] = {}
    for last, hit in enumerate(found):
        counts[hit.phrase] = counts.get(hit.phrase, 0) + 1
        while first < last and hit.end - found[first].start > LENGTH:
            gone = found[first].phrase
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
            first += 1
        if (worth := (len(counts), last - first + 1)) > most:
            best, most = (first, last), worth
    return best


def _start(text: str, hit: int, lead: int) -> int:
    """Some words before the hit, rather from the beginning of a passage or a sentence."""
    if hit <= lead:
        return 0
    before = text[hit - lead : hit]
    for border in ("\n", ". ", "? ", "! ", "。"):
        if (at := before.rfind(border)) >= 0:
            return hit - lead + at + len(border)
    space = before.find(" ")
    return hit - lead + space + 1 if space >= 0 else hit - lead


def _end(text: str, start: int) -> int:
    """About a piece's length further, between words."""
    limit = start + LENGTH
    if limit >= len(text):
        return len(text)
    border = max(text.rfind(" ", limit - _SLACK, limit + 1), text.rfind("\n", limit - _SLACK, limit + 1))
    return border if border > 0 else limit
