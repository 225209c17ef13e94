"""The system check of the plugin's settings: whether each has a value of the kind that its property says."""

import json
from collections.abc import Iterator
from typing import Any, get_type_hints

from django.conf import settings
from django.core import checks
from pydantic import TypeAdapter, ValidationError

from cms.conf import Conf
from cms.conf.host import Host

__all__ = ["check_settings", "kinds_of_settings", "register_checks"]


class _Reader(Conf):
    """Notes which setting is asked for, and gets the default."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def _get(self, name: str, default: Any) -> Any:  # type: ignore[override]
        self.asked.append(name)
        return default


def kinds_of_settings() -> Iterator[tuple[str, Any]]:
    """Each setting that has a property of its name, as it is called in a host's settings, and its type."""
    for name in sorted(set(dir(Conf)) - set(dir(Host))):
        found = getattr(Conf, name)
        if isinstance(found, property):
            reader = _Reader()
            found.fget(reader)  # type: ignore[misc]
            if name.upper() in reader.asked:
                yield f"CMS_{name.upper()}", get_type_hints(found.fget)["return"]


def check_settings(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E007: a setting has a value of another kind than it can have."""
    messages: list[checks.CheckMessage] = []
    for name, kind in kinds_of_settings():
        value = getattr(settings, name, None)
        if value is None:
            continue
        try:
            TypeAdapter(kind).validate_json(json.dumps(value, default=_plain), strict=True)
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            where = "".join(f"[{key!r}]" for key in fault["loc"])
            messages.append(checks.Error(f"{name}{where}: {fault['msg']}.", id="cms.E007"))
        except TypeError as error:  # such as a key that is no text
            messages.append(checks.Error(f"{name}: {error}.", id="cms.E007"))
    return messages


def _plain(value: Any) -> Any:
    """What JSON has no form for: sets, texts that are translated later, paths."""
    return list(value) if isinstance(value, set | frozenset) else str(value)


def register_checks() -> None:
    """Called when the app is ready."""
    checks.register(check_settings)
