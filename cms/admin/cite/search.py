"""Finding references of the library while somebody types: never the network, and few queries."""

import re

from django.db.models import Q, QuerySet
from wagtail.search.backends import get_search_backend

from cms.admin.cite.taking import known
from cms.models import Reference

__all__ = ["MOST", "find"]

MOST = 20
"""How many references one answer holds; who wants fewer types on."""

LONGEST = 300
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_PUNCTUATION = re.compile(r"[\W_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def find(text: str) -> list[Reference]:
    """The references for words, a key, "name year" or an identifier in any spelling; for nothing, the newest."""
    words = _CONTROL.sub(" ", text)[:LONGEST].strip()
    references = Reference.objects.all()
    if not words:
        return list(references.order_by("-pk")[:MOST])
    identified = known(words)
    if identified is not None:
        return [identified]
    key = words.removeprefix("@")
    by_key = list(references.filter(Q(key__iexact=key) | Q(merged__key__iexact=key))[:MOST])
    others = [each for each in _by_words(references, key) if each not in by_key]
    return [*by_key, *others][:MOST]


def _by_words(references: QuerySet[Reference], words: str) -> list[Reference]:
    year = _YEAR.search(words)
    if year:
        of_that_year = references.filter(year=int(year.group()))
        rest = (words[: year.start()] + words[year.end() :]).strip()
        found = _searched(of_that_year, rest) if rest else list(of_that_year[:MOST])
        if found:
            return found
    return _searched(references, words)


def _searched(references: QuerySet[Reference], words: str) -> list[Reference]:
    # Punctuation is no part of any word of the index, but may be one of the database's own language of queries.
    plain = _PUNCTUATION.sub(" ", words).strip()
    return list(get_search_backend().autocomplete(plain, references)[:MOST]) if plain else []
