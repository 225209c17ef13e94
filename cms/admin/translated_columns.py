"""Columns that the library's lists have in common."""

from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from wagtail.models import DraftStateMixin

from cms.conf import conf

__all__ = ["TranslatedColumns"]


class TranslatedColumns:
    """Columns of a list: its own, the language where there are several, and what every list ends with."""

    own_columns: ClassVar[tuple[str | Column, ...]]
    model: ClassVar[type[Any]]

    @cached_property
    def list_display(self) -> list[str | Column]:
        language = [LocaleColumn(label=_("Locale"))] if conf.i18n_enabled else []
        state = [LiveStatusTagColumn(label=_("Status"))] if issubclass(self.model, DraftStateMixin) else []
        return [*self.own_columns, *language, UpdatedAtColumn(label=_("Updated")), *state]
