"""Numbers as they were printed: kept as typed, so that the reported precision survives."""

import re
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail.blocks import CharBlock

from blocks.base import Adapter, Resolver, register_adapter

__all__ = ["DecimalText", "NumberBlock", "canonical_number"]

DecimalText = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
"""A decimal number as text, with the digits that were printed: "0.70" is not "0.7"."""

_PRINTED = re.compile(r"([+\-\u2212\u2013]?)\s*([0-9]*)(?:[.\u00b7]([0-9]+))?")


def canonical_number(printed: str) -> str | None:
    """The same digits with an ASCII minus and point: "−0·40" → "-0.40", ".03" → "0.03"; None if it is no number.

    Journals print a typographic minus (U+2212), an en dash, a middle dot (The Lancet) or leave out a leading zero.
    """
    match = _PRINTED.fullmatch(printed.strip())
    if match is None or not (match[2] or match[3]):
        return None
    sign = "-" if match[1] in ("-", "\u2212", "\u2013") else ""
    return f"{sign}{match[2] or '0'}" + (f".{match[3]}" if match[3] else "")


def _validate(printed: str) -> None:
    if canonical_number(printed) is None:
        message = _("“%(value)s” is not a number. Write digits with a decimal point, such as 0.26 or −4.4.")
        raise ValidationError(message, code="not_a_number", params={"value": printed})


class NumberBlock(CharBlock):
    """A decimal number, stored exactly as typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs["validators"] = (*kwargs.get("validators", ()), _validate)
        super().__init__(**kwargs)

    class Meta:
        icon = "decimal"


@register_adapter(NumberBlock)
class NumberAdapter(Adapter):
    """The number with an ASCII minus and point, or null."""

    annotation = DecimalText | None

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        return None if raw is None else canonical_number(str(raw))
