"""The site's profile among Wagtail's settings, on a host that has those (`wagtail.contrib.settings`)."""

from django.apps import apps
from wagtail.contrib.settings.registry import register_setting

from cms.models import SiteProfile

__all__ = ["register_site_settings"]


def register_site_settings() -> None:
    """Called when the app is ready."""
    if apps.is_installed("wagtail.contrib.settings"):
        register_setting(SiteProfile, icon="site")
