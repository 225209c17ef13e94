"""The form of a receiver of submissions. What it asks for depends on how the receiver is reached."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from blocks.vocabulary import FORM_KINDS, CallToActionKind
from cms.admin.line_fields import HeadersField, MappingField
from cms.admin.outgoing_address import checked_address
from cms.models import CallToAction, SubmissionTarget

__all__ = ["SubmissionTargetForm"]

FIELDS: Mapping[str, Sequence[str]] = {
    SubmissionTarget.Kind.WEBHOOK: ("url",),
    SubmissionTarget.Kind.EMAIL: ("recipients",),
    SubmissionTarget.Kind.HTTP_JSON: ("url", "headers", "mapping"),
}
"""What is asked for each way, beside what is asked always."""
REQUIRED = ("url", "recipients")
EMPTY: Mapping[str, Any] = {"url": "", "recipients": "", "headers": {}, "mapping": {}}
MOST_RECIPIENTS = 50


def _form_kinds() -> list[tuple[str, Any]]:
    return [(kind, label) for kind, label in CallToActionKind.choices if kind in FORM_KINDS]


class WaySelect(forms.Select):
    """How the receiver is reached. A script shows the fields that this asks for; without it all are there."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        attributes = {
            "data-controller": "cms-target-way",
            "data-action": "change->cms-target-way#update",
            "data-cms-target-way-fields-value": json.dumps(FIELDS),
        }
        return {**super().build_attrs(base_attrs, extra_attrs), **attributes}


class PanelsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Panels that ask for data, each once: what is chosen holds for all its translations."""

    def label_from_instance(self, obj: CallToAction) -> str:
        """Heading and kind."""
        return str(obj)


def _panels(chosen: Sequence[int]) -> QuerySet[CallToAction]:
    firsts = CallToAction.objects.values("translation_key").annotate(first=Min("pk")).values("first")
    found = CallToAction.objects.filter(Q(pk__in=firsts) | Q(pk__in=chosen), kind__in=FORM_KINDS)
    return found.order_by("heading", "pk")


class SubmissionTargetForm(WagtailAdminModelForm):
    """Name, way, what is wanted, and the switch."""

    kind = forms.ChoiceField(
        label=_("Way"),
        choices=SubmissionTarget.Kind.choices,
        initial=SubmissionTarget.Kind.WEBHOOK,
        widget=WaySelect,
        help_text=_(
            "A signed webhook is for programs of your own: all that was sent goes there as JSON. Choose JSON to "
            "another service if that has names and a key of its own."
        ),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of panels"),
        choices=_form_kinds,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none of them to get every kind."),
    )
    panels = PanelsField(
        label=_("Panels"),
        queryset=CallToAction.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what was sent through these, in any language. Tick none of them for all panels."),
    )
    url = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=2000,
        help_text=_("Where to send the JSON, with https://."),
        widget=forms.URLInput(attrs={"placeholder": "https://www.example.org/submissions"}),
    )
    recipients = forms.CharField(
        label=_("Recipients"),
        required=False,
        strip=False,
        help_text=_("E-mail addresses, one on each line. One mail goes to all of them."),
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "team@example.org"}),
    )
    headers = HeadersField(
        label=_("Headers"),
        help_text=_(
            "One on each line, such as “Authorization: Bearer 12345”, as the other service asks for it. Values are "
            "not shown again once they are saved; leave the dots to keep them."
        ),
    )
    mapping = MappingField(
        label=_("Field mapping"),
        help_text=_(
            "One on each line: the name in the other service, a colon, and what stands here for it, such as "
            "“contact.mail: fields.email” or “source: panel.slug”. Fixed text stands in double quotes. Only what you "
            "list is sent; leave it empty to send everything."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [panel.pk for panel in self.initial.get("panels") or ()]
        panels: Any = self.fields["panels"]
        panels.queryset = _panels(chosen)
        headers: Any = self.fields["headers"]
        headers.stored = self.instance.headers or {}
        self.stored_url = self.instance.url

    def clean_url(self) -> str:
        """The address. Raises `ValidationError` if it is not one that is asked."""
        url = str(self.cleaned_data["url"]).strip()
        if not url or url == self.stored_url or not self._asks_for("url"):
            return url
        return checked_address(url)

    def clean_recipients(self) -> str:
        """The addresses, each once. Raises `ValidationError` with the lines that are none."""
        found: dict[str, str] = {}
        errors = []
        for number, line in enumerate(str(self.cleaned_data["recipients"]).splitlines(), start=1):
            address = line.strip().rstrip(",;")
            try:
                if address:
                    validate_email(address)
                    found.setdefault(address.lower(), address)
            except ValidationError:
                message = _("Line %(line)d: “%(address)s” is no e-mail address.")
                errors.append(ValidationError(message, params={"line": number, "address": address}))
        if len(found) > MOST_RECIPIENTS:
            message = _("At most %(most)d addresses. For more, use a mailing list.")
            errors.append(ValidationError(message, params={"most": MOST_RECIPIENTS}))
        if errors and self._asks_for("recipients"):
            raise ValidationError(errors)
        return "\n".join(found.values())

    def clean(self) -> dict[str, Any]:
        """What the way does not ask for is emptied, so that no key stays behind in a form that does not show it."""
        cleaned: dict[str, Any] = super().clean()
        for name, empty in EMPTY.items():
            if not self._asks_for(name):
                self.errors.pop(name, None)
                cleaned[name] = empty
            elif name in REQUIRED and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(_("This field is required."), code="required"))
        self._refuse_to_tell_another_host(cleaned)
        return cleaned

    def _asks_for(self, name: str) -> bool:
        return name in FIELDS.get(self.cleaned_data.get("kind", ""), ())

    def _refuse_to_tell_another_host(self, cleaned: Mapping[str, Any]) -> None:
        """Who may not see a key must not get it by having it sent to an address of their own."""
        typed = self.data.get(self.add_prefix("headers"), "")
        if not cleaned.get("headers") or not HeadersField.keeps(typed):
            return
        if _origin(str(cleaned.get("url", ""))) != _origin(self.stored_url):
            message = _("The address leads to another host. Write the values of the headers again.")
            self.add_error("headers", ValidationError(message, code="another_host"))


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()
