"""Who uses what: an object of the library that is used can not be deleted, not even when only a draft uses it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, get_page_models

from blocks.base import Key, adapter_for
from cms.fields import StreamField
from cms.models.site_profile import SiteProfile

__all__ = ["ProtectedWhileUsed", "connect", "drafts_using", "uses_of"]


def uses_of(instance: models.Model) -> list[models.Model]:
    """The objects that refer to the instance, drafts included, each once."""
    indexed = (user for user, _references in ReferenceIndex.get_grouped_references_to(instance))
    found: dict[tuple[type[models.Model], Any], models.Model] = {}
    for user in (*indexed, *_related_many_to_many(instance), *drafts_using(instance)):
        kind = Page if isinstance(user, Page) else type(user)
        found.setdefault((kind, user.pk), user)
    found.pop((type(instance), instance.pk), None)
    return list(found.values())


def _related_many_to_many(instance: models.Model) -> Iterator[models.Model]:
    """What refers to the instance by a many-to-many field, which Wagtail's index does not know."""
    for relation in instance._meta.get_fields(include_hidden=True):
        if relation.many_to_many and relation.auto_created and relation.related_model is not None:
            field: Any = relation.remote_field
            yield from relation.related_model._default_manager.filter(**{field.name: instance.pk})


def drafts_using(instance: models.Model) -> Iterator[Page]:
    """Pages whose newest draft refers to the instance in a stream; Wagtail's index knows the saved row only."""
    key = (instance._meta.label_lower, instance.pk)
    for model in get_page_models():
        streams = [field for field in model._meta.get_fields() if isinstance(field, StreamField)]
        if not streams or not issubclass(model, DraftStateMixin):
            continue
        for page in model.objects.filter(has_unpublished_changes=True).select_related("latest_revision"):
            if page.latest_revision is None:
                continue
            if key in _keys_of(page.latest_revision.as_object(), streams):
                yield page


def _keys_of(draft: Any, streams: Iterable[StreamField]) -> set[Key]:
    """What a draft refers to by its streams and its many-to-many fields."""
    found = {key for field in streams for key in adapter_for(field.stream_block).keys(field.raw(draft))}
    for relation in draft._meta.many_to_many:
        label = relation.related_model._meta.label_lower
        found |= {(label, chosen.pk) for chosen in getattr(draft, relation.name).all()}
    return found


class ProtectedWhileUsed(models.Model):
    """An object that refuses to be deleted while something refers to it. Raises `ProtectedError`."""

    class Meta:
        abstract = True

    _uses_have_moved = False

    def delete_moved(self) -> None:
        """Delete the object after all that referred to it has been changed in the same transaction: looking for users
        once more would read every draft of the site."""
        self._uses_have_moved = True
        self.delete()

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        # Before Django begins: a refusal inside its own transaction would spoil the caller's.
        self.refuse_if_used()
        return super().delete(*args, **kwargs)

    def refuse_if_used(self) -> None:
        """Raises `ProtectedError`, which names and carries the users."""
        users = [] if self._uses_have_moved else uses_of(self)
        if users:
            names = ", ".join(f"“{user}”" for user in users[:5])
            message = _("“%(object)s” is used by %(users)s and can not be deleted.") % {
                "object": self,
                "users": names,
            }
            raise ProtectedError(message, set(users))


def refuse_to_delete_what_is_used(
    sender: type[models.Model], instance: ProtectedWhileUsed, **kwargs: Any
) -> None:
    """Deleting by queryset or by cascade does not call `delete`."""
    instance.refuse_if_used()


def connect() -> None:
    """Called when the app is ready. A receiver for all models would make every deletion read the rows first."""
    # Wagtail's index knows pages and snippets; rules for panels stand in a site's settings, too.
    ReferenceIndex.register_model(SiteProfile)
    for model in apps.get_models():
        if issubclass(model, ProtectedWhileUsed):
            pre_delete.connect(
                refuse_to_delete_what_is_used, sender=model, dispatch_uid="cms.refuse_to_delete_what_is_used"
            )
