"""Webhooks in the admin: the list with how the last delivery went, the form, and the page with secret and test."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
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
from cms.admin.webhook_form import WebhookForm
from cms.delivery.webhooks import send_test_event
from cms.models import Delivery, WebhookSubscription

__all__ = ["WebhookViewSet"]

REVEAL = "cms.reveal_webhooksubscription_secret"
NEW_SECRET = "cms_new_webhook_secret"  # noqa: S105 - a key of the session
"""Names the webhook whose newest secret the next page shows, once."""

WEBHOOK_PANELS = ObjectList(
    [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("url")], heading=_("Receiver"), icon="globe"),
        MultiFieldPanel(
            [FieldPanel("kinds"), FieldPanel("site")], heading=_("What it is told"), icon="list-ul"
        ),
        FieldPanel("active"),
    ],
    base_form_class=WebhookForm,
)


def last_delivery(webhook: Any) -> str:
    """How the last delivery went, in a word."""
    if webhook.last_delivery is None:
        return gettext("Nothing sent yet")
    return Delivery(status=webhook.last_delivery, last_failure=webhook.last_failure).state


class WebhookIndexView(generic.IndexView):
    """The list."""

    def get_base_queryset(self) -> QuerySet[WebhookSubscription]:
        newest = Delivery.objects.filter(subscription=OuterRef("pk")).order_by("-id")
        found: QuerySet[WebhookSubscription] = super().get_base_queryset()
        return found.annotate(
            last_delivery=Subquery(newest.values("status")[:1]),
            last_failure=Subquery(newest.values("last_failure")[:1]),
        )

    def get_list_more_buttons(self, instance: WebhookSubscription) -> list[MenuItem]:
        """Wagtail's, and the page with secret and test."""
        connection = MenuItem(
            _("Secret and test"), url=_connection_url(instance), icon_name="key", priority=15
        )
        return [connection, *super().get_list_more_buttons(instance)]


class WebhookCreateView(generic.CreateView):
    """Adds a webhook with its first secret, and shows that once."""

    def save_instance(self) -> WebhookSubscription:
        webhook: WebhookSubscription = super().save_instance()
        webhook.secrets.create()
        self.request.session[NEW_SECRET] = webhook.pk
        return webhook

    def get_success_url(self) -> str:
        return _connection_url(self.object)


class WebhookEditView(generic.EditView):
    """Changes a webhook."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The way to the page with secret and test."""
        return [HeaderButton(_("Secret and test"), url=_connection_url(self.object), icon_name="key")]


class ConnectionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the receiver has to know, and whether it works. `change` to open it; a secret is shown on demand."""

    model = WebhookSubscription
    permission_required = "change"
    template_name = "cms/admin/webhook_connection.html"
    page_title = _("Secret and test")
    header_icon = "key"
    index_url_name = ""
    edit_url_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(WebhookSubscription, pk=kwargs["pk"])
        self.revealed = False

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(self.index_url_name), "label": _("Webhooks")}
        edit = {"url": reverse(self.edit_url_name, args=(self.object.pk,)), "label": str(self.object)}
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, index, edit, here]

    @property
    def may_reveal(self) -> bool:
        """Whether secrets are shown to this user at any time, and not only once to whoever made them."""
        return bool(self.request.user.has_perm(REVEAL))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_new = request.session.pop(NEW_SECRET, None) == self.object.pk
        return self._answer(newest=is_new, all_of_them=False)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One of the three buttons."""
        do = {"rotate": self._rotate, "reveal": self._reveal, "test": self._test}.get(
            request.POST.get("do", "")
        )
        return do() if do else redirect(_connection_url(self.object))

    def _answer(self, *, newest: bool, all_of_them: bool) -> HttpResponse:
        now = timezone.now()
        secrets = self.object.valid_secrets(now=now)
        shown = secrets if all_of_them else secrets[:1] if newest else []
        rows = [{"secret": secret, "value": secret.value if secret in shown else None} for secret in secrets]
        newest_first = self.object.deliveries.select_related("event", "subscription").order_by("-id")[:5]
        deliveries = [(delivery, kind_label(delivery.event.kind)) for delivery in newest_first]
        # Nothing of Wagtail's admin is kept by a cache, so the secret is not either.
        return self.render_to_response(
            self.get_context_data(rows=rows, is_new=newest, is_shown=bool(shown), deliveries=deliveries)
        )

    def _reveal(self) -> HttpResponse:
        if not self.may_reveal:
            messages.error(
                self.request, _("You may not see the secrets of webhooks. You can make a new one.")
            )
            return redirect(_connection_url(self.object))
        log(instance=self.object, action="cms.webhook.reveal", user=self.request.user)
        return self._answer(newest=False, all_of_them=True)

    def _rotate(self) -> HttpResponse:
        self.object.rotate_secret(now=timezone.now())
        log(instance=self.object, action="cms.webhook.rotate", user=self.request.user)
        self.request.session[NEW_SECRET] = self.object.pk
        return redirect(_connection_url(self.object))

    def _test(self) -> HttpResponse:
        if not self.object.active:
            messages.error(self.request, _("This webhook is switched off. Switch it on before you test it."))
            return redirect(_connection_url(self.object))
        delivery = send_test_event(self.object, now=timezone.now())
        log(instance=self.object, action="cms.webhook.test", user=self.request.user)
        messages.success(self.request, _("The test event will be sent within seconds."))
        return HttpResponseRedirect(f"{_connection_url(self.object)}#delivery-{delivery.pk}")


class WebhookViewSet(ModelViewSet):
    """Webhooks."""

    model = WebhookSubscription
    name = "webhooks"
    icon = "globe"
    menu_label = _("Webhooks")
    menu_name = "webhooks"
    menu_order = 700
    add_to_settings_menu = True
    copy_view_enabled = False
    index_results_template_name = "cms/admin/webhook_results.html"
    edit_handler = WEBHOOK_PANELS
    index_view_class = WebhookIndexView
    add_view_class = WebhookCreateView
    edit_view_class = WebhookEditView
    list_filter = ["active"]
    search_fields = ["name", "url"]
    list_display = [
        "name",
        Column("url", label=_("Address")),
        BooleanColumn("active", label=_("Switched on"), sort_key="active"),
        StatusTagColumn(
            "last_delivery",
            label=_("Last delivery"),
            accessor=last_delivery,
            primary=lambda webhook: webhook.last_delivery == Delivery.Status.DELIVERED,
        ),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        view = self.construct_view(ConnectionView)
        return [*super().get_urlpatterns(), path("connection/<int:pk>/", view, name="connection")]


def _connection_url(webhook: Any) -> str:
    return reverse("webhooks:connection", args=(webhook.pk,))
