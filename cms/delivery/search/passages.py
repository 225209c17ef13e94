"""A passage: a line of a page's own text, with the weight that a word has in it."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from blocks.clean import plain_text
from blocks.stored_citations import without_citations

__all__ = ["Passage", "Weight", "html_lines", "text_lines"]

Weight = Literal["A", "B", "C", "D"]
"""A: title. B: what sums the page up and structures it. C: the text. D: notes on the page."""

# What no text has, and what no database stores.
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


class Passage(NamedTuple):
    """Words that stand together. A phrase is not found across passages."""

    weight: Weight
    text: str


def text_lines(text: str, weight: Weight) -> Iterator[Passage]:
    """The lines of a plain text that have something in them, composed (NFC) and with single spaces."""
    for line in unicodedata.normalize("NFC", _NO_TEXT.sub(" ", text)).splitlines():
        words = " ".join(line.split())
        if words:
            yield Passage(weight, words)


def html_lines(html: str, weight: Weight) -> Iterator[Passage]:
    """The words of stored rich text or HTML: entities resolved, a passage for each paragraph, item and cell. What
    stands in for the label of a citation is no word."""
    return text_lines(plain_text(without_citations(html)), weight)
