"""Wagtail's views of pages, with what ours have more: for all delivered page types, a host's included.

A host that registers a `PageViewSet` of its own for a page type takes `RemarksCreateView`, `RemarksEditView` and
`JudgedIndexView` as its views.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry

from cms.admin.remarks.columns import JudgedListMixin, RemarksColumn
from cms.admin.remarks.side_panel import RemarksSidePanel
from cms.models.delivered_page import DeliveredPage

__all__ = ["DeliveredPageViewSet", "JudgedIndexView", "RemarksCreateView", "RemarksEditView", "with_remarks"]


def with_remarks(columns: list[Any]) -> list[Any]:
    """The columns of a list of pages, with that of the remarks before the status, the last one that says something."""
    at = next((place for place, column in enumerate(columns) if column.name == "status"), len(columns))
    return [*columns[:at], RemarksColumn("remarks", label=_("Remarks"), width="12%"), *columns[at:]]


class RemarksCreateView(CreateView):
    """Creates a page; says that remarks come once it is saved."""

    def get_side_panels(self) -> MediaContainer:
        return MediaContainer([*super().get_side_panels(), RemarksSidePanel(self.page, self.request)])


class RemarksEditView(EditView):
    """Edits a page beside what the rules say about it."""

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        # What Wagtail puts in place after saving in the background would take away what an editor is writing there.
        if self.expects_json_response or self.hydrate_create_view:
            return panels
        return MediaContainer([*panels, RemarksSidePanel(self.page, self.request)])


class JudgedIndexView(JudgedListMixin, ExplorableIndexView):
    """The explorer below one of our pages."""

    base_columns = with_remarks(ExplorableIndexView.base_columns)


class DeliveredPageViewSet(PageViewSet):
    """The views of all delivered page types that have none of their own."""

    name = "delivered-pages"
    add_view_class = RemarksCreateView
    edit_view_class = RemarksEditView
    index_view_class = JudgedIndexView

    def on_register(self) -> None:
        """For an abstract class: Wagtail looks for the views of a page, and of the list of those below it, along the
        bases of its type."""
        ViewSet.on_register(self)
        page_viewset_registry.register(DeliveredPage, self, parent_models=(DeliveredPage,))
