"""The report of who has looked at personal data, exported or erased it. It holds none itself."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.history import LogEntryUserColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry

from cms.admin.safe_export import SafeExportMixin
from cms.admin.submissions.columns import when
from cms.admin.submissions.guard import ERASE, GuardedViewSet
from cms.admin.submissions.log import ACTIONS
from cms.models import Submission, Subscriber

__all__ = ["AuditViewSet"]

DELETED = "wagtail.delete"


def actions(*_args: Any) -> list[tuple[str, Any]]:
    """What is listed, for a filter."""
    labels = dict(
        log_registry.get_choices()
    )  # looks for them first, which asking for a single label does not
    return [(action, labels[action]) for action in (*ACTIONS, DELETED)]


def users(request: Any) -> QuerySet[Any]:
    """Who has done any of it."""
    found: QuerySet[Any] = entries().get_users()
    return found


def entries() -> Any:
    """The entries of the report."""
    models = ContentType.objects.get_for_models(Submission, Subscriber).values()
    return ModelLogEntry.objects.filter(content_type__in=models, action__in=(*ACTIONS, DELETED))


class AuditFilterSet(WagtailFilterSet):
    """By what was done, by whom, and when."""

    action = ChoiceFilter(label=_("Action"), choices=actions, empty_label=_("All"))
    user = ModelChoiceFilter(label=_("User"), queryset=users, empty_label=_("All"))
    timestamp = DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = ModelLogEntry
        fields = ("action", "user", "timestamp")


class EntryPaginator(WagtailPaginator):
    """What is counted below the table are entries, whatever Wagtail calls them."""

    verbose_name = _("entry")
    verbose_name_plural = _("entries")


class AuditView(SafeExportMixin, ReportView):
    """The newest first."""

    model = ModelLogEntry
    permission_policy = None
    filterset_class = AuditFilterSet
    page_title = _("Who looked at personal data")
    header_icon = "view"
    results_template_name = "cms/admin/submission_audit_results.html"
    default_ordering = "-timestamp"
    is_searchable = False
    paginator_class = EntryPaginator
    index_url_name = ""
    index_results_url_name = ""
    export_filename = "personal-data-log"
    list_export = ["timestamp", "user_display_name", "action", "message", "label"]
    export_headings = {"user_display_name": _("User"), "message": _("What"), "label": _("About")}

    @cached_property
    def columns(self) -> list[Column]:
        return [
            Column(
                "timestamp",
                label=_("Time"),
                accessor=lambda entry: when(entry.timestamp),
                sort_key="timestamp",
            ),
            LogEntryUserColumn("user", label=_("User")),
            Column("message", label=_("What")),
            Column("label", label=_("About")),
        ]

    def get_base_queryset(self) -> QuerySet[ModelLogEntry]:
        found: QuerySet[ModelLogEntry] = entries().select_related("user", "user__wagtail_userprofile")
        return found


class AuditViewSet(GuardedViewSet, ViewSet):
    """The report, for those who answer for the data."""

    name = "personal-data-log"
    menu_name = "personal-data-log"
    menu_label = _("Who looked at personal data")
    menu_hook = "register_reports_menu_item"
    menu_order = 695
    icon = "view"
    guarded_by = (ERASE,)

    def get_urlpatterns(self) -> list[URLPattern]:
        options = {
            "index_url_name": self.get_url_name("index"),
            "index_results_url_name": self.get_url_name("index_results"),
        }
        return [
            path("", self.construct_view(AuditView, **options), name="index"),
            path(
                "results/", self.construct_view(AuditView, **options, results_only=True), name="index_results"
            ),
        ]
