"""The list of research summaries, which may stand anywhere in the tree of pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
    ParentPageColumn,
)
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from cms.admin.date_columns import PlainDateColumn
from cms.admin.filters import ResearchSummaryFilterSet
from cms.admin.remarks.columns import JudgedListMixin, RemarksColumn
from cms.models import ResearchSummaryPage

__all__ = ["ResearchSummaryViewSet"]


class ResearchSummaryIndexView(JudgedListMixin, IndexView):
    """The list, with what the rules say about each page; an empty one says what it is for."""

    results_template_name = "cms/admin/summary_results.html"


class ResearchSummaryViewSet(PageListingViewSet):
    """Research summaries wherever in the tree they are."""

    model = ResearchSummaryPage
    name = "research-summaries"
    index_view_class = ResearchSummaryIndexView
    icon = "cms-research"
    menu_label = _("Research summaries")
    menu_name = "research-summaries"
    filterset_class = ResearchSummaryFilterSet
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        ParentPageColumn("parent", label=_("Parent")),
        PlainDateColumn("next_review", label=_("Next review"), sort_key="next_review", width="12%"),
        DateColumn(
            "latest_revision_created_at",
            label=_("Updated"),
            sort_key="latest_revision_created_at",
            width="12%",
        ),
        RemarksColumn("remarks", label=_("Remarks"), width="12%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]
