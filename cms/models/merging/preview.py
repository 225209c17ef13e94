"""What a merge would do, found in the same way and written nowhere, for whoever is about to decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from cms.models.merging.columns import Found, changed_rows, owners_of
from cms.models.merging.history import objects_of
from cms.models.merging.records import differences, gains
from cms.models.merging.relations import relations
from cms.models.merging.revisions import changed_revisions, owner_of
from cms.models.merging.stored import Swap
from cms.models.references import Reference

__all__ = ["MergePreview", "preview_merge"]


@dataclass(frozen=True)
class MergePreview:
    """What `kept` would gain (CSL field → value), where both differ (field → both), and who would refer to it."""

    gained: Mapping[str, Any]
    different: Mapping[str, tuple[Any, Any]]
    pages: frozenset[int]
    others: int


def preview_merge(kept: Reference, removed: Reference) -> MergePreview:
    """As `merge`, without doing it."""
    swap = Swap(removed.pk, kept.pk)
    users: set[Found] = set()
    for rows in changed_rows(swap):
        users |= owners_of(rows)
    for revisions in changed_revisions(swap):
        users |= {owner for revision in revisions if (owner := owner_of(revision))}
    for relation in relations():
        users |= set(relation.users(removed.pk))
    by_model: Mapping[Any, set[Any]] = objects_of(users)
    pages = frozenset(by_model.get(Page, ()))
    others = sum(map(len, by_model.values())) - len(pages)
    return MergePreview(gains(kept, removed), differences(kept, removed), pages, others)
