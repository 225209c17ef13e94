"""The demo's account: whoever edits its pages."""

import os
import secrets
import sys
from typing import Any

from django.contrib.auth import get_user_model

from cms.conf import conf

__all__ = ["EDITOR", "editor", "make_editor", "set_password_with"]

EDITOR = "editor"


def editor() -> Any:
    """The account, or None."""
    users: Any = get_user_model()._default_manager
    return users.filter(**{get_user_model().USERNAME_FIELD: EDITOR}).first()


def make_editor() -> str | None:
    """The password of the new account, which is kept nowhere in clear text; None if the account exists."""
    if editor() is not None:
        return None
    users: Any = get_user_model()._default_manager
    password = secrets.token_urlsafe(12)
    users.create_superuser(EDITOR, email="editor@example.org", password=password)
    return password


def set_password_with() -> str:
    """The command that gives the account another password, as it is typed where this process was started."""
    python = os.path.relpath(sys.executable)
    if python.startswith(os.pardir):
        python = sys.executable
    return f"{'DEBUG=1 ' if conf.debug else ''}{python} manage.py changepassword {EDITOR}"
