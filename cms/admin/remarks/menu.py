"""Where the reports are, and the ways to them in the menu."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from cms.admin.remarks.overdue import OverdueReportView
from cms.admin.remarks.pages_report import ReportMenuItem
from cms.admin.remarks.panel_pages import PanelPagesReportView
from cms.admin.remarks.report import RemarksReportView

__all__ = ["REPORTS", "remark_report_urls"]


def _item(label: Any, view: str, name: str, icon: str, order: int) -> ReportMenuItem:
    return ReportMenuItem(label, reverse(view), name=name, icon_name=icon, order=order)


REPORTS: list[Callable[[], ReportMenuItem]] = [
    partial(_item, _("Remarks"), "cms_remarks_report", "remarks", "list-ul", 670),
    partial(_item, _("Overdue reviews"), "cms_overdue_report", "overdue-reviews", "date", 680),
    partial(_item, _("Sources with notices"), "cms_sources_report", "sources", "warning", 690),
    partial(
        _item,
        _("Pages by call to action"),
        "cms_panel_pages_report",
        "panel-pages",
        "cms-call-to-action",
        695,
    ),
]
"""For the hook `register_reports_menu_item`."""


def remark_report_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`."""
    views: tuple[tuple[str, Any], ...] = (
        ("remarks", RemarksReportView),
        ("overdue-reviews", OverdueReportView),
        ("panel-pages", PanelPagesReportView),
    )
    found = []
    for address, view in views:
        results = view.as_view(results_only=True)
        found.append(path(f"reports/{address}/", view.as_view(), name=view.index_url_name))
        found.append(path(f"reports/{address}/results/", results, name=view.index_results_url_name))
    return found
