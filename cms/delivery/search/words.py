"""Text becomes words that can be compared: split, folded and stemmed here, so that every database finds the same.

A *lexeme* is what is stored and sought: the base language, `_`, and the stem, such as `en_studi`. With the language in
it, one index serves all of them: a Spanish page is found by Spanish stems only. Words are runs of letters, digits and
combining marks; whatever stands between them (hyphens, apostrophes, points) only separates. What an apostrophe cuts
off (*l'*étude, patient*'s*) is no word.

Scripts that are written without spaces (Chinese, Japanese, Korean, Thai …) yield each pair of neighbouring characters
and the last character alone, so that any part of a run is found: a longer one as a phrase of pairs, a single
character as a beginning.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import snowballstemmer

from cms.delivery.search.letters import folded

__all__ = ["Word", "goes_on", "is_unspaced", "language_of", "lexeme_of", "plain_lexeme_of", "words"]

LONGEST = 64
"""Characters of a word that count: what is longer is no word of a language."""

_STEMMERS: Mapping[str, str] = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

_ELIDED: Mapping[str, frozenset[str]] = {
    "ca": frozenset("dlmnst"),
    "fr": frozenset({*"cdjlmnst", "jusqu", "lorsqu", "puisqu", "qu", "quoiqu"}),
    "it": frozenset({"all", "c", "d", "dall", "dell", "l", "nell", "quell", "sull", "un"}),
}
_SUFFIXED: Mapping[str, frozenset[str]] = {"en": frozenset("s")}
_NOT_IN_CODES = re.compile("[^a-z]")
_APOSTROPHES = frozenset("'\u2019")


# Thai, Lao, Burmese, Khmer; kana; Han; Hangul; half-width kana; the further Han planes.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003fffd"
)
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
# Half-width kana write the mark that makes a sound voiced as a character of its own.
_CHARACTER = re.compile("[^\uff9e\uff9f][\uff9e\uff9f]?|.")


def is_unspaced(text: str) -> bool:
    """Whether the text begins with a character of a script that is written without spaces."""
    return _UNSPACED_CHARACTER.match(text) is not None


def _marks() -> str:
    """Combining marks, which Python does not count as parts of words though most Indian vowels are such; as ranges."""
    ranges: list[list[int]] = []
    for place in (
        *range(0x300, 0x1E00),
        *range(0x20D0, 0x2100),
        *range(0xA600, 0xAC00),
        *range(0xFE20, 0xFE30),
    ):
        if unicodedata.category(chr(place)) in ("Mn", "Mc") and not is_unspaced(chr(place)):
            if ranges and ranges[-1][1] == place - 1:
                ranges[-1][1] = place
            else:
                ranges.append([place, place])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_SPACED_CHARACTER = re.compile(rf"[^\W_{_UNSPACED}]|[{_marks()}]")
_RUN = re.compile(rf"(?:{_SPACED_CHARACTER.pattern})+|[{_UNSPACED}]+")


class Word(NamedTuple):
    """A lexeme, and where in the text the word stands that it was made from."""

    lexeme: str
    start: int
    end: int


def language_of(locale: str) -> str:
    """The base language of a locale: `pt-br` → `pt`."""
    return _NOT_IN_CODES.split(locale.lower(), maxsplit=1)[0][:8]


def words(text: str, *, language: str) -> Iterator[Word]:
    """The words of a text in order, with their places in it. `language` is a base language, such as `es`."""
    cut_off = _Apostrophes(language)
    for run in _RUN.finditer(text):
        if is_unspaced(run[0]):
            yield from _pairs(run[0], run.start(), language)
        elif not (cut_off and cut_off.takes(text, run)) and (lexeme := lexeme_of(run[0], language)):
            yield Word(lexeme, *run.span())


class _Apostrophes:
    """What apostrophes cut off in a language; false where they cut off nothing."""

    def __init__(self, language: str) -> None:
        self._before = _ELIDED.get(language, frozenset())
        self._after = _SUFFIXED.get(language, frozenset())

    def __bool__(self) -> bool:
        return bool(self._before or self._after)

    def takes(self, text: str, word: re.Match[str]) -> bool:
        start, end = word.span()
        if self._before and text[end : end + 1] in _APOSTROPHES and word[0].lower() in self._before:
            return True
        return bool(
            self._after and start and text[start - 1] in _APOSTROPHES and word[0].lower() in self._after
        )


def goes_on(character: str) -> bool:
    """Whether a word of a spaced script that is followed, or preceded, by this character is longer than it seems."""
    if character.isascii():
        return character.isalnum()
    return _SPACED_CHARACTER.match(character) is not None


def _pairs(run: str, start: int, language: str) -> Iterator[Word]:
    characters = list(_CHARACTER.finditer(run))
    for place, first in enumerate(characters):
        last = characters[min(place + 1, len(characters) - 1)]
        pair = unicodedata.normalize("NFKC", run[first.start() : last.end()])
        yield Word(f"{language}_{pair}", start + first.start(), start + last.end())


@lru_cache(maxsize=65536)
def lexeme_of(word: str, language: str) -> str:
    """The lexeme of one word as it is written; empty for marks without a letter."""
    plain = _plain(word, language)
    stemmer = _stemmers.of(language)
    if not plain or stemmer is None or not plain.isalpha():
        return plain and f"{language}_{plain}"
    stem = str(stemmer.stemWord(plain)) or plain
    # What accents the stemmer needed have done their work.
    return f"{language}_{folded(stem, language='') if language == 'pt' else stem}"


def plain_lexeme_of(word: str, language: str) -> str:
    """The same without stemming: what lexemes begin with when the word has not been typed to its end."""
    plain = _plain(word, language)
    return plain and f"{language}_{folded(plain, language='') if language == 'pt' else plain}"


def _plain(word: str, language: str) -> str:
    letters = "".join(_RUN.findall(folded(word[:LONGEST], language=language)))[:LONGEST]
    return letters if any(map(str.isalnum, letters)) else ""


class _Stemmers(threading.local):
    """Those of one thread, by language: a stemmer keeps the word that it is at work on in itself."""

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}

    def of(self, language: str) -> Any:
        if language not in self.known:
            name = _STEMMERS.get(language)
            self.known[language] = snowballstemmer.stemmer(name) if name else None
        return self.known[language]


_stemmers = _Stemmers()
