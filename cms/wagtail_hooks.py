"""Wiring of the editor's side: icons, and what happens when something is deleted or published."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.actions import ActionRegistry
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from cms.admin.bulk_changes import leave_out_what_goes_along, mark_bulk_change, take_turn
from cms.admin.cite.feature import register_cite
from cms.admin.cite.texts import cite_config, cite_urls
from cms.admin.deletion import refuse_deletion_in_use
from cms.admin.deliveries import DeliveryViewSet
from cms.admin.reference_bulk import MarkUnverified, MarkVerified
from cms.admin.reference_checks import CheckIntegrity
from cms.admin.reference_merge import MergeReferences
from cms.admin.reference_refresh import REFRESHED
from cms.admin.refusals import refuse_bulk_publication
from cms.admin.reports import SourcesMenuItem, report_urls
from cms.admin.webhooks import WebhookViewSet
from cms.models.merging.history import MERGED, REPLACED
from cms.models.publishing import AllOrNothingPublishAction

ICONS = ("call-to-action", "reference", "research")


def register_icons(icons: list[str]) -> list[str]:
    """Drawings of our own, beside Wagtail's."""
    return [*icons, *(f"cms/icons/{name}.svg" for name in ICONS)]


EDITOR_SCRIPTS = ("tab-errors", "record-type", "name-lines", "names", "date-parts")


def editor_js() -> SafeString:
    """Scripts of the editors of pages and of the library."""
    sources = ((static(f"cms/admin/{name}.js"),) for name in EDITOR_SCRIPTS)
    return format_html_join("\n", '<script defer src="{}"></script>', sources)


def admin_css() -> SafeString:
    """Styles of our own lists and forms."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin/library.css"))


WEBHOOK_ACTIONS = (
    (
        "cms.webhook.gone",
        _("Switch off"),
        _("Switched off: the receiver says that it does not exist any more"),
    ),
    ("cms.webhook.rotate", _("New secret"), _("New secret; the old one is valid for another day")),
    ("cms.webhook.reveal", _("Reveal secret"), _("The secret was shown")),
    ("cms.webhook.test", _("Test"), _("Test event")),
)


class PublishRefusedFormatter(LogFormatter):
    """What the history of a page says when its scheduled version could not go live."""

    label = _("Publishing refused")

    def format_message(self, log_entry: Any) -> str:
        message = _("The scheduled version was not published, because it is not complete. %(reasons)s")
        return str(message) % {"reasons": log_entry.data.get("reasons", "")}


class ReferenceMergedFormatter(LogFormatter):
    """What the history of a record says when another one became a part of it."""

    label = _("Merged")

    def format_message(self, log_entry: Any) -> str:
        message = _(
            "“%(key)s: %(title)s” was merged into this record. What is older than this may be about either."
        )
        return str(message) % {name: log_entry.data.get(name, "") for name in ("key", "title")}


class ReferenceReplacedFormatter(LogFormatter):
    """What the history of a page says when a record that it cites was merged into another one."""

    label = _("Reference replaced")

    def format_message(self, log_entry: Any) -> str:
        message = _("The reference “%(old)s” was merged into “%(new)s”, which is cited instead.")
        return str(message) % {name: log_entry.data.get(name, "") for name in ("old", "new")}


class ReferenceRefreshedFormatter(LogFormatter):
    """What the history of a record says when something was taken over from a registry."""

    label = _("Refreshed")

    def format_message(self, log_entry: Any) -> str:
        fields = ", ".join(log_entry.data.get("fields") or ())
        if not fields:
            message = _("Compared with %(registry)s and marked as verified")
        else:
            message = _("Taken over from %(registry)s: %(fields)s")
        return str(message) % {"registry": log_entry.data.get("registry", ""), "fields": fields}


def register_log_actions(actions: LogActionRegistry) -> None:
    """Actions of our own in Wagtail's history."""
    actions.register_action("cms.publish.refused")(PublishRefusedFormatter)
    actions.register_action(MERGED)(ReferenceMergedFormatter)
    actions.register_action(REFRESHED)(ReferenceRefreshedFormatter)
    actions.register_action(REPLACED)(ReferenceReplacedFormatter)
    for action, label, message in WEBHOOK_ACTIONS:
        actions.register_action(action, label, message)


def register_actions(actions: ActionRegistry) -> None:
    """For all pages: Wagtail's v3 API does not ask for the action of a page's own type."""
    actions.register(Page, AllOrNothingPublishAction)


def register_viewsets() -> list[ModelViewSet]:
    """Lists and forms of what are no snippets."""
    return [WebhookViewSet(), DeliveryViewSet()]


def register_sources_report() -> SourcesMenuItem:
    """The report of pages whose sources need attention."""
    return SourcesMenuItem(
        _("Sources with notices"),
        reverse("cms_sources_report"),
        name="sources",
        icon_name="warning",
        order=690,
    )


hooks.register("before_bulk_action", take_turn)
hooks.register("before_bulk_action", leave_out_what_goes_along)
hooks.register("before_bulk_action", refuse_bulk_publication)
hooks.register("after_bulk_action", mark_bulk_change)
hooks.register("before_delete_snippet", refuse_deletion_in_use)
hooks.register("insert_editor_js", cite_config)
hooks.register("insert_editor_js", editor_js)
hooks.register("insert_global_admin_css", admin_css)
hooks.register("register_actions", register_actions, order=1)
hooks.register("register_admin_viewset", register_viewsets)
for action in (MergeReferences, CheckIntegrity, MarkVerified, MarkUnverified):
    hooks.register("register_bulk_action", action)
hooks.register("register_admin_urls", cite_urls)
hooks.register("register_icons", register_icons)
hooks.register("register_admin_urls", report_urls)
hooks.register("register_log_actions", register_log_actions)
hooks.register("register_rich_text_features", register_cite)
hooks.register("register_reports_menu_item", register_sources_report)
