"""One reported result, with the digits that were printed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail.blocks import CharBlock, ChoiceBlock, IntegerBlock, StructBlock
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from blocks.base import Resolver
from blocks.citation import CITATION_IDS, CitationsBlock
from blocks.containers import struct_values
from blocks.numbers import DecimalText, NumberBlock, canonical_number
from blocks.schemas import RichText, Schema
from blocks.text import InlineRichTextBlock
from blocks.vocabulary import BlockMenu, Certainty, Direction, EffectMeasure, Favours, PValueOperator

__all__ = ["Finding", "FindingBlock"]


class Interval(Schema):
    """A confidence interval; `level` is in percent."""

    low: DecimalText
    high: DecimalText
    level: float


class PValue(Schema):
    """A p value as printed."""

    operator: PValueOperator
    value: DecimalText


class Finding(Schema):
    """One reported result."""

    outcome: str
    time_point: str | None
    comparison: str | None
    measure: EffectMeasure | None
    unit: str | None
    estimate: DecimalText | None
    interval: Interval | None
    p_value: PValue | None
    i_squared: DecimalText | None = Field(description="Heterogeneity (I²) in percent.")
    studies: int | None
    participants: int | None
    direction: Direction | None = Field(description="What the source says happened to the outcome.")
    favours: Favours | None
    certainty: Certainty
    interpretation: RichText = Field(description="What it means, in plain words.")
    citations: list[str] = Field(description=CITATION_IDS)


LEVELS = [("90", "90 %"), ("95", "95 %"), ("97.5", "97.5 %"), ("99", "99 %"), ("99.9", "99.9 %")]


class FindingBlock(StructBlock):
    """One result: outcome, time point, effect estimate with interval, direction, certainty and meaning."""

    outcome = CharBlock(label=_("Outcome"), max_length=255, help_text=_("What was measured, in plain words."))
    time_point = CharBlock(
        label=_("Time point"), required=False, max_length=120, help_text=_("For example “6 months”.")
    )
    comparison = CharBlock(
        label=_("Comparison"),
        required=False,
        max_length=255,
        help_text=_("Who with whom, if the page compares several."),
    )
    interpretation = InlineRichTextBlock(
        label=_("What it means"),
        required=False,
        help_text=_("In plain words; say so when the result is uncertain."),
    )
    direction = ChoiceBlock(
        label=_("Direction"),
        choices=Direction.choices,
        help_text=_("What the source says happened to the outcome."),
    )
    favours = ChoiceBlock(
        label=_("Speaks for"),
        choices=Favours.choices,
        required=False,
        help_text=_(
            "Which side did better. Fewer deaths, for example, are “lower” and speak for the intervention."
        ),
    )
    certainty = ChoiceBlock(
        label=_("Certainty of the evidence"),
        choices=Certainty.choices,
        default=Certainty.NOT_ASSESSED,
        help_text=_("As rated by the source (GRADE). Do not guess."),
    )
    measure = ChoiceBlock(
        label=_("Effect measure"),
        choices=EffectMeasure.choices,
        required=False,
        help_text=_("What kind of number the estimate is."),
    )
    estimate = NumberBlock(
        label=_("Estimate"), required=False, help_text=_("With the digits that are printed: 0.70, not 0.7.")
    )
    unit = CharBlock(
        label=_("Unit"), required=False, max_length=60, help_text=_("Of a difference: kg, %, points.")
    )
    interval_low = NumberBlock(label=_("Confidence interval from"), required=False)
    interval_high = NumberBlock(label=_("Confidence interval to"), required=False)
    interval_level = ChoiceBlock(
        label=_("Level of the interval"), choices=LEVELS, default="95", required=False
    )
    p_operator = ChoiceBlock(
        label=_("Sign before the p value"),
        choices=PValueOperator.choices,
        required=False,
        help_text=_("As printed: p = 0.03, or p < 0.001."),
    )
    p_value = NumberBlock(label=_("p value"), required=False)
    i_squared = NumberBlock(
        label=_("I² in percent"), required=False, help_text=_("Heterogeneity of a meta-analysis.")
    )
    studies = IntegerBlock(
        label=_("Number of studies"),
        required=False,
        min_value=0,
        help_text=_("That this result comes from, in a review."),
    )
    participants = IntegerBlock(
        label=_("Number of participants"),
        required=False,
        min_value=0,
        help_text=_("That this result comes from."),
    )
    citations = CitationsBlock(required=False)

    Schema = Finding

    class Meta:
        icon = "sliders"
        label = _("Finding")
        group = BlockMenu.EVIDENCE
        description = _(
            "One result of a study: effect estimate with interval, direction, certainty, and what it means."
        )
        label_format = "{outcome} {time_point}"
        preview_template = "blocks/preview/finding.html"
        preview_value = {
            "outcome": _("Name of the outcome"),
            "time_point": _("6 months"),
            "interpretation": _("What the result means, in plain words."),
            "direction": "lower",
            "certainty": "moderate",
            "measure": "risk_ratio",
            "estimate": "0.80",
            "interval_low": "0.65",
            "interval_high": "0.98",
            "interval_level": "95",
            "citations": [],
        }
        form_layout = BlockGroup(
            children=[
                "outcome",
                "time_point",
                "comparison",
                "interpretation",
                "direction",
                "favours",
                "certainty",
                BlockGroup(
                    heading=_("Numbers, as printed in the source"),
                    icon="decimal",
                    label_format="{estimate}",
                    children=[
                        "measure",
                        "estimate",
                        "unit",
                        "interval_low",
                        "interval_high",
                        "interval_level",
                        "p_operator",
                        "p_value",
                        "i_squared",
                        "studies",
                        "participants",
                    ],
                ),
                "citations",
            ]
        )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = _number_errors(cleaned, complete=not self.is_deferred_validation)
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def to_schema(self, raw: Any, resolver: Resolver) -> Finding:
        values = struct_values(self, raw, resolver)
        low, high, level = (values.pop(name) for name in ("interval_low", "interval_high", "interval_level"))
        operator, p_value = values.pop("p_operator"), values.pop("p_value")
        return Finding(
            **{
                **values,
                "certainty": values["certainty"] or Certainty.NOT_ASSESSED,
                "interval": Interval(low=low, high=high, level=float(level or 95)) if low and high else None,
                "p_value": PValue(operator=operator or "=", value=p_value) if p_value else None,
            }
        )


def _number_errors(value: Any, *, complete: bool) -> dict[str, ValidationError]:
    """What is wrong with the numbers of a finding, by field; halves are only refused when it has to be complete."""
    errors: dict[str, ValidationError] = {}

    def refuse(name: str, code: str, message: Any) -> None:
        errors[name] = ValidationError(message, code=code)

    numbers = {
        name: float(canonical_number(value.get(name) or "") or "nan")
        for name in ("interval_low", "interval_high", "p_value", "i_squared")
        if value.get(name)
    }
    low, high = numbers.get("interval_low"), numbers.get("interval_high")
    if low is not None and high is not None and low > high:
        refuse("interval_low", "interval_reversed", _("The interval begins above its end."))
    if not 0 <= numbers.get("p_value", 0) <= 1:
        refuse("p_value", "p_out_of_range", _("A p value lies between 0 and 1."))
    if not 0 <= numbers.get("i_squared", 0) <= 100:
        refuse("i_squared", "i_squared_out_of_range", _("I² is a percentage between 0 and 100."))
    if complete:
        if value.get("estimate") and not value.get("measure"):
            refuse("measure", "measure_missing", _("Say what kind of estimate it is."))
        if low is not None and high is None:
            refuse("interval_high", "interval_open", _("The end of the interval is missing."))
        if high is not None and low is None:
            refuse("interval_low", "interval_open", _("The beginning of the interval is missing."))
        if value.get("p_value") and not value.get("p_operator"):
            refuse("p_operator", "operator_missing", _("Say how p is printed: =, < or >."))
        if value.get("p_operator") and not value.get("p_value"):
            refuse("p_value", "p_missing", _("The p value is missing."))
    return errors
