"""Where the words of a page stand, in the form of both indexes, so that both find the same.

PostgreSQL keeps up to 255 places of a word, numbers them up to 16 383 and takes a megabyte in all. The same holds for
the other index: of a page of more than some 16 000 words, later words are found, but not as parts of phrases.
"""

from collections.abc import Iterable
from typing import NamedTuple

from cms.delivery.search.passages import Passage
from cms.delivery.search.words import words

__all__ = ["GAP", "Places", "columns", "places_of", "vector"]

MOST_PLACES = 255
LAST_PLACE = 16383
MOST_BYTES = 900_000

GAP = "_"
"""Stands in the full-text table between words that are no neighbours. No lexeme is like it."""

Places = dict[str, list[tuple[int, str]]]
"""Lexeme → (place, weight), in order."""


class _Place(NamedTuple):
    place: int
    lexeme: str


def places_of(passages: Iterable[Passage], *, language: str) -> Places:
    """The places of all words. Between passages one place stays empty."""
    found: Places = {}
    place = size = 0
    for passage in passages:
        place += 1
        for word in words(passage.text, language=language):
            place += 1
            known = found.get(word.lexeme)
            if known is None:
                size += len(word.lexeme.encode()) + 8
                if size > MOST_BYTES:
                    return found
                known = found[word.lexeme] = []
            if len(known) < MOST_PLACES and (place < LAST_PLACE - 1 or not known):
                size += 2
                known.append((place if place < LAST_PLACE - 1 else LAST_PLACE, passage.weight))
    return found


def vector(places: Places) -> str:
    """The places as a literal of PostgreSQL's type `tsvector`. Lexemes hold letters, digits, marks and `_` alone."""
    return " ".join(
        f"'{lexeme}':{','.join(f'{place}{weight}' for place, weight in found)}"
        for lexeme, found in places.items()
    )


def columns(places: Places) -> tuple[str, ...]:
    """The places as texts of the full-text table's columns, one for each weight: words, and gaps where words lack."""
    by_weight: dict[str, list[_Place]] = {weight: [] for weight in "ABCD"}
    for lexeme, found in places.items():
        for place, weight in found:
            by_weight[weight].append(_Place(place, lexeme))
    return tuple(_line(sorted(found)) for found in by_weight.values())


def _line(found: Iterable[_Place]) -> str:
    tokens: list[str] = []
    before = 0
    for place, lexeme in found:
        if tokens and place != before + 1:
            tokens.append(GAP)
        tokens.append(lexeme)
        before = place
    return " ".join(tokens)
