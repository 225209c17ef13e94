"""The versions of objects, drafts and scheduled ones too: a reference in their JSON is swapped as in the rows."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Revision, RevisionMixin

from cms.models.merging.columns import BATCH, Found, in_batches, mentioning
from cms.models.merging.stored import Swap
from cms.models.references import Reference

__all__ = ["changed_revisions", "owner_of", "write_revisions"]

Content = dict[str, Any]


def changed_revisions(swap: Swap) -> Iterator[list[Revision]]:
    """The revisions whose content is another one after the swap, some at a time, with the new content."""
    models = [
        model for model in apps.get_models() if issubclass(model, RevisionMixin) and _can_hold(model, ())
    ]
    kinds = ContentType.objects.get_for_models(*models, for_concrete_models=False)
    by_kind = {kind.pk: model for model, kind in kinds.items()}
    candidates = Revision.objects.filter(content_type__in=by_kind)
    for batch in in_batches(mentioning(candidates, ["content"], swap.old)):
        revisions = Revision.objects.filter(pk__in=batch).only(
            "content", "content_type_id", "base_content_type_id", "object_id"
        )
        changed = [
            revision
            for revision in revisions
            if _change(by_kind[revision.content_type_id], revision.content, swap)
        ]
        if changed:
            yield changed


def write_revisions(revisions: Sequence[Revision]) -> None:
    """Store the content. One query; nothing else of a revision changes, no signal says that one was made."""
    Revision.objects.bulk_update(revisions, ["content"], batch_size=BATCH)


def owner_of(revision: Revision) -> Found | None:
    """The object that the revision is a version of."""
    base: Any = ContentType.objects.get_for_id(revision.base_content_type_id).model_class()
    return (base, base._meta.pk.to_python(revision.object_id)) if base else None


@cache
def _can_hold(model: Any, above: tuple[Any, ...]) -> bool:
    """Whether the content of a model, or of what belongs to its objects, has a place for a reference."""
    for field in model._meta.get_fields():
        if isinstance(field, StreamField | RichTextField) or _leads_to_reference(field):
            return True
    if not issubclass(model, ClusterableModel) or model in above:
        return False
    children = (relation.related_model for relation in get_all_child_relations(model))
    return any(_can_hold(child, (*above, model)) for child in children)


def _leads_to_reference(field: Any) -> bool:
    return bool(field.is_relation and not field.auto_created and field.related_model is Reference)


def _change(model: Any, content: Content, swap: Swap) -> bool:
    """Swap in the content of an object and of its children; whether anything was to be done."""
    changed = False
    for field in model._meta.get_fields():
        stored = content.get(field.name)
        if stored in (None, "", []):
            continue
        swapped = _swapped(field, stored, swap)
        if swapped is not stored:
            content[field.name], changed = swapped, True
    if issubclass(model, ClusterableModel):
        for relation in get_all_child_relations(model):
            for child in content.get(relation.get_accessor_name()) or ():
                changed |= _change(relation.related_model, child, swap)
    return changed


def _swapped(field: Any, stored: Any, swap: Swap) -> Any:
    """The value of a field, or the very same one."""
    if isinstance(field, StreamField) and isinstance(stored, str):
        raw = json.loads(stored)
        swapped = swap.in_block(field.stream_block, raw)
        return stored if swapped is raw else json.dumps(swapped)
    if isinstance(field, RichTextField) and isinstance(stored, str):
        text = swap.in_rich_text(stored)
        return stored if text == stored else text
    if _leads_to_reference(field):
        if field.many_to_many:
            chosen = [swap.new if swap.is_old(each) else each for each in stored]
            return stored if chosen == stored else list(dict.fromkeys(chosen))
        return swap.new if swap.is_old(stored) else stored
    return stored
