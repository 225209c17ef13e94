"""Widgets of the form of a reference. Each is a plain field that a script makes more convenient, if there is one.

What is sent is always the plain field: so nothing depends on the script, and two thousand authors are one value.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.admin.reference_fields import as_data

__all__ = ["DateInput", "NamesInput", "TypeSelect"]

Words = Mapping[str, Any]


def _with_controller(name: str, **values: Any) -> dict[str, str]:
    """Attributes by which Wagtail's script finds ours, with what it has to know."""
    data = {
        f"data-{name}-{key}-value": json.dumps(value, ensure_ascii=False) for key, value in values.items()
    }
    return {"data-controller": name, **data}


class _Enhanced:
    """Adds the attributes when the widget is drawn: the words have to be in the language of the editor."""

    attributes: Callable[[], Mapping[str, str]]

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        built: dict[str, Any] = super().build_attrs(base_attrs, extra_attrs)  # type: ignore[misc]
        return {**built, **type(self).attributes()}


def _type_attributes() -> dict[str, str]:
    words = {"show": gettext("Show all fields"), "hide": gettext("Show only the usual fields of this type")}
    return {
        **_with_controller("cms-record-type", usual=as_data(), words=words),
        "data-action": "change->cms-record-type#update",
    }


def _name_attributes() -> dict[str, str]:
    words = {
        "family": gettext("Family name"),
        "given": gettext("Given names"),
        "suffix": gettext("Suffix"),
        "group": gettext("Name of the group or organisation"),
        "person": gettext("Add a person"),
        "addGroup": gettext("Add a group"),
        "up": gettext("Move up"),
        "down": gettext("Move down"),
        "remove": gettext("Remove"),
        "toGroup": gettext("This is a group"),
        "toPerson": gettext("This is a person"),
        "asText": gettext("Edit as text"),
        "asRows": gettext("Edit name by name"),
        "position": gettext("{name}: number {position} of {count}"),
        "removed": gettext("{name} removed"),
        "pasted": gettext("{count} names added"),
        "many": gettext("{count} names"),
        "hint": gettext(
            "You may paste a whole list into any of the fields: “Zhou T; Li H”, or one name on each line."
        ),
    }
    return _with_controller("cms-names", words=words)


MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
    _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip
SEASONS = {"Spring": _("Spring"), "Summer": _("Summer"), "Autumn": _("Autumn"), "Winter": _("Winter")}


def _date_attributes() -> dict[str, str]:
    words = {
        "year": gettext("Year"),
        "month": gettext("Month or season"),
        "day": gettext("Day"),
        "none": gettext("not known"),
        "asText": gettext("Edit as text, for a span of time"),
        "asParts": gettext("Edit year, month and day"),
        "months": [str(month) for month in MONTHS],
        "seasons": {name: str(label) for name, label in SEASONS.items()},
    }
    return _with_controller("cms-date", words=words)


class TypeSelect(_Enhanced, forms.Select):
    """The type of a work, which decides what else is asked for."""

    attributes = staticmethod(_type_attributes)


class NamesInput(_Enhanced, forms.Textarea):
    """Names, one on each line; with the script, one row for each."""

    attributes = staticmethod(_name_attributes)


class DateInput(_Enhanced, forms.TextInput):
    """A date that may lack day and month; with the script, in its parts."""

    attributes = staticmethod(_date_attributes)
