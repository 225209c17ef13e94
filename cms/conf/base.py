"""Reads one setting of the plugin."""

from typing import Any

from django.conf import settings

__all__ = ["Base"]


class Base:
    """In a host's settings each setting of the plugin has the prefix `CMS_`."""

    @staticmethod
    def _get(name: str, default: Any) -> Any:
        return getattr(settings, f"CMS_{name}", default)
