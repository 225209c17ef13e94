"""What the reports about pages have in common: who sees them, and which pages."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.admin.safe_export import SafeExportMixin

__all__ = [
    "PERMISSIONS",
    "STATUSES",
    "PagesReportView",
    "ReportMenuItem",
    "edit_url",
    "may_see_reports",
    "reported_pages",
    "status_of",
    "title_of",
]

PERMISSIONS = ["add", "change", "publish"]
"""Whoever has one of these for some page sees the reports, with the pages for which he has it."""
STATUSES = [("live", _("Public")), ("draft", _("Draft"))]


def reported_pages(user: Any) -> QuerySet[Page]:
    """The pages that the user works on. The explorer also shows those above, whose drafts are not his to read."""
    policy = policy_registry.get_by_type(Page)
    found: QuerySet[Page] = policy.instances_user_has_any_permission_for(user, PERMISSIONS)
    return found


def may_see_reports(user: Any) -> bool:
    """Whether there is any page that the user works on."""
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, PERMISSIONS))


def edit_url(page: Any) -> str:
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def title_of(page: Any) -> str:
    """As editors know it."""
    return str(page.get_admin_display_title())


def status_of(page: Any) -> str:
    """Whether readers see the page."""
    return str(_("Public") if page.live else _("Draft"))


class PagesReportView(SafeExportMixin, ReportView):
    """A list of what is the matter with pages. Its items have the page as `page`, in its base class."""

    permission_policy = policy_registry.get_by_type(Page)
    any_permission_required = PERMISSIONS
    default_ordering = None
    is_searchable = False
    nothing = _("There is nothing to report.")
    nothing_found = _("Nothing matches these filters.")

    @cached_property
    def no_results_message(self) -> str:
        """What an empty report says."""
        return str(self.nothing_found if self.is_filtering else self.nothing)

    @property
    def page_columns(self) -> list[Column]:
        """The page, and whether readers see it."""
        return [
            TitleColumn(
                "page",
                label=_("Page"),
                width="25%",
                accessor=lambda item: title_of(item.page),
                get_url=lambda item: edit_url(item.page),
            ),
            StatusTagColumn(
                "live",
                label=_("Page status"),
                accessor=lambda item: status_of(item.page),
                primary=lambda item: item.page.live,
            ),
        ]


class ReportMenuItem(MenuItem):
    """Shown to whoever may edit pages."""

    def is_shown(self, request: Any) -> bool:
        return may_see_reports(request.user)
