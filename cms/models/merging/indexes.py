"""Wagtail's own indexes after a merge: who refers to what, and the words by which pages are found in the admin.

Rows that were written in bulk tell no signal, so that both are kept in step here.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from wagtail.models import ReferenceIndex
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.search.backends import get_search_backends

from cms.models.merging.columns import BATCH, Found, in_batches
from cms.models.merging.history import objects_of
from cms.models.references import Reference

__all__ = ["move_reference_index", "update_search_index"]

UNIQUE_WITH_TARGET = ("base_content_type", "object_id", "content_path_hash")


def move_reference_index(kept: Reference, removed: Reference) -> None:
    """What referred to the removed record refers to the kept one. Two queries.

    Of an object in which a second mention was left out, the index keeps that place until it is saved again.
    """
    kind = ContentType.objects.get_for_model(Reference)
    towards = ReferenceIndex.objects.filter(to_content_type=kind)
    same = towards.filter(to_object_id=str(kept.pk), **{name: OuterRef(name) for name in UNIQUE_WITH_TARGET})
    moved = towards.filter(to_object_id=str(removed.pk))
    moved.filter(Exists(same)).delete()
    moved.update(to_object_id=str(kept.pk))


def update_search_index(found: Iterable[Found]) -> None:
    """The words of these objects, which hold the titles of the references, are written again."""
    by_model: dict[Any, list[Any]] = {}
    for model, pks in objects_of(found).items():
        for batch in in_batches(sorted(pks)):
            for each in _specific(model, batch):
                if index.class_is_indexed(type(each)):
                    by_model.setdefault(type(each), []).append(each)
    for model, instances in by_model.items():
        for backend in get_search_backends(with_auto_update=True):
            for start in range(0, len(instances), BATCH):
                backend.add_bulk(model, instances[start : start + BATCH])


def _specific(model: Any, pks: list[Any]) -> Iterable[Any]:
    found: Iterable[Any] = model._default_manager.filter(pk__in=pks)
    return found.specific() if isinstance(found, PageQuerySet) else found
