"""What a panel of each kind needs before readers may see it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blocks.vocabulary import FORM_KINDS, CallToActionKind, FormFieldType

__all__ = ["missing_in_panel"]

Missing = tuple[str, Promise]
"""The field it is missing in, and what to do about it."""


def missing_in_panel(panel: Any, raw_fields: Sequence[Mapping[str, Any]]) -> Iterator[Missing]:
    """What a panel lacks; `raw_fields` are those of its form, or the usual ones."""
    if panel.kind in FORM_KINDS:
        if not panel.success_message.strip():
            yield "success_message", _("Say what the reader sees after the form was sent.")
    elif panel.kind and not panel.link:
        yield "link", _("A panel of this kind needs a link.")
    if panel.kind == CallToActionKind.NEWSLETTER:
        yield from _missing_in_newsletter(panel, raw_fields)
    elif panel.kind == CallToActionKind.INFORMATION_PACKET:
        yield from _missing_in_packet(raw_fields)


def _missing_in_newsletter(panel: Any, raw_fields: Sequence[Mapping[str, Any]]) -> Iterator[Missing]:
    if not panel.consent_text.strip():
        yield "consent_text", _("A newsletter needs the reader's consent: say what the reader agrees to.")
    addresses = [item["value"] for item in raw_fields if item["type"] == FormFieldType.EMAIL]
    if not addresses:
        yield "form_fields", _("A newsletter needs a field for the e-mail address.")
    elif len(addresses) > 1:
        yield (
            "form_fields",
            _("A newsletter has one field for an e-mail address: the one that it is sent to."),
        )
    elif not addresses[0].get("required"):
        yield (
            "form_fields",
            _("The e-mail address of a newsletter has to be filled in: tick that at its field."),
        )


def _missing_in_packet(raw_fields: Sequence[Mapping[str, Any]]) -> Iterator[Missing]:
    ways = {FormFieldType.EMAIL, FormFieldType.POSTAL_ADDRESS}
    found = [item["value"] for item in raw_fields if item["type"] in ways]
    if not found:
        yield (
            "form_fields",
            _("Nobody could be sent the packet: add a field for the e-mail address or the postal address."),
        )
    elif not any(value.get("required") for value in found):
        yield (
            "form_fields",
            _(
                "Nobody could be sent the packet if the address may be left out: tick that it has to be filled in."
            ),
        )
