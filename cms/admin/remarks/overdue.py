"""The report of pages that should have been reviewed by now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.models import Page

from cms.admin.date_columns import PlainDateColumn
from cms.admin.remarks.pages_report import STATUSES, PagesReportView, reported_pages, status_of, title_of
from cms.models.page_mixins import ResearchSummaryMixin
from cms.models.pages import delivered_models
from cms.remarks.keep import today

__all__ = ["OverdueReportView", "reviewed_pages"]

WITHIN = [("30", _("Overdue, or due within 30 days")), ("90", _("Overdue, or due within 90 days"))]


@dataclass(frozen=True)
class Due:
    """A page whose review is due."""

    page: Any
    reviewer: str
    last: date | None
    next: date

    @property
    def days(self) -> int:
        """Since when; negative if it is still to come."""
        return (today() - self.next).days


def reviewed_pages(*, before: date, among: QuerySet[Page]) -> Iterator[QuerySet[Any]]:
    """For each page type with reviews, its pages whose next one is before that day."""
    for model in delivered_models():
        if issubclass(model, ResearchSummaryMixin):
            yield model._default_manager.filter(next_review__lt=before, pk__in=among.values("pk"))


class OverdueFilterSet(WagtailFilterSet):
    """By time and status of the page; the view asks each page type."""

    within = ChoiceFilter(
        label=_("Time"),
        choices=WITHIN,
        empty_label=_("Overdue"),
        method="leave",
        widget=forms.RadioSelect,
    )
    status = ChoiceFilter(
        label=_("Page status"),
        choices=STATUSES,
        empty_label=_("All"),
        method="filter_status",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Page
        fields = ("within", "status")

    def leave(self, queryset: Any, name: str, value: str) -> Any:
        """Which day that is, the view has asked for already."""
        return queryset

    def filter_status(self, queryset: Any, name: str, value: str) -> Any:
        """Whether readers see the page."""
        return queryset.filter(live=value == "live")


class OverdueReportView(PagesReportView):
    """Pages, the longest overdue first. As the public sees them, or as they were first saved."""

    model = Page
    filterset_class = OverdueFilterSet
    page_title = _("Overdue reviews")
    header_icon = "date"
    index_url_name = "cms_overdue_report"
    index_results_url_name = "cms_overdue_report_results"
    nothing = _("No review is overdue.")
    nothing_found = _("No page matches these filters.")
    export_filename = "overdue-reviews"
    list_export = ["page_id", "page", "status", "reviewer", "last", "next", "days"]
    export_headings = {
        "page_id": _("Page id"),
        "page": _("Page"),
        "status": _("Page status"),
        "reviewer": _("Reviewed by"),
        "last": _("Last review"),
        "next": _("Next review"),
        "days": _("Days overdue"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        return [
            *self.page_columns,
            Column("reviewer", label=_("Reviewed by"), accessor="reviewer"),
            PlainDateColumn("last", label=_("Last review"), accessor="last"),
            PlainDateColumn("next", label=_("Next review"), accessor="next"),
            Column("days", label=_("Days overdue"), accessor=lambda due: max(due.days, 0)),
        ]

    def get_base_queryset(self) -> QuerySet[Page]:
        return reported_pages(self.request.user)

    def get_filtered_queryset(self) -> list[Due]:
        """One query for each page type."""
        within = self.request.GET.get("within")
        days = int(within) if within in dict(WITHIN) else 0
        among = super().get_filtered_queryset()
        found = [
            Due(page, page.reviewed_by.name if page.reviewed_by else "", page.last_reviewed, page.next_review)
            for pages in reviewed_pages(before=today() + timedelta(days=days), among=among)
            for page in pages.select_related("reviewed_by").defer(
                "body", "key_points", "authors", "further_reading"
            )
        ]
        return sorted(found, key=lambda due: (due.next, due.page.title, due.page.pk))

    def to_row_dict(self, item: Due) -> dict[str, Any]:
        return {
            "page_id": item.page.pk,
            "page": title_of(item.page),
            "status": status_of(item.page),
            "reviewer": item.reviewer,
            "last": item.last,
            "next": item.next,
            "days": item.days,
        }
