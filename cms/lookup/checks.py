"""The system check of `CMS_LOOKUP_PROVIDERS`: an entry that is wrong would show when somebody cites a work."""

from typing import Any

from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from cms.lookup.registries import configured

__all__ = ["check_lookup_providers", "register_checks"]


def check_lookup_providers(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E020: a registry can not be made from its entry."""
    try:
        configured()
    except ImproperlyConfigured as error:
        hint = (
            'An entry is the dotted path of a class, or {"BACKEND": dotted path, "OPTIONS": {its arguments}}.'
        )
        return [checks.Error(str(error), hint=hint, id="cms.E020")]
    return []


def register_checks() -> None:
    """Called when the app is ready."""
    checks.register(check_lookup_providers)
