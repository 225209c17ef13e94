"""Receivers of submissions in the admin: the list with how the last delivery went, the form, and the page for trying
one out. They get personal data, so they have permissions of their own.
"""

from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log

from cms.admin.deliveries import kind_label
from cms.admin.submission_target_form import SubmissionTargetForm
from cms.admin.submissions.guard import GuardedViewSet
from cms.models import Delivery, SubmissionTarget
from cms.models.events import TARGET, generate_secret
from cms.submissions.targets.channel import send_test
from cms.submissions.targets.configured import receiver_of

__all__ = ["SubmissionTargetViewSet"]

NEW_SECRET = "cms_new_target_secret"  # noqa: S105 - a key of the session
"""Names the receiver whose secret the next page shows, once."""

TARGET_PANELS = ObjectList(
    [
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("kind", "url", "recipients", "headers", "mapping")],
            heading=_("How it is reached"),
            icon="globe",
        ),
        MultiFieldPanel(
            [FieldPanel("kinds"), FieldPanel("panels"), FieldPanel("site")],
            heading=_("What it gets"),
            icon="list-ul",
        ),
        FieldPanel("active"),
    ],
    base_form_class=SubmissionTargetForm,
)


def last_delivery(target: Any) -> str:
    """How the last delivery went, in a word."""
    if target.last_delivery is None:
        return gettext("Nothing sent yet")
    return Delivery(status=target.last_delivery, last_failure=target.last_failure).state


class TargetIndexView(generic.IndexView):
    """The list."""

    def get_base_queryset(self) -> QuerySet[SubmissionTarget]:
        found: QuerySet[SubmissionTarget] = super().get_base_queryset()
        found = found.annotate(receiver=Concat(Value(TARGET), Cast(F("pk"), CharField())))
        newest = Delivery.objects.filter(receiver=OuterRef("receiver")).order_by("-id")
        return found.annotate(
            last_delivery=Subquery(newest.values("status")[:1]),
            last_failure=Subquery(newest.values("last_failure")[:1]),
        )

    def get_list_more_buttons(self, instance: SubmissionTarget) -> list[MenuItem]:
        """Wagtail's, and the page for trying it out."""
        if not self.user_has_permission("change"):
            return list(super().get_list_more_buttons(instance))
        connection = MenuItem(_("Test"), url=_connection_url(instance), icon_name="mail", priority=15)
        return [connection, *super().get_list_more_buttons(instance)]


class TargetCreateView(generic.CreateView):
    """Adds a receiver, and shows the secret of a webhook once."""

    def save_instance(self) -> SubmissionTarget:
        target: SubmissionTarget = super().save_instance()
        self.request.session[NEW_SECRET] = target.pk
        return target

    def get_success_url(self) -> str:
        return _connection_url(self.object)


class TargetEditView(generic.EditView):
    """Changes a receiver."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The way to the page for trying it out."""
        return [HeaderButton(_("Test"), url=_connection_url(self.object), icon_name="mail")]


class ConnectionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Whether it works, and for a webhook the secret: shown once when it is made, and never again."""

    model = SubmissionTarget
    permission_required: str | None = None
    any_permission_required = ["add", "change"]
    template_name = "cms/admin/target_connection.html"
    page_title = _("Test")
    header_icon = "mail"
    index_url_name = ""
    edit_url_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(SubmissionTarget, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(self.index_url_name), "label": _("Receivers of submissions")}
        edit = {"url": reverse(self.edit_url_name, args=(quote(self.object.pk),)), "label": str(self.object)}
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, index, edit, here]

    @property
    def is_webhook(self) -> bool:
        """Whether it has a secret."""
        return bool(self.object.kind == SubmissionTarget.Kind.WEBHOOK)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_new = self.request.session.pop(NEW_SECRET, None) == self.object.pk
        deliveries = Delivery.objects.filter(receiver=receiver_of(self.object)).select_related("event")
        context: dict[str, Any] = super().get_context_data(
            target=self.object,
            is_webhook=self.is_webhook,
            new_secret=self.object.secret if is_new and self.is_webhook else None,
            may_change=self.permission_policy.user_has_permission(self.request.user, "change"),
            recipients=self.object.recipients.splitlines(),
            deliveries=[
                (delivery, kind_label(delivery.event.kind)) for delivery in deliveries.order_by("-id")[:5]
            ],
            **kwargs,
        )
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One of the two buttons."""
        if not self.permission_policy.user_has_permission(request.user, "change"):
            messages.error(request, _("You may not change receivers of submissions."))
            return redirect(_connection_url(self.object))
        do = {"rotate": self._rotate, "test": self._test}.get(request.POST.get("do", ""))
        return do() if do else redirect(_connection_url(self.object))

    def _rotate(self) -> HttpResponse:
        SubmissionTarget.objects.filter(pk=self.object.pk).update(secret=generate_secret())
        log(instance=self.object, action="cms.target.rotate", user=self.request.user)
        self.request.session[NEW_SECRET] = self.object.pk
        return redirect(_connection_url(self.object))

    def _test(self) -> HttpResponse:
        if not self.object.active:
            messages.error(self.request, _("This receiver is switched off. Switch it on before you test it."))
            return redirect(_connection_url(self.object))
        delivery = send_test(self.object, now=timezone.now())
        log(instance=self.object, action="cms.target.test", user=self.request.user)
        messages.success(self.request, _("The test will be sent within seconds."))
        return HttpResponseRedirect(f"{_connection_url(self.object)}#delivery-{delivery.pk}")


class SubmissionTargetViewSet(GuardedViewSet, ModelViewSet):
    """Receivers of submissions."""

    model = SubmissionTarget
    name = "submission_targets"
    icon = "mail"
    menu_label = _("Receivers of submissions")
    menu_name = "submission-targets"
    menu_order = 702
    guarded_by = tuple(f"cms.{action}_submissiontarget" for action in ("view", "add", "change", "delete"))
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_results_template_name = "cms/admin/target_results.html"
    edit_handler = TARGET_PANELS
    index_view_class = TargetIndexView
    add_view_class = TargetCreateView
    edit_view_class = TargetEditView
    list_filter = ["kind", "active"]
    search_fields = ["name"]
    list_display = [
        "name",
        Column("get_kind_display", label=_("Way"), sort_key="kind"),
        BooleanColumn("active", label=_("Switched on"), sort_key="active"),
        StatusTagColumn(
            "last_delivery",
            label=_("Last delivery"),
            accessor=last_delivery,
            primary=lambda target: target.last_delivery == Delivery.Status.DELIVERED,
        ),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        view = self.construct_view(ConnectionView)
        return [*super().get_urlpatterns(), path("connection/<int:pk>/", view, name="connection")]


def _connection_url(target: Any) -> str:
    return reverse("submission_targets:connection", args=(target.pk,))
