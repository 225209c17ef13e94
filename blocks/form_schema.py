"""The fields of a form as a frontend gets them: how to draw them, and the JSON Schema (2020-12) of their answers.

The server judges submissions by the very schema that is delivered.
"""

from collections.abc import Sequence
from typing import Any, Final

from django_countries.data import COUNTRIES
from pydantic import Field

from blocks.form_patterns import EMAIL, LINE, PHONE, SOME_LINE, SOME_TEXT, TEXT
from blocks.schemas import Schema
from blocks.vocabulary import FormFieldType

__all__ = ["COUNTRY_CODES", "EMAIL_LENGTH", "FormField", "FormOption", "FormPart", "json_schema"]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
COUNTRY_CODES: Final[Sequence[str]] = tuple(sorted(COUNTRIES))
"""Codes of ISO 3166-1, two letters."""

EMAIL_LENGTH: Final = 254
"""RFC 5321, 4.5.3.1.3, less the angle brackets."""


class FormOption(Schema):
    """One of several answers."""

    value: str
    label: str


class FormPart(Schema):
    """A part of a postal address: a key of the field's object."""

    name: str
    label: str
    required: bool
    autocomplete: str
    max_length: int


class FormField(Schema):
    """How to draw a field; what it takes stands in the form's JSON Schema under the same name."""

    name: str
    type: FormFieldType
    label: str = Field(description="Empty for a hidden value.")
    help: str | None
    required: bool
    autocomplete: str | None = Field(description="For the attribute `autocomplete` of HTML.")
    max_length: int | None = Field(description="In characters (Unicode code points).")
    options: list[FormOption] = Field(
        description="The answers of a choice. A country has none: the JSON Schema lists the codes (ISO 3166-1), and "
        "browsers know the names (`Intl.DisplayNames`)."
    )
    min_selected: int | None = Field(description="How many answers of a multiple choice at least.")
    max_selected: int | None = Field(description="How many answers of a multiple choice at most.")
    parts: list[FormPart] = Field(description="The parts of a postal address, in order.")
    value: str | None = Field(description="What to send for a hidden value.")


def json_schema(fields: Sequence[FormField]) -> dict[str, Any]:
    """The JSON Schema of `fields` in a submission: an object with a property for each field, and no other. A field that
    the reader leaves empty is left out."""
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": {field.name: _property(field) for field in fields},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


def _property(field: FormField) -> dict[str, Any]:
    said: dict[str, Any] = {"title": field.label} if field.label else {}
    if field.help:
        said["description"] = field.help
    return said | _KINDS[field.type](field)


def _text(field: FormField) -> dict[str, Any]:
    pattern = SOME_LINE if field.required else LINE
    return {"type": "string", "maxLength": field.max_length, "pattern": pattern}


def _long_text(field: FormField) -> dict[str, Any]:
    pattern = SOME_TEXT if field.required else TEXT
    return {"type": "string", "maxLength": field.max_length, "pattern": pattern}


def _email(field: FormField) -> dict[str, Any]:
    return {"type": "string", "format": "email", "maxLength": EMAIL_LENGTH, "pattern": EMAIL}


def _phone(field: FormField) -> dict[str, Any]:
    return {"type": "string", "maxLength": field.max_length, "pattern": PHONE}


def _choice(field: FormField) -> dict[str, Any]:
    return {"type": "string", "enum": [option.value for option in field.options]}


def _multiple_choice(field: FormField) -> dict[str, Any]:
    limits = {}
    if field.required or field.min_selected:
        limits["minItems"] = field.min_selected or 1
    if field.max_selected:
        limits["maxItems"] = max(field.max_selected, limits.get("minItems", 0))
    return {"type": "array", "items": _choice(field), "uniqueItems": True} | limits


def _checkbox(field: FormField) -> dict[str, Any]:
    return {"type": "boolean"} | ({"const": True} if field.required else {})


def _country(field: FormField) -> dict[str, Any]:
    return {"type": "string", "enum": list(COUNTRY_CODES)}


def _postal_address(field: FormField) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {part.name: {"title": part.label} | _part(part) for part in field.parts},
        "required": [part.name for part in field.parts if part.required],
        "additionalProperties": False,
    }


def _part(part: FormPart) -> dict[str, Any]:
    if part.name == "country":
        return {"type": "string", "enum": list(COUNTRY_CODES)}
    return {
        "type": "string",
        "maxLength": part.max_length,
        "pattern": SOME_LINE if part.required else LINE,
    }


def _hidden(field: FormField) -> dict[str, Any]:
    return {"const": field.value}


_KINDS: Final = {
    FormFieldType.TEXT: _text,
    FormFieldType.LONG_TEXT: _long_text,
    FormFieldType.EMAIL: _email,
    FormFieldType.PHONE: _phone,
    FormFieldType.CHOICE: _choice,
    FormFieldType.MULTIPLE_CHOICE: _multiple_choice,
    FormFieldType.CHECKBOX: _checkbox,
    FormFieldType.COUNTRY: _country,
    FormFieldType.POSTAL_ADDRESS: _postal_address,
    FormFieldType.HIDDEN: _hidden,
}
