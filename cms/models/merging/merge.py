"""The merge itself, in one transaction: either every use leads to the kept record, or nothing has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.log_actions import log
from wagtail.models import Page

from cms.models.changes import one_change
from cms.models.merging.columns import Found, changed_rows, owners_of, write_rows
from cms.models.merging.history import MERGED, add_entries, move_history, objects_of
from cms.models.merging.indexes import move_reference_index, update_search_index
from cms.models.merging.records import fill_gaps
from cms.models.merging.relations import relations
from cms.models.merging.revisions import changed_revisions, owner_of, write_revisions
from cms.models.merging.stored import Swap
from cms.models.references import MergedReference, Reference

__all__ = ["Merged", "merge"]


@dataclass(frozen=True)
class Merged:
    """What a merge did: the record that is left, what it gained, and how many objects now refer to it instead."""

    reference: Reference
    gained: tuple[str, ...]
    pages: int
    others: int


def merge(kept: Reference, removed: Reference, *, user: Any = None, now: datetime) -> Merged:
    """Move every use of `removed` to `kept`, complete `kept`, and delete `removed`; its key leads to `kept`.

    Live content and all revisions are rewritten where they stand: no page is published, judged or dated anew. Documents
    become stale with the two records. The number of queries grows with batches of a hundred, not with single uses.
    """
    if kept.pk == removed.pk:
        raise ValueError("A record can not be merged into itself.")
    with one_change():
        kept = Reference.objects.select_for_update().get(pk=kept.pk)
        removed = Reference.objects.select_for_update().get(pk=removed.pk)
        users = _move_uses(kept, removed)
        move_history(kept, removed)
        move_reference_index(kept, removed)
        old = {"key": removed.key, "title": removed.title}
        other_titles = removed.title != kept.title
        removed.delete_moved()
        gained = fill_gaps(kept, removed)
        _save(kept, user=user, data={**old, "gained": list(gained), "identifiers": removed.identifiers_text})
        MergedReference.objects.create(key=old["key"], reference=kept, merged_at=now)
        add_entries(users, user=user, now=now, data={"old": old["key"], "new": kept.key})
        if other_titles:
            update_search_index(users)
    by_model: Mapping[Any, set[Any]] = objects_of(users)
    pages = len(by_model.get(Page, ()))
    return Merged(kept, gained, pages=pages, others=sum(map(len, by_model.values())) - pages)


def _move_uses(kept: Reference, removed: Reference) -> set[Found]:
    """Rewrite all that leads to the removed record; the objects that did."""
    swap = Swap(removed.pk, kept.pk, removed.key, kept.key)
    users: set[Found] = set()
    for rows in changed_rows(swap):
        users |= owners_of(rows)
        write_rows(rows)
    for revisions in changed_revisions(swap):
        users |= {owner for revision in revisions if (owner := owner_of(revision))}
        write_revisions(revisions)
    for relation in relations():
        users |= set(relation.users(removed.pk))
        relation.move(removed.pk, kept.pk)
    return users


def _save(kept: Reference, *, user: Any, data: Mapping[str, Any]) -> None:
    kept.save()
    revision = kept.save_revision(user=user)
    log(instance=kept, action=MERGED, user=user, revision=revision, content_changed=True, data=dict(data))
