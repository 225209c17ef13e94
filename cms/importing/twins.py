"""A record without a common identifier may still be in the library: then title, year and first author agree."""

import re
from collections.abc import Mapping
from typing import Any

from cms.bibliography.characters import fold, scalar_text
from cms.bibliography.csl import authors_of, identifiers_of, title_of, year_of
from cms.models import Reference

__all__ = ["Twins"]

TELLING = ("volume", "issue", "page", "number", "edition", "version")
"""What two records of one work do not say differently: two editorials of one author may share all else."""


def folded_title(title: str) -> str:
    """A title for comparing: words in small letters without marks and punctuation."""
    return re.sub(r"[\W_]+", " ", fold(title)).strip()


class Twins:
    """Looks for the probable twin of a record. Titles are read once a year of publication, and then remembered."""

    def __init__(self) -> None:
        self._by_year: dict[int | None, dict[str, list[Reference | int]]] = {}

    def of(self, csl: Mapping[str, Any]) -> Reference | None:
        """The reference that is probably this work, or None. One query, and one a reference of the same title."""
        title = folded_title(title_of(csl))
        if not title:
            return None
        for known in self._of_year(year_of(csl)).get(title, ()):
            reference = known if isinstance(known, Reference) else Reference.objects.filter(pk=known).first()
            if reference is not None and _agree(reference.csl, csl):
                return reference
        return None

    def learn(self, reference: Reference) -> None:
        """Take notice of a new reference, saved or only foreseen."""
        titles = self._of_year(reference.year)
        titles.setdefault(folded_title(reference.title), []).append(reference)

    def _of_year(self, year: int | None) -> dict[str, list[Reference | int]]:
        if year not in self._by_year:
            titles: dict[str, list[Reference | int]] = {}
            for pk, title in Reference.objects.filter(year=year).values_list("pk", "title").iterator():
                titles.setdefault(folded_title(title), []).append(pk)
            self._by_year[year] = titles
        return self._by_year[year]


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two records of the same title and year say nothing that two different works would."""
    first, second = identifiers_of(one), identifiers_of(other)
    if any(first[kind] != second[kind] for kind in first.keys() & second.keys()):
        return False
    pairs = [(scalar_text(one.get(field)), scalar_text(other.get(field))) for field in TELLING]
    pairs.append((_first_author(one), _first_author(other)))
    return all(not (left and right) or _comparable(left) == _comparable(right) for left, right in pairs)


def _first_author(csl: Mapping[str, Any]) -> str:
    authors = authors_of(csl)
    return (authors[0].surname or authors[0].literal or authors[0].given) if authors else ""


def _comparable(text: str) -> str:
    """ "217–64" and "217-264" begin on one page; "van der Donk" is "Van der Donk"."""
    return fold(re.split("[-–—,]", text)[0] if text[:1].isdecimal() else text).strip()
