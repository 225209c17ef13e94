"""What a reader types becomes a question; no text is an error.

- words: all of them have to be on the page, in any form (`cells` finds “cell”); words that only hold a sentence
  together do not count, unless there are no others
- `"stem cells"`: the words next to each other; so are words that a hyphen or a point joins (`meta-analysis`, `0.26`)
- `-rats`, `-"in mice"`: pages with that are left out; exclusions alone find nothing
- `inflam*`: words that begin so (three letters or more); a frontend that searches while its reader is typing adds
  the asterisk itself

Everything else only separates: AND, OR and NEAR are words like any other.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass

from cms.delivery.search.letters import folded
from cms.delivery.search.stop_words import STOP_WORDS
from cms.delivery.search.words import Word, is_unspaced, plain_lexeme_of, words

__all__ = ["MOST_CHARACTERS", "MOST_TERMS", "Phrase", "Question", "Term", "parse"]

MOST_CHARACTERS = 200
"""What follows is not read."""

MOST_TERMS = 12
"""What follows is not read."""

_SHORTEST_BEGINNING = 3
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'))
_MINUS = str.maketrans(dict.fromkeys("\u2212\uff0d", "-"))
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PART = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')


@dataclass(frozen=True)
class Phrase:
    """Lexemes that follow each other; of the last one only the beginning if `open`."""

    lexemes: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True)
class Term:
    """One of these phrases has to be on the page, or none of them if the term is excluded."""

    phrases: tuple[Phrase, ...]
    excluded: bool = False


@dataclass(frozen=True)
class _Part:
    text: str
    quoted: bool
    excluded: bool

    @property
    def is_open(self) -> bool:
        return not self.quoted and self.text.endswith("*")


@dataclass(frozen=True)
class Question:
    """What a reader typed; a question of a language has its stems."""

    parts: tuple[_Part, ...]

    def terms(self, language: str) -> tuple[Term, ...]:
        """The terms in a base language; none if there is no word that a page could have."""
        stops = STOP_WORDS.get(language, frozenset())
        found = [(part, term) for part in self.parts if (term := _term(part, language)) is not None]
        telling = [term for part, term in found if not _tells_little(part, stops)]
        terms = telling if any(not term.excluded for term in telling) else [term for _, term in found]
        return tuple(terms) if any(not term.excluded for term in terms) else ()

    def sought(self, language: str) -> list[Phrase]:
        """What to mark on a page that was found: the phrases of the terms that are not excluded."""
        return [phrase for term in self.terms(language) if not term.excluded for phrase in term.phrases]


def parse(text: str) -> Question:
    """The question that a text asks."""
    text = unicodedata.normalize("NFC", _NO_TEXT.sub(" ", text[:MOST_CHARACTERS]))
    parts = list(_parts(text.translate(_QUOTES).translate(_MINUS)))
    return Question(tuple(parts[:MOST_TERMS]))


def _parts(text: str) -> Iterator[_Part]:
    for minus, quoted, plain in _PART.findall(text):
        words_in = quoted or plain
        if any(map(str.isalnum, words_in)):
            yield _Part(words_in, quoted=bool(quoted), excluded=bool(minus))


def _tells_little(part: _Part, stops: Container[str]) -> bool:
    """Whether the words are looked for only if there are no others."""
    if part.quoted or part.excluded:
        return False
    if part.is_open and len(part.text) <= _SHORTEST_BEGINNING and not is_unspaced(part.text):
        return True
    return part.text.lower().strip("?!.,;:()'") in stops


def _term(part: _Part, language: str) -> Term | None:
    found = list(words(part.text, language=language))
    phrase = _phrase(found, part.text)
    if phrase is None:
        return None
    phrases = [phrase]
    if part.is_open and len(found) == 1 and not phrase.open:
        typed = part.text[found[0].start : found[0].end]
        if len(folded(typed, language=language)) >= _SHORTEST_BEGINNING:
            phrases.append(Phrase((plain_lexeme_of(typed, language),), open=True))
    return Term(tuple(phrases), excluded=part.excluded)


def _phrase(found: list[Word], text: str) -> Phrase | None:
    """The words as a phrase. The last character of an unspaced script is in the index only where its run ends, so
    unless it is the only one it is left to the pair before it; alone, it is the beginning of a pair."""
    if not found:
        return None
    lexemes = [word.lexeme for word in found]
    last = found[-1]
    if not is_unspaced(text[last.start : last.end]):
        return Phrase(tuple(lexemes))
    if len(found) > 1 and found[-2].end == last.end:
        return Phrase(tuple(lexemes[:-1]))
    return Phrase(tuple(lexemes), open=True)
