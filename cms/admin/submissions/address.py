"""The data of a reader: all that is held about an address, to hand over or to erase, for whoever answers for the data.

The address is in the body of each request, never in an address of a page, which ends up in logs and histories.
"""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from cms.admin.submissions.guard import ERASE, GuardedViewSet
from cms.models import ConsentRecord, Submission, Subscriber
from cms.models.addresses import normal_address
from cms.submissions.privacy import erase, held_about

__all__ = ["AddressViewSet"]

LOOK_PAGE = "cms/admin/submission_address.html"
ERASE_PAGE = "cms/admin/submission_erase.html"
LISTS = ("submissions", "subscriptions", "consents", "deliveries", "mentions")


class AddressForm(forms.Form):
    """Whom it is about."""

    address = forms.CharField(
        label=_("E-mail address"),
        max_length=320,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_address(self) -> str:
        address = normal_address(self.cleaned_data["address"])
        if "@" not in address:
            raise forms.ValidationError(_("This is no e-mail address."))
        return address


class ErasureForm(AddressForm):
    """The address once more, so that nobody is erased by a slip."""

    typed = forms.CharField(
        label=_("Type the address again"),
        max_length=320,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        address, typed = cleaned.get("address"), cleaned.get("typed")
        if address and typed and normal_address(typed) != address:
            self.add_error("typed", _("This is not the address that is to be erased."))
        return cleaned


@method_decorator(sensitive_post_parameters("address", "typed"), name="dispatch")
class AddressView(WagtailAdminTemplateMixin, TemplateView):
    """Look, download, erase: one page, by what the button says."""

    page_title = _("Data of a reader")
    header_icon = "user"
    index_url_name = ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(form=AddressForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        do = request.POST.get("do", "look")
        if do == "erase":
            return self._erase(ErasureForm(request.POST))
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self._page(form=form)
        address = form.cleaned_data["address"]
        if do == "ask":
            return self._page(ERASE_PAGE, form=ErasureForm(initial={"address": address}), address=address)
        found = held_about(address, by=request.user)
        if do == "download":
            return _download(found)
        return self._page(form=form, address=address, **_shown(found))

    def _erase(self, form: ErasureForm) -> HttpResponse:
        if not form.is_valid():
            address = form.cleaned_data.get("address", "")
            return self._page(ERASE_PAGE, form=form, address=address)
        done = erase(form.cleaned_data["address"], by=self.request.user)
        text = _("Erased: %(submissions)d submissions and %(subscribers)d subscriptions.")
        numbers = {"submissions": done.submissions, "subscribers": done.subscribers}
        messages.success(self.request, text % numbers)
        if done.mentions:
            messages.warning(
                self.request,
                _(
                    "The address also stands in %(count)d submissions of others, which you have to look at yourself."
                )
                % {"count": done.mentions},
            )
        return redirect(reverse(self.index_url_name))

    def _page(self, template: str = LOOK_PAGE, **context: Any) -> HttpResponse:
        self.template_name = template
        return self.render_to_response(self.get_context_data(**context))


def _shown(found: dict[str, Any]) -> dict[str, Any]:
    """For the page: the rows themselves, which have their names and pages."""

    def rows(model: Any, name: str, order: str) -> Any:
        return model.objects.filter(pk__in=[row["id"] for row in found[name]]).order_by(order)

    return {
        "found": found,
        "is_empty": not any(found[name] for name in LISTS),
        "submissions": rows(Submission, "submissions", "received_at"),
        "subscriptions": rows(Subscriber, "subscriptions", "created_at").select_related("panel"),
        "consents": rows(ConsentRecord, "consents", "at"),
        "mentions": Submission.objects.filter(uuid__in=found["mentions"]).order_by("received_at"),
    }


def _download(found: dict[str, Any]) -> HttpResponse:
    """A file whose name says nothing about the reader."""
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="data-of-a-reader.json"'
    return response


class AddressViewSet(GuardedViewSet, ViewSet):
    """What is held about an address."""

    name = "reader-data"
    menu_name = "reader-data"
    menu_label = _("Data of a reader")
    icon = "search"
    guarded_by: ClassVar[tuple[str, ...]] = (ERASE,)

    def get_urlpatterns(self) -> list[URLPattern]:
        view = self.construct_view(AddressView, index_url_name=self.get_url_name("index"))
        return [path("", view, name="index")]
