"""Words of a language as regular expressions, and sentences: what rules about prose have in common."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from cms.evidence.content import PageContent

__all__ = ["any_of", "language_of", "sentences", "words_for"]

_END: Final = re.compile(r"(?<=[.!?…])[”\"’)]*\s+(?=[“\"‘(¿¡]*[A-ZÀ-ÖØ-Þ0-9])")


def language_of(page: PageContent) -> str:
    """The page's language without its region: "en" for "en-gb"."""
    return page.language.replace("_", "-").split("-")[0].casefold()


def words_for(page: PageContent, by_language: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The words of the page's language; none for a language that the rule does not know."""
    return tuple(by_language.get(language_of(page), ()))


@lru_cache(maxsize=64)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of these expressions as whole words; nothing, if there are none."""
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)" if words else r"(?!)", re.IGNORECASE)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text. An abbreviation before a capital ends one too early, which does no harm here."""
    return (
        sentence.strip() for line in text.splitlines() for sentence in _END.split(line) if sentence.strip()
    )
