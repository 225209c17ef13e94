"""The log of deliveries in the admin: what was sent to whom, what came back, and the way to send it again."""

import json
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from django_filters.filters import ChoiceFilter, ModelChoiceFilter, MultipleChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from cms.delivery.webhooks import TEST_KIND
from cms.models import Delivery, SubmissionTarget, WebhookSubscription
from cms.models.events import TARGET, TARGET_IN_SETTINGS, with_receiver_names
from cms.outbox import event_kinds
from cms.outbox.queue import send_again
from cms.outbox.signing import body_of
from cms.submissions.kinds import MAIL_CONFIRMATION, NEWSLETTER_RESEND
from cms.submissions.targets import webhook as target_webhook
from cms.submissions.targets.configured import receiver_of

__all__ = ["DeliveryViewSet"]

OTHER_KINDS = {
    TEST_KIND: _("Test"),
    target_webhook.TEST_KIND: _("Test of a receiver of submissions"),
    MAIL_CONFIRMATION: _("Mail that asks for confirmation"),
    NEWSLETTER_RESEND: _("The same mail once more"),
    "purge": _("Purge of a cache"),
}


def kind_label(kind: str) -> str:
    """What editors call a kind of event."""
    return str(event_kinds().get(kind) or OTHER_KINDS.get(kind) or kind)


def kinds(*_args: Any) -> list[tuple[str, Any]]:
    """All kinds that are known, for a filter."""
    return [*event_kinds().items(), *OTHER_KINDS.items()]


class DeliveryFilterSet(WagtailFilterSet):
    """By status, receiver and kind of event."""

    status = MultipleChoiceFilter(
        label=_("Status"), choices=Delivery.Status.choices, widget=forms.CheckboxSelectMultiple
    )
    subscription = ModelChoiceFilter(
        label=_("Webhook"), queryset=WebhookSubscription.objects.all(), empty_label=_("All")
    )
    target = ModelChoiceFilter(
        label=_("Receiver of submissions"),
        queryset=SubmissionTarget.objects.all(),
        method="filter_target",
        empty_label=_("All"),
    )
    kind = ChoiceFilter(label=_("Event"), field_name="event__kind", choices=kinds, empty_label=_("All"))

    class Meta:
        model = Delivery
        fields = ("status", "subscription", "target", "kind")

    def filter_target(self, queryset: Any, name: str, value: SubmissionTarget) -> Any:
        """What goes to a receiver of submissions."""
        return queryset.filter(receiver=receiver_of(value))


def repeatable(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Those that can be sent again: their webhook or receiver, if it is one, is switched on."""
    active = [receiver_of(target) for target in SubmissionTarget.objects.filter(active=True)]
    no_row = ~Q(receiver__startswith=TARGET) | Q(receiver__startswith=TARGET + TARGET_IN_SETTINGS)
    others = deliveries.filter(no_row | Q(receiver__in=active))
    return others.filter(Q(subscription=None) | Q(subscription__active=True))


class DeliveryIndexView(generic.IndexView):
    """The list."""

    page_title = _("Deliveries")
    any_permission_required: list[str] | None = ["view", "change"]
    again_url_name = ""

    def get_base_queryset(self) -> QuerySet[Delivery]:
        found: QuerySet[Delivery] = super().get_base_queryset()
        return with_receiver_names(found.select_related("event"))

    def get_edit_url(self, instance: Delivery) -> None:
        """Nothing is edited here: the title leads to the details."""

    def get_delete_url(self, instance: Delivery) -> None:
        """Old deliveries are deleted by `prune_outbox`."""

    def get_add_url(self) -> None:
        """Deliveries are made by events."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The way to send all that was given up again, as far as the filter shows it."""
        if not self.user_has_permission("change"):
            return []
        url = f"{reverse(self.again_url_name)}?{self.request.GET.urlencode()}"
        return [HeaderButton(_("Send again what was given up"), url=url, icon_name="rotate")]


class DeliveryView(generic.InspectView):
    """One delivery."""

    any_permission_required = ["view", "change"]
    template_name = "cms/admin/delivery.html"
    page_title = _("Delivery")

    def get_fields_context(self) -> list[dict[str, Any]]:
        """None of the generic ones."""
        return []

    def get_page_subtitle(self) -> str:
        return f"{kind_label(self.object.event.kind)} → {self.object.receiver_name}"

    def get_edit_url(self) -> None:
        """Nothing is edited here."""

    def get_delete_url(self) -> None:
        """Nothing is deleted here."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        delivery: Delivery = self.object
        body = body_of(delivery.event) if delivery.subscription_id else None
        content = json.loads(body) if body else delivery.event.payload
        context: dict[str, Any] = super().get_context_data(
            kind=kind_label(delivery.event.kind),
            body=json.dumps(content, ensure_ascii=False, indent=2),
            can_change=self.user_has_permission("change"),
            is_submission=delivery.receiver.startswith(TARGET),
            can_repeat=repeatable(Delivery.objects.filter(pk=delivery.pk)).exists(),
            **kwargs,
        )
        return context


class AgainView(PermissionCheckedMixin, View):
    """Sends one delivery again, whatever became of it."""

    model = Delivery
    permission_required = "change"
    inspect_url_name = ""
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        delivery = get_object_or_404(Delivery, pk=pk)
        found = list(repeatable(Delivery.objects.filter(pk=pk)))
        if not found:
            messages.error(
                request, _("The receiver is switched off. Switch it on before you send anything again.")
            )
        elif send_again(found, now=timezone.now()):
            messages.success(request, _("It will be sent again within seconds."))
        else:
            messages.warning(request, _("It is being sent right now, or will be within seconds."))
        return redirect(reverse(self.inspect_url_name, args=(delivery.pk,)))


class AllAgainView(DeliveryIndexView):
    """Asks, and then sends all again that the filter shows; without a status, what was given up."""

    permission_required = "change"
    any_permission_required = None
    template_name = "cms/admin/deliveries_again.html"
    page_title = _("Send again")
    index_url_name = ""
    results_only = False

    def get_template_names(self) -> list[str]:
        return [self.template_name]

    def chosen(self) -> QuerySet[Delivery]:
        """What would be sent again."""
        found: QuerySet[Delivery] = self.filter_queryset(Delivery.objects.all()).exclude(
            status=Delivery.Status.PENDING
        )
        if not self.request.GET.getlist("status"):
            found = found.filter(status=Delivery.Status.FAILED)
        return repeatable(found)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # Nothing is searched or filtered on this page, and its heading has no buttons.
        plain: dict[str, Any] = {"filters": None, "search_form": None, "header_buttons": []}
        return {**context, **plain, "count": self.chosen().count(), "back_url": reverse(self.index_url_name)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it."""
        count = send_again(self.chosen(), now=timezone.now())
        text = ngettext(
            "%(count)d delivery will be sent again.", "%(count)d deliveries will be sent again.", count
        )
        messages.success(request, text % {"count": count})
        return redirect(reverse(self.index_url_name))


class DeliveryViewSet(ModelViewSet):
    """The log of deliveries."""

    model = Delivery
    name = "deliveries"
    icon = "history"
    menu_label = _("Deliveries")
    menu_name = "deliveries"
    menu_order = 701
    add_to_settings_menu = True
    add_to_reference_index = False
    inspect_view_enabled = True
    index_view_class = DeliveryIndexView
    inspect_view_class = DeliveryView
    inspect_template_name = "cms/admin/delivery.html"
    index_results_template_name = "cms/admin/delivery_results.html"
    filterset_class = DeliveryFilterSet
    form_fields: list[str] = []
    list_per_page = 50
    list_display = [
        TitleColumn(
            "event",
            label=_("Event"),
            accessor=lambda delivery: kind_label(delivery.event.kind),
            url_name="deliveries:inspect",
        ),
        Column("receiver_name", label=_("Receiver")),
        StatusTagColumn(
            "status",
            label=_("Status"),
            accessor="state",
            sort_key="status",
            primary=lambda delivery: delivery.status == Delivery.Status.DELIVERED,
        ),
        Column("attempts", label=_("Attempts"), sort_key="attempts"),
        Column("last_status", label=_("Answer"), accessor=lambda delivery: delivery.last_status or "–"),
        DateColumn("created_at", label=_("Time"), accessor="event.created_at"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        options = {
            "index_url_name": self.get_url_name("index"),
            "again_url_name": self.get_url_name("again_all"),
        }
        listing = {**self.get_index_view_kwargs(), **options}
        again = self.construct_view(AgainView, inspect_url_name=self.get_url_name("inspect"))
        all_again = self.construct_view(AllAgainView, filterset_class=DeliveryFilterSet, **options)
        index = self.construct_view(DeliveryIndexView, **listing)
        results = self.construct_view(DeliveryIndexView, **listing, results_only=True)
        return [
            path("", index, name="index"),
            path("results/", results, name="index_results"),
            path("again/", all_again, name="again_all"),
            path("again/<int:pk>/", again, name="again"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no form that a search for the edit URL of a delivery could lead to."""
