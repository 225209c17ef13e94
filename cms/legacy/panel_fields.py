"""The fields of a form of the old site, as the raw blocks of a panel's form."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cms.legacy.drafts import stable_id
from cms.legacy.items import FormField

__all__ = ["raw_fields"]

_MOST_FIELDS = 40
_MOST_OPTIONS = 60
_PLAIN = {"email": "email", "tel": "phone", "textarea": "long_text"}
_TEXTS = frozenset({"text", "search", "url", "number", "date", "time", "month", "week", "datetime-local", ""})


def raw_fields(fields: Sequence[FormField], *, slug: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The blocks in the order of the form, and the labels of fields that no panel can have, such as a password."""
    blocks: list[dict[str, Any]] = []
    left_out: list[str] = []
    for number, field in enumerate(fields):
        if field.type in ("hidden", "submit", "button", "image", "reset"):
            continue
        label = (field.label.strip(" *:") or re.sub(r"[\W_]+", " ", field.name).strip().capitalize())[:200]
        made = _block(field, label, f"{slug}-{number}")
        if made is None or not label or len(blocks) == _MOST_FIELDS:
            left_out.append(label or field.name or field.type)
            continue
        kind, further = made
        value = {"label": label, "required": field.required, "help_text": "", "name": "", **further}
        blocks.append({"type": kind, "value": value, "id": stable_id(slug, f"field-{number}")})
    return blocks, left_out


def _block(field: FormField, label: str, place: str) -> tuple[str, dict[str, Any]] | None:
    choices = list(_options(field.choices, place))
    if field.type in _PLAIN:
        return _PLAIN[field.type], {}
    if field.type in ("select", "radio", "select-multiple"):
        if not choices or len(choices) > _MOST_OPTIONS:
            return ("country", {}) if re.search(r"country|nation", label, re.IGNORECASE) else None
        return ("multiple_choice" if field.type == "select-multiple" else "choice"), {"options": choices}
    if field.type == "checkbox":
        return ("multiple_choice", {"options": choices}) if len(choices) > 1 else ("checkbox", {})
    if field.type in _TEXTS:
        return "text", {"autocomplete": "", "max_length": 200}
    return None


def _options(choices: Sequence[str], place: str) -> Iterator[dict[str, Any]]:
    for number, choice in enumerate(dict.fromkeys(each.strip()[:200] for each in choices)):
        if choice:
            answer = {"label": choice, "value": ""}
            yield {"type": "item", "value": answer, "id": stable_id(place, f"option-{number}")}
