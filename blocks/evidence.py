"""Blocks of evidence: the study that is summarised, its findings, its limitations and its conclusion."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail.blocks import CharBlock, ChoiceBlock, DateBlock, IntegerBlock, ListBlock, StructBlock, TextBlock
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from blocks.base import Resolver
from blocks.citation import CitationsBlock, ReferenceChooserBlock
from blocks.containers import struct_values
from blocks.numbers import DecimalText, NumberBlock, canonical_number
from blocks.schemas import RichText, Schema
from blocks.text import InlineRichTextBlock, ParagraphBlock
from blocks.vocabulary import Certainty, Direction, EffectMeasure, Favours, PValueOperator, StudyDesign

__all__ = ["ConclusionBlock", "FindingBlock", "LimitationsBlock", "StudyBlock"]

EVIDENCE = _("Evidence")
CITATIONS = "Ids in the document's `citations`."


class Arm(Schema):
    """An arm of a group of studies, or the only group."""

    name: str
    participants: int | None


class ArmBlock(StructBlock):
    """An arm with its number of participants."""

    name = CharBlock(label=_("Arm"), max_length=255, help_text=_("For example “stem cells” or “usual care”."))
    participants = IntegerBlock(label=_("Participants"), required=False, min_value=0)

    Schema = Arm

    class Meta:
        icon = "group"
        label = _("Arm")
        label_format = "{name}: {participants}"

    def to_schema(self, raw: Any, resolver: Resolver) -> Arm:
        return Arm(name=raw.get("name") or "", participants=raw.get("participants"))


class StudyGroup(Schema):
    """The included studies of one design, with the participants by arm."""

    design: StudyDesign | None
    label: str | None
    studies: int | None
    arms: list[Arm]


class StudyGroupBlock(StructBlock):
    """The included studies of one design."""

    design = ChoiceBlock(label=_("Design"), choices=StudyDesign.choices)
    label = CharBlock(
        label=_("As the source calls them"),
        required=False,
        max_length=255,
        help_text=_("Only if it differs."),
    )
    studies = IntegerBlock(label=_("Number of studies"), required=False, min_value=0)
    arms = ListBlock(ArmBlock(), label=_("Arms"), default=[])

    Schema = StudyGroup

    class Meta:
        icon = "folder-open-inverse"
        label = _("Group of studies")
        label_format = "{design}: {studies}"


class Pico(Schema):
    """The question of the study: population, intervention or exposure, comparator, outcomes."""

    population: str | None
    intervention: str | None
    comparator: str | None
    outcomes: list[str]


class Study(Schema):
    """How the study was made, in its own numbers."""

    reference: str | None = Field(description="Citation key of the report of the study.")
    design: StudyDesign | None
    pico: Pico
    total: int | None = Field(
        description="Number of included studies, as reported; may differ from the sum of `groups`."
    )
    participants: int | None
    groups: list[StudyGroup]
    search_date: str | None = Field(description="ISO date up to which the literature was searched.")
    follow_up: str | None
    registration: str | None
    citations: list[str] = Field(description=CITATIONS)


class StudyBlock(StructBlock):
    """The study that the page summarises, or one that it discusses."""

    reference = ReferenceChooserBlock(
        label=_("Report of the study"),
        required=False,
        help_text=_("The paper in which the study was published."),
    )
    design = ChoiceBlock(label=_("Design"), choices=StudyDesign.choices)
    population = TextBlock(label=_("Population"), required=False, rows=2, help_text=_("Who was studied."))
    intervention = TextBlock(
        label=_("Intervention or exposure"),
        required=False,
        rows=2,
        help_text=_("What was done, or what was looked at."),
    )
    comparator = TextBlock(label=_("Comparator"), required=False, rows=2, help_text=_("Compared with what."))
    outcomes = ListBlock(
        CharBlock(label=_("Outcome"), max_length=255),
        label=_("Outcomes"),
        default=[],
        help_text=_("What was measured."),
    )
    total = IntegerBlock(
        label=_("Number of included studies"),
        required=False,
        min_value=0,
        help_text=_("For reviews, as reported."),
    )
    participants = IntegerBlock(
        label=_("Participants in all"),
        required=False,
        min_value=0,
        help_text=_("As reported; leave empty if it is not."),
    )
    groups = ListBlock(
        StudyGroupBlock(),
        label=_("Numbers by design and arm"),
        default=[],
        help_text=_("One group for each design."),
    )
    search_date = DateBlock(label=_("Searched up to"), required=False, help_text=_("For reviews."))
    follow_up = CharBlock(
        label=_("Follow-up"), required=False, max_length=255, help_text=_("For example “8 years”.")
    )
    registration = CharBlock(
        label=_("Registration"),
        required=False,
        max_length=255,
        help_text=_("Such as an NCT, ISRCTN or PROSPERO number."),
    )
    citations = CitationsBlock(required=False)

    Schema = Study

    class Meta:
        icon = "clipboard-list"
        label = _("Study")
        group = EVIDENCE
        description = _(
            "The facts of a study: its question, design, numbers of studies and participants, search date."
        )
        label_format = "{design}"
        preview_template = "blocks/preview/study.html"
        preview_value = {
            "design": "randomised_controlled_trial",
            "population": "Who was studied",
            "intervention": "What was done",
            "comparator": "Compared with what",
            "outcomes": ["What was measured"],
            "groups": [],
            "citations": [],
        }
        form_layout = BlockGroup(
            children=[
                "reference",
                "design",
                BlockGroup(
                    heading=_("Question (PICO)"),
                    icon="help",
                    children=["population", "intervention", "comparator", "outcomes"],
                    label_format="",
                ),
                BlockGroup(
                    heading=_("Size"),
                    icon="group",
                    children=["total", "participants", "groups"],
                    label_format="",
                ),
                BlockGroup(
                    heading=_("Conduct"),
                    icon="calendar-alt",
                    children=["search_date", "follow_up", "registration"],
                    label_format="",
                ),
                "citations",
            ]
        )

    def to_schema(self, raw: Any, resolver: Resolver) -> Study:
        values = struct_values(self, raw, resolver)
        pico = Pico(**{name: values.pop(name) for name in Pico.model_fields})
        return Study(pico=pico, **values)


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
    citations: list[str] = Field(description=CITATIONS)


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
    favours = ChoiceBlock(label=_("Favours"), choices=Favours.choices, required=False)
    certainty = ChoiceBlock(
        label=_("Certainty of the evidence"),
        choices=Certainty.choices,
        default=Certainty.NOT_ASSESSED,
        help_text=_("As rated by the source (GRADE). Do not guess."),
    )
    measure = ChoiceBlock(label=_("Effect measure"), choices=EffectMeasure.choices, required=False)
    estimate = NumberBlock(
        label=_("Estimate"), required=False, help_text=_("With the digits that are printed: 0.70, not 0.7.")
    )
    unit = CharBlock(
        label=_("Unit"), required=False, max_length=60, help_text=_("Of a difference: kg, %, points.")
    )
    interval_low = NumberBlock(label=_("Interval from"), required=False)
    interval_high = NumberBlock(label=_("Interval to"), required=False)
    interval_level = ChoiceBlock(label=_("Confidence level"), choices=LEVELS, default="95", required=False)
    p_operator = ChoiceBlock(label=_("p"), choices=PValueOperator.choices, required=False)
    p_value = NumberBlock(label=_("p value"), required=False)
    i_squared = NumberBlock(
        label=_("I² in percent"), required=False, help_text=_("Heterogeneity of a meta-analysis.")
    )
    studies = IntegerBlock(label=_("Studies"), required=False, min_value=0)
    participants = IntegerBlock(label=_("Participants"), required=False, min_value=0)
    citations = CitationsBlock(required=False)

    Schema = Finding

    class Meta:
        icon = "order"
        label = _("Finding")
        group = EVIDENCE
        description = _(
            "One result of a study: effect estimate with interval, direction, certainty, and what it means."
        )
        label_format = "{outcome} {time_point}"
        preview_template = "blocks/preview/finding.html"
        preview_value = {
            "outcome": "Name of the outcome",
            "time_point": "6 months",
            "interpretation": "What the result means, in plain words.",
            "direction": "lower",
            "certainty": "not_assessed",
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
                    label_format="{estimate} ({interval_low} – {interval_high})",
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


class Limitations(Schema):
    """What weakens the evidence."""

    items: list[RichText]
    citations: list[str] = Field(description=CITATIONS)


class LimitationsBlock(StructBlock):
    """What weakens the evidence, point by point."""

    items = ListBlock(InlineRichTextBlock(label=_("Limitation")), label=_("Limitations"), min_num=1)
    citations = CitationsBlock(required=False)

    Schema = Limitations

    class Meta:
        icon = "warning"
        label = _("Limitations")
        group = EVIDENCE
        description = _("What weakens the evidence, point by point, in your own words.")
        label_format = ""
        preview_template = "blocks/preview/limitations.html"
        preview_value = {"items": ["Few participants.", "Short follow-up."], "citations": []}


class Conclusion(Schema):
    """What the authors or the editors conclude."""

    text: RichText
    citations: list[str] = Field(description=CITATIONS)


class ConclusionBlock(StructBlock):
    """What follows from the evidence."""

    text = ParagraphBlock(
        label=_("Conclusion"), help_text=_("Say who concludes it: the authors, or this page.")
    )
    citations = CitationsBlock(required=False)

    Schema = Conclusion

    class Meta:
        icon = "success"
        label = _("Conclusion")
        group = EVIDENCE
        description = _("What follows from the evidence, and who says so.")
        label_format = "{text}"
        preview_template = "blocks/preview/conclusion.html"
        preview_value = {"text": "<p>The authors conclude that more studies are needed.</p>", "citations": []}
