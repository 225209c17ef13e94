"""A panel's form on the wire, made of the stored fields: what a frontend draws it from, and what answers are judged by.

Stored values may be incomplete, or older than the blocks they were made with: what can not be asked is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext, override

from blocks.form_names import distinct, names_of
from blocks.form_schema import (
    COUNTRY_CODES,
    EMAIL_LENGTH,
    FormField,
    FormOption,
    FormPart,
    json_schema,
)
from blocks.vocabulary import Autocomplete, CallToActionKind, FormFieldType

__all__ = [
    "COUNTRY_CODES",
    "FormField",
    "FormOption",
    "FormPart",
    "default_fields",
    "form_fields",
    "json_schema",
]

PHONE_LENGTH: Final = 40
LENGTHS: Final = {FormFieldType.TEXT: (200, 500), FormFieldType.LONG_TEXT: (2000, 5000)}
"""The longest text if the editor does not say, and the longest that an editor may allow."""
CHOICES: Final = frozenset({FormFieldType.CHOICE, FormFieldType.MULTIPLE_CHOICE})

Raw = Mapping[str, Any]


def default_fields(kind: str, language: str) -> list[dict[str, Any]]:
    """The raw fields of a form whose editor has named none: what a panel of this kind usually asks for."""
    with override(language):
        name = {
            "label": gettext("Your name"),
            "name": "name",
            "required": True,
            "autocomplete": Autocomplete.NAME,
        }
        email = {"label": gettext("Your e-mail address"), "name": "email", "required": True}
        message = {"label": gettext("Your message"), "name": "message", "required": True}
    fields: Mapping[str, list[tuple[str, dict[str, Any]]]] = {
        CallToActionKind.NEWSLETTER: [("email", email)],
        CallToActionKind.INFORMATION_PACKET: [("text", name), ("email", email)],
        CallToActionKind.CONTACT: [("text", name), ("email", email), ("long_text", message)],
    }
    return [{"type": type_, "value": value} for type_, value in fields.get(kind, [])]


def form_fields(raw: Sequence[Any], *, language: str) -> list[FormField]:
    """The fields of a stored form in order; each name is unique. What can not be asked is left out: a field without a
    label, a choice without answers, a hidden field without a value."""
    askable = [
        (FormFieldType(item["type"]), item["value"])
        for item in raw
        if isinstance(item, Mapping)
        and item.get("type") in FormFieldType.values
        and isinstance(item.get("value"), Mapping)
        and _can_be_asked(item["type"], item["value"])
    ]
    names = names_of([(_words(value, "name"), _words(value, "label")) for _kind, value in askable])
    return [_field(kind, name, value, language) for name, (kind, value) in zip(names, askable, strict=True)]


def _can_be_asked(kind: str, value: Raw) -> bool:
    if kind == FormFieldType.HIDDEN:
        return bool(_words(value, "value"))
    return bool(_words(value, "label")) and (kind not in CHOICES or any(_options(value)))


def _field(kind: FormFieldType, name: str, value: Raw, language: str) -> FormField:
    hidden = kind == FormFieldType.HIDDEN
    options = list(_options(value)) if kind in CHOICES else []
    several = kind == FormFieldType.MULTIPLE_CHOICE
    return FormField(
        name=name,
        type=kind,
        label="" if hidden else _words(value, "label"),
        help=_words(value, "help_text") or None,
        required=hidden or value.get("required") is True,
        autocomplete=_autocomplete(kind, value),
        max_length=_max_length(kind, value),
        options=options,
        min_selected=_number(value, "min_selected", most=len(options)) if several else None,
        max_selected=_number(value, "max_selected", most=len(options)) if several else None,
        parts=list(_parts(language)) if kind == FormFieldType.POSTAL_ADDRESS else [],
        value=_words(value, "value") if hidden else None,
    )


def _words(value: Raw, name: str) -> str:
    found = value.get(name)
    return found.strip() if isinstance(found, str) else ""


def _number(value: Raw, name: str, *, most: int) -> int | None:
    found = value.get(name)
    return found if type(found) is int and 1 <= found <= most else None


def _autocomplete(kind: FormFieldType, value: Raw) -> str | None:
    fixed = {FormFieldType.EMAIL: "email", FormFieldType.PHONE: "tel", FormFieldType.COUNTRY: "country"}
    chosen = _words(value, "autocomplete") if kind == FormFieldType.TEXT else ""
    return fixed.get(kind) or (chosen if chosen in Autocomplete.values else None)


def _max_length(kind: FormFieldType, value: Raw) -> int | None:
    if kind in LENGTHS:
        usual, most = LENGTHS[kind]
        return _number(value, "max_length", most=most) or usual
    return {FormFieldType.EMAIL: EMAIL_LENGTH, FormFieldType.PHONE: PHONE_LENGTH}.get(kind)


def _options(value: Raw) -> Iterator[FormOption]:
    taken: set[str] = set()
    options = value.get("options")
    for item in options if isinstance(options, list) else ():
        option = item.get("value", item) if isinstance(item, Mapping) else None
        option = option if isinstance(option, Mapping) else item
        label = _words(option, "label") if isinstance(option, Mapping) else ""
        if label:
            answer = distinct(_words(option, "value") or label, taken)
            taken.add(answer)
            yield FormOption(value=answer, label=label)


def _parts(language: str) -> Iterator[FormPart]:
    with override(language):
        parts = (
            ("line1", gettext("Street and number"), True, "address-line1", 200),
            ("line2", gettext("Address, second line"), False, "address-line2", 200),
            ("postal_code", gettext("Postal code"), False, "postal-code", 20),
            ("city", gettext("City"), True, "address-level2", 100),
            ("region", gettext("State or region"), False, "address-level1", 100),
            ("country", gettext("Country"), True, "country", 2),
        )
    for name, label, required, autocomplete, max_length in parts:
        yield FormPart(
            name=name, label=label, required=required, autocomplete=autocomplete, max_length=max_length
        )
