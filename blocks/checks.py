"""System checks: every block of a delivered stream has a wire form, and no two Schemas have one name."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, get_args

from django.apps import apps
from django.core import checks
from pydantic import BaseModel
from wagtail.fields import StreamField

from blocks.base import NoAdapter, adapter_for

__all__ = ["describe", "register_checks"]

_described: list[Callable[[], Iterable[Any]]] = []


def describe(annotations: Callable[[], Iterable[Any]]) -> None:
    """Say which types go into the OpenAPI document, and so share its names; without that, all streams are taken."""
    _described.append(annotations)


def streams(app_configs: Sequence[Any] | None) -> Iterator[StreamField]:
    """The stream fields of the installation that end up in documents: those of delivered pages and our own snippets."""
    for model in apps.get_models():
        if app_configs is not None and model._meta.app_config not in app_configs:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and getattr(model, "wire_type", None) is not None:
                yield field


def check_adapters(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """blocks.E001: a block in a delivered stream has neither a Schema nor an adapter."""
    messages: list[checks.CheckMessage] = []
    for field in streams(app_configs):
        try:
            adapter_for(field.stream_block)
        except NoAdapter as error:
            hint = "Give it a `Schema`, or register an adapter with `blocks.base.register_adapter`."
            messages.append(checks.Error(str(error), hint=hint, obj=field, id="blocks.E001"))
    return messages


def check_schema_names(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """blocks.E002: two different Schemas have one name, so one would hide the other in the OpenAPI document."""
    by_name: dict[str, set[type[BaseModel]]] = defaultdict(set)
    for annotation in _annotations():
        for schema in _schemas_in(annotation):
            by_name[schema.__name__].add(schema)
    messages: list[checks.CheckMessage] = []
    for name, found in sorted(by_name.items()):
        if len(found) > 1:
            places = " and ".join(sorted(f"{schema.__module__}.{schema.__qualname__}" for schema in found))
            hint = (
                "Rename one of the Schemas, or the block class that it is derived from. "
                "Give a block that has no class of its own (StructBlock([…])) one."
            )
            messages.append(
                checks.Error(f"Two Schemas are named {name}: {places}", hint=hint, id="blocks.E002")
            )
    return messages


def _schemas_in(annotation: Any, seen: set[Any] | None = None) -> Iterator[type[BaseModel]]:
    """Every Schema that a type consists of, each once."""
    seen = set() if seen is None else seen
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen.add(annotation)
            yield annotation
            for field in annotation.model_fields.values():
                yield from _schemas_in(field.annotation, seen)
        return
    for inner in get_args(annotation):
        yield from _schemas_in(inner, seen)


def _annotations() -> Iterator[Any]:
    with suppress(NoAdapter):  # blocks.E001
        for annotations in _described or [_of_streams]:
            yield from annotations()


def _of_streams() -> Iterator[Any]:
    return (adapter_for(field.stream_block).annotation for field in streams(None))


def register_checks() -> None:
    """Called when the app is ready."""
    checks.register(check_adapters)
    checks.register(check_schema_names)
