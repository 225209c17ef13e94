"""System checks of the editor's side: what a host has to switch on for editors to be told what went wrong."""

from typing import Any

from django.core import checks

from cms.conf import conf

__all__ = ["check_middleware", "register_checks"]

MIDDLEWARE = "cms.admin.middleware.PublishRefusedMiddleware"


def check_middleware(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.W001: a refused publication would look like a crash."""
    if MIDDLEWARE in conf.middleware:
        return []
    message = "Editors who publish an incomplete page in bulk, or by a workflow, will see a server error."
    hint = f'Add "{MIDDLEWARE}" at the end of MIDDLEWARE.'
    return [checks.Warning(message, hint=hint, id="cms.W001")]


def register_checks() -> None:
    """Called when the app is ready."""
    checks.register(check_middleware)
