"""Whole numbers in running text: digits, and words in English and Spanish."""

import re

__all__ = ["NUMBER", "ends_a_larger_one", "number_of"]

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16, "diecisiete": 17,
    "dieciocho": 18, "diecinueve": 19, "veintiún": 21, "veintiuno": 21, "veintiuna": 21, "veintidós": 22,
    "veintitrés": 23, "veinticuatro": 24, "veinticinco": 25, "veintiséis": 26, "veintisiete": 27, "veintiocho": 28,
    "veintinueve": 29,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
    "noventa": 90,
}  # fmt: skip

_WORD = "|".join(sorted(_ONES | _TEENS, key=len, reverse=True))
_DIGITS = r"[0-9]{1,3}(?:[,\u202f\u00a0][0-9]{3})+|[0-9]+"
NUMBER = (
    rf"(?<![\w.,·/%-])(?:(?:{_DIGITS})(?![\w%/-]|[.,·:][0-9]|\s?%)"
    rf"|(?:(?:{'|'.join(_TENS)})(?:(?:-|\sy\s)(?:{'|'.join(_ONES)}))?|(?:{_WORD}))(?![\w-]))"
    r"(?!\s+(?:hundred|thousand|million|billion|cientos|mil|millones)\b)"
)
"""A pattern (ignore case) for a whole number that stands by itself: no share, decimal, date or part of a name."""


_LARGER = re.compile(
    r"\b(?:hundred|thousand|millions?|ciento|[a-z]*cient[oa]s|mil|millones)(?:\s+and|\s+y)?\s+$", re.I
)


def ends_a_larger_one(text: str, place: int) -> bool:
    """Whether the number that begins there is the end of one that `NUMBER` does not know: three hundred and eight."""
    return _LARGER.search(text, max(place - 40, 0), place) is not None


def number_of(text: str) -> int:
    """The number that `NUMBER` found."""
    digits = re.sub(r"[,\u202f\u00a0]", "", text)
    if digits.isdigit():
        return int(digits)
    known = _ONES | _TEENS | _TENS
    return sum(known[word] for word in re.split(r"-|\sy\s", text.casefold()))
