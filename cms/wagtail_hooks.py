"""Wiring of the editor's side: icons, and what happens when something is deleted or published."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.actions import ActionRegistry
from wagtail.admin.menu import WagtailMenuRegisterable
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from cms.admin.bulk_changes import leave_out_what_goes_along, mark_bulk_change, take_turn
from cms.admin.cite.feature import register_cite
from cms.admin.cite.texts import cite_config, cite_urls
from cms.admin.deletion import refuse_deletion_in_use
from cms.admin.deliveries import DeliveryViewSet
from cms.admin.guide import guide_menu_item, guide_urls
from cms.admin.imports import log as imports_log
from cms.admin.imports.rights import permissions_to_give
from cms.admin.imports.urls import import_urls, imports_menu_item, origin_button
from cms.admin.keep_work import keep_work_config, keep_work_scripts, keep_work_urls
from cms.admin.menu import RESEARCH_MENU
from cms.admin.page_panels import page_panels_urls
from cms.admin.page_views import DeliveredPageViewSet
from cms.admin.reference_bulk import MarkUnverified, MarkVerified
from cms.admin.reference_checks import CheckIntegrity
from cms.admin.reference_merge import MergeReferences
from cms.admin.reference_refresh import REFRESHED
from cms.admin.refusals import refuse_bulk_publication
from cms.admin.remarks import log as remarks_log
from cms.admin.remarks.dashboard import add_attention
from cms.admin.remarks.menu import REPORTS, remark_report_urls
from cms.admin.remarks.views import remark_urls
from cms.admin.reports import report_urls
from cms.admin.share_links import REVOKED, SHARED, share_button
from cms.admin.submission_targets import SubmissionTargetViewSet
from cms.admin.submissions import log as submissions_log
from cms.admin.submissions.bulk import BULK_ACTIONS
from cms.admin.submissions.viewsets import AuditViewSet, SubmissionGroup, add_summary
from cms.admin.topics import topic_urls
from cms.admin.webhooks import WebhookViewSet
from cms.delivery.previewing.userbar import allow_checks_of_frontends
from cms.models.merging.history import MERGED, REPLACED
from cms.models.publishing import AllOrNothingPublishAction

ICONS = ("call-to-action", "reference", "research")


def register_icons(icons: list[str]) -> list[str]:
    """Drawings of our own, beside Wagtail's."""
    return [*icons, *(f"cms/icons/{name}.svg" for name in ICONS)]


EDITOR_SCRIPTS = (
    "tab-errors", "record-type", "panel-kind", "target-way", "name-lines", "names", "date-parts", "page-panels",
    "remarks", "topics", "field-names",
)  # fmt: skip
ADMIN_STYLES = ("library", "reference-form", "remarks", "imports")


def editor_js() -> SafeString:
    """Scripts of the editors of pages and of the library."""
    sources = ((static(f"cms/admin/{name}.js"),) for name in EDITOR_SCRIPTS)
    return format_html_join("\n", '<script defer src="{}"></script>', sources)


def admin_css() -> SafeString:
    """Styles of our own lists and forms."""
    sources = ((static(f"cms/admin/{name}.css"),) for name in ADMIN_STYLES)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', sources)


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
TARGET_ACTIONS = (
    (
        "cms.target.gone",
        _("Switch off"),
        _("Switched off: the receiver says that it does not exist any more"),
    ),
    ("cms.target.rotate", _("New secret"), _("New secret; the old one is not valid any more")),
    ("cms.target.test", _("Test"), _("Test submission")),
)

PREVIEW_ACTIONS = (
    (SHARED, _("Share a preview"), _("The draft was shared with a link")),
    (REVOKED, _("Take back a preview"), _("A link to a draft was taken back")),
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
    for action, label, message in (*WEBHOOK_ACTIONS, *TARGET_ACTIONS, *PREVIEW_ACTIONS):
        actions.register_action(action, label, message)


def register_actions(actions: ActionRegistry) -> None:
    """For all pages: Wagtail's v3 API does not ask for the action of a page's own type."""
    actions.register(Page, AllOrNothingPublishAction)


def register_viewsets() -> list[WagtailMenuRegisterable]:
    """Lists and forms of what are no snippets."""
    return [
        DeliveredPageViewSet(),
        WebhookViewSet(),
        DeliveryViewSet(),
        SubmissionTargetViewSet(),
        SubmissionGroup(),
        AuditViewSet(),
    ]


hooks.register("before_bulk_action", take_turn)
hooks.register("before_bulk_action", leave_out_what_goes_along)
hooks.register("before_bulk_action", refuse_bulk_publication)
hooks.register("after_bulk_action", mark_bulk_change)
hooks.register("before_delete_snippet", refuse_deletion_in_use)
hooks.register("insert_editor_js", cite_config)
hooks.register("insert_editor_js", editor_js)
hooks.register("insert_editor_js", keep_work_config)
hooks.register("insert_global_admin_css", admin_css)
hooks.register("insert_global_admin_js", keep_work_scripts)
hooks.register("register_actions", register_actions, order=1)
hooks.register("register_admin_viewset", register_viewsets)
for action in (MergeReferences, CheckIntegrity, MarkVerified, MarkUnverified, *BULK_ACTIONS):
    hooks.register("register_bulk_action", action)
hooks.register("register_admin_urls", cite_urls)
hooks.register("register_admin_urls", guide_urls)
hooks.register("register_admin_urls", import_urls)
hooks.register("register_admin_urls", keep_work_urls)
hooks.register(RESEARCH_MENU, guide_menu_item)
hooks.register(RESEARCH_MENU, imports_menu_item)
hooks.register("register_icons", register_icons)
hooks.register("register_admin_urls", page_panels_urls)
hooks.register("register_admin_urls", remark_urls)
hooks.register("register_admin_urls", remark_report_urls)
hooks.register("register_admin_urls", report_urls)
hooks.register("register_admin_urls", topic_urls)
hooks.register("register_log_actions", register_log_actions)
hooks.register("register_log_actions", imports_log.register_log_actions)
hooks.register("register_log_actions", remarks_log.register_log_actions)
hooks.register("register_log_actions", submissions_log.register_log_actions)
hooks.register("construct_wagtail_userbar", allow_checks_of_frontends, order=1000)
hooks.register("construct_homepage_summary_items", add_summary)
hooks.register("construct_homepage_panels", add_attention)
hooks.register("register_rich_text_features", register_cite)
for report in REPORTS:
    hooks.register("register_reports_menu_item", report)
hooks.register("register_page_header_buttons", origin_button)
hooks.register("register_page_header_buttons", share_button)
hooks.register("register_permissions", permissions_to_give)
