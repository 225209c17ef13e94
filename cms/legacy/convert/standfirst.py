"""An excerpt that somebody wrote is a standfirst; one that a program cut from the text says nothing new."""

import html
import re

from cms.legacy.entries import About
from cms.legacy.form_rules import normalise
from cms.legacy.items import Heading, Item, ListElement, Paragraph, Quote

_TAG = re.compile(r"<[^<>]*>")
_CUT_OFF = re.compile(
    r"\s*(?:\[?\s*(?:…|\.{3,}|&hellip;)\s*\]?)?\s*(?:(?:continue reading|read more|leer más|seguir leyendo)\b.{0,200})?"
    r"\s*[»→>]*\s*$",
    re.IGNORECASE | re.DOTALL,
)
_SAID_AT_THE_BEGINNING = 3
"""So many characters of the beginning of the text, in times of the excerpt, are compared with it."""


def standfirst_of(about: About | None, title: str, item: Item) -> str:
    """The excerpt, or else the description, of the old site, in one line; "" if it only repeats title or text."""
    if about is None:
        return ""
    said = " ".join(
        element.text
        for element in item.elements
        if isinstance(element, Paragraph | Heading | ListElement | Quote)
    )
    for given in (about.excerpt, about.description):
        plain = " ".join(html.unescape(_TAG.sub(" ", given)).split())
        words = normalise(_CUT_OFF.sub("", plain))
        beginning = normalise(said[: _SAID_AT_THE_BEGINNING * len(plain)])
        if words and words != normalise(title) and words not in beginning:
            return plain
    return ""
