"""Spellings that mean one word are made one: case, width, ligatures, and the accents that a language does not count.

An accent is taken from a letter unless the letter is one of its language's own: Spanish “célula” is found by
“celula”, but “año” is not “ano”, and a Swedish “ö” is not an “o”. Languages whose inflection hangs on such letters
(Czech, Hungarian, Polish, Romanian …) keep all of theirs, because their stemmers need them.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["folded"]

OWN_LETTERS: Mapping[str, str] = {
    "az": "çəğıöşü",
    "ca": "ç",
    "cs": "áčďéěíňóřšťúůýž",
    "da": "åæø",
    "es": "ñ",
    "et": "äõöüšž",
    "eu": "ñ",
    "fi": "åäö",
    "gl": "ñ",
    "hu": "áéíóöőúüű",
    "is": "áðéíóúýþæö",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "nb": "åæø",
    "nn": "åæø",
    "no": "åæø",
    "pl": "ąćęłńóśźż",
    "ro": "ăâîșț",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sv": "åäö",
    "tr": "çğıöşü",
}

_LATIN_AND_GREEK = re.compile("([A-Za-z\u00e6\u00f0\u00f8\u0370-\u03ff])[\u0300-\u036f]+")
# Vowel points of Hebrew and Arabic, which readers leave out; the Arabic stroke that only widens a word.
_POINTS = re.compile("[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_SPELLED = str.maketrans({"\u0451": "\u0435", "\u0142": "l", "\u00f8": "o", "\u00e6": "ae", "\u0131": "i"})
_CEDILLAS = str.maketrans({"\u015f": "\u0219", "\u0163": "\u021b"})
# Written with an accent in Portuguese, and stemmed by it: educação, educações.
_PORTUGUESE = re.compile("c(ao|oes)$")
_PORTUGUESE_ENDS = {"ao": "\u00e7\u00e3o", "oes": "\u00e7\u00f5es"}


@lru_cache(maxsize=64)
def _kept(language: str) -> re.Pattern[str] | None:
    letters = OWN_LETTERS.get(language)
    return re.compile(f"([{letters}])") if letters else None


def folded(word: str, *, language: str) -> str:
    """The word as all its spellings are written: lower case, compatibility forms resolved, accents taken off."""
    if word.isascii() and language not in ("tr", "az", "pt"):
        return word.lower()
    if language in ("tr", "az"):  # their i has a dot in both cases, and their ı in neither
        word = word.replace("\u0130", "i").replace("I", "\u0131")
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    if language == "ro":
        text = text.translate(_CEDILLAS)
    kept = _kept(language)
    parts = kept.split(text) if kept else [text]
    # Where letters are kept, they stand at the odd places.
    text = "".join(part if place % 2 else _bare(part) for place, part in enumerate(parts))
    if language == "pt":
        text = _PORTUGUESE.sub(lambda match: _PORTUGUESE_ENDS[match[1]], text)
    return text


def _bare(text: str) -> str:
    if text.isascii():
        return text
    text = _LATIN_AND_GREEK.sub(r"\1", unicodedata.normalize("NFD", text))
    return _POINTS.sub("", unicodedata.normalize("NFC", text)).translate(_SPELLED)
