"""Dependency keys: how what a document was built from is named, the same by who builds and by who changes it."""

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.documents import get_document_model
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.models import CallToAction, SiteProfile

__all__ = ["TREE", "dependency_key", "kind_of", "object_keys", "panel_key", "translation_key"]

MAX_LENGTH = 200
TREE = "tree"
"""Stands for the places of all pages and sites: a move can change the place of pages that nobody saves."""


def kind_of(model: type[models.Model]) -> str:
    """The kind under which the resolver knows the objects of a model."""
    if issubclass(model, Page):
        return "page"
    return {get_image_model(): "image", get_document_model(): "document"}.get(model, model._meta.label_lower)


@cache
def _stored_kind(kind: str) -> str:
    """The kind of the model that holds the rows: a proxy's objects are saved under another name."""
    if "." not in kind:
        return kind
    model = apps.get_model(kind)._meta.concrete_model
    return model._meta.label_lower if model else kind


def dependency_key(kind: str, pk: int | str) -> str:
    """The key of an object of a kind."""
    key = f"{_stored_kind(kind)}:{pk}"
    return key if len(key) <= MAX_LENGTH else f"{kind}:{hashlib.sha256(key.encode()).hexdigest()}"


def translation_key(page: Any) -> str:
    """The key that stands for all translations of a page."""
    return f"translation:{page.translation_key}"


def panel_key(translation_key: Any) -> str:
    """The key that stands for all translations of a panel: a rule brings the one in the language of the page."""
    return f"panel:{translation_key}"


def object_keys(instance: models.Model) -> Iterator[str]:
    """The keys under which documents may depend on an object."""
    if isinstance(instance, Embed):
        yield dependency_key("embed", instance.url)
        return
    if isinstance(instance, SiteProfile):  # there may be none yet when a document is built for the site
        yield dependency_key("cms.siteprofile", instance.site_id)
        return
    if isinstance(instance, Page):
        yield dependency_key("page", instance.pk)
        yield translation_key(instance)
        return
    if isinstance(instance, CallToAction):
        yield panel_key(instance.translation_key)
    concrete = instance._meta.concrete_model or type(instance)
    for model in (concrete, *concrete._meta.get_parent_list()):
        yield dependency_key(kind_of(model), instance.pk)
