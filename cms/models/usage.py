"""Who uses what: an object of the library that is used can not be deleted, not even when only a draft uses it."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, get_page_models

from blocks.base import adapter_for
from cms.fields import StreamField

__all__ = ["ProtectedWhileUsed", "drafts_using", "uses_of"]


def uses_of(instance: models.Model) -> list[models.Model]:
    """The objects that refer to the instance, drafts included, each once."""
    found: dict[tuple[type[models.Model], Any], models.Model] = {}
    for user, _references in ReferenceIndex.get_grouped_references_to(instance):
        if not isinstance(user, type(instance)) or user.pk != instance.pk:
            found[type(user), user.pk] = user
    for user in drafts_using(instance):
        found.setdefault((type(user), user.pk), user)
    return list(found.values())


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
            draft = page.latest_revision.as_object()
            if any(key in adapter_for(field.stream_block).keys(field.raw(draft)) for field in streams):
                yield page


class ProtectedWhileUsed(models.Model):
    """An object that refuses to be deleted while something refers to it. Raises `ProtectedError`."""

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        self.refuse_if_used()
        return super().delete(*args, **kwargs)

    def refuse_if_used(self) -> None:
        """Raises `ProtectedError`, which names and carries the users."""
        users = uses_of(self)
        if users:
            names = ", ".join(f"“{user}”" for user in users[:5])
            message = _("“%(object)s” is used by %(users)s and can not be deleted.") % {"object": self, "users": names}
            raise ProtectedError(message, set(users))
