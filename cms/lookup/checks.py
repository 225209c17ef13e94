"""The system checks of look-ups: a setting that is wrong would only show when somebody cites a work."""

from typing import Any

from django.core import checks
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from cms.conf import conf
from cms.lookup.registries import configured

__all__ = ["check_contact_email", "check_lookup_providers", "register_checks"]


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


def check_contact_email(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E021: the address that registries are given is none. Not to give one is no error."""
    try:
        if conf.contact_email:
            validate_email(conf.contact_email)
    except ValidationError:
        return [checks.Error(f"CMS_CONTACT_EMAIL: {conf.contact_email!r} is no mail address.", id="cms.E021")]
    return []


def register_checks() -> None:
    """Called when the app is ready."""
    checks.register(check_contact_email)
    checks.register(check_lookup_providers)
