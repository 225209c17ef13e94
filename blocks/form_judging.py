"""What is wrong with the fields of a form that is to be published, at the block it is wrong with."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from blocks.form_names import RESERVED

__all__ = ["judge_fields", "judge_limits", "judge_options"]


def judge_fields(fields: Iterable[Any]) -> dict[int, StructBlockValidationError]:
    """Names that two fields have, or that mean something else, and labels that readers could not tell apart."""
    found: dict[int, dict[str, ValidationError]] = {}
    names: dict[str, int] = {}
    labels: dict[str, int] = {}
    for place, field in enumerate(fields):
        name = str(field.value.get("name") or "")
        label = _folded(field.value.get("label"))
        errors: dict[str, ValidationError] = {}
        if name in RESERVED:
            errors["name"] = ValidationError(
                _("This name means something else to programs. Choose another one."), code="reserved"
            )
        elif name and names.setdefault(name, place) != place:
            errors["name"] = _taken(_("This name is taken by field %(number)d."), names[name])
        if label and labels.setdefault(label, place) != place:
            errors["label"] = _taken(
                _("Field %(number)d has this label too: readers can not tell the two apart."), labels[label]
            )
        if errors:
            found[place] = errors
    return {place: StructBlockValidationError(block_errors=errors) for place, errors in found.items()}


def judge_options(options: Sequence[Mapping[str, Any]]) -> None:
    """At least two answers, each another one. Raises the error of a list."""
    if len(options) < 2:
        few = ValidationError(_("Give at least two answers to choose from."), code="few_answers")
        raise ListBlockValidationError(non_block_errors=[few])
    found: dict[int, StructBlockValidationError] = {}
    labels: dict[str, int] = {}
    values: dict[str, int] = {}
    for place, option in enumerate(options):
        label, value = _folded(option.get("label")), str(option.get("value") or option.get("label") or "")
        if label and labels.setdefault(label, place) != place:
            error = _taken(_("This is the same as answer %(number)d."), labels[label])
            found[place] = StructBlockValidationError(block_errors={"label": error})
        elif value and values.setdefault(value, place) != place:
            error = _taken(_("Answer %(number)d has this value for programs."), values[value])
            found[place] = StructBlockValidationError(block_errors={"value": error})
    if found:
        raise ListBlockValidationError(block_errors=found)


def judge_limits(field: Mapping[str, Any]) -> None:
    """How many answers may be given, against how many there are. Raises the error of a struct."""
    count = len(field["options"])
    least, most = field.get("min_selected"), field.get("max_selected")
    errors: dict[str, ValidationError] = {}
    for name, number in (("min_selected", least), ("max_selected", most)):
        if number and number > count:
            errors[name] = ValidationError(
                _("There are only %(count)d answers."), code="too_many", params={"count": count}
            )
    if least and most and least > most and not errors:
        errors["max_selected"] = ValidationError(_("This is less than at least."), code="limits_order")
    if errors:
        raise StructBlockValidationError(block_errors=errors)


def _folded(label: Any) -> str:
    return " ".join(str(label or "").split()).casefold()


def _taken(message: Any, place: int) -> ValidationError:
    return ValidationError(message, code="taken", params={"number": place + 1})
