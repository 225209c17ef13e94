"""The list of submissions."""

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from cms.admin.admin_urls import with_query
from cms.admin.submissions.columns import submission_columns
from cms.admin.submissions.exports import SubmissionExportMixin
from cms.admin.submissions.filters import SubmissionFilterSet, matching
from cms.models import Submission

__all__ = ["SubmissionIndexView", "listed"]


def listed(query: QueryDict, request: HttpRequest) -> QuerySet[Submission]:
    """What the list shows for these parameters, on all of its pages."""
    filters = SubmissionFilterSet(data=query, queryset=Submission.objects.all(), request=request)
    found = (
        filters.filter_queryset(Submission.objects.all()) if filters.is_valid() else Submission.objects.none()
    )
    return matching(found, query.get("q", "").strip())


class SubmissionIndexView(SubmissionExportMixin, generic.IndexView):
    """The newest first; suspected spam only when it is asked for."""

    template_name = "cms/admin/submission_list.html"
    any_permission_required = ["view"]
    default_ordering = "-received_at"
    is_searchable = True
    list_export = [
        "uuid", "received_at", "panel_heading", "panel_slug", "get_kind_display", "get_state_display", "locale",
        "site.hostname", "page_path", "placement", "email", "note", "handled_at", "handled_by",
    ]  # fmt: skip
    export_headings = {
        "get_kind_display": _("Kind"),
        "get_state_display": _("State"),
        "site.hostname": _("Site"),
        "panel_heading": _("Panel"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        return submission_columns(self.inspect_url_name)

    def get_base_queryset(self) -> QuerySet[Submission]:
        found: QuerySet[Submission] = super().get_base_queryset()
        return found.select_related("site", "handled_by") if self.is_export else found

    def order_queryset(self, queryset: QuerySet[Submission]) -> QuerySet[Submission]:
        """Two rows of the same second keep their order from page to page."""
        ordering = str(self.ordering or self.default_ordering)
        return queryset.order_by(ordering, "-pk")

    def search_queryset(self, queryset: QuerySet[Submission]) -> QuerySet[Submission]:
        return matching(queryset, self.search_query)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The way to what is not listed, and back."""
        spam = Submission.State.QUARANTINED
        if self.request.GET.getlist("state") == [spam]:
            return [HeaderButton(_("All but spam"), url=reverse(self.index_url_name), icon_name="list-ul")]
        url = with_query(reverse(self.index_url_name), state=spam)
        return [HeaderButton(_("Suspected spam"), url=url, icon_name="warning")]
