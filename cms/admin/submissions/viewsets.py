"""Submissions and what belongs to them, in a menu that only those see who may look at personal data."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from cms.admin.menu import RESEARCH_MENU
from cms.admin.submissions.address import AddressViewSet
from cms.admin.submissions.audit import AuditViewSet
from cms.admin.submissions.counts import CountsViewSet
from cms.admin.submissions.detail import ChangeView, SubmissionView
from cms.admin.submissions.filters import SubmissionFilterSet
from cms.admin.submissions.guard import VIEW
from cms.admin.submissions.kept import KeptViewSet
from cms.admin.submissions.listing import SubmissionIndexView
from cms.admin.submissions.subscribers import SubscriberViewSet
from cms.models import Submission

__all__ = ["AuditViewSet", "SubmissionGroup", "add_summary"]


class SubmissionViewSet(KeptViewSet):
    """Submissions: nothing is added here, and what a reader wrote is not edited."""

    model = Submission
    name = "submissions"
    icon = "mail"
    menu_label = _("Submissions")
    menu_name = "submissions"
    guarded_by = (VIEW,)
    inspect_view_enabled = True
    index_view_class = SubmissionIndexView
    index_results_template_name = "cms/admin/submission_results.html"
    inspect_view_class = SubmissionView
    filterset_class = SubmissionFilterSet
    export_filename = "submissions"

    def get_inspect_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        options: dict[str, Any] = super().get_inspect_view_kwargs(**kwargs)
        return {**options, "change_url_name": self.get_url_name("change")}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("change/<int:pk>/", self.construct_view(ChangeView), name="change"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
        ]

    @property
    def url_finder_class(self) -> Any:
        """Histories lead to the details."""
        finder = super().url_finder_class
        finder.edit_url_name = self.get_url_name("inspect")
        return finder


class SubmissionGroup(ModelViewSetGroup):
    """A menu below that of the research desk. Whoever may see none of it does not see the menu either."""

    items = (SubmissionViewSet, SubscriberViewSet, CountsViewSet, AddressViewSet)
    menu_label = _("Submissions")
    menu_name = "submissions"
    menu_icon = "mail"
    menu_hook = RESEARCH_MENU
    menu_order = 60


class NewSubmissions(SummaryItem):
    """On the start page: how many submissions wait for somebody of the team."""

    order = 150
    template_name = "cms/admin/submission_summary.html"

    def is_shown(self) -> bool:
        return bool(self.request.user.has_perm(VIEW))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        waiting: QuerySet[Submission] = Submission.objects.filter(state=Submission.State.ACCEPTED)
        return {"count": waiting.count(), "state": Submission.State.ACCEPTED.value}


def add_summary(request: Any, items: list[SummaryItem]) -> None:
    """Hook `construct_homepage_summary_items`."""
    items.append(NewSubmissions(request))
