"""The guard: a draft may be incomplete, what is live may not, whichever way it is published.

It lives in the save path, because forms, the API, commands, workflows and scheduled publishing all end there.
It is stateless and judges raw values itself: `full_clean` does not look into streams.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.utils.forms import FormValidationError

from blocks.base import adapter_for
from cms.fields import StreamField
from cms.models.changes import one_change
from cms.models.references import Reference

__all__ = ["AllOrNothingPublishAction", "PublishGuardMixin", "PublishRefused", "register_publication_judge"]

logger = logging.getLogger(__name__)

BOOKKEEPING = frozenset(
    {
        "path", "depth", "numchild", "url_path", "draft_title", "live", "has_unpublished_changes", "locked",
        "locked_at", "locked_by", "latest_revision", "live_revision", "latest_revision_created_at", "owner",
        "first_published_at", "last_published_at", "go_live_at", "expire_at", "expired", "content_type",
        "translation_key", "locale", "alias_of", "show_in_menus", "search_description", "slug", "seo_title", "no_index",
    }
)  # fmt: skip
"""Fields in whose change there is nothing to judge."""


class PublishRefused(FormValidationError):
    """What was to be published is incomplete. `message_dict` names the fields, `instance` is the object.

    It is the kind of error of which Wagtail's v3 API says in its answer which field each message is about.
    """

    def __init__(self, instance: models.Model, errors: Mapping[str, list[str]]) -> None:
        self.instance = instance
        super().__init__(
            {(name,): [(message, "incomplete") for message in messages] for name, messages in errors.items()}
        )

    def __str__(self) -> str:
        sentences = (f"{name}: {' '.join(messages)}" for name, messages in self.labelled())
        return _("“%(object)s” can not be published. %(reasons)s") % {
            "object": self.instance,
            "reasons": " ".join(sentences),
        }

    def labelled(self) -> Iterator[tuple[str, list[str]]]:
        """(label of the field, messages), in the order of the fields."""
        for name, messages in self.message_dict.items():
            try:
                label = capfirst(str(self.instance._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
            except Exception:  # noqa: BLE001 - a name that is no field (__all__) speaks for itself
                label = _("Page") if name == NON_FIELD_ERRORS else name
            yield label, messages


def block_messages(error: ValidationError, block: Any, value: Any, place: str = "") -> Iterator[str]:
    """The messages of a block's validation error, each with the labels that lead to the field it is about."""

    def inside(label: object) -> str:
        return f"{place} › {label}" if place else str(label)

    if isinstance(error, StreamBlockValidationError):
        for key, inner in error.block_errors.items():
            child = value[int(key)]
            label = _("block %(number)d (%(type)s)") % {"number": int(key) + 1, "type": child.block.label}
            yield from block_messages(inner, child.block, child.value, inside(label))
    elif isinstance(error, ListBlockValidationError):
        for key, inner in error.block_errors.items():
            label = f"{block.child_block.label or block.label} {int(key) + 1}"
            yield from block_messages(inner, block.child_block, value[int(key)], inside(label))
    elif isinstance(error, StructBlockValidationError):
        for name, inner in error.block_errors.items():
            child = block.child_blocks[name]
            inner_value = value.get(name) if isinstance(value, Mapping) else None
            yield from block_messages(inner, child, inner_value, inside(child.label))
    own = getattr(error, "non_block_errors", None)
    for own_error in [error] if own is None else own.as_data():
        yield from (f"{place}: {message}" if place else message for message in own_error.messages)


PublicationJudge = Callable[[Any], Mapping[str, ValidationError]]
_judges: list[PublicationJudge] = []


def register_publication_judge(judge: PublicationJudge) -> None:
    """Ask this, too, before something becomes public: it answers with errors by field (`NON_FIELD_ERRORS` for the
    whole), none if all is well. A `StreamBlockValidationError` says at which block of a stream it is wrong."""
    if judge not in _judges:
        _judges.append(judge)


class PublishGuardMixin(models.Model):
    """Refuses to save as live what is incomplete, and to schedule it."""

    required_to_publish: ClassVar[tuple[str, ...]] = ()
    """Fields that may be empty in a draft only."""

    class Meta:
        abstract = True

    def publication_refusals(self) -> dict[str, list[ValidationError]]:
        """What is sound in itself and yet keeps this from being public: field name → errors."""
        refusals: dict[str, list[ValidationError]] = {}
        for found in (self.refused_blocks(), *(judge(self) for judge in _judges)):
            for name, error in found.items():
                refusals.setdefault(name, []).append(error)
        return refusals

    def publication_errors(
        self, refusals: Mapping[str, Sequence[ValidationError]] | None = None
    ) -> dict[str, list[str]]:
        """What is missing or wrong before this may be public: field name → messages. Who has asked for the refusals
        already gives them."""
        refused = self.publication_refusals() if refusals is None else refusals
        errors: dict[str, list[str]] = {}
        try:
            self.full_clean(validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            errors.update(error.message_dict)
        for name in self.required_to_publish:
            value = getattr(self, name)
            if name not in errors and not (value.strip() if isinstance(value, str) else value):
                errors[name] = [_("This field is required.")]
        fields: list[Any] = self._meta.get_fields()
        streams = {field.name for field in fields if isinstance(field, StreamField)}
        for field in fields:
            if isinstance(field, StreamField):
                messages = [
                    *self._stream_messages(field, refused.get(field.name, ())),
                    *self._unknown_sources(self._cited_in(field)),
                ]
                if messages:
                    errors[field.name] = messages
            elif field.many_to_one and field.related_model is Reference and field.name not in errors:
                messages = list(self._unknown_sources({getattr(self, field.attname)}))
                if messages:
                    errors[field.name] = messages
        for name in refused.keys() - streams:
            further = [message for error in refused[name] for message in error.messages]
            errors[name] = [*errors.get(name, ()), *further]
        return errors

    def refused_blocks(self) -> Mapping[str, ValidationError]:
        """Blocks that are sound in themselves, but not beside the others: by the field of their stream."""
        return {}

    def _stream_messages(self, field: StreamField, refused: Iterable[ValidationError]) -> Iterator[str]:
        value = field.judge.to_python(field.raw(self))
        try:
            field.judge.clean(value)
        except ValidationError as error:
            yield from block_messages(error, field.judge, value)
        for further in refused:
            yield from block_messages(further, field.judge, value)

    def _cited_in(self, field: StreamField) -> set[int]:
        keys = adapter_for(field.stream_block).keys(field.raw(self))
        return {pk for kind, pk in keys if kind == "cms.reference" and type(pk) is int}

    def _unknown_sources(self, cited: set[Any]) -> Iterator[str]:
        """References of which nothing but an identifier is known: readers could not tell what is cited."""
        cited.discard(None)
        for reference in Reference.objects.filter(pk__in=cited, title="") if cited else ():
            message = _(
                "Nothing is known yet of the source %(source)s. Complete it under Research › References, or wait "
                "until a registry has been reached."
            )
            yield message % {"source": reference.identifiers_text or reference.key}

    def refuse_if_incomplete(self) -> None:
        """Raises `PublishRefused`."""
        errors = self.publication_errors()
        if errors:
            raise PublishRefused(self, errors)

    @classmethod
    def _content_names(cls) -> list[str]:
        own = (
            field for field in cls._meta.concrete_fields if not field.primary_key and not field.auto_created
        )
        return [field.name for field in own if field.name not in BOOKKEEPING]

    def _content(self) -> dict[str, Any]:
        """The content fields in their stored form, for comparing."""
        fields: list[Any] = [self._meta.get_field(name) for name in self._content_names()]
        return {
            field.name: field.raw(self) if isinstance(field, StreamField) else getattr(self, field.attname)
            for field in fields
        }

    def _content_changes(self, update_fields: Iterable[str] | None) -> bool:
        """Whether this save makes content live that was not so before. Costs a query for a full save."""
        if update_fields is not None and {"live", *self._content_names()}.isdisjoint(update_fields):
            return False
        stored = type(self)._default_manager.filter(pk=self.pk).first() if self.pk else None
        return stored is None or not stored.live or stored._content() != self._content()  # type: ignore[attr-defined]

    def _is_live(self, update_fields: Iterable[str] | None) -> bool:
        """Whether the object is live after this save: a partial one may leave the stored word on that as it is."""
        if getattr(self, "live", False):
            return True
        if update_fields is None or "live" in update_fields or self.pk is None:
            return False
        if set(self._content_names()).isdisjoint(update_fields):
            return False
        stored: Any = type(self)._default_manager
        return bool(stored.filter(pk=self.pk, live=True).exists())

    def save(self, *args: Any, **kwargs: Any) -> None:
        update_fields = kwargs.get("update_fields")
        if self._is_live(update_fields) and self._content_changes(update_fields):
            self.refuse_if_incomplete()
        super().save(*args, **kwargs)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's, but a scheduled draft that has become incomplete is taken off the schedule, with an entry in
        the history: it must not delay the drafts that come after it."""
        due = kwargs.get("log_action") == "wagtail.publish.scheduled"
        try:
            with one_change():  # Wagtail clears the schedule before it saves
                return super().publish(revision, *args, **kwargs)  # type: ignore[misc]
        except PublishRefused as refusal:
            if not due:
                raise
            logger.error("Scheduled publishing refused: %s", refusal)
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            log(
                instance=self, action="cms.publish.refused", revision=revision, data={"reasons": str(refusal)}
            )
            return None


class AllOrNothingPublishAction(PublishPageRevisionAction):
    """Wagtail's action, which its v3 API runs without asking the page to publish itself. It clears the schedule before
    it saves, so a refused publication has to undo that."""

    def execute(self, skip_permission_checks: bool = False) -> Any:
        with one_change():
            return super().execute(skip_permission_checks=skip_permission_checks)


@receiver(pre_save, sender=Revision)
def judge_scheduled_revision(sender: type[Revision], instance: Revision, **kwargs: Any) -> None:
    """A revision is judged when it is scheduled, while the editor is still there to mend it."""
    if instance.approved_go_live_at is None or kwargs.get("raw"):
        return
    model = instance.content_type.model_class()
    if model is None or not issubclass(model, PublishGuardMixin):
        return
    scheduled = instance.as_object()
    if isinstance(scheduled, PublishGuardMixin):
        scheduled.refuse_if_incomplete()
