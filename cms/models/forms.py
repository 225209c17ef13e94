"""The editor's forms say at the field what the guard would say when something incomplete is published."""

from collections.abc import Sequence
from typing import Any, cast

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.forms import ModelMultipleChoiceField
from django.utils.text import capfirst
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.models import TranslatableMixin

from cms.models.publishing import BOOKKEEPING, PublishGuardMixin
from cms.models.topics_input import TopicsInput

__all__ = ["DeliveredPageForm", "PublishGuardForm"]


def together(errors: Sequence[ValidationError]) -> ValidationError:
    """One error of several about one field: what some of them say of blocks stays with the blocks."""
    at_blocks: dict[int, list[ValidationError]] = {}
    own: list[ValidationError] = []
    for error in errors:
        if isinstance(error, StreamBlockValidationError):
            for position, inner in error.block_errors.items():
                at_blocks.setdefault(int(position), []).append(inner)
            own += error.non_block_errors.as_data()
        else:
            own += error.error_list
    if not at_blocks:
        return ValidationError(own)
    whole: ValidationError = StreamBlockValidationError(
        {at: ValidationError(found) for at, found in at_blocks.items()}, own
    )
    return whole


class PublishGuardForm(WagtailAdminModelForm):
    """The form of something that the guard judges. Whatever would refuse publishing stands at its field, and fields
    that may be empty in a draft only are marked as required; while a draft is saved Wagtail relaxes them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.guarded.required_to_publish:
            if name in self.fields:
                self.fields[name].required = True

    @property
    def guarded(self) -> PublishGuardMixin:
        """The object that is edited."""
        return cast("PublishGuardMixin", self.instance)

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation:
            self._add_publication_errors()

    def _update_errors(self, errors: ValidationError) -> None:
        """Django has no place for errors of fields that a form does not show. Wagtail's v3 API makes forms of nothing
        but what is sent, and yet a stored slug, say, may be another page's by now: that is said of the form."""
        found = getattr(errors, "error_dict", {})
        hidden = [name for name in found if name not in self.fields and name != NON_FIELD_ERRORS]
        for name in hidden:
            label = self._label_of_hidden(name) or name
            messages = [message for error in found.pop(name) for message in error.messages]
            self.add_error(None, [f"{label}: {message}" for message in messages])
        super()._update_errors(errors)

    def _add_publication_errors(self) -> None:
        refusals = self.guarded.publication_refusals()
        for name, errors in refusals.items():
            if name == NON_FIELD_ERRORS:
                self.add_error(None, errors)
            elif name in self.fields and name not in self.errors:
                self.add_error(name, together(errors))
            elif name not in self.fields and name in BOOKKEEPING:
                self._say_of_hidden(name, [message for error in errors for message in error.messages])
        for name, messages in self.guarded.publication_errors(refusals).items():
            if name in self.errors or name in BOOKKEEPING:
                continue
            if name in self.fields:
                self.add_error(name, messages)
            else:
                self._say_of_hidden(name, messages)

    def _say_of_hidden(self, name: str, messages: list[str]) -> None:
        if (label := self._label_of_hidden(name)) is not None:
            self.add_error(None, [f"{label}: {message}" for message in messages])

    def _label_of_hidden(self, name: str) -> str | None:
        """The label of a content field that this form does not show; None for what an editor can not mend."""
        if name == NON_FIELD_ERRORS:
            return None  # the form has said so itself
        try:
            field = self.guarded._meta.get_field(name)
        except FieldDoesNotExist:
            return name
        if field.auto_created or getattr(field, "primary_key", False):
            return None
        return str(capfirst(getattr(field, "verbose_name", name)))


class DeliveredPageForm(PublishGuardForm, WagtailAdminPageForm):
    """The form of a delivered page. What has a language is offered in the page's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            offered = field.queryset if isinstance(field, ModelMultipleChoiceField) else None
            if offered is not None and issubclass(offered.model, TranslatableMixin):
                chosen = [item.pk for item in getattr(self.instance, name).all()] if self.instance.pk else []
                in_language = offered.filter(locale=self.instance.locale_id)
                field.queryset = in_language | offered.filter(pk__in=chosen)
                if isinstance(field.widget, TopicsInput):
                    field.widget.locale = self.instance.locale_id
