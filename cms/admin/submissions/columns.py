"""Columns of the lists. None asks the database: what they show stands in the row."""

from typing import Any

from django.contrib.admin.utils import quote
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, StatusTagColumn, TitleColumn

from cms.conf import conf
from cms.models import Submission, Subscriber

__all__ = ["BULK_TYPE", "page_edit_url", "submission_columns", "subscriber_columns", "when"]

BULK_TYPE = "submission"


def when(moment: Any) -> str:
    """The local date and time."""
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else ""


def page_edit_url(page_id: int | None) -> str:
    """Where the page is edited; empty if it is gone."""
    if page_id is None:
        return ""
    try:
        return reverse("wagtailadmin_pages:edit", args=(page_id,))
    except NoReverseMatch:
        return ""


class PageColumn(Column):
    """The path of the page as a link to the page's form."""

    cell_template_name = "cms/admin/columns/submission_page.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        page_id = instance["page_id"] if isinstance(instance, dict) else instance.page_id
        return {**context, "page_url": page_edit_url(page_id)}


def submission_columns(inspect_url_name: str) -> list[Column]:
    """Of the list of submissions."""
    language = [Column("locale", label=_("Language"), sort_key="locale")] if conf.i18n_enabled else []
    return [
        BulkActionsCheckboxColumn("bulk_actions", obj_type=BULK_TYPE),
        TitleColumn(
            "received_at",
            label=_("Received"),
            accessor=lambda submission: when(submission.received_at),
            sort_key="received_at",
            width="20%",
            url_name=inspect_url_name,
            get_title_id=lambda submission: f"{BULK_TYPE}_{quote(submission.pk)}_title",
        ),
        Column(
            "email", label=_("From"), accessor=lambda submission: submission.email or "–", sort_key="email"
        ),
        Column("panel_heading", label=_("Panel"), sort_key="panel_heading"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        PageColumn("page", label=_("Page"), accessor="page_path", sort_key="page_path"),
        *language,
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor="get_state_display",
            sort_key="state",
            primary=lambda submission: submission.state == Submission.State.ACCEPTED,
        ),
    ]


def subscriber_columns() -> list[Column]:
    """Of the list of subscribers; the title comes first and is the list's own."""
    language = [Column("locale", label=_("Language"), sort_key="locale")] if conf.i18n_enabled else []
    return [
        Column("panel", label=_("List"), accessor=lambda row: row.panel.heading if row.panel else "–"),
        *language,
        StatusTagColumn(
            "status",
            label=_("Status"),
            accessor="get_status_display",
            sort_key="status",
            primary=lambda row: row.status == Subscriber.Status.CONFIRMED,
        ),
        Column(
            "created_at",
            label=_("Signed up"),
            accessor=lambda row: when(row.created_at),
            sort_key="created_at",
        ),
        Column(
            "confirmed_at",
            label=_("Confirmed"),
            accessor=lambda row: when(row.confirmed_at),
            sort_key="confirmed_at",
        ),
        Column(
            "unsubscribed_at",
            label=_("Unsubscribed"),
            accessor=lambda row: when(row.unsubscribed_at),
            sort_key="unsubscribed_at",
        ),
    ]
