"""Small conventions that several manuals share: initials, page ranges, ordinals."""

import re

_DASHES = r"\s*[-‐‑–—−]+\s*"
_RANGE = re.compile(rf"(?<![\w.])([A-Za-z]*)([0-9]+){_DASHES}([A-Za-z]*)([0-9]+)(?![\w.])")
_OTHER_RANGE = re.compile(rf"(?<![\w.])(\w+){_DASHES}(\w+)(?![\w.])")
_NUMBERS_AROUND_DASH = re.compile(rf"(?<=[0-9]){_DASHES}(?=[0-9])")
_ORDINAL = re.compile(r"([0-9]+)(?:st|nd|rd|th)?\.?", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"[\s.\-‐‑–]+")
_GIVEN_NAME = re.compile(r"([-‐‑–]?)([^\s.\-‐‑–]+)")
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_RANK = re.compile(r"(Jr|Sr)\.", re.IGNORECASE)


def initials(given: str) -> str:
    """The initials of given names, without periods, hyphens and spaces: "Jean-Luc M." is "JLM".

    A word of two or three capitals that is all there is counts as initials already: "JP". A script without
    capitals (Chinese, Arabic) has no initials: the name is kept whole.
    """
    if given and given.lower() == given.upper():
        return given
    words = [word for word in _BETWEEN_NAMES.split(given) if word]
    if len(words) == 1 and 1 < len(words[0]) <= 3 and words[0].isalpha() and words[0].isupper():
        return words[0]
    return "".join(word[0].upper() if word[0].isalpha() else "" for word in words)


def spaced_initials(given: str) -> str:
    """The initials of given names with periods: "Jean-Luc M" is "J.-L. M."; see `initials`."""
    if given and given.lower() == given.upper():
        return given
    if given.isalpha() and 1 < len(given) <= 3 and given.isupper():
        return " ".join(f"{letter}." for letter in given)
    letters = [(hyphen, word[0].upper()) for hyphen, word in _GIVEN_NAME.findall(given) if word[0].isalpha()]
    return "".join(f"{'-' if hyphen else ' '}{letter}." for hyphen, letter in letters).strip(" -")


def is_east_asian(name: str) -> bool:
    """Whether a name is all in the scripts of East Asia, which know no initials and no blank inside a name."""
    return bool(_EAST_ASIAN.fullmatch(name))


def rank(suffix: str) -> str:
    """A generational suffix without its period: "Jr"."""
    return _RANK.sub(r"\1", suffix).strip(" ,")


def minimal_range(pages: str) -> str:
    """Page ranges with an en dash, the second number as short as it can be: "S224-S225" is "S224–5".

    Source: Citing Medicine, chapter 1, rules for pagination. Lists ("12-14, 20-25") are taken piece by piece.
    """
    shortened = _RANGE.sub(_shorten, pages)
    return shortened if shortened != pages else _OTHER_RANGE.sub(r"\1–\2", pages)


def expanded_range(pages: str, *, dash: str = "–") -> str:
    """Page ranges with both numbers in full: "S224-5" is "S224–S225"."""

    def expand(match: re.Match[str]) -> str:
        prefix, first, second_prefix, last = match.groups()
        if len(last) < len(first) and second_prefix in ("", prefix):
            last = first[: len(first) - len(last)] + last
            second_prefix = prefix
        return f"{prefix}{first}{dash}{second_prefix}{last}"

    expanded = _RANGE.sub(expand, pages)
    return expanded if expanded != pages else _OTHER_RANGE.sub(rf"\1{dash}\2", pages)


def _shorten(match: re.Match[str]) -> str:
    prefix, first, second_prefix, last = match.groups()
    if second_prefix != prefix:
        return f"{prefix}{first}–{second_prefix}{last}"
    if len(first) == len(last):
        keep = next((index for index in range(len(first)) if first[index] != last[index]), len(last) - 1)
        last = last[keep:]
    return f"{prefix}{first}–{last}"


def capitalised(text: str) -> str:
    """The text with a capital at its beginning; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def en_dashes(text: str) -> str:
    """Hyphens between digits as en dashes, for issues and volumes: "4-5"."""
    return _NUMBERS_AROUND_DASH.sub("–", text)


def ordinal(text: str) -> str | None:
    """ "2", "2nd" → "2nd"; None when the text is not a number."""
    match = _ORDINAL.fullmatch(text)
    if not match:
        return None
    digits = match[1]
    if digits[-2:] in ("11", "12", "13"):
        return f"{digits}th"
    return digits + {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th")
