"""How much was sent through which panel on which page: numbers, and nothing about any reader."""

from typing import Any

from django.db.models import Case, Count, F, Max, Q, QuerySet, TextField, Value, When
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Site

from blocks.vocabulary import CallToActionKind
from cms.admin.safe_export import SafeExportMixin
from cms.admin.submissions.columns import PageColumn
from cms.admin.submissions.filters import form_kinds
from cms.admin.submissions.guard import VIEW, GuardedViewSet
from cms.conf import conf
from cms.models import Submission

__all__ = ["CountsViewSet"]

State = Submission.State
CONFIRMED = Q(state__in=(State.ACCEPTED, State.HANDLED))
ASKED = CONFIRMED | Q(state__in=(State.AWAITING, State.LAPSED))
"""Those of a newsletter who were asked for confirmation; who was subscribed already was not."""
KINDS = dict(CallToActionKind.choices)


class CountsFilterSet(WagtailFilterSet):
    """By date, kind of panel and site."""

    received_at = DateFromToRangeFilter(label=_("Received"), widget=DateRangePickerWidget)
    kind = ChoiceFilter(label=_("Kind"), choices=form_kinds, empty_label=_("All"))
    site = ModelChoiceFilter(label=_("Site"), queryset=Site.objects.all(), empty_label=_("All"))

    class Meta:
        model = Submission
        fields = ("received_at", "kind", "site")


def percentage(row: dict[str, Any]) -> str:
    """How many of those who were asked have confirmed; empty for what needs no confirmation."""
    if row["kind"] != CallToActionKind.NEWSLETTER or not row["asked"]:
        return ""
    return f"{100 * row['confirmed'] / row['asked']:.0f} %"


def totals(counted: QuerySet[Any]) -> QuerySet[Any]:
    """A row for each panel and page."""
    # A page that is gone is told from others by its path alone.
    place = Case(When(page=None, then=F("page_path")), default=Value(""), output_field=TextField())
    rows: QuerySet[Any] = (
        counted.annotate(place=place)
        .values("panel_key", "kind", "page_id", "place")
        .annotate(
            panel=Max("panel_heading"),
            path=Max("page_path"),
            received=Count("pk"),
            new=Count("pk", filter=Q(state=State.ACCEPTED)),
            done=Count("pk", filter=Q(state=State.HANDLED)),
            waiting=Count("pk", filter=Q(state=State.AWAITING)),
            confirmed=Count("pk", filter=CONFIRMED),
            asked=Count("pk", filter=ASKED),
        )
        .order_by("-received", "panel", "path")
    )
    return rows


class RowPaginator(WagtailPaginator):
    """What is counted below the table are its rows, not submissions."""

    verbose_name = _("row")
    verbose_name_plural = _("rows")


class CountsView(SafeExportMixin, ReportView):
    """The table. Suspected spam is not counted."""

    model = Submission
    any_permission_required = ["view"]
    filterset_class = CountsFilterSet
    page_title = _("Numbers of submissions")
    paginator_class = RowPaginator
    header_icon = "table"
    results_template_name = "cms/admin/submission_counts_results.html"
    default_ordering = None
    is_searchable = False
    index_url_name = ""
    index_results_url_name = ""
    export_filename = "submissions-by-panel-and-page"
    list_export = ["panel", "kind", "path", "received", "new", "done", "waiting", "confirmed_share"]
    export_headings = {
        "panel": _("Panel"),
        "kind": _("Kind"),
        "path": _("Page"),
        "received": _("Submissions"),
        "new": _("New"),
        "done": _("Done"),
        "waiting": _("Waiting for confirmation"),
        "confirmed_share": _("Confirmed"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        heading = self.export_headings
        return [
            Column("panel", label=heading["panel"]),
            Column("kind", label=heading["kind"], accessor=lambda row: KINDS.get(row["kind"], row["kind"])),
            PageColumn("path", label=heading["path"]),
            *(NumberColumn(name, label=heading[name]) for name in ("received", "new", "done", "waiting")),
            Column("confirmed_share", label=heading["confirmed_share"], accessor=percentage),
        ]

    def get_base_queryset(self) -> QuerySet[Submission]:
        return Submission.objects.exclude(state=State.QUARANTINED).order_by()

    def get_filtered_queryset(self) -> QuerySet[Any]:
        return totals(super().get_filtered_queryset())

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        row = {**item, "kind": KINDS.get(item["kind"], item["kind"]), "confirmed_share": percentage(item)}
        return {name: row[name] for name in self.list_export}

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "unconfirmed_days": conf.retention_days["unconfirmed"]}


class CountsViewSet(GuardedViewSet, ViewSet):
    """The numbers."""

    name = "submission-counts"
    menu_name = "submission-counts"
    menu_label = _("Numbers")
    icon = "table"
    guarded_by = (VIEW,)

    def get_urlpatterns(self) -> list[URLPattern]:
        options = {
            "index_url_name": self.get_url_name("index"),
            "index_results_url_name": self.get_url_name("index_results"),
        }
        return [
            path("", self.construct_view(CountsView, **options), name="index"),
            path(
                "results/",
                self.construct_view(CountsView, **options, results_only=True),
                name="index_results",
            ),
        ]
