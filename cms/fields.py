"""Fields of our own: a StreamField that keeps block definitions out of migrations, and the marks of a page."""

import copy
from functools import cached_property
from typing import Any

from django.db import models
from django.forms import CheckboxSelectMultiple, MultipleChoiceField
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField as WagtailStreamField

from cms.conf import conf

__all__ = ["FlagsField", "StreamField"]


class FlagsField(models.JSONField):
    """The marks of a page, a list of names: which there are is a setting (`CMS_PAGE_FLAGS`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(default=list, db_default=[], blank=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["default"], kwargs["db_default"], kwargs["blank"]
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """Boxes to tick."""
        kept = {name: value for name, value in kwargs.items() if name in ("label", "help_text", "initial")}
        choices = [(name, label) for name, label in conf.page_flags.items()]
        return MultipleChoiceField(
            choices=choices,
            required=False,
            widget=CheckboxSelectMultiple,
            **{"label": self.verbose_name, "help_text": self.help_text, **kept},
        )


class StreamField(WagtailStreamField):
    """Wagtail's StreamField, without its blocks in migrations, and with a block tree of its own for judging."""

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        for key in ("block_lookup", "use_json_field"):
            kwargs.pop(key, None)
        return name, path, [], kwargs

    def raw(self, instance: Any) -> list[dict[str, Any]]:
        """The stored (JSON) form of the instance's value; no query, nothing is hydrated."""
        value: list[dict[str, Any]] = self.stream_block.get_prep_value(getattr(instance, self.attname))
        return value

    @cached_property
    def judge(self) -> StreamBlock:
        """A deep copy of the block tree. Wagtail relaxes required fields on the shared tree while a draft is saved
        (in any thread); this one is never relaxed, so a judgement does not depend on what others do."""
        return copy.deepcopy(self.stream_block)

    def prepare_judge(self) -> None:
        """Make the copy before the first request: one made while somebody saves a draft would be as lenient."""
        self.__dict__["judge"] = self.judge
