"""Title case: the capitals of English titles, where a manual asks for them.

Source: AMA Manual of Style, 11th ed., 10.2, and APA Publication Manual, 7th ed., 6.17: every word but articles,
short conjunctions and short prepositions; these too at the beginning, at the end and after a colon.
"""

import re

from cms.bibliography.styles.fields import Item, text_of
from cms.bibliography.styles.runs import Run, Runs, plain_text

_ARTICLES_AND_CONJUNCTIONS = (
    "a",
    "an",
    "the",
    "and",
    "as",
    "but",
    "for",
    "if",
    "nor",
    "or",
    "so",
    "yet",
    "vs",
)
_SHORT_PREPOSITIONS = ("at", "by", "in", "of", "off", "on", "per", "to", "up", "via")
_MINOR = frozenset([*_ARTICLES_AND_CONJUNCTIONS, *_SHORT_PREPOSITIONS])
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DIGIT = re.compile("[0-9]")
_NEW_BEGINNING = re.compile(r"(?:[:?!.…]['\"’”)]*\s+|\s[–—]\s+|—)[\"'“‘(\[]*$")


def title_case(runs: Runs) -> Runs:
    """The runs in title case. Words with a capital or a digit, and marked ones (names of species), stay as they are."""
    whole = plain_text(runs)
    outstanding = _outstanding(whole)
    position = 0
    changed: list[Run] = []
    for run in runs:
        text = run.text if run.marks else _cased(run.text, position, outstanding)
        changed.append(Run(text, run.marks))
        position += len(run.text)
    return tuple(changed)


def english_title_case(item: Item, runs: Runs) -> Runs:
    """Title case for a record in English or in a language it does not name; other languages stay as they are."""
    language = text_of(item, "language").lower()
    return title_case(runs) if not language or language.startswith("en") else runs


def _outstanding(title: str) -> set[int]:
    """Where the words begin that always have a capital: the first, the last, and the first of a subtitle."""
    words = list(_WORD.finditer(title))
    found = {words[0].start(), words[-1].start()} if words else set()
    for word in words:
        if _NEW_BEGINNING.search(title[max(0, word.start() - 8) : word.start()]):
            found.add(word.start())
    return found


def _cased(text: str, offset: int, outstanding: set[int]) -> str:
    """The text, which begins at `offset` of its title, with its capitals."""

    def change(match: re.Match[str]) -> str:
        word = match.group()
        if word.lower() in _MINOR and offset + match.start() not in outstanding:
            return word.lower() if len(word) > 1 and word == word.capitalize() else word
        if word.islower() and not _DIGIT.search(word) and (len(word) > 1 or word == "a"):
            return word[0].upper() + word[1:]
        return word

    return _WORD.sub(change, text)
