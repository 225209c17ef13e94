"""The lists of subscribers: who gets a newsletter, and ending a subscription for somebody who asked the team."""

from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from cms.admin.submissions.columns import subscriber_columns
from cms.admin.submissions.exports import GuardedExportMixin
from cms.admin.submissions.filters import SubscriberFilterSet
from cms.admin.submissions.guard import VIEW
from cms.admin.submissions.kept import KeptViewSet
from cms.admin.submissions.log import UNSUBSCRIBED
from cms.models import ConsentRecord, Subscriber
from cms.submissions.subscriptions import unsubscribe
from cms.submissions.tokens import unsubscribe_token

__all__ = ["SubscriberViewSet"]


class SubscriberIndexView(GuardedExportMixin, generic.IndexView):
    """The newest first."""

    any_permission_required = ["view"]
    default_ordering = "-created_at"
    is_searchable = True
    unsubscribe_url_name = ""
    list_export = [
        "uuid", "email", "panel.heading", "panel.slug", "get_status_display", "locale", "site.hostname", "created_at",
        "confirmed_at", "unsubscribed_at",
    ]  # fmt: skip
    export_headings = {
        "panel.heading": _("List"),
        "panel.slug": _("Slug of the panel"),
        "get_status_display": _("Status"),
        "site.hostname": _("Site"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        def submission_url(subscriber: Subscriber) -> str | None:
            if subscriber.submission_id is None or not self.request.user.has_perm(VIEW):
                return None
            return reverse("submissions:inspect", args=(subscriber.submission_id,))

        title = self._get_title_column_class(TitleColumn)
        address = title("email", label=_("Address"), sort_key="email", get_url=submission_url)
        return [address, *subscriber_columns()]

    def get_base_queryset(self) -> QuerySet[Subscriber]:
        found: QuerySet[Subscriber] = super().get_base_queryset()
        return found.select_related("panel", "site")

    def order_queryset(self, queryset: QuerySet[Subscriber]) -> QuerySet[Subscriber]:
        return queryset.order_by(str(self.ordering or self.default_ordering), "-pk")

    def search_queryset(self, queryset: QuerySet[Subscriber]) -> QuerySet[Subscriber]:
        return queryset.filter(email__icontains=self.search_query) if self.is_searching else queryset

    def get_list_more_buttons(self, instance: Subscriber) -> list[MenuItem]:
        """Wagtail's, and the end of a subscription."""
        buttons: list[MenuItem] = super().get_list_more_buttons(instance)
        if instance.status == Subscriber.Status.UNSUBSCRIBED or not self.user_has_permission("change"):
            return buttons
        url = reverse(self.unsubscribe_url_name, args=(instance.pk,))
        return [MenuItem(_("Unsubscribe"), url=url, icon_name="cross", priority=10), *buttons]


class UnsubscribeView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks, and then ends the subscription as the link in a mail would; the consent says that the team did it."""

    model = Subscriber
    permission_required = "change"
    template_name = "cms/admin/submission_unsubscribe.html"
    page_title = _("Unsubscribe")
    header_icon = "cross"
    index_url_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(Subscriber.objects.select_related("panel"), pk=kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "subscriber": self.object, "back_url": reverse(self.index_url_name)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it."""
        if self.object.status != Subscriber.Status.UNSUBSCRIBED:
            token = unsubscribe_token(self.object.uuid)
            unsubscribe(token, ConsentRecord.Method.TEAM, now=timezone.now())
            log(instance=self.object, action=UNSUBSCRIBED, user=request.user)
        messages.success(request, _("The subscription has ended. No more mails go to this address."))
        return redirect(reverse(self.index_url_name))


class SubscriberViewSet(KeptViewSet):
    """Subscribers."""

    model = Subscriber
    name = "subscribers"
    icon = "user"
    menu_label = _("Subscribers")
    menu_name = "subscribers"
    guarded_by = ("cms.view_subscriber",)
    index_view_class = SubscriberIndexView
    index_results_template_name = "cms/admin/submission_subscribers_results.html"
    filterset_class = SubscriberFilterSet
    export_filename = "subscribers"

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The columns and exports are the view's own."""
        options: dict[str, Any] = super().get_index_view_kwargs(**kwargs)
        return {**options, "unsubscribe_url_name": self.get_url_name("unsubscribe")}

    def get_urlpatterns(self) -> list[URLPattern]:
        end = self.construct_view(UnsubscribeView)
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("unsubscribe/<int:pk>/", end, name="unsubscribe"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
        ]

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """All of them: to see the list is a permission too."""
        return Permission.objects.filter(content_type=ContentType.objects.get_for_model(Subscriber))

    def register_admin_url_finder(self) -> None:
        """There is no form that a search for the edit URL of a subscriber could lead to."""
