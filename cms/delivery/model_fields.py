"""Wire forms of a host's own page fields (`wire_fields`): found by the field's class, as adapters are for blocks."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import models
from wagtail.fields import RichTextField
from wagtail.fields import StreamField as WagtailStreamField

from blocks.base import Key, Resolver, adapter_for
from blocks.call_to_action import CallToAction
from blocks.clean import Profile
from blocks.rich_text import keys_in, to_rich_text
from blocks.schemas import RichText, SnippetLink
from blocks.stock import snippet_link
from cms.delivery.keys import kind_of
from cms.delivery.resolver import schema_of

__all__ = ["FieldAdapter", "NoFieldAdapter", "field_adapter"]


class NoFieldAdapter(TypeError):
    """A model field that can not be put on the wire by itself."""

    def __init__(self, field: Any) -> None:
        super().__init__(
            f"{field} is in `wire_fields`, but fields of {type(field).__name__} have no wire form"
        )


class FieldAdapter:
    """The wire side of a plain model field: its value, or null when it is empty."""

    def __init__(self, field: Any, annotation: Any) -> None:
        self.field, self.annotation = field, annotation

    def keys(self, page: Any) -> Iterator[Key]:
        """What the value refers to."""
        return iter(())

    def wire(self, page: Any, resolver: Resolver) -> Any:
        """The value on the wire."""
        value = getattr(page, self.field.attname)
        if isinstance(value, bool | int | float):
            return value
        return None if value in (None, "") else getattr(value, "isoformat", value.__str__)()


class StreamFieldAdapter(FieldAdapter):
    """A stream: blocks with their Schemas."""

    def __init__(self, field: Any) -> None:
        self.adapter = adapter_for(field.stream_block)
        super().__init__(field, self.adapter.annotation)

    def raw(self, page: Any) -> Any:
        return self.field.stream_block.get_prep_value(getattr(page, self.field.attname))

    def keys(self, page: Any) -> Iterator[Key]:
        return self.adapter.keys(self.raw(page))

    def wire(self, page: Any, resolver: Resolver) -> Any:
        whole = getattr(
            resolver, "stream", None
        )  # a document knows its streams, and what stands where in them
        return whole(self.field.name, self.adapter) if whole else self.adapter.wire(self.raw(page), resolver)


class RichTextFieldAdapter(FieldAdapter):
    """Formatted text."""

    def keys(self, page: Any) -> Iterator[Key]:
        return keys_in(getattr(page, self.field.attname))

    def wire(self, page: Any, resolver: Resolver) -> Any:
        return to_rich_text(getattr(page, self.field.attname), profile=Profile.PROSE, resolver=resolver)


class ForeignKeyAdapter(FieldAdapter):
    """A chosen image, document, page or snippet; null when it is not public."""

    def __init__(self, field: Any) -> None:
        self.kind = kind_of(field.related_model)
        self.schema: Any = schema_of(self.kind) or SnippetLink
        super().__init__(field, self.schema | None)

    def keys(self, page: Any) -> Iterator[Key]:
        pk = getattr(page, self.field.attname)
        if pk is not None:
            yield self.kind, pk

    def wire(self, page: Any, resolver: Resolver) -> Any:
        pk = getattr(page, self.field.attname)
        get = resolver.panel if self.schema is CallToAction else partial(resolver.get, self.kind)
        found = None if pk is None else get(pk)
        return snippet_link(self.kind, pk, found) if self.schema is SnippetLink else found


PLAIN: tuple[tuple[type[Any], Any], ...] = (
    (models.BooleanField, bool),
    (models.IntegerField, int | None),
    (models.FloatField, float | None),
    (models.DecimalField, str | None),
    (models.DateTimeField, datetime | None),
    (models.DateField, str | None),
    (models.TimeField, str | None),
    (models.UUIDField, str | None),
    (models.CharField, str | None),
    (models.TextField, str | None),
)


def field_adapter(field: Any) -> FieldAdapter:
    """The adapter of a model field. Raises `NoFieldAdapter`."""
    if isinstance(field, WagtailStreamField):
        return StreamFieldAdapter(field)
    if isinstance(field, RichTextField):
        return RichTextFieldAdapter(field, RichText)
    if isinstance(field, models.ForeignKey):
        return ForeignKeyAdapter(field)
    for field_class, annotation in PLAIN:
        if isinstance(field, field_class):
            return FieldAdapter(field, annotation)
    raise NoFieldAdapter(field)
