"""The report of pages that rest on a source about which there is a notice, or of which nobody knows."""

from typing import Any

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_filters.filters import MultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from cms.admin.admin_urls import reference_url
from cms.admin.reference_columns import IntegrityColumn, integrity_icon
from cms.admin.remarks.pages_report import PagesReportView, reported_pages
from cms.models import Integrity, Reference
from cms.models.cited_sources import NOTICED, Use, uses_of_noticed

__all__ = ["report_urls"]

UNCHECKED = Integrity.UNCHECKED
LABELS = [(status.value, status.label) for status in (*NOTICED, UNCHECKED)]


class SourcesFilterSet(WagtailFilterSet):
    """By status."""

    integrity = MultipleChoiceFilter(
        label=_("Status of the source"), choices=LABELS, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = Reference
        fields = ("integrity",)


def state(use: Use) -> str:
    """What its editors have said."""
    if use.is_settled:
        return _("Acknowledged: %(reasons)s") % {"reasons": use.reasons_text}
    if not use.citations:
        return str(_("Listed or summarised, not cited in the text"))
    open_ones = use.citations - use.acknowledged
    return ngettext("%(count)d citation to look at", "%(count)d citations to look at", open_ones) % {
        "count": open_ones
    }


class SourceIntegrityColumn(IntegrityColumn):
    """What has become of the source of a use."""

    def get_cell_context_data(self, instance: Use, parent_context: Any) -> dict[str, Any]:
        context = Column.get_cell_context_data(self, instance, parent_context)
        reference = instance.reference
        return {**context, "state": reference.integrity, "icon": integrity_icon(reference)}


class SourcesReportView(PagesReportView):
    """Pages and the sources that need attention, one row for each page and source. Those that no registry was asked
    about are left out unless they are chosen: in a new library that is all of them."""

    model = Reference
    filterset_class = SourcesFilterSet
    page_title = _("Sources with notices")
    header_icon = "warning"
    index_url_name = "cms_sources_report"
    index_results_url_name = "cms_sources_report_results"
    results_template_name = "cms/admin/sources_report_results.html"
    list_export = ["page.title", "page.url", "page.live", "reference.key", "reference.title", "reference.doi",
                   "reference.integrity", "notice_date", "citations", "acknowledged", "reasons_text"]  # fmt: skip
    export_headings = {
        "page.title": _("Page"),
        "page.url": _("Address"),
        "page.live": _("Public"),
        "reference.key": _("Citation key"),
        "reference.title": _("Source"),
        "reference.doi": _("DOI"),
        "reference.integrity": _("Status"),
        "notice_date": _("Date of the notice"),
        "citations": _("Citations"),
        "acknowledged": _("Acknowledged"),
        "reasons_text": _("Reasons"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        return [
            *self.page_columns,
            TitleColumn(
                "source",
                label=_("Source"),
                accessor="reference.title",
                get_url=lambda use: reference_url("edit", use.reference.pk),
            ),
            SourceIntegrityColumn(
                "integrity",
                label=_("Status of the source"),
                accessor=lambda use: use.reference.get_integrity_display(),
            ),
            Column("date", label=_("Date of the notice"), accessor="notice_date"),
            Column("state", label=_("In the text"), accessor=state),
        ]

    def get_base_queryset(self) -> QuerySet[Reference]:
        chosen = self.request.GET.getlist("integrity")
        statuses = (*NOTICED, UNCHECKED) if UNCHECKED in chosen else NOTICED
        return Reference.objects.filter(integrity__in=statuses).order_by("pk")

    def get_filtered_queryset(self) -> list[Use]:
        """The uses by pages that the user works on."""
        uses = uses_of_noticed(super().get_filtered_queryset())
        found = reported_pages(self.request.user).filter(pk__in={use.page.pk for use in uses})
        his = set(found.values_list("pk", flat=True))
        return [use for use in uses if use.page.pk in his]


def report_urls() -> list[URLPattern]:
    """Where the report is."""
    view = SourcesReportView
    return [
        path("reports/sources/", view.as_view(), name="cms_sources_report"),
        path("reports/sources/results/", view.as_view(results_only=True), name="cms_sources_report_results"),
    ]
