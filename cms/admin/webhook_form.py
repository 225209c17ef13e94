"""The form of a webhook: which events, and an address that is refused while the editor is still there to mend it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms import outgoing
from cms.models import WebhookSubscription
from cms.outbox import event_kinds

__all__ = ["WebhookForm"]

INVALID = {
    "malformed": _("This is no web address. One looks like https://www.example.org/hooks/content."),
    "scheme": _("The address has to begin with https://."),
    "http": _(
        "The address has to begin with https://. Plain http is only possible if whoever runs this site allows it."
    ),
    "host": _("The address has no host name."),
    "port": _("The port in the address is not a usable one."),
    "credentials": _(
        "Leave the user name and password out of the address. Requests are signed instead, so the receiver can "
        "tell that they come from here."
    ),
}


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
        if url == self.instance.url:
            return url
        try:
            outgoing.check_address(url)
        except outgoing.InvalidAddress as error:
            raise ValidationError(INVALID[error.reason], code=error.code) from error
        except outgoing.AddressRefused as error:
            message = _(
                "%(host)s leads into a private network, where nothing is sent. Whoever runs this site can allow it "
                "by the setting CMS_OUTGOING_ALLOWED_HOSTS."
            )
            raise ValidationError(message, code=error.code, params={"host": error.host}) from error
        except outgoing.UnknownHost as error:
            message = _("There is no host with the name %(host)s. Is it spelled correctly?")
            raise ValidationError(message, code=error.code, params={"host": error.host}) from error
        except outgoing.TimeLimitExceeded:
            return url  # the name servers are slow: it is judged again before anything is sent
        return url
