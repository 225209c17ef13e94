"""A record of the library beside that of a registry: what differs, and what an editor takes over of it.

Records are never replaced by themselves: the library's may have been corrected by hand.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cms.lookup.comparing import is_same, shown
from cms.lookup.found import Found
from cms.models.changes import one_change
from cms.models.references import Reference

__all__ = ["Difference", "accept", "differences"]

NOT_COMPARED = frozenset(
    {"id", "custom", "note", "annote", "abstract", "source", "accessed", "keyword", "available-date"}
)
"""What is the library's own, and what nobody prints."""
ORDER = (
    "type", "title", "author", "editor", "container-title", "container-title-short", "collection-title", "issued",
    "volume", "issue", "page", "number", "edition", "publisher", "publisher-place", "DOI", "PMID", "PMCID",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """A CSL field in which the two differ: `ours` and `theirs` as text for people, empty if there is nothing."""

    field: str
    ours: str
    theirs: str


def differences(reference: Reference, found: Found) -> list[Difference]:
    """Where the registry says something else than the library, in the order of a citation.

    What only the library has is no difference, and neither is what comes to the same: capitals, punctuation, kinds of
    dashes, shortened page ranges, initials instead of given names.
    """
    rank = {name: number for number, name in enumerate(ORDER)}
    names = sorted(found.csl.keys() - NOT_COMPARED, key=lambda name: (rank.get(name, len(rank)), name))
    return [
        Difference(name, shown(name, reference.csl.get(name)), shown(name, found.csl[name]))
        for name in names
        if found.csl[name] and not is_same(name, reference.csl.get(name), found.csl[name])
    ]


def accept(reference: Reference, found: Found, fields: Collection[str], *, user: Any = None) -> Reference:
    """Write the named fields of the registry's record into the library's, and nothing else; the rest stays.

    `reference` may be out of date: what is changed is the record as it is stored now. Raises `ValueError` for a field
    that the registry says nothing about, `ValidationError` if the record is none afterwards, or becomes a duplicate,
    `Reference.DoesNotExist` if it is gone.
    """
    unknown = sorted(set(fields) - (found.csl.keys() - NOT_COMPARED))
    if unknown:
        raise ValueError(f"The registry says nothing about {', '.join(unknown)}.")
    with one_change(), transaction.atomic():
        current = Reference.objects.select_for_update().get(pk=reference.pk)
        if fields:
            current.csl = {**current.csl, **{name: found.csl[name] for name in fields}}
            current.full_clean()
            current.save()
            current.save_revision(user=user)
        elif current.title and current.look_up_at is not None:
            current.look_up_at = None
            current.save(update_fields=["look_up_at"])
    return current
