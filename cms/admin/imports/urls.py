"""Where imports are, and the way to them in the menu and from a page."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from cms.admin.imports.detail import ActView, EntryView, ImportView, ProgressView
from cms.admin.imports.files import OriginalView, ReportFileView
from cms.admin.imports.listing import AddView, ImportsView
from cms.admin.imports.proposals import ProposalsView
from cms.admin.imports.rights import may_look
from cms.models import LegacySource

__all__ = ["import_urls", "imports_menu_item", "origin_button"]


def import_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`."""
    return [
        path("imports/", ImportsView.as_view(), name="cms_imports"),
        path("imports/add/", AddView.as_view(), name="cms_import_add"),
        path("imports/<int:pk>/", ImportView.as_view(), name="cms_import"),
        path("imports/<int:pk>/progress/", ProgressView.as_view(), name="cms_import_progress"),
        path("imports/<int:pk>/act/", ActView.as_view(), name="cms_import_act"),
        path("imports/<int:pk>/entries/<int:position>/", EntryView.as_view(), name="cms_import_entry"),
        path(
            "imports/<int:pk>/report.html",
            ReportFileView.as_view(),
            {"form": "html"},
            "cms_import_report_html",
        ),
        path(
            "imports/<int:pk>/report.json",
            ReportFileView.as_view(),
            {"form": "json"},
            "cms_import_report_json",
        ),
        path("imports/proposals/<int:page_id>/", ProposalsView.as_view(), name="cms_import_proposals"),
        path("imports/original/<int:page_id>/", OriginalView.as_view(), name="cms_import_original"),
    ]


class ImportsMenuItem(MenuItem):
    """Shown to those who may look at imports, or begin one."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_look(request.user)


def imports_menu_item() -> MenuItem:
    """Hook of the menu of the research desk."""
    return ImportsMenuItem(_("Imports"), reverse("cms_imports"), name="imports", icon_name="upload", order=70)


def origin_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Hook `register_page_header_buttons`: from an imported page to what the import said of it."""
    imported = page.pk and LegacySource.objects.filter(page=page.pk).exists()
    if imported and page.permissions_for_user(user).can_edit():
        address = reverse("cms_import_proposals", args=(page.pk,))
        yield Button(_("From the old article"), address, icon_name="clipboard-list", priority=56)
