"""What histories say after a merge: of the record that stays, which takes over the other one's, and of its users."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.log_actions import get_active_log_context
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry, Page, Revision

from cms.models.merging.columns import BATCH, Found, in_batches
from cms.models.references import Reference

__all__ = ["MERGED", "REPLACED", "add_entries", "move_history", "objects_of"]

MERGED = "cms.reference.merged"
"""In the history of the record that stays."""
REPLACED = "cms.reference.replaced"
"""In the history of an object that referred to the other one."""


def move_history(kept: Reference, removed: Reference) -> None:
    """Revisions and log entries of the removed record are the kept one's from now on. Two queries."""
    kind = ContentType.objects.get_for_model(Reference)
    Revision.objects.filter(base_content_type=kind, object_id=str(removed.pk)).update(object_id=str(kept.pk))
    ModelLogEntry.objects.filter(content_type=kind, object_id=str(removed.pk)).update(object_id=str(kept.pk))


def objects_of(found: Iterable[Found]) -> Mapping[type[models.Model], set[Any]]:
    """Primary keys by model, pages of all types together: how many objects there are."""
    grouped: defaultdict[type[models.Model], set[Any]] = defaultdict(set)
    for model, pk in found:
        grouped[Page if issubclass(model, Page) else model].add(pk)
    return grouped


def add_entries(found: Iterable[Found], *, user: Any, now: datetime, data: Mapping[str, Any]) -> None:
    """An entry in the history of each object. For each model and batch, one query to read and one to write."""
    context = get_active_log_context()
    common = {
        "action": REPLACED,
        "timestamp": now,
        "user_id": getattr(user or context.user, "pk", None),
        "uuid": context.uuid,
        "data": dict(data),
        "content_changed": True,
    }
    for model, pks in objects_of(found).items():
        log_model: Any = log_registry.get_log_model_for_model(model)
        if log_model is None:
            continue
        for batch in in_batches(sorted(pks)):
            entries = [
                log_model(**common, **_about(each)) for each in model._base_manager.filter(pk__in=batch)
            ]
            log_model.objects.bulk_create(entries, batch_size=BATCH)


def _about(instance: Any) -> dict[str, Any]:
    if isinstance(instance, Page):
        title = instance.draft_title or instance.title
        return {"page_id": instance.pk, "label": title, "content_type_id": instance.content_type_id}
    kind = ContentType.objects.get_for_model(instance, for_concrete_model=False)
    return {"object_id": str(instance.pk), "label": str(instance), "content_type_id": kind.pk}
