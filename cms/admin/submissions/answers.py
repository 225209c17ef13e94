"""What a reader answered, in the order in which the form asks: PostgreSQL does not keep the order of keys in JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from blocks.forms import form_fields
from cms.models import CallToAction
from cms.models.submissions import ADDRESS_PARTS

__all__ = ["answer_text", "form_order", "in_order"]


def form_order(panels: Iterable[CallToAction]) -> list[str]:
    """The names of the fields of these panels' forms, one form after the other."""
    names = (
        field.name
        for panel in panels
        for field in form_fields(panel.raw_form_fields, language=panel.locale.language_code)
    )
    return list(dict.fromkeys(names))


def in_order(names: Iterable[str], order: list[str] | tuple[str, ...]) -> list[str]:
    """The names in that order; those that it does not have, such as fields that were taken off the form, come last."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(names, key=lambda name: places.get(name, len(places)))


def answer_text(value: Any) -> str:
    """An answer as one text: several choices beside each other, the parts of an address as well."""
    if isinstance(value, Mapping):
        parts = (value[name] for name in in_order(value, ADDRESS_PARTS))
        return ", ".join(answer_text(part) for part in parts if part not in ("", None))
    if isinstance(value, list):
        return ", ".join(answer_text(part) for part in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else str(value)
