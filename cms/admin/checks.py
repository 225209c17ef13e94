"""System checks of the editor's side: what a host has to switch on for editors to be told what went wrong."""

from typing import Any

from django.core import checks

from cms.conf import conf

__all__ = ["check_middleware", "check_upload_fields", "register_checks"]

ENOUGH_FIELDS = 10_000
MIDDLEWARE = "cms.admin.middleware.PublishRefusedMiddleware"


def check_middleware(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.W001: a refused publication would look like a crash."""
    if MIDDLEWARE in conf.middleware:
        return []
    message = "Editors who publish an incomplete page in bulk, or by a workflow, will see a server error."
    hint = f'Add "{MIDDLEWARE}" at the end of MIDDLEWARE.'
    return [checks.Warning(message, hint=hint, id="cms.W001")]


def check_upload_fields(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.W004: Django would refuse the form of a long page, with all that was typed into it."""
    most = conf.upload_fields
    if most is None or most >= ENOUGH_FIELDS:
        return []
    message = (
        f"Editors can not save long pages: a form may have {most} fields, and each block has about fifteen."
    )
    hint = f"Set DATA_UPLOAD_MAX_NUMBER_FIELDS to {ENOUGH_FIELDS} or more; that is enough for 300 blocks and more."
    return [checks.Warning(message, hint=hint, id="cms.W004")]


def register_checks() -> None:
    """Called when the app is ready."""
    checks.register(check_middleware)
    checks.register(check_upload_fields)
