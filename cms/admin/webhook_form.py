"""The form of a webhook: where it is, and which events it is told about."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.admin.outgoing_address import checked_address
from cms.models import WebhookSubscription
from cms.outbox import event_kinds

__all__ = ["WebhookForm"]


def _kinds() -> list[tuple[str, Any]]:
    return list(event_kinds().items())


class WebhookForm(WagtailAdminModelForm):
    """Name, address, site, events and the switch."""

    url = forms.CharField(
        label=capfirst(WebhookSubscription._meta.get_field("url").verbose_name),
        max_length=2000,
        help_text=WebhookSubscription._meta.get_field("url").help_text,
        widget=forms.URLInput(attrs={"placeholder": "https://www.example.org/hooks/content"}),
    )
    kinds = forms.MultipleChoiceField(
        label=capfirst(WebhookSubscription._meta.get_field("kinds").verbose_name),
        choices=_kinds,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none of them to be told everything, also what is added in later versions."),
    )

    def clean_url(self) -> str:
        """The address. Raises `ValidationError` if it is not one that is asked."""
        url = str(self.cleaned_data["url"]).strip()
        return url if url == self.instance.url else checked_address(url)
