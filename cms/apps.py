"""Wiring of the `cms` app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """Research summaries: models, delivery, API, admin."""

    name = "cms"
    label = "cms"
    verbose_name = _("Research summaries")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.admin.checks import register_checks
        from cms.admin.viewsets import register_snippets

        register_snippets()
        register_checks()
