"""The system check of `CMS_PURGE_BACKENDS`: a cache that is never purged is noticed late, and by readers."""

from typing import Any

from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from cms.delivery.purge.backends import backend_names, make_backend

__all__ = ["check_purge_backends", "register_checks"]


def check_purge_backends(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E010: a backend can not be made from its entry."""
    errors: list[checks.CheckMessage] = []
    for name in backend_names():
        try:
            make_backend(name)
        except ImproperlyConfigured as error:
            hint = 'An entry is {"BACKEND": dotted path of the class, "OPTIONS": {its keyword arguments}}.'
            errors.append(checks.Error(str(error), hint=hint, id="cms.E010"))
    return errors


def register_checks() -> None:
    """Called when the app is ready."""
    checks.register(check_purge_backends)
