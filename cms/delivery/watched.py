"""Which models can stand behind a document: only what happens to their objects is of interest, and costs anything."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.models import Page

from blocks.base import Adapter, NoAdapter, adapter_for
from cms.delivery.model_fields import NoFieldAdapter
from cms.delivery.parts import parts_of
from cms.delivery.resolver import source_kinds
from cms.fields import StreamField
from cms.models import DeliveredPage, SiteProfile, Topic
from cms.models.pages import delivered_models

__all__ = ["parental_keys", "watched_models"]


@cache
def watched_models() -> frozenset[Any]:
    """Pages, topics, files, embeds, and all that a source, a chooser or a field of a delivered page leads to."""
    pages = [model for model in apps.get_models() if issubclass(model, Page)]
    found: set[Any] = {*pages, Topic, SiteProfile, get_image_model(), get_document_model(), Embed}
    found |= {apps.get_model(kind) for kind in source_kinds() if "." in kind}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                found |= set(_chosen_in(field))
    for page_model in delivered_models():
        found |= set(_fields_lead_to(page_model))
    return frozenset(model._meta.concrete_model or model for model in found)


def _fields_lead_to(page_model: Any) -> Iterator[Any]:
    try:
        for part in parts_of(page_model):
            yield from part.related_models()
    except (FieldDoesNotExist, NoAdapter, NoFieldAdapter):
        return  # a system check says so


def _chosen_in(field: StreamField) -> Iterator[Any]:
    try:
        adapters = [adapter_for(field.stream_block)]
    except NoAdapter:  # blocks.E001 says so
        return
    while adapters:
        adapter: Adapter = adapters.pop()
        kind = getattr(adapter, "kind", None)
        if isinstance(kind, str) and "." in kind:
            yield apps.get_model(kind)
        adapters += adapter.children()


@cache
def parental_keys(model: Any) -> tuple[str, ...]:
    """Columns of a model that say to which delivered page its objects belong."""
    return tuple(
        field.attname
        for field in model._meta.get_fields()
        if isinstance(field, ParentalKey) and issubclass(field.related_model, DeliveredPage)
    )
