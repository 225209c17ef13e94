"""Remembers how words are spelled in the texts that were shown, so that finding them again costs no analysis.

To mark “studies” and “Study” for the stem `studi` one has to know that they have it. The vocabulary of a site is small:
after some requests nearly every word has been met, and a text that was met as a whole has no new ones.
"""

from collections.abc import Sequence

from cms.delivery.search.words import words

__all__ = ["Vocabulary"]

MOST = 60_000
"""Different pieces of text that are remembered for a language; then it begins anew. Some 10 MB."""


class Vocabulary:
    """The spellings that were met in texts of one language. Threads may share it: it only grows."""

    _of_languages: dict[str, "Vocabulary"] = {}

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts: set[int] = set()
        self._pieces: set[str] = set()
        self._spellings: dict[str, tuple[str, ...]] = {}

    @classmethod
    def of(cls, language: str) -> "Vocabulary":
        """The vocabulary of a language in this process."""
        known = cls._of_languages.get(language)
        if known is None or len(known._pieces) > MOST:
            known = cls._of_languages[language] = cls(language)
        return known

    def meet(self, text: str) -> None:
        """Learn the words of a text."""
        if (met := hash(text)) in self._texts:
            return
        for piece in set(text.split()) - self._pieces:
            for word in words(piece, language=self.language):
                spelling, known = piece[word.start : word.end], self._spellings.get(word.lexeme, ())
                if spelling not in known:
                    self._spellings[word.lexeme] = (*known, spelling)
            self._pieces.add(piece)
        self._texts.add(met)

    @property
    def size(self) -> int:
        """The number of pieces that were met: while it stays, nothing was learned."""
        return len(self._pieces)

    def spellings(self, lexeme: str) -> Sequence[str]:
        """How a word was spelled."""
        return self._spellings.get(lexeme, ())

    def spellings_beginning(self, beginning: str) -> Sequence[str]:
        """How words were spelled whose lexemes begin so. Looks through all: a millisecond for 20 000 words."""
        known = list(self._spellings.items())
        return [spelling for lexeme, found in known if lexeme.startswith(beginning) for spelling in found]
