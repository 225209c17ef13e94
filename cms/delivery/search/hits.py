"""Finds in a text the words that a question is about: which are they, and where do they stand.

A text is not analysed word by word again, which would take milliseconds: the vocabulary knows which spellings are
meant, and they are looked for.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cms.delivery.search.query import Phrase
from cms.delivery.search.vocabulary import Vocabulary
from cms.delivery.search.words import goes_on, is_unspaced, words

__all__ = ["Finder", "Hit"]


class Hit(NamedTuple):
    """A place of a text, and the number of the phrase that stands there."""

    start: int
    end: int
    phrase: int


class Finder:
    """Finds phrases in texts of one language."""

    def __init__(self, sought: Sequence[Phrase], *, language: str) -> None:
        self.sought = sought
        self.language = language
        self._vocabulary = Vocabulary.of(language)
        self._begun: dict[str, tuple[int, Sequence[str]]] = {}

    def hits(self, text: str) -> list[Hit]:
        """The places of the phrases, in order; of overlapping ones the first, and the longer one."""
        self._vocabulary.meet(text)
        found = [hit for number, phrase in enumerate(self.sought) for hit in self._hits(text, number, phrase)]
        found.sort(key=lambda hit: (hit.start, -hit.end))
        kept: list[Hit] = []
        for hit in found:
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return kept

    def _hits(self, text: str, number: int, phrase: Phrase) -> Iterator[Hit]:
        if (piece := _piece(phrase)) is not None:
            for match in re.finditer(re.escape(piece), text):
                yield Hit(match.start(), match.end(), number)
            return
        several = len(phrase.lexemes) > 1
        for spelling in self._spellings(phrase):
            for start, end in _places(text, spelling):
                if several:
                    end = self._end_of(text, phrase, start)
                if end:
                    yield Hit(start, end, number)

    def _spellings(self, phrase: Phrase) -> Sequence[str]:
        """How the first word of the phrase may be spelled."""
        first = phrase.lexemes[0]
        if not phrase.open or len(phrase.lexemes) > 1:
            return self._vocabulary.spellings(first)
        size, found = self._begun.get(first, (-1, ()))
        if size != self._vocabulary.size:
            size, found = self._vocabulary.size, self._vocabulary.spellings_beginning(first)
            self._begun[first] = size, found
        return found

    def _end_of(self, text: str, phrase: Phrase, start: int) -> int:
        """Where the phrase ends that may begin at `start`; 0 if it does not stand there."""
        reach = start + 70 * len(phrase.lexemes)
        end = text.find("\n", start, reach)  # a phrase does not reach into the next passage
        found = list(words(text[start : reach if end < 0 else end], language=self.language))
        last = len(phrase.lexemes) - 1
        if len(found) <= last:
            return 0
        for number, lexeme in enumerate(phrase.lexemes):
            met = found[number].lexeme
            if not (met.startswith(lexeme) if phrase.open and number == last else met == lexeme):
                return 0
        return start + found[last].end


def _piece(phrase: Phrase) -> str | None:
    """The piece of text that a phrase of an unspaced script is; None for any other."""
    pairs = [lexeme.partition("_")[2] for lexeme in phrase.lexemes]
    if not all(map(is_unspaced, pairs)):
        return None
    return "".join(pair[0] for pair in pairs[:-1]) + pairs[-1]


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where a word of a spaced script stands by itself."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (goes_on(text[end : end + 1]) or (start and goes_on(text[start - 1]))):
            yield start, end
        start = text.find(word, end)
