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
        from blocks.placement_rules import offer_marks
        from cms.admin import checks as admin_checks
        from cms.admin.site_settings import register_site_settings
        from cms.admin.viewsets import register_snippets
        from cms.api import checks as api_checks
        from cms.conf import checks as conf_checks
        from cms.conf import conf
        from cms.delivery import changes, forgetting, integrity, settling
        from cms.delivery import checks as delivery_checks
        from cms.delivery.previewing.serving import serve_preview
        from cms.delivery.purge import PurgeChannel
        from cms.delivery.purge import checks as purge_checks
        from cms.delivery.webhooks import WebhookChannel
        from cms.fields import StreamField
        from cms.legacy import checks as legacy_checks
        from cms.legacy.background import work_on_imports
        from cms.lookup import changed_identifiers
        from cms.lookup import checks as lookup_checks
        from cms.models import usage
        from cms.models.citation_styles import register_further_styles
        from cms.models.places import let_moves_wait
        from cms.models.preview_serving import register_preview
        from cms.models.publishing import register_publication_judge
        from cms.outbox import register_before_delivery
        from cms.outbox.channels import register_channel
        from cms.remarks import checks as remark_checks
        from cms.remarks import gate, keep, staleness
        from cms.remarks.further_rules import load_further_rules
        from cms.submissions import checks as submission_checks
        from cms.submissions import kinds, process
        from cms.submissions.mail import MailChannel
        from cms.submissions.targets import TargetChannel
        from cms.submissions.targets import checks as target_checks

        offer_marks(lambda: conf.page_flags.items())
        register_further_styles()
        register_snippets()
        register_site_settings()
        register_preview(serve_preview)
        kinds.register_kinds()
        # A reader waits for a mail; documents that are not built yet are built by whoever asks for them.
        register_before_delivery(process.process_received)
        register_before_delivery(settling.rebuild_all_stale)
        register_before_delivery(keep.judge_some)
        register_before_delivery(work_on_imports)
        register_channel(WebhookChannel())
        register_channel(PurgeChannel())
        register_channel(TargetChannel())
        register_channel(MailChannel())
        for model in apps.get_models():
            for field in model._meta.get_fields():
                if isinstance(field, StreamField):
                    field.prepare_judge()
        for checks in (
            admin_checks,
            api_checks,
            conf_checks,
            delivery_checks,
            purge_checks,
            legacy_checks,
            lookup_checks,
            remark_checks,
            submission_checks,
            target_checks,
        ):
            checks.register_checks()
        usage.connect()
        let_moves_wait()
        changes.connect(self)
        changed_identifiers.connect()
        forgetting.connect()
        integrity.connect()
        load_further_rules()
        register_publication_judge(gate.publication_refusals)
        staleness.connect()
