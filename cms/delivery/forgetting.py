"""Have caches in front forget what follows from settings and redirects: no document depends on them, but lists do."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from cms.delivery import site_profile
from cms.delivery.public_settings import settings_models
from cms.delivery.purging import forget_lists

assert site_profile  # it is one of the public settings

__all__ = ["connect"]

REDIRECTS = "wagtailredirects.Redirect"


def changed(sender: type[Any], raw: bool = False, **kwargs: Any) -> None:
    """Something of them was saved or deleted."""
    if not raw:
        forget_lists(now=timezone.now())


def connect() -> None:
    """Called when the app is ready."""
    models = settings_models()
    if apps.is_installed("wagtail.contrib.redirects"):
        models.add(REDIRECTS)
    for label in models:
        for signal in (post_save, post_delete):
            signal.connect(changed, sender=apps.get_model(label), dispatch_uid=f"cms.forgetting.{label}")
