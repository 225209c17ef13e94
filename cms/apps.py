"""Wiring of the `cms` app."""

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """Research summaries: models, delivery, API, admin."""

    name = "cms"
    label = "cms"
    verbose_name = _("Research summaries")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.admin import checks as admin_checks
        from cms.admin.site_settings import register_site_settings
        from cms.admin.viewsets import register_snippets
        from cms.api import checks as api_checks
        from cms.delivery import changes, forgetting, integrity, settling
        from cms.delivery import checks as delivery_checks
        from cms.delivery.purge import PurgeChannel
        from cms.delivery.purge import checks as purge_checks
        from cms.delivery.webhooks import WebhookChannel
        from cms.fields import StreamField
        from cms.lookup import changed_identifiers
        from cms.lookup import checks as lookup_checks
        from cms.models import usage
        from cms.models.citation_styles import register_further_styles
        from cms.models.places import let_moves_wait
        from cms.outbox import register_before_delivery
        from cms.outbox.channels import register_channel

        register_further_styles()
        register_snippets()
        register_site_settings()
        register_before_delivery(settling.rebuild_all_stale)
        register_channel(WebhookChannel())
        register_channel(PurgeChannel())
        for model in apps.get_models():
            for field in model._meta.get_fields():
                if isinstance(field, StreamField):
                    field.prepare_judge()
        for checks in (admin_checks, api_checks, delivery_checks, purge_checks, lookup_checks):
            checks.register_checks()
        usage.connect()
        let_moves_wait()
        changes.connect(self)
        changed_identifiers.connect()
        forgetting.connect()
        integrity.connect()
